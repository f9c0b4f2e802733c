//! All SQL, for SQLite and PostgreSQL. The same statement text runs on both; what differs is a named
//! function in [`sql`].
//!
//! One module an area. A write on tenant data takes a `Permit` and uses its storefront; a list takes
//! a `Visible`, which [`reach`] turns into the `where`. What has no proof to ask for (sessions,
//! mail, the loading of an actor) says so at its module.
//!

pub mod accounts;
pub mod approvals;
pub mod artwork;
pub mod audit;
pub mod cart;
pub mod catalogue;
pub mod dashboard;
pub mod demo;
mod error;
pub mod mail;
pub mod orders;
pub mod people;
pub mod placing;
mod pool;
pub mod production;
pub mod reach;
pub mod sessions;
pub mod sql;
pub mod storefronts;

pub use error::{Error, Result};
pub use pool::{Engine, Store, Tx};
pub use sql::{Arg, Sql};
