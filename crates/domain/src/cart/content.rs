//! Changing what is printed, until somebody approves it.

use crate::{
    JobId, OrderNumber,
    check::{Check, Checked},
};
use serde::{Deserialize, Serialize};

/// The form on the order page. New artwork comes beside it; without a file the old one stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditContent {
    /// The order's number, as its page writes it.
    pub number: String,
    pub job: String,
    /// The version of the order that was shown.
    pub version: i64,
    pub reference: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ContentField {
    Reference,
    Artwork,
}

impl ContentField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reference => "form[reference]",
            Self::Artwork => "form[artwork]",
        }
    }
}

impl EditContent {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<ContentField> {
        let mut check = Check::new();
        check.at_most(ContentField::Reference, &self.reference, 120);
        check.done()
    }

    /// The order and the job; nothing where they are not named.
    #[must_use]
    pub fn of(&self) -> Option<(OrderNumber, JobId)> {
        Some((self.number.parse().ok()?, self.job.parse().ok()?))
    }

    /// Takes a field of a multipart form by its name.
    pub fn set(&mut self, name: &str, value: String) {
        match name {
            "form[number]" => self.number = value,
            "form[job]" => self.job = value,
            "form[version]" => self.version = value.parse().unwrap_or_default(),
            "form[reference]" => self.reference = value,
            _ => {}
        }
    }
}
