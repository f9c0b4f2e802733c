//! The dashboard's figures.

use access::{Ctx, Denial, Failure, permission::order};
use domain::dashboard::Dashboard;
use store::Store;

/// What waits, what runs late, and the last days, over the orders that the reader reaches; nothing
/// for who works here without seeing orders.
///
/// # Errors
/// The database is not available.
pub async fn open(store: &Store, ctx: &Ctx) -> Result<Option<Dashboard>, Failure> {
    let visible = match ctx.access.visible::<order::View>() {
        Ok(visible) => visible,
        Err(Denial::Missing(_)) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let mut tx = store.read().await?;
    let figures = store::dashboard::dashboard(&mut tx, &visible, ctx.at.currency, ctx.now).await?;
    Ok(Some(figures))
}
