//! The second factor: the code that an app shows for half a minute, and the recovery codes for when
//! the app is lost.

use super::password;
use crate::{
    Timestamp,
    check::{Check, Checked},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The digits of an app's code.
const DIGITS: usize = 6;
/// The letters of a recovery code: 120 bits, so that a plain hash keeps it (ASVS 5.0, 6.5.2).
const LETTERS: usize = 24;
/// The most that is typed for either, with blanks and dashes between the groups.
pub(super) const MOST: u32 = 60;

/// A code as somebody typed it.
#[derive(Clone, PartialEq, Eq)]
pub enum Code {
    /// The one that the app shows.
    App(u32),
    /// One of those kept for when it is lost; without dashes, in lower case.
    Recovery(String),
}

impl Code {
    /// What was typed, if it reads as a code at all. Blanks and dashes are how people copy it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if plain.len() == DIGITS && plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return plain.parse().ok().map(Self::App);
        }
        let letters = plain.len() == LETTERS && plain.bytes().all(|b| b.is_ascii_alphanumeric());
        letters.then(|| Self::Recovery(plain.to_ascii_lowercase()))
    }
}

impl fmt::Debug for Code {
    /// Which kind it is; a code has no place in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::App(_) => "App",
            Self::Recovery(_) => "Recovery",
        })
    }
}

/// Typing a code, after the password.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EnterCode {
    pub code: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CodeField {
    Code,
}

impl CodeField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
        }
    }
}

impl EnterCode {
    /// # Errors
    /// Missing, or too long for a code.
    pub fn check(&self) -> Checked<CodeField> {
        let mut check = Check::new();
        check.required(CodeField::Code, &self.code, MOST);
        check.done()
    }
}

impl fmt::Debug for EnterCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnterCode").finish_non_exhaustive()
    }
}

/// Showing both factors, for what changes the second one: the first code of an app as well.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShowBoth {
    /// The password as it is now, under the name that browsers know it by.
    pub old_password: String,
    pub code: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ShowBothField {
    Password,
    Code,
}

impl ShowBothField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "old_password",
            Self::Code => "code",
        }
    }
}

impl ShowBoth {
    /// # Errors
    /// Missing or too long.
    pub fn check(&self) -> Checked<ShowBothField> {
        let mut check = Check::new();
        password::typed(&mut check, ShowBothField::Password, &self.old_password);
        check.required(ShowBothField::Code, &self.code, MOST);
        check.done()
    }
}

impl fmt::Debug for ShowBoth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ShowBoth").finish_non_exhaustive()
    }
}

/// How far an account has come with a second factor.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondFactor {
    /// There is none.
    None,
    /// The app is to be told the secret, and to show its first code.
    Begun {
        /// As it is typed into an app, in groups.
        secret: String,
        /// As an app reads it from a picture: `otpauth://…`.
        address: String,
    },
    Stands {
        since: Timestamp,
        /// How many recovery codes are left.
        codes: u32,
    },
    /// There is none but a passkey, at these hosts, and its owner came in without: a password alone
    /// sets up nothing in its place.
    Passkey { hosts: Vec<String> },
}

impl fmt::Debug for SecondFactor {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Begun { .. } => "Begun",
            Self::Stands { .. } => "Stands",
            Self::Passkey { .. } => "Passkey",
        })
    }
}

/// The page of one's own second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorPage {
    pub factor: SecondFactor,
    /// A storefront that its owner works for asks for one.
    pub asked: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_copy_it() {
        assert_eq!(Code::read(" 012 345 "), Some(Code::App(12_345)));
        let letters = "abcd-efgh-ijkl-mnop-qrst-uvwx";
        let plain = letters.replace('-', "");
        assert_eq!(Code::read(letters), Some(Code::Recovery(plain.clone())));
        assert_eq!(
            Code::read(&letters.to_uppercase().replace('-', " ")),
            Some(Code::Recovery(plain))
        );
        for nothing in [
            "",
            "12345",
            "1234567",
            "12345a",
            "abcd-efgh",
            "１２３４５６",
        ] {
            assert_eq!(Code::read(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn neither_factor_is_written_into_logs() {
        let form = ShowBoth {
            old_password: "correct horse".to_owned(),
            code: "123456".to_owned(),
        };
        assert_eq!(form.check(), Ok(()));
        let logged = format!("{form:?} {:?}", Code::read(&form.code));
        assert!(!logged.contains("horse") && !logged.contains("123"));
    }
}
