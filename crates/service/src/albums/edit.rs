//! An album's name, and whether it is shared.

use super::{fresh, record, shown, taken, taken_name};
use access::{Ctx, Failure};
use domain::albums::{AlbumField, EditAlbum};
use store::{Store, albums};

/// # Errors
/// Not found, a faulty name or one that the storefront has already, or stale.
pub async fn edit(store: &Store, ctx: &Ctx, form: &EditAlbum) -> Result<(), Failure<AlbumField>> {
    let mut tx = store.begin().await?;
    let (album, may) = taken(&mut tx, &ctx.access, form.album).await?;
    form.check()?;
    let name = form.name();
    let as_shown = shown(album.id, form.version);
    let changed = albums::edit(&mut tx, &may, as_shown, (&name, form.shared)).await;
    fresh(changed.map_err(taken_name)?)?;
    let detail = serde_json::json!({
        "before": { "name": album.name, "shared": album.shared },
        "after": { "name": name, "shared": form.shared },
    });
    record(&mut tx, ctx, "album.edit", album.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
