//! Whom each product is for: the list of those that somebody manages, one of them, and saying it.
//!
//! What somebody is offered follows from the same rows, in [`catalogue`](crate::catalogue).

mod limit;
mod list;
mod open;

pub use limit::limit;
pub use list::list;
pub use open::open;
