//! Addresses: a company's, which are for all of its departments or for some, and a person's own.
//!
//! Which of them an order can be delivered to is in [`cart`](crate::cart); an order keeps its own copy,
//! so that nothing done here changes one that was placed.

mod forms;
mod list;

pub use forms::{AddressField, AssignDepartments, EditAddress, LABEL_MOST, NewAddress, OnAddress};
pub use list::{
    AddAddress, AddressFilter, AddressPanel, AddressRow, AddressSheet, AddressesPage,
    AddressesQuery,
};

use serde::{Deserialize, Serialize};

/// Whose an address is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AddressKind {
    #[default]
    Company,
    Personal,
}

impl AddressKind {
    pub const ALL: [Self; 2] = [Self::Company, Self::Personal];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Personal => "personal",
        }
    }

    /// The list of them.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Company => "Company addresses",
            Self::Personal => "Personal addresses",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}
