//! How close things stand.

/// How close things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// For people who work here: rows of 36 px.
    #[default]
    Compact,
    /// For shopping: rows of 52 px.
    Comfortable,
}

impl Density {
    /// The value of `data-density`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Comfortable => "comfortable",
        }
    }
}
