//! Orders: placing and re-ordering, listing, opening, holding, cancelling, receiving, writing about
//! them.

mod act;
mod bulk;
mod cancel;
mod confirm_receipt;
mod edit_content;
mod export;
mod hold;
mod list;
pub(crate) mod mails;
mod message;
mod next;
mod open;
mod place;
mod placing;
mod reorder;
mod told;

pub(crate) use act::{acts_on, taken};
pub use bulk::{BulkDone, bulk};
pub use cancel::cancel;
pub use confirm_receipt::confirm_receipt;
pub use edit_content::edit_content;
pub use export::export;
pub use hold::{hold, release};
pub use list::list;
pub use message::message;
pub use open::open;
pub use place::place;
pub use reorder::{reorder, reorder_page};
