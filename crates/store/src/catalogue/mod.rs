//! Products: what a storefront sells, and to whom.
//!
//! [`shelf`] lists them for a reader; [`product`] and [`products`] load single ones with the facts that
//! `access::rules::catalogue` decides on, and leave an act only through that rule.

mod facts;
mod shelf;

pub use facts::{ProductRecord, product, products};
pub(crate) use shelf::{
    FILED_FOR_COMPANY, FILED_FOR_DEPARTMENT, VISIBLE, WITHHELD, managed, visible, within,
};
pub use shelf::{categories, shelf};
