//! Opening an account, and showing that its mail address is one's own.

use super::{EMAIL_MOST, normal_email, password};
use crate::{
    check::{Check, Checked, tidy},
    companies::PASSKEY_MOST,
};
use serde::{Deserialize, Serialize};

/// The longest name of a person.
pub(crate) const NAME_MOST: u32 = 120;
/// The longest name of a company.
const COMPANY_MOST: u32 = 120;

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Register {
    pub name: String,
    pub email: String,
    pub password: String,
    /// The company that is founded with the account, or whose passkey is shown; empty for somebody
    /// who buys for themselves.
    pub company: String,
    /// The word that a company gives its people, where the storefront asks for it.
    pub passkey: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RegisterField {
    Name,
    Email,
    Password,
    Company,
    Passkey,
}

impl RegisterField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Password => "password",
            Self::Company => "company",
            Self::Passkey => "passkey",
        }
    }
}

impl Register {
    /// `needs_company`: whether this storefront sells to companies only; `needs_passkey`: whether one
    /// of theirs must be shown.
    ///
    /// # Errors
    /// Missing, too long, no address, too easy a password.
    pub fn check(&self, needs_company: bool, needs_passkey: bool) -> Checked<RegisterField> {
        let mut check = Check::new();
        check.required(RegisterField::Name, &self.name, NAME_MOST);
        check.email(RegisterField::Email, &self.email);
        let about = [
            self.name.as_str(),
            self.email.as_str(),
            self.company.as_str(),
        ];
        password::chosen(&mut check, RegisterField::Password, &self.password, &about);
        if needs_company {
            check.required(RegisterField::Company, &self.company, COMPANY_MOST);
        } else {
            check.at_most(RegisterField::Company, &self.company, COMPANY_MOST);
        }
        if needs_passkey {
            check.required(RegisterField::Passkey, &self.passkey, PASSKEY_MOST);
        }
        check.done()
    }

    /// The address as it is kept.
    #[must_use]
    pub fn address(&self) -> String {
        let mut address = normal_email(&self.email);
        address.truncate(address.floor_char_boundary(EMAIL_MOST as usize));
        address
    }

    /// The passkey as it is compared: single blanks, none around it.
    #[must_use]
    pub fn passkey(&self) -> String {
        tidy(&self.passkey)
    }

    /// The company's name as it is kept: single blanks, none around it. Nothing for none.
    #[must_use]
    pub fn company(&self) -> Option<String> {
        let name = tidy(&self.company);
        (!name.is_empty()).then_some(name)
    }
}

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Register")
            .field("email", &self.email)
            .field("company", &self.company)
            .finish_non_exhaustive()
    }
}

/// Pressing the button of the page that the mailed link leads to.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Verify {
    pub token: String,
}

/// What may be wrong with a link that was followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum VerifyField {
    /// Somebody has founded a company of that name meanwhile.
    Company,
}

impl VerifyField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
        }
    }
}

impl std::fmt::Debug for Verify {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verify").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problem;

    fn form() -> Register {
        Register {
            name: "Dana Reyes".to_owned(),
            email: " Dana@Acme.test ".to_owned(),
            password: "eleven purple staplers".to_owned(),
            company: "  Acme   Paper ".to_owned(),
            passkey: String::new(),
        }
    }

    #[test]
    fn is_kept_tidy() {
        assert_eq!(form().check(true, false), Ok(()));
        assert_eq!(form().address(), "dana@acme.test");
        assert_eq!(form().company().as_deref(), Some("Acme Paper"));
        assert_eq!(
            Register {
                company: "  ".to_owned(),
                ..form()
            }
            .company(),
            None
        );
    }

    #[test]
    fn a_company_is_asked_for_where_only_companies_buy() {
        let alone = Register {
            company: String::new(),
            ..form()
        };
        assert_eq!(alone.check(false, false), Ok(()));
        assert_eq!(
            alone.check(true, false),
            Err(vec![(RegisterField::Company, Problem::Missing)])
        );
        assert_eq!(
            form().check(true, true),
            Err(vec![(RegisterField::Passkey, Problem::Missing)])
        );
    }
}
