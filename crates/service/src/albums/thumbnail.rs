//! The small picture of an image, for those who keep its album and those who choose from it.

use crate::artwork::{Files, Part};
use access::{Ctx, Denial, Failure, rules};
use domain::{ImageId, artwork::Kept};
use store::{Store, albums};

/// A PNG.
///
/// # Errors
/// [`Failure::not_found`].
pub async fn thumbnail(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    image: ImageId,
) -> Result<(Kept, Vec<u8>), Failure> {
    let mut tx = store.read().await?;
    let image = albums::image(&mut tx, image)
        .await?
        .ok_or(Denial::NotFound)?;
    let facts = image.facts();
    let sees_a_product = match (facts.products, rules::catalogue::offered(&ctx.access)) {
        (Some(_), Ok(offered)) => albums::sees_one(&mut tx, &offered, image.id).await?,
        _ => false,
    };
    rules::albums::see(&ctx.access, &facts, sees_a_product)?;
    drop(tx);
    match files.bytes(&image.kept, Part::Thumbnail).await {
        Ok(Some(bytes)) => Ok((image.kept, bytes)),
        Ok(None) => Err(Failure::Unavailable),
        Err(error) => {
            tracing::error!(%error, "an image cannot be read");
            Err(Failure::Unavailable)
        }
    }
}
