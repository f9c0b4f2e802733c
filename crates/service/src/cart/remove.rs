//! Taking a line out.

use access::{Ctx, Failure, rules};
use domain::cart::RemoveLine;
use store::Store;

/// Takes a line out of one's own cart; one that is gone already is gone.
///
/// # Errors
/// No grant to use a cart.
pub async fn remove(store: &Store, ctx: &Ctx, form: &RemoveLine) -> Result<(), Failure> {
    let permit = rules::cart::own(&ctx.access, &ctx.at)?;
    let mut tx = store.begin().await?;
    store::cart::remove(&mut tx, &permit, form.line, ctx.now).await?;
    tx.commit().await?;
    Ok(())
}
