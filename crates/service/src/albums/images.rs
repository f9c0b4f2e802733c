//! Another name for an image, and taking it out of its album. What was ordered with it keeps it.

use super::{fresh, record, taken};
use access::{Ctx, Denial, Failure, Permit, permission::album};
use domain::{
    AlbumId, ImageId,
    albums::{AlbumField, OnImage, RenameImage},
};
use store::{
    Store, Tx,
    albums::{self, ImageRecord, ShownImage},
};

/// Renames an image; gives its album.
///
/// # Errors
/// Not found, a faulty name, or stale.
pub async fn rename_image(
    store: &Store,
    ctx: &Ctx,
    form: &RenameImage,
) -> Result<AlbumId, Failure<AlbumField>> {
    let mut tx = store.begin().await?;
    let (image, may) = kept(&mut tx, ctx, form.image).await?;
    form.check()?;
    let name = form.name();
    let as_shown = shown(form.image, form.version);
    fresh(albums::rename(&mut tx, &may, as_shown, &name).await?)?;
    let detail = serde_json::json!({ "image": image.id, "before": image.name, "after": name });
    record(&mut tx, ctx, "album.rename-image", image.album, detail).await?;
    tx.commit().await?;
    Ok(image.album)
}

/// Takes an image out; gives the album that it was in.
///
/// # Errors
/// Not found, or stale.
pub async fn delete_image(store: &Store, ctx: &Ctx, form: &OnImage) -> Result<AlbumId, Failure> {
    let mut tx = store.begin().await?;
    let (image, may) = kept(&mut tx, ctx, form.image).await?;
    let as_shown = shown(form.image, form.version);
    fresh(albums::delete_image(&mut tx, &may, as_shown).await?)?;
    let sha256 = image.kept.sha256;
    let detail = serde_json::json!({ "image": image.id, "name": image.name, "sha256": sha256 });
    record(&mut tx, ctx, "album.delete-image", image.album, detail).await?;
    tx.commit().await?;
    Ok(image.album)
}

/// The image, while nobody else changes its album; not found for who does not keep that.
async fn kept<F>(
    tx: &mut Tx,
    ctx: &Ctx,
    id: ImageId,
) -> Result<(ImageRecord, Permit<album::Manage>), Failure<F>> {
    let image = albums::image(tx, id).await?.ok_or(Denial::NotFound)?;
    let (_, may) = taken(tx, &ctx.access, image.album).await?;
    Ok((image, may))
}

const fn shown(image: ImageId, version: i64) -> ShownImage {
    ShownImage { image, version }
}
