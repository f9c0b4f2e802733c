//! Files of artwork: examined, kept under the checksum of their bytes, handed out byte for byte.
//!
//! [`Files`] is the folder. What is known of a file is a row in `store::artwork`; who may read it is
//! decided by the rule for the job or cart line that it belongs to, before [`Files::open`] is asked.

mod download;
mod examine;
mod files;
mod replace;

pub use download::{Download, download, thumbnail};
pub use files::{Files, Opened, Part};
pub use replace::replace;

use crate::accounts::{limits, limits::ARTWORK};
use access::{Ctx, Failure};
use domain::Problem;
use store::Store;

/// A file as somebody sent it.
#[derive(Clone, Debug, Default)]
pub enum Sent {
    /// The field was left empty.
    #[default]
    Nothing,
    File {
        /// As the browser called it; never used as a path.
        name: String,
        bytes: Vec<u8>,
    },
    /// It went over the limit and was not kept.
    TooLarge,
}

/// Counts a file that somebody brings to be printed, before it is looked at: for their account, or for the
/// address of who is not signed in.
///
/// # Errors
/// Too many.
pub async fn count(store: &Store, ctx: &Ctx, address: &str) -> Result<(), Failure> {
    let account = ctx.access.account().map(|account| account.to_string());
    let whose = account.as_deref().unwrap_or(address);
    limits::count(store, &[(&ARTWORK, whose)], ctx.now).await
}

/// Why a file was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// What is wrong with it, in words for who sent it.
    Refused(Problem),
    /// Too many others are being read, or the disk is full.
    Unavailable,
}
