//! Looking at one product.

use super::enter;
use crate::random;
use access::{Ctx, Failure, rules};
use domain::{
    artwork::{Artwork, Kept},
    catalogue::{ArtworkNeed, ProductPage},
};
use store::Store;

/// A product, and the artwork that an earlier attempt to order it has left behind.
///
/// # Errors
/// Not found, whether it does not exist or is not for the actor.
pub async fn product(
    store: &Store,
    ctx: &Ctx,
    slug: &str,
    kept: Option<&Kept>,
) -> Result<(ProductPage, Option<Artwork>), Failure> {
    enter(ctx)?;
    let mut tx = store.read().await?;
    let product = store::catalogue::product(&mut tx, ctx.at.id, slug)
        .await?
        .ok_or(Failure::not_found())?;
    let seen = rules::catalogue::see(&ctx.access, &product.facts())?;
    let images = if product.artwork == ArtworkNeed::Album {
        let for_it = (product.id, product.category.as_str());
        let choice = rules::albums::choice(&ctx.access, &seen, for_it);
        store::albums::offered(&mut tx, &choice).await?
    } else {
        Vec::new()
    };
    let artwork = match kept {
        Some(kept) => store::artwork::kept(&mut tx, ctx.at.id, kept).await?,
        None => None,
    };
    let page = ProductPage {
        images,
        once: random::once()?,
        ..product.page(ctx.at.currency)
    };
    Ok((page, artwork))
}
