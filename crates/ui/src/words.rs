//! Words a piece may or may not be given.

use std::borrow::Cow;

/// Optional words: a hint, an error, a label's addition.
///
/// Takes a `&'static str`, a `String`, or an `Option` of either, so that a page can hand over
/// what it has. Empty words count as none: an empty error must not paint a field red.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Option<Cow<'static, str>>);

impl Words {
    /// The words, if there are any.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// The words as their own string, for an attribute.
    #[must_use]
    pub fn owned(&self) -> Option<String> {
        self.get().map(str::to_owned)
    }

    /// Whether there is something to read.
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }

    /// These words, or others where there are none.
    #[must_use]
    pub fn or(&self, other: &str) -> String {
        self.get().unwrap_or(other).to_owned()
    }

    fn kept(words: Cow<'static, str>) -> Self {
        Self((!words.is_empty()).then_some(words))
    }
}

impl From<&'static str> for Words {
    fn from(words: &'static str) -> Self {
        Self::kept(Cow::Borrowed(words))
    }
}

impl From<String> for Words {
    fn from(words: String) -> Self {
        Self::kept(Cow::Owned(words))
    }
}

impl From<Cow<'static, str>> for Words {
    fn from(words: Cow<'static, str>) -> Self {
        Self::kept(words)
    }
}

impl<T: Into<Words>> From<Option<T>> for Words {
    fn from(words: Option<T>) -> Self {
        words.map_or_else(Self::default, Into::into)
    }
}
