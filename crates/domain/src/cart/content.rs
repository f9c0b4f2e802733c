//! Changing what is printed, until somebody approves it.

use crate::{
    JobId, OrderNumber,
    check::{Check, Checked},
};
use serde::{Deserialize, Serialize};

/// The form on the order page. New artwork comes beside it; without a file the old one stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditContent {
    pub number: OrderNumber,
    pub job: JobId,
    /// The version of the order that was shown.
    pub version: i64,
    #[serde(default)]
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
            Self::Reference => "reference",
            Self::Artwork => "artwork",
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
}
