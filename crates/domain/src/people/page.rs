//! One person's page, for each audience.

use super::{Named, PersonAct};
use crate::{
    AccountId, AssignmentId, ProductId, Timestamp, accounts::AccountState,
    departments::DepartmentBox,
};
use serde::{Deserialize, Serialize};

/// A role that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLine {
    pub assignment: AssignmentId,
    pub role: String,
    /// Where it starts, in words.
    pub place: String,
    pub since: Timestamp,
    /// When it ends or has ended.
    pub ends: Option<Timestamp>,
    /// Whether the reader may take it away.
    pub withdraw: bool,
}

/// The roles that the reader may hand out to this person, and where each may start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleOffer {
    pub roles: Vec<Named>,
    pub places: Vec<Named>,
}

/// Somebody who can be asked to approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproverBox {
    pub id: AccountId,
    pub name: String,
    pub ticked: bool,
}

/// A product about which somebody can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductBox {
    pub id: ProductId,
    pub name: String,
    pub ticked: bool,
}

/// Who approves for whom, as far as this person is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproverSheet {
    /// Who can be asked about this person's orders.
    pub approvers: Vec<ApproverBox>,
    /// The departments for which this person can be asked.
    pub departments: Vec<DepartmentBox>,
    /// The products about which this person can be asked, whoever of their colleagues orders one.
    pub products: Vec<ProductBox>,
}

/// An act that is not possible, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub act: PersonAct,
    pub why: String,
}

/// Something that was done to the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    pub at: Timestamp,
    pub what: String,
    /// Who did it, where the reader may know.
    pub by: Option<String>,
}

/// What everybody who sees the person reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonSheet {
    pub id: AccountId,
    pub version: i64,
    pub name: String,
    pub email: Option<String>,
    pub phone: String,
    pub state: AccountState,
    pub last_signed_in: Option<Timestamp>,
    pub company: Option<String>,
    pub member_of: Vec<String>,
    pub manages: Vec<String>,
    pub roles: Vec<RoleLine>,
    /// What the reader can do.
    pub acts: Vec<PersonAct>,
    pub refused: Vec<Refused>,
    pub edit: bool,
    /// Whether the address may be changed with it.
    pub change_address: bool,
    /// Whether the reader sees their personal addresses.
    pub addresses: bool,
    /// Those of their company that the reader may put them into or take them out of, with a tick where
    /// they belong; empty for who moves nobody.
    pub departments: Vec<DepartmentBox>,
    /// Nothing for who does not say who approves for whom, or where there is nobody to choose.
    pub approval: Option<ApproverSheet>,
    /// Nothing for who hands out no role here.
    pub offer: Option<RoleOffer>,
    pub history: Vec<Happened>,
}

/// A colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForManager {
    pub sheet: PersonSheet,
}

/// As the print shop reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForStaff {
    pub sheet: PersonSheet,
    /// Whose customer they are, or where they work; nothing for the platform.
    pub storefront: Option<String>,
}

/// The page, for who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonPage {
    Manager(PersonForManager),
    Staff(PersonForStaff),
}
