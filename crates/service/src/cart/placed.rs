//! An order just placed, told to who has no order list.

use access::{Ctx, Denial, Failure, rules};
use domain::{OrderNumber, cart::Placed};
use store::Store;

/// What the actor has ordered under this number.
///
/// # Errors
/// Not found where they have not.
pub async fn placed(store: &Store, ctx: &Ctx, number: OrderNumber) -> Result<Placed, Failure> {
    let permit = rules::cart::place(&ctx.access, &ctx.at)?;
    let mut tx = store.read().await?;
    Ok(store::placing::placed(&mut tx, &permit, number)
        .await?
        .ok_or(Denial::NotFound)?)
}
