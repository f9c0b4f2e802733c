//! Approval requests and decisions: the form and what is shown.

use crate::AccountId;
use serde::{Deserialize, Serialize};

/// Somebody who may decide on an order, and where to tell them that it waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decider {
    pub account: AccountId,
    pub name: String,
    /// A person's record need not have one.
    pub email: Option<String>,
}
