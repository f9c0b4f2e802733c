//! Making an album.

use super::{record, taken_name};
use access::{Ctx, Failure, rules};
use domain::{
    AlbumId, Problem,
    albums::{AlbumField, CreateAlbum},
};
use store::{Store, albums, storefronts};

/// Makes an album; gives its id.
///
/// # Errors
/// Faulty fields, a name that the storefront has already, or not granted there.
pub async fn create(
    store: &Store,
    ctx: &Ctx,
    form: &CreateAlbum,
) -> Result<AlbumId, Failure<AlbumField>> {
    let at = form.storefront().unwrap_or(ctx.at.id);
    let may = rules::albums::create(&ctx.access, at)?;
    form.check()?;
    let mut tx = store.begin().await?;
    if storefronts::by_id(&mut tx, at).await?.is_none() {
        return Err(Failure::field(AlbumField::Storefront, Problem::NotOffered));
    }
    let name = form.name();
    let made = albums::create(&mut tx, &may, (&name, form.shared), ctx.now).await;
    let album = made.map_err(taken_name)?;
    let detail = serde_json::json!({ "name": name, "storefront": at.0, "shared": form.shared });
    record(&mut tx, ctx, "album.create", album, detail).await?;
    tx.commit().await?;
    Ok(album)
}
