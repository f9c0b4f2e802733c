//! The list of albums.

use access::{Ctx, Failure, rules};
use domain::{
    albums::{AlbumRow, AlbumsPage, AlbumsQuery},
    lists::PAGE,
    people::Named,
};
use store::{
    Store,
    albums::{self, AlbumRecord},
    storefronts,
};

/// # Errors
/// Not granted.
pub async fn list(store: &Store, ctx: &Ctx, query: &AlbumsQuery) -> Result<AlbumsPage, Failure> {
    let visible = rules::albums::listed(&ctx.access)?;
    let mut tx = store.read().await?;
    let page = albums::list(&mut tx, &visible, &query.filter(), PAGE).await?;
    let all = storefronts::list(&mut tx).await?;
    Ok(AlbumsPage {
        listing: page.map(row),
        storefronts: all
            .iter()
            .filter(|one| rules::albums::create(&ctx.access, one.id).is_ok())
            .map(|one| Named::new(one.id, &*one.name))
            .collect(),
    })
}

pub(super) fn row(album: AlbumRecord) -> AlbumRow {
    AlbumRow {
        id: album.id,
        name: album.name,
        storefront: album.storefront_name,
        shared: album.shared,
        for_roles: album.limits.roles.is_some(),
        for_products: album.limits.products.is_some(),
        images: album.images,
    }
}
