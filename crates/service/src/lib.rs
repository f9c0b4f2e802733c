//! The acts: place, approve, re-order, block, award … one file an act, each one transaction.
//!
//! An act loads the facts, asks the rule in `access`, lets `domain` compute the next state, writes
//! through `store` with the proof, and writes timeline, mail and audit in the same transaction. The
//! order of the steps is the business rule.

pub mod accounts;
pub mod addresses;
mod administrators;
pub mod albums;
pub mod approvals;
pub mod artwork;
pub mod audit;
pub mod cart;
pub mod catalogue;
pub mod companies;
mod csv;
pub mod dashboard;
pub mod departments;
pub mod imports;
pub mod mail;
pub mod orders;
pub mod people;
pub mod production;
pub mod products;
pub mod publication_types;
mod random;
mod refused;
pub mod reports;
pub mod roles;
pub mod setup;
pub mod storefronts;
pub mod suppliers;
