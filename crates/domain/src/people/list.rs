//! The list of people: what can be asked of it, and a row for each audience.

use crate::{
    AccountId, CompanyId, DepartmentId, Timestamp,
    accounts::AccountState,
    lists::{ListQuery, NameCursor, PageOf, list_query, start, words},
    orders::Side,
    paths::{self, Path as _},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The filters as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeopleQuery {
    /// Words to look for in name and email.
    pub q: String,
    /// The key of an [`AccountState`].
    pub state: String,
    /// The key of a role, or [`REGISTERED`], or [`NOT_REGISTERED`].
    pub role: String,
    /// Ids.
    pub company: String,
    pub department: String,
    /// The cursor that the page starts after, or ends before.
    pub after: String,
    pub before: String,
}

/// Everybody who has an account, in reports and filters.
pub const REGISTERED: &str = "registered";
/// People's records without one.
pub const NOT_REGISTERED: &str = "not-registered";

impl PeopleQuery {
    /// What it asks for. What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> PeopleFilter {
        let role = self.role.trim();
        PeopleFilter {
            words: words(&self.q),
            state: AccountState::from_key(&self.state)
                .filter(|state| AccountState::LISTED.contains(state)),
            role: (!role.is_empty()).then(|| role.to_owned()),
            company: self.company.parse().ok(),
            department: self.department.parse().ok(),
            start: start(&self.after, &self.before),
        }
    }
}

list_query! { PeopleQuery at paths::People { q, state, role, company, department } }

/// What a list of people is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Each must occur in the name or the email, as it was typed.
    pub words: Vec<String>,
    pub state: Option<AccountState>,
    pub role: Option<String>,
    pub company: Option<CompanyId>,
    pub department: Option<DepartmentId>,
    pub start: Option<(Side, NameCursor)>,
}

/// Something to choose: its value, and how it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub value: String,
    pub name: String,
    /// What it is listed under: a company for its departments, a pack for its roles.
    pub group: Option<String>,
}

impl Named {
    pub fn new(value: impl fmt::Display, name: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            name: name.into(),
            group: None,
        }
    }

    #[must_use]
    pub fn under(self, group: impl Into<String>) -> Self {
        Self {
            group: Some(group.into()),
            ..self
        }
    }

    /// What there is to choose from: nothing where there is one at most, which goes without saying.
    pub fn several(all: impl IntoIterator<Item = impl Into<Self>>) -> Vec<Self> {
        let all: Vec<Self> = all.into_iter().map(Into::into).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }
}

impl<Id: fmt::Display> From<(Id, String)> for Named {
    fn from((id, name): (Id, String)) -> Self {
        Self::new(id, name)
    }
}

/// A colleague, as a company's manager reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRowForManager {
    pub id: AccountId,
    pub name: String,
    pub email: Option<String>,
    pub state: AccountState,
    pub departments: Vec<String>,
    pub roles: Vec<String>,
}

/// Anybody, as the print shop reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRowForStaff {
    pub id: AccountId,
    pub name: String,
    pub email: Option<String>,
    pub state: AccountState,
    /// Whose customer they are, or where they work; nothing for the platform.
    pub storefront: Option<String>,
    pub company: Option<String>,
    pub departments: Vec<String>,
    pub roles: Vec<String>,
    pub last_signed_in: Option<Timestamp>,
}

/// The rows, for who reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeopleListing {
    Manager(PageOf<PersonRowForManager, NameCursor>),
    Staff(PageOf<PersonRowForStaff, NameCursor>),
}

/// The page: rows, what they can be filtered by, and what somebody new can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeoplePage {
    pub listing: PeopleListing,
    pub companies: Vec<Named>,
    pub departments: Vec<Named>,
    pub roles: Vec<Named>,
    /// Nothing for who adds nobody.
    pub add: Option<AddChoices>,
}

/// Where somebody new can be put, and as what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddChoices {
    /// The key of the form.
    pub once: String,
    /// Where there is more than one; else it goes without saying.
    pub storefronts: Vec<Named>,
    /// The storefront that is meant unless another is chosen.
    pub storefront: String,
    pub companies: Vec<Named>,
    pub departments: Vec<Named>,
    /// A department must be chosen: who adds people only where they manage.
    pub needs_department: bool,
    /// Roles besides the first that every customer has.
    pub roles: Vec<Named>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_lists_state() {
        let cursor = NameCursor {
            name: "St. Alban & Co".to_owned(),
            id: 31,
        };
        let query = PeopleQuery::default().after(&cursor);
        assert_eq!(query.address(), "/people?after=1f.St.+Alban+%26+Co");
        assert_eq!(query.filter().start, Some((Side::After, cursor)));
    }

    #[test]
    fn what_does_not_read_as_a_filter_filters_nothing() {
        let query = PeopleQuery {
            state: "deleted".to_owned(),
            company: "x".to_owned(),
            after: "zz".to_owned(),
            ..PeopleQuery::default()
        };
        assert_eq!(query.filter(), PeopleFilter::default());
    }
}
