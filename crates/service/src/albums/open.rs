//! One album, a page of its images at a time.

use super::{list::row, offered_roles};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    AlbumId,
    albums::{AlbumPage, ForRole, ImagesQuery},
    lists::PAGE,
    people::Named,
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
    let chosen = album.roles.as_deref().unwrap_or_default();
    let roles = offered_roles(&mut tx, album.storefront)
        .await?
        .iter()
        .map(|role| ForRole {
            role: Named::new(role.id(), role.name()),
            chosen: chosen.contains(&role.id()),
        })
        .collect();
    Ok(AlbumPage {
        roles,
        version: album.version,
        images,
        row: row(album),
    })
}
