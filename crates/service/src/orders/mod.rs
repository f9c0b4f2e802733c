//! Orders: listing, opening, holding, cancelling, receiving, writing about them.

mod act;
mod bulk;
mod cancel;
mod confirm_receipt;
mod export;
mod hold;
mod list;
pub(crate) mod mails;
mod message;
mod next;
mod open;
mod release;

pub(crate) use act::{acts_on, taken};
pub use bulk::{BulkDone, bulk};
pub use cancel::cancel;
pub use confirm_receipt::confirm_receipt;
pub use export::export;
pub use hold::hold;
pub use list::list;
pub use message::message;
pub use open::open;
pub use release::release;
