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
use access::{Access, Ctx, Denial, Failure, Permit, RoleName, permission::album, rules};
use domain::{AlbumId, StorefrontId, albums::AlbumField};
use store::{
    Tx,
    albums::{self, AlbumRecord, Shown},
    audit, roles, storefronts,
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

/// The roles that an album of a storefront can be shared with: those of its customers.
async fn offered_roles(tx: &mut Tx, at: StorefrontId) -> store::Result<Vec<RoleName>> {
    let Some(at) = storefronts::by_id(tx, at).await? else {
        return Ok(Vec::new());
    };
    let book = roles::book(tx).await?;
    Ok(access::roles_of_customers(&book, &at))
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
