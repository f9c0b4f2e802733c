//! One of several: a line of a [`crate::Select`] or a button of [`crate::Radios`].

use crate::Words;

/// A value that may be chosen, and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) note: Words,
    pub(crate) disabled: bool,
    pub(crate) group: Words,
}

impl Choice {
    /// A choice that sends `value` and reads `label`.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// A second, smaller line; in a select it follows the label after a dash.
    #[must_use]
    pub fn note(mut self, note: impl Into<Words>) -> Self {
        self.note = note.into();
        self
    }

    /// Shown, but not to be chosen now.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }

    /// The heading it stands under in a select; neighbours of the same heading are one group.
    #[must_use]
    pub fn group(mut self, group: impl Into<Words>) -> Self {
        self.group = group.into();
        self
    }
}
