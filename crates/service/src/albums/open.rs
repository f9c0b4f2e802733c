//! One album, a page of its images at a time.

use super::list::row;
use access::{Ctx, Denial, Failure, rules};
use domain::{
    AlbumId,
    albums::{AlbumPage, ImagesQuery},
    lists::PAGE,
};
use store::{Store, albums};

/// # Errors
/// [`Failure::not_found`].
pub async fn open(
    store: &Store,
    ctx: &Ctx,
    id: AlbumId,
    query: &ImagesQuery,
) -> Result<AlbumPage, Failure> {
    let mut tx = store.read().await?;
    let album = albums::album(&mut tx, id).await?.ok_or(Denial::NotFound)?;
    let may = rules::albums::manage(&ctx.access, album.storefront)?;
    let images = albums::images(&mut tx, &may, id, &query.start(), PAGE).await?;
    Ok(AlbumPage {
        version: album.version,
        images,
        row: row(album),
    })
}
