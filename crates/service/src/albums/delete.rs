//! Emptying an album, and deleting it with its images. What was ordered with one of them stays as it
//! was.

use super::{fresh, record, shown, taken};
use access::{Ctx, Failure};
use domain::albums::OnAlbum;
use store::{Store, albums};

/// # Errors
/// Not found, or stale.
pub async fn empty(store: &Store, ctx: &Ctx, form: &OnAlbum) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let (album, may) = taken(&mut tx, &ctx.access, form.album).await?;
    fresh(albums::empty(&mut tx, &may, shown(album.id, form.version)).await?)?;
    let detail = serde_json::json!({ "name": album.name, "images": album.images });
    record(&mut tx, ctx, "album.empty", album.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// # Errors
/// Not found, or stale.
pub async fn delete(store: &Store, ctx: &Ctx, form: &OnAlbum) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let (album, may) = taken(&mut tx, &ctx.access, form.album).await?;
    fresh(albums::delete(&mut tx, &may, shown(album.id, form.version)).await?)?;
    let detail = serde_json::json!({
        "name": album.name,
        "storefront": album.storefront.0,
        "images": album.images,
    });
    record(&mut tx, ctx, "album.delete", album.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
