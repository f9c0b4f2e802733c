//! The cart: putting in, changing, taking out, and what it comes to.
//!
//! Placing what is in it is in [`orders::place`](crate::orders).

mod add;
mod change;
mod checkout;
mod codes;
mod lines;
mod placed;
mod remove;
mod show;
mod thumbnail;

pub use add::{NotAdded, add, keep};
pub use change::change;
pub use checkout::checkout;
pub use placed::placed;
pub use remove::remove;
pub(crate) use show::priced;
pub use show::{count, show};
pub use thumbnail::{kept_thumbnail, thumbnail};

pub(crate) use checkout::{may_approve, needs_approval, these};
pub(crate) use codes::{asked, keeps};
pub(crate) use lines::{Wanted, price, products_of};
