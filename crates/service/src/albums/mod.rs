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
use domain::{
    AlbumId, ProductId, StorefrontId,
    albums::{AlbumField, ForProducts},
};
use store::{
    Tx,
    albums::{self, AlbumRecord, Shown},
    audit, catalogue, roles, storefronts,
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

/// The products and categories that somebody can share an album with.
struct OfferedProducts {
    products: Vec<(ProductId, String)>,
    categories: Vec<String>,
}

impl OfferedProducts {
    /// What the album is shared with beyond them, which stays whatever is ticked: nobody takes away what
    /// they do not see.
    fn beyond(&self, album: &AlbumRecord) -> ForProducts {
        let mut these = album.limits.products.clone().unwrap_or_default();
        these
            .products
            .retain(|one| self.products.iter().all(|(id, _)| id != one));
        these
            .categories
            .retain(|one| !self.categories.contains(one));
        these
    }
}

/// The products of its storefront that somebody sees, as far as they ask for an image, and the categories
/// of all that they see there; and those categories of it that are gone, so that they can be taken away.
async fn offered_products(
    tx: &mut Tx,
    access: &Access,
    may: &Permit<album::Manage>,
    album: &AlbumRecord,
) -> store::Result<OfferedProducts> {
    let (mut products, mut categories) = (Vec::new(), Vec::new());
    if let Ok(offered) = rules::catalogue::offered(access) {
        products = albums::products(tx, &offered, album).await?;
        let seen = catalogue::categories(tx, &offered, album.storefront).await?;
        categories.extend(seen.into_iter().map(|one| one.name));
    }
    categories.extend(albums::gone_categories(tx, may, album.id).await?);
    Ok(OfferedProducts {
        products,
        categories,
    })
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
