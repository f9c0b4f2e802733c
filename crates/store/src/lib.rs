//! All SQL, for SQLite and PostgreSQL. The same statement text runs on both; what differs is a named
//! function in [`sql`].
//!
//! One module an area. A write on tenant data takes a `Permit` and uses its storefront; a list takes
//! a `Visible`, which [`reach`] turns into the `where`. What has no proof to ask for (sessions,
//! mail, the loading of an actor) says so at its module. Facts may be loaded before the rule that asks
//! about them; they leave `service` only through it.
//!
//! A list is read with what its reader may see, and does not compile without:
//!
//! ```
//! # use access::{Access, rules};
//! # use domain::orders::OrderFilter;
//! async fn page(tx: &mut store::Tx, access: &Access) -> store::Result<usize> {
//!     let Ok((seen, listed)) = rules::orders::listed(access) else { return Ok(0) };
//!     Ok(store::orders::list(tx, &seen, &listed, &OrderFilter::default(), 50).await?.rows.len())
//! }
//! ```
//!
//! ```compile_fail,E0061
//! # use domain::orders::OrderFilter;
//! async fn page(tx: &mut store::Tx) -> store::Result<usize> {
//!     Ok(store::orders::list(tx, &OrderFilter::default(), 50).await?.rows.len())
//! }
//! ```
//!
//! Nor with what may be seen of something else, or may be opened and not listed:
//!
//! ```compile_fail,E0308
//! # use access::{Access, permission::{order, production}};
//! # use domain::orders::OrderFilter;
//! async fn page(tx: &mut store::Tx, access: &Access) -> store::Result<usize> {
//!     let Ok(seen) = access.visible::<order::View>() else { return Ok(0) };
//!     let Ok(listed) = access.visible::<production::Queue>() else { return Ok(0) };
//!     Ok(store::orders::list(tx, &seen, &listed, &OrderFilter::default(), 50).await?.rows.len())
//! }
//! ```
//!
//! ```compile_fail,E0308
//! # use access::{Access, permission::order};
//! # use domain::orders::OrderFilter;
//! async fn page(tx: &mut store::Tx, access: &Access) -> store::Result<usize> {
//!     let Ok(seen) = access.visible::<order::View>() else { return Ok(0) };
//!     Ok(store::orders::list(tx, &seen, &seen, &OrderFilter::default(), 50).await?.rows.len())
//! }
//! ```
//!
//! A write takes the permit for that very act:
//!
//! ```compile_fail,E0308
//! # use access::{Permit, permission::order};
//! async fn empty(tx: &mut store::Tx, may: &Permit<order::View>, cart: &store::cart::CartRecord, now: domain::Timestamp) {
//!     let _ = store::cart::clear(tx, may, cart, now).await;
//! }
//! ```

pub mod accounts;
pub mod addresses;
pub mod albums;
pub mod approvals;
pub mod artwork;
pub mod audit;
mod batch;
pub mod cart;
pub mod catalogue;
pub mod companies;
pub mod dashboard;
pub mod demo;
pub mod departments;
mod error;
pub mod imports;
mod lists;
pub mod mail;
pub mod orders;
pub mod people;
pub mod placing;
mod pool;
pub mod production;
pub mod publication_types;
pub mod reach;
pub mod roles;
pub mod sessions;
mod snapshot;
pub mod sql;
pub mod storefronts;
pub mod suppliers;
pub mod templates;

pub use error::{Error, Result};
pub use pool::{Engine, Store, Tx};
pub use snapshot::{rest, snapshot};
pub use sql::{Arg, Sql};
