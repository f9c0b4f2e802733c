//! The first administrator of an installation, and its first storefront.

use super::{CreateStorefront, StorefrontField};
use crate::{
    Problem,
    accounts::{self, normal_email},
    check::{Check, Checked},
};
use serde::{Deserialize, Serialize};

/// Who shows the token that the server has printed becomes the administrator. The storefront is made
/// where there is none yet.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SetUp {
    /// The token.
    pub code: String,
    pub person: String,
    pub email: String,
    pub password: String,
    pub name: String,
    pub slug: String,
    pub pack: String,
    pub currency: String,
    pub public: bool,
    /// A host name of the storefront's own; empty for none.
    pub host: String,
}

/// Which field is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SetUpField {
    Code,
    Person,
    Email,
    Password,
    Storefront(StorefrontField),
}

impl SetUpField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Person => "person",
            Self::Email => "email",
            Self::Password => "password",
            Self::Storefront(field) => field.name(),
        }
    }
}

impl SetUp {
    /// `storefront`: whether one is made as well.
    ///
    /// # Errors
    /// The faulty fields.
    pub fn check(&self, storefront: bool) -> Checked<SetUpField> {
        let mut check = Check::new();
        check.required(SetUpField::Code, &self.code, 200);
        check.required(SetUpField::Person, &self.person, accounts::NAME_MOST);
        check.email(SetUpField::Email, &self.email);
        let about = [self.person.as_str(), self.email.as_str()];
        accounts::chosen_password(&mut check, SetUpField::Password, &self.password, &about);
        if storefront && let Err(faulty) = self.storefront().check() {
            for (field, problem) in faulty {
                check.problem(SetUpField::Storefront(field), problem);
            }
        }
        check.done()
    }

    /// The storefront that is asked for; its orders wait for approval, until its settings say
    /// otherwise.
    #[must_use]
    pub fn storefront(&self) -> CreateStorefront {
        CreateStorefront {
            name: self.name.clone(),
            slug: self.slug.clone(),
            pack: self.pack.clone(),
            currency: self.currency.clone(),
            public: self.public,
            approval: true,
        }
    }

    /// The host name as it is kept; nothing where none is wanted. `bare` is the platform's own.
    ///
    /// # Errors
    /// No host name, or one that the platform gives.
    pub fn host(&self, bare: &str) -> Result<Option<String>, Vec<(SetUpField, Problem)>> {
        if self.host.trim().is_empty() {
            return Ok(None);
        }
        super::forms::own_host(&self.host, bare)
            .map(Some)
            .map_err(|problem| vec![(SetUpField::Storefront(StorefrontField::Host), problem)])
    }

    /// As it is kept.
    #[must_use]
    pub fn address(&self) -> String {
        normal_email(&self.email)
    }
}

impl std::fmt::Debug for SetUp {
    /// Without the token and the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetUp")
            .field("email", &self.email)
            .field("slug", &self.slug)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_storefront_is_asked_for_where_there_is_none() {
        let form = SetUp {
            code: "0123".to_owned(),
            person: "Robin Vale".to_owned(),
            email: " Robin@Print.test".to_owned(),
            password: "eleven purple staplers".to_owned(),
            ..SetUp::default()
        };
        assert_eq!(form.check(false), Ok(()));
        let faulty = form.check(true).unwrap_err();
        let fields: Vec<&str> = faulty.iter().map(|(field, _)| field.name()).collect();
        assert_eq!(fields, ["name", "slug", "currency"]);
        assert_eq!(form.address(), "robin@print.test");
        assert_eq!(form.host("quoin.test"), Ok(None));
        let host = SetUp {
            host: "quoin.test".to_owned(),
            ..form
        };
        assert!(host.host("quoin.test").is_err());
    }
}
