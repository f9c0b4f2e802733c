//! One's own account.

use super::{MailChoice, register::NAME_MOST};
use crate::{
    Timestamp,
    check::{Check, Checked},
};
use serde::{Deserialize, Serialize};

/// The longest telephone number, with blanks and an extension.
pub(crate) const PHONE_MOST: u32 = 40;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditProfile {
    pub name: String,
    pub phone: String,
    /// Of what was shown.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EditProfileField {
    Name,
    Phone,
}

impl EditProfileField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
        }
    }
}

impl EditProfile {
    /// # Errors
    /// Missing or too long.
    pub fn check(&self) -> Checked<EditProfileField> {
        let mut check = Check::new();
        check.required(EditProfileField::Name, &self.name, NAME_MOST);
        check.at_most(EditProfileField::Phone, &self.phone, PHONE_MOST);
        check.done()
    }
}

/// Ending one of one's own sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndSession {
    /// As [`SessionLine::key`] names it.
    pub session: String,
}

/// A session as its owner reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    pub key: String,
    /// The browser, in its own words.
    pub agent: String,
    pub began: Timestamp,
    pub seen: Timestamp,
    /// The one that asks.
    pub this: bool,
}

/// The account as its owner reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPage {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub company: Option<String>,
    pub departments: Vec<String>,
    pub roles: Vec<String>,
    pub version: i64,
    pub sessions: Vec<SessionLine>,
    /// The mails that they may do without.
    pub mails: Vec<MailChoice>,
    /// Since when there is a second factor.
    pub second_factor: Option<Timestamp>,
    /// How many passkeys there are.
    pub passkeys: usize,
}
