//! Albums: listing and opening them, making, changing, emptying and deleting one, and their images.
//!
//! Every act takes the album, for its transaction alone, and asks the rules in `access::rules::albums`.

mod add_image;
mod create;
mod delete;
mod edit;
mod images;
mod list;
mod open;
mod thumbnail;

pub use add_image::{Added, add_image};
pub use create::create;
pub use delete::{delete, empty};
pub use edit::edit;
pub use images::{delete_image, rename_image};
pub use list::list;
pub use open::open;
pub use thumbnail::thumbnail;

use crate::refused::{already_taken, fresh};
use access::{Access, Ctx, Denial, Failure, Permit, permission::album, rules};
use domain::{AlbumId, albums::AlbumField};
use store::{
    Tx,
    albums::{self, AlbumRecord, Shown},
    audit,
};

/// The album, for this transaction alone; not found for who does not keep it.
async fn taken<F>(
    tx: &mut Tx,
    access: &Access,
    id: AlbumId,
) -> Result<(AlbumRecord, Permit<album::Manage>), Failure<F>> {
    let album = albums::locked(tx, id).await?.ok_or(Denial::NotFound)?;
    let may = rules::albums::manage(access, album.storefront)?;
    Ok((album, may))
}

const fn shown(album: AlbumId, version: i64) -> Shown {
    Shown { album, version }
}

/// A name that the storefront has already is a fault of its field.
fn taken_name(error: store::Error) -> Failure<AlbumField> {
    already_taken(error, "albums_name", AlbumField::Name)
}

async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    act: &str,
    album: AlbumId,
    detail: serde_json::Value,
) -> store::Result<()> {
    audit::record(tx, ctx, act, "album", Some(album.0), detail).await
}
