//! The picture of the first page of what is in the cart, or is about to be.

use crate::artwork::{Files, Part};
use access::{Ctx, Denial, Failure, rules};
use domain::{CartLineId, artwork::Kept};
use store::Store;

/// The picture of a line of one's own cart, a PNG.
///
/// # Errors
/// Not found.
pub async fn thumbnail(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    line: CartLineId,
) -> Result<Vec<u8>, Failure> {
    let permit = rules::cart::own(&ctx.access, &ctx.at)?;
    let mut tx = store.read().await?;
    let cart = store::cart::own(&mut tx, &permit)
        .await?
        .ok_or(Denial::NotFound)?;
    let line = cart
        .lines
        .iter()
        .find(|one| one.id == line)
        .ok_or(Denial::NotFound)?;
    let artwork = store::artwork::of(&mut tx, line.artwork.as_slice())
        .await?
        .pop()
        .ok_or(Denial::NotFound)?;
    drop(tx);
    read(files, &artwork.kept).await
}

/// The picture of a file that was sent with a form that had another fault. Its name holds the
/// checksum of its bytes, which only who has the file can know.
///
/// # Errors
/// Not found.
pub async fn kept_thumbnail(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    kept: &Kept,
) -> Result<Vec<u8>, Failure> {
    let _permit = rules::cart::own(&ctx.access, &ctx.at)?;
    let mut tx = store.read().await?;
    let artwork = store::artwork::kept(&mut tx, ctx.at.id, kept)
        .await?
        .ok_or(Denial::NotFound)?;
    drop(tx);
    read(files, &artwork.kept).await
}

async fn read(files: &Files, kept: &Kept) -> Result<Vec<u8>, Failure> {
    match files.bytes(kept, Part::Thumbnail).await {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(Failure::not_found()),
        Err(error) => {
            tracing::error!(%error, "artwork cannot be read");
            Err(Failure::Unavailable)
        }
    }
}
