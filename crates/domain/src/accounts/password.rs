//! Passwords: what makes a new one good enough, and the forms to choose one.

use super::{EMAIL_MOST, normal_email};
use crate::{
    Problem,
    check::{Check, Checked},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The fewest characters of a password (ASVS 5.0, 6.2.1). No classes of characters are asked for:
/// they make passwords alike, not hard to guess (6.2.5).
const LEAST: u32 = 12;
/// The most; longer ones only cost time to hash (6.2.9).
const MOST: u32 = 256;

/// Long enough, and still what guessers try first.
const COMMON: [&str; 24] = [
    "123456789012",
    "1234567890123",
    "12345678901234567890",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopasdf",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "q1w2e3r4t5y6",
    "zaq12wsxcde3",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "iloveyou1234",
    "administrator",
    "administrator1",
    "letmeinletmein",
    "welcome12345",
    "changemeplease",
    "correcthorsebatterystaple",
    "abcdefghijkl",
    "abcd12345678",
    "a1b2c3d4e5f6",
];

/// A password that was typed to prove who one is: there at all, and not a book.
pub(super) fn typed<F: Copy + PartialEq>(check: &mut Check<F>, field: F, password: &str) {
    if password.is_empty() {
        check.problem(field, Problem::Missing);
    }
    check.at_most(field, password, MOST);
}

/// A password that is chosen, by somebody of whom these words are known.
pub(crate) fn chosen<F: Copy + PartialEq>(
    check: &mut Check<F>,
    field: F,
    password: &str,
    about: &[&str],
) {
    typed(check, field, password);
    if password.chars().count() < LEAST as usize {
        check.problem(field, Problem::TooShort { least: LEAST });
    }
    if guessable(password, about) {
        check.problem(field, Problem::Guessable);
    }
}

fn guessable(password: &str, about: &[&str]) -> bool {
    let plain: String = password
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let mut letters: Vec<char> = plain.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    // One or two letters again and again, a known one, or a name with little besides.
    letters.len() < 4
        || COMMON.contains(&plain.as_str())
        || about
            .iter()
            .flat_map(|word| words_of(word))
            .any(|word| plain.replace(&word, "").chars().count() < 4)
}

/// A name or address as a whole, and an address before its at.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    let plain = |text: &str| {
        text.to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let whole = plain(text);
    let local = text.split_once('@').map(|(local, _)| plain(local));
    [Some(whole), local]
        .into_iter()
        .flatten()
        .filter(|word| word.len() >= 4)
}

/// Asking for a link to choose a new password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForgotPassword {
    pub email: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ForgotPasswordField {
    Email,
}

impl ForgotPasswordField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
        }
    }
}

impl ForgotPassword {
    /// # Errors
    /// No plausible address.
    pub fn check(&self) -> Checked<ForgotPasswordField> {
        let mut check = Check::new();
        check.email(ForgotPasswordField::Email, &self.email);
        check.done()
    }
}

/// Choosing a new password with the link that was mailed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResetPassword {
    pub token: String,
    pub new_password: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ResetPasswordField {
    NewPassword,
}

impl ResetPasswordField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewPassword => "new_password",
        }
    }
}

impl ResetPassword {
    /// # Errors
    /// Too short, too long, too easy.
    pub fn check(&self) -> Checked<ResetPasswordField> {
        self.check_for(&[])
    }

    /// The same, knowing whose it will be.
    ///
    /// # Errors
    /// Too short, too long, too easy.
    pub fn check_for(&self, about: &[&str]) -> Checked<ResetPasswordField> {
        let mut check = Check::new();
        chosen(
            &mut check,
            ResetPasswordField::NewPassword,
            &self.new_password,
            about,
        );
        check.done()
    }
}

impl fmt::Debug for ResetPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResetPassword").finish_non_exhaustive()
    }
}

/// Choosing a new password while signed in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePassword {
    pub old_password: String,
    pub new_password: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChangePasswordField {
    OldPassword,
    NewPassword,
}

impl ChangePasswordField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OldPassword => "old_password",
            Self::NewPassword => "new_password",
        }
    }
}

impl ChangePassword {
    /// # Errors
    /// A missing or too long old one; a new one that is too short, too long, too easy.
    pub fn check(&self) -> Checked<ChangePasswordField> {
        self.check_for(&[])
    }

    /// The same, knowing whose it is.
    ///
    /// # Errors
    /// As of [`ChangePassword::check`].
    pub fn check_for(&self, about: &[&str]) -> Checked<ChangePasswordField> {
        let mut check = Check::new();
        typed(
            &mut check,
            ChangePasswordField::OldPassword,
            &self.old_password,
        );
        chosen(
            &mut check,
            ChangePasswordField::NewPassword,
            &self.new_password,
            about,
        );
        check.done()
    }
}

impl fmt::Debug for ChangePassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangePassword").finish_non_exhaustive()
    }
}

impl ForgotPassword {
    /// The address as it is kept.
    #[must_use]
    pub fn address(&self) -> String {
        let mut address = normal_email(&self.email);
        address.truncate(address.floor_char_boundary(EMAIL_MOST as usize));
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(password: &str, about: &[&str]) -> Option<Problem> {
        let form = ResetPassword {
            new_password: password.to_owned(),
            ..ResetPassword::default()
        };
        form.check_for(about)
            .err()
            .and_then(|problems| problems.into_iter().next())
            .map(|(_, problem)| problem)
    }

    #[test]
    fn words_that_do_not_belong_together_are_good() {
        assert_eq!(wrong("quoin-demo-only", &[]), None);
        assert_eq!(wrong("eleven purple staplers", &["Dana Reyes"]), None);
    }

    #[test]
    fn what_is_short_or_guessed_first_is_not() {
        assert_eq!(wrong("", &[]), Some(Problem::Missing));
        assert_eq!(wrong("short", &[]), Some(Problem::TooShort { least: 12 }));
        assert_eq!(
            wrong(&"x".repeat(300), &[]),
            Some(Problem::TooLong { most: 256 })
        );
        for easy in [
            "Password-1234",
            "aaaaaaaaaaaaaa",
            "121212121212",
            "dana.reyes@acme.test",
            "Dana Reyes 12!",
        ] {
            assert_eq!(
                wrong(easy, &["Dana Reyes", "dana.reyes@acme.test"]),
                Some(Problem::Guessable),
                "{easy}"
            );
        }
    }
}
