//! Companies: the businesses that buy print, private or public, in use or out of use.

mod alike;

pub use alike::Likeness;

use crate::{
    CompanyId, Problem, StorefrontId,
    catalogue::VisibleProducts,
    check::{Check, Checked, tidy},
    codes::CompanyCodes,
    lists::{ListQuery, NameCursor, PageOf, list_query, start, words},
    orders::Side,
    paths::{self, Path as _},
    people::Named,
};
use serde::{Deserialize, Serialize};

/// The longest name of a company; the same as where one is founded by registering.
pub const NAME_MOST: u32 = 120;

/// The shortest and the longest passkey, in characters. It is told from one colleague to another.
const PASSKEY_LEAST: u32 = 8;
pub(crate) const PASSKEY_MOST: u32 = 100;

/// The filter as the address has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompaniesQuery {
    /// Words to look for in the name.
    pub q: String,
    /// An id.
    pub storefront: String,
    /// `active` or `inactive`.
    pub state: String,
    pub after: String,
    pub before: String,
}

/// The values of [`CompaniesQuery::state`].
pub const IN_USE: &str = "active";
pub const OUT_OF_USE: &str = "inactive";

impl CompaniesQuery {
    /// What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> CompanyFilter {
        CompanyFilter {
            words: words(&self.q),
            storefront: self.storefront.parse().ok(),
            active: match &*self.state {
                IN_USE => Some(true),
                OUT_OF_USE => Some(false),
                _ => None,
            },
            start: start(&self.after, &self.before),
        }
    }
}

list_query! { CompaniesQuery at paths::Companies { q, storefront, state } }

/// What a list of companies is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyFilter {
    pub words: Vec<String>,
    pub storefront: Option<StorefrontId>,
    pub active: Option<bool>,
    pub start: Option<(Side, NameCursor)>,
}

/// A company, as lists have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyRow {
    pub id: CompanyId,
    pub name: String,
    /// For who works for the print shop.
    pub storefront: Option<String>,
    pub public: bool,
    pub active: bool,
    pub people: i64,
    pub departments: i64,
    /// How many of the products that the reader sees are for it.
    pub products: i64,
    /// Others of the storefront that it may be one with, by their names, for who makes companies there
    /// (decision A-34).
    pub alike: Vec<(CompanyId, String)>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompaniesPage {
    pub listing: PageOf<CompanyRow, NameCursor>,
    /// To filter by; empty where there is one at most.
    pub storefronts: Vec<Named>,
    /// The storefronts that a new company can be of; nothing for who makes none.
    pub create: Option<Vec<Named>>,
}

/// One company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyPage {
    pub row: CompanyRow,
    pub version: i64,
    /// By name.
    pub departments: Vec<String>,
    /// Whether its people can register by a passkey; nothing where the storefront asks for none.
    pub passkey: Option<bool>,
    /// Those of the products that the reader sees that are for it, or for one of its departments.
    pub products: VisibleProducts,
    /// Nothing for who does not keep them.
    pub codes: Option<CompanyCodes>,
    pub edit: bool,
    /// Takes it out of use, and back.
    pub switch: bool,
    /// Whether it can be deleted, for who may: people and orders hold it where it is.
    pub delete: Option<bool>,
}

/// Which field of a company's forms is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CompanyField {
    Storefront,
    Name,
    Passkey,
}

impl CompanyField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Storefront => "storefront",
            Self::Name => "name",
            Self::Passkey => "passkey",
        }
    }
}

/// A new company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateCompany {
    /// An id; empty for the storefront that one is at.
    pub storefront: String,
    pub name: String,
    pub public: bool,
}

impl CreateCompany {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<CompanyField> {
        let mut check = Check::new();
        check.required(CompanyField::Name, &self.name, NAME_MOST);
        if !self.storefront.is_empty() && self.storefront().is_none() {
            check.problem(CompanyField::Storefront, Problem::NotOffered);
        }
        check.done()
    }

    #[must_use]
    pub fn storefront(&self) -> Option<StorefrontId> {
        self.storefront.parse().ok()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// A company's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditCompany {
    pub company: CompanyId,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub public: bool,
}

impl EditCompany {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<CompanyField> {
        let mut check = Check::new();
        check.required(CompanyField::Name, &self.name, NAME_MOST);
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn name(&self) -> String {
        tidy(&self.name)
    }
}

/// The word by which people of a company register as such.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPasskey {
    pub company: CompanyId,
    pub version: i64,
    #[serde(default)]
    pub passkey: String,
}

impl SetPasskey {
    /// # Errors
    /// Missing, too short, too long.
    pub fn check(&self) -> Checked<CompanyField> {
        let mut check = Check::new();
        check.required(CompanyField::Passkey, &self.passkey, PASSKEY_MOST);
        if self.passkey().chars().count() < PASSKEY_LEAST as usize {
            let least = PASSKEY_LEAST;
            check.problem(CompanyField::Passkey, Problem::TooShort { least });
        }
        check.done()
    }

    /// As it is compared.
    #[must_use]
    pub fn passkey(&self) -> String {
        tidy(&self.passkey)
    }
}

impl std::fmt::Debug for SetPasskey {
    /// Without the word.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetPasskey")
            .field("company", &self.company)
            .finish_non_exhaustive()
    }
}

/// An act on a company as it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnCompany {
    pub company: CompanyId,
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_read_as_a_filter_filters_nothing() {
        let query = CompaniesQuery {
            storefront: "x".to_owned(),
            state: "asleep".to_owned(),
            after: "zz".to_owned(),
            ..CompaniesQuery::default()
        };
        assert_eq!(query.filter(), CompanyFilter::default());
        let query = CompaniesQuery {
            state: OUT_OF_USE.to_owned(),
            ..CompaniesQuery::default()
        };
        assert_eq!(query.filter().active, Some(false));
        assert_eq!(query.address(), "/companies?state=inactive");
    }
}
