//! Signing in.

use crate::check::{Check, Checked};
use serde::{Deserialize, Serialize};

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    /// The page that was asked for before.
    pub next: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SignInField {
    Email,
    Password,
    Next,
}

impl SignInField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "password",
            Self::Next => "next",
        }
    }
}

impl SignIn {
    /// Whether both are there. What else could be wrong with them is not told: it would say which
    /// accounts there are.
    ///
    /// # Errors
    /// What is missing.
    pub fn check(&self) -> Checked<SignInField> {
        let mut check = Check::new();
        check.required(SignInField::Email, &self.email, super::EMAIL_MOST);
        super::password::typed(&mut check, SignInField::Password, &self.password);
        check.done()
    }

    /// The page to go to afterwards, if it is one of ours.
    #[must_use]
    pub fn next(&self) -> Option<&str> {
        page_of_ours(&self.next)
    }
}

/// An address to go to after signing in, if it is one of ours: a path, and not one that browsers read
/// as another host.
pub(super) fn page_of_ours(next: &str) -> Option<&str> {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && !next
            .chars()
            .any(|c| c == '\\' || c.is_control() || c.is_whitespace());
    // Not back to where the form is nor to what follows it, and not to a posted form, which a link
    // cannot post again.
    let path = next.split(['?', '#']).next().unwrap_or(next);
    let entering = path == "/sign-in" || path.starts_with("/sign-in/");
    (local && !entering && !path.starts_with("/fn/")).then_some(next)
}

impl std::fmt::Debug for SignIn {
    /// Without the password, which has no place in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn")
            .field("email", &self.email)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_ours_is_gone_to() {
        let next = |next: &str| {
            SignIn {
                next: next.to_owned(),
                ..SignIn::default()
            }
            .next()
            .map(str::to_owned)
        };
        assert_eq!(
            next("/orders?status=approved"),
            Some("/orders?status=approved".to_owned())
        );
        for elsewhere in [
            "",
            "orders",
            "//evil.test",
            "/\\evil.test",
            "https://evil.test",
            "/\t/evil.test",
            "/sign-in",
            "/sign-in?next=/",
            "/sign-in/account",
            "/fn/x",
        ] {
            assert_eq!(next(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn a_password_is_not_written_into_logs() {
        let form = SignIn {
            password: "correct horse".to_owned(),
            ..SignIn::default()
        };
        assert!(!format!("{form:?}").contains("horse"));
    }
}
