//! Passkeys: adding, naming and removing one's own, and signing in with one.

use super::{password, second_factor, sign_in::page_of_ours};
use crate::{
    PasskeyId, Timestamp,
    check::{Check, Checked, tidy},
};
use serde::{Deserialize, Serialize};
use std::{fmt, net::Ipv4Addr};

/// The longest name of a passkey, in characters.
const NAME_MOST: u32 = 60;

/// The host that passkeys are tied to at an address such as `https://print.example:3000`. Nothing where
/// it is a number: browsers make none for such.
#[must_use]
pub fn passkey_host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split([':', '/']).next()?;
    let number = host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok();
    (!host.is_empty() && !number).then_some(host)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PasskeyField {
    Name,
    Password,
    /// Of the second factor.
    Code,
    /// What the device answered, which nobody types.
    Credential,
}

impl PasskeyField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Password => "old_password",
            Self::Code => "code",
            Self::Credential => "credential",
        }
    }
}

/// Asking to add one, by who shows all that the account has.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BeginPasskey {
    /// By which its owner will tell it from the others.
    pub name: String,
    /// The password as it is now, under the name that browsers know it by.
    pub old_password: String,
    /// Of the second factor, where there is one.
    pub code: String,
}

impl BeginPasskey {
    /// # Errors
    /// Missing or too long. Whether a code is missing, the account knows.
    pub fn check(&self) -> Checked<PasskeyField> {
        let mut check = Check::new();
        check.required(PasskeyField::Name, &self.name, NAME_MOST);
        password::typed(&mut check, PasskeyField::Password, &self.old_password);
        check.at_most(PasskeyField::Code, &self.code, second_factor::MOST);
        check.done()
    }
}

impl fmt::Debug for BeginPasskey {
    /// Without password and code, which have no place in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BeginPasskey")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Adding the one that a device has made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddPasskey {
    pub name: String,
    /// What the device answered, as JSON of the page's script.
    pub credential: String,
}

impl AddPasskey {
    /// # Errors
    /// Missing or too long.
    pub fn check(&self) -> Checked<PasskeyField> {
        let mut check = Check::new();
        check.required(PasskeyField::Name, &self.name, NAME_MOST);
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// Giving one another name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RenamePasskey {
    /// Its id, as the page has it.
    pub passkey: String,
    pub name: String,
}

impl RenamePasskey {
    /// # Errors
    /// Missing or too long.
    pub fn check(&self) -> Checked<PasskeyField> {
        let mut check = Check::new();
        check.required(PasskeyField::Name, &self.name, NAME_MOST);
        check.done()
    }

    /// Which one, if that is what was sent.
    #[must_use]
    pub fn passkey(&self) -> Option<PasskeyId> {
        self.passkey.parse().ok()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// Removing one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemovePasskey {
    /// Its id, as the page has it.
    pub passkey: String,
}

impl RemovePasskey {
    /// Which one, if that is what was sent.
    #[must_use]
    pub fn passkey(&self) -> Option<PasskeyId> {
        self.passkey.parse().ok()
    }
}

/// Signing in with one; which account it is, the device says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInWithPasskey {
    /// What the device answered, as JSON of the page's script.
    pub credential: String,
    /// The page that was asked for before.
    pub next: String,
}

impl SignInWithPasskey {
    /// The page to go to afterwards, if it is one of ours.
    #[must_use]
    pub fn next(&self) -> Option<&str> {
        page_of_ours(&self.next)
    }
}

/// A passkey as its owner reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyLine {
    pub id: PasskeyId,
    pub name: String,
    /// The address that it works at.
    pub host: String,
    pub made: Timestamp,
    /// Nothing where it was never signed in with.
    pub used: Option<Timestamp>,
}

/// The page of one's own passkeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeysPage {
    pub passkeys: Vec<PasskeyLine>,
    /// The address that one added now works at; nothing where none can be, since a number is no
    /// address for a passkey.
    pub host: Option<String>,
    /// Adding one takes a code of the second factor.
    pub code: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problem;

    #[test]
    fn a_passkey_is_of_a_host_with_a_name() {
        assert_eq!(passkey_host("https://print.example"), Some("print.example"));
        assert_eq!(passkey_host("http://localhost:3000"), Some("localhost"));
        for number in ["http://127.0.0.1:3000", "http://[::1]:3000", "nothing"] {
            assert_eq!(passkey_host(number), None, "{number}");
        }
    }

    #[test]
    fn a_passkey_has_a_name_and_takes_the_password() {
        let form = BeginPasskey {
            name: " ".to_owned(),
            ..BeginPasskey::default()
        };
        assert_eq!(
            form.check(),
            Err(vec![
                (PasskeyField::Name, Problem::Missing),
                (PasskeyField::Password, Problem::Missing)
            ])
        );
        let form = BeginPasskey {
            name: "Telephone".to_owned(),
            old_password: "correct horse".to_owned(),
            code: "123456".to_owned(),
        };
        assert_eq!(form.check(), Ok(()));
        let logged = format!("{form:?}");
        assert!(!logged.contains("horse") && !logged.contains("123"));
    }

    #[test]
    fn signing_in_leads_to_a_page_of_ours_or_nowhere() {
        let next = |next: &str| {
            let form = SignInWithPasskey {
                next: next.to_owned(),
                ..SignInWithPasskey::default()
            };
            form.next().map(str::to_owned)
        };
        assert_eq!(next("/orders"), Some("/orders".to_owned()));
        assert_eq!(next("//evil.test"), None);
    }
}
