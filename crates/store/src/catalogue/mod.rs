//! Products: what a storefront sells, and to whom.
//!
//! [`shelf`] lists them for a reader; [`product`] and [`products`] load single ones with the facts that
//! `access::rules::catalogue` decides on, and leave an act only through that rule. Whom one is for is
//! listed by [`limited`] and written by [`limit`].

mod facts;
mod limits;
mod shelf;

pub use facts::{ProductRecord, locked, product, product_of, products};
pub use limits::{LimitedProduct, Shown, folder_of, limit, limit_of, limited};
pub(crate) use shelf::{
    FILED_FOR_COMPANY, FILED_FOR_DEPARTMENT, VISIBLE, WITHHELD, managed, visible, within,
};
pub use shelf::{categories, shelf};
