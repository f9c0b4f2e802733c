//! The trade: typed ids, money, orders and their states, forms and their checks, addresses of
//! pages. Pure: no I/O, no async, no clock; compiled into the server and the browser alike.
//!
//! One module an area, by the names that every crate uses. What a person may do is not here but in
//! `access`; how a thing is kept is in `store`.

pub mod accounts;
pub mod addresses;
pub mod albums;
pub mod approvals;
pub mod artwork;
pub mod audit;
pub mod cart;
pub mod catalogue;
pub mod check;
pub mod codes;
pub mod companies;
pub mod dashboard;
pub mod departments;
pub mod ids;
pub mod imports;
pub mod lists;
pub mod mail;
pub mod money;
pub mod network;
pub mod orders;
pub mod paths;
pub mod people;
pub mod production;
pub mod products;
pub mod publication_types;
pub mod reports;
pub mod roles;
pub mod storefronts;
pub mod suppliers;
pub mod when;

pub use check::{Checked, FileProblem, NoField, Problem};
pub use ids::*;
pub use money::{Currency, Money};
pub use when::Timestamp;
