//! The list of addresses: what can be asked of it, its rows, and its dialogs.

use super::AddressKind;
use crate::{
    AccountId, AddressId, CompanyId, DepartmentId,
    cart::Delivery,
    lists::{NameCursor, PageOf, query, start, words},
    orders::Side,
    paths,
    people::Named,
};
use serde::{Deserialize, Serialize};

/// What a dialog of the page does to one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AddressPanel {
    Edit,
    Departments,
    Delete,
}

impl AddressPanel {
    pub const ALL: [Self; 3] = [Self::Edit, Self::Departments, Self::Delete];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Departments => "departments",
            Self::Delete => "delete",
        }
    }

    /// The button that opens it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Edit => "Edit",
            Self::Departments => "Departments",
            Self::Delete => "Delete",
        }
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

    /// The dialog that is open.
    #[must_use]
    pub fn open(&self) -> Option<(AddressPanel, AddressId)> {
        let mut all = AddressPanel::ALL.into_iter();
        let panel = all.find(|one| one.key() == self.panel)?;
        Some((panel, self.of.parse().ok()?))
    }

    #[must_use]
    pub fn with(&self, panel: AddressPanel, of: AddressId) -> Self {
        Self {
            panel: panel.key().to_owned(),
            of: of.to_string(),
            ..self.clone()
        }
    }

    #[must_use]
    pub fn closed(&self) -> Self {
        Self {
            panel: String::new(),
            of: String::new(),
            ..self.clone()
        }
    }

    #[must_use]
    pub fn after(&self, cursor: &NameCursor) -> Self {
        Self {
            after: cursor.to_string(),
            ..self.first_page()
        }
    }

    #[must_use]
    pub fn before(&self, cursor: &NameCursor) -> Self {
        Self {
            before: cursor.to_string(),
            ..self.first_page()
        }
    }

    #[must_use]
    pub fn first_page(&self) -> Self {
        Self {
            after: String::new(),
            before: String::new(),
            ..self.closed()
        }
    }

    /// The fields by name, for an address or the hidden fields of a form.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, &str); 8] {
        [
            ("kind", &self.kind),
            ("q", &self.q),
            ("company", &self.company),
            ("person", &self.person),
            ("panel", &self.panel),
            ("of", &self.of),
            ("after", &self.after),
            ("before", &self.before),
        ]
    }

    /// The address of the page.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{}", paths::Addresses, query(&self.pairs()))
    }
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

/// A department that an address may be for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForDepartment {
    pub id: DepartmentId,
    pub name: String,
    pub ticked: bool,
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
    pub departments: Vec<ForDepartment>,
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
