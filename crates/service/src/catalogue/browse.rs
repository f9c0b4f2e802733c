//! Looking along the shelf.

use super::enter;
use access::{Ctx, Failure, rules};
use domain::catalogue::{CataloguePage, Shelf};
use store::Store;

/// The categories and products that the actor may see here.
///
/// # Errors
/// Not signed in where one must be, or no grant at all.
pub async fn browse(store: &Store, ctx: &Ctx, wanted: &Shelf) -> Result<CataloguePage, Failure> {
    enter(ctx)?;
    let offered = rules::catalogue::offered(&ctx.access)?;
    let mut tx = store.read().await?;
    let categories = store::catalogue::categories(&mut tx, &offered, ctx.at.id).await?;
    let products =
        store::catalogue::shelf(&mut tx, &offered, (ctx.at.id, ctx.at.currency), wanted).await?;
    Ok(CataloguePage {
        categories,
        products,
    })
}
