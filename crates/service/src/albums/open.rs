//! One album, a page of its images at a time.

use super::{list::row, offered_products, offered_roles};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    AlbumId, ProductId,
    albums::{AlbumPage, ImagesQuery, Target},
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
    let chosen = album.limits.roles.as_deref().unwrap_or_default();
    let roles = offered_roles(&mut tx, album.storefront)
        .await?
        .iter()
        .map(|role| Target {
            named: Named::new(role.id(), role.name()),
            chosen: chosen.contains(&role.id()),
        })
        .collect();
    let offered = offered_products(&mut tx, &ctx.access, &may, &album).await?;
    let beyond = offered.beyond(&album);
    let chosen = album.limits.products.clone().unwrap_or_default();
    let product = |(id, name): (ProductId, String)| Target {
        chosen: chosen.products.contains(&id),
        named: Named::new(id, name),
    };
    let category = |name: String| Target {
        chosen: chosen.categories.contains(&name),
        named: Named::new(name.as_str(), name.as_str()),
    };
    Ok(AlbumPage {
        roles,
        products: offered.products.into_iter().map(product).collect(),
        categories: offered.categories.into_iter().map(category).collect(),
        unseen: beyond.products.len() + beyond.categories.len(),
        version: album.version,
        images,
        row: row(album),
    })
}
