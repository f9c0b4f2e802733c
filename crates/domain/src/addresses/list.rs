//! The list of addresses: what can be asked of it, its rows, and its dialogs.

use super::AddressKind;
use crate::{
    AccountId, AddressId, CompanyId,
    cart::Delivery,
    departments::DepartmentBox,
    lists::{DialogQuery, ListQuery, NameCursor, PageOf, Panel, list_query, panels, start, words},
    orders::Side,
    paths::{self, Path as _},
    people::Named,
};
use serde::{Deserialize, Serialize};

panels! {
    /// What a dialog of the page does to one address.
    AddressPanel {
        Edit "edit" "Edit";
        Departments "departments" "Departments";
        Delete "delete" "Delete";
    }
}

/// The filter and the open dialog, as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressesQuery {
    /// The key of an [`AddressKind`]; empty for the first that the reader sees.
    pub kind: String,
    /// Words to look for in the address and in whose it is.
    pub q: String,
    /// Ids.
    pub company: String,
    pub person: String,
    /// The key of an [`AddressPanel`], and the address that it is about.
    pub panel: String,
    pub of: String,
    pub after: String,
    pub before: String,
}

impl AddressesQuery {
    /// The personal addresses of somebody.
    #[must_use]
    pub fn of_person(person: AccountId) -> Self {
        Self {
            kind: AddressKind::Personal.key().to_owned(),
            person: person.to_string(),
            ..Self::default()
        }
    }

    /// What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> AddressFilter {
        AddressFilter {
            words: words(&self.q),
            company: self.company.parse().ok(),
            person: self.person.parse().ok(),
            start: start(&self.after, &self.before),
        }
    }

    #[must_use]
    pub fn kind(&self) -> Option<AddressKind> {
        AddressKind::from_key(&self.kind)
    }
}

list_query! {
    AddressesQuery at paths::Addresses { kind, q, company, person; panel: AddressPanel, of: AddressId }
}

/// What a list of addresses is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressFilter {
    pub words: Vec<String>,
    pub company: Option<CompanyId>,
    pub person: Option<AccountId>,
    pub start: Option<(Side, NameCursor)>,
}

/// An address, and what can be done to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressRow {
    pub id: AddressId,
    pub label: String,
    /// As on an envelope, on one line.
    pub place: String,
    /// The company's or the person's name.
    pub whose: String,
    /// The departments it is for; nothing where it is for all, and of a person's.
    pub departments: Option<Vec<String>>,
    /// The acts that are possible.
    pub acts: Vec<AddressPanel>,
}

/// The address that a dialog is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressSheet {
    pub panel: AddressPanel,
    pub kind: AddressKind,
    pub id: AddressId,
    pub version: i64,
    pub label: String,
    pub delivery: Delivery,
    /// For all departments of the company.
    pub everybody: bool,
    pub departments: Vec<DepartmentBox>,
}

/// What can be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddAddress {
    /// The companies that it can be of; empty where it goes without saying.
    pub companies: Vec<Named>,
    /// Whose it will be where that goes without saying: an id, empty for one's own or one's
    /// company's.
    pub of: String,
    /// The same in words, where it is somebody else.
    pub whose: Option<String>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressesPage {
    pub kind: AddressKind,
    /// Those that the reader sees.
    pub kinds: Vec<AddressKind>,
    pub listing: PageOf<AddressRow, NameCursor>,
    /// To filter by; empty where there is one at most.
    pub companies: Vec<Named>,
    /// The person that the list is cut to.
    pub person: Option<String>,
    /// Nothing for who adds none.
    pub add: Option<AddAddress>,
    pub sheet: Option<AddressSheet>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebodys_addresses_have_an_address() {
        let query = AddressesQuery::of_person(AccountId(7));
        assert_eq!(query.address(), "/addresses?kind=personal&person=7");
        assert_eq!(query.filter().person, Some(AccountId(7)));
    }
}
