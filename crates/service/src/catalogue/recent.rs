//! What the actor ordered last.

use access::{Ctx, Failure, Permission, rules};
use domain::cart::Recent;
use store::Store;

/// The actor's own last orders here; nothing for who may not order again.
///
/// # Errors
/// The database is not available.
pub async fn recent(store: &Store, ctx: &Ctx) -> Result<Vec<Recent>, Failure> {
    let Ok(permit) = rules::cart::place(&ctx.access, &ctx.at) else {
        return Ok(Vec::new());
    };
    if !ctx.access.signed_in() || ctx.access.holds(Permission::OrderReorder).is_err() {
        return Ok(Vec::new());
    }
    let mut tx = store.read().await?;
    Ok(store::placing::recent(&mut tx, &permit).await?)
}
