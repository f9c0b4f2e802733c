//! Choosing one of one's accounts: somebody may have one with each company or storefront that they
//! buy for, under one address.

use crate::AccountId;
use serde::{Deserialize, Serialize};

/// Going on as one of the accounts whose password it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChooseAccount {
    /// Its id, as the page has it.
    pub account: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChooseAccountField {
    Account,
}

impl ChooseAccountField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
        }
    }
}

impl ChooseAccount {
    /// The chosen one, if that is what was sent.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.account.parse().ok()
    }
}

/// One of the accounts, as its owner tells it from the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChoice {
    pub account: AccountId,
    pub name: String,
    /// Nothing for who works for the whole platform.
    pub storefront: Option<String>,
    pub company: Option<String>,
    pub roles: Vec<String>,
}
