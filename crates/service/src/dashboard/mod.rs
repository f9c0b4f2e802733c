//! The dashboard's figures.

use access::{Ctx, Denial, Failure, rules};
use domain::dashboard::Dashboard;
use store::Store;

/// What waits, what runs late, and the last days, over the orders that the reader's Order Manager
/// lists; nothing for who works here without one.
///
/// # Errors
/// The database is not available.
pub async fn open(store: &Store, ctx: &Ctx) -> Result<Option<Dashboard>, Failure> {
    let (seen, listed) = match rules::orders::listed(&ctx.access) {
        Ok(both) => both,
        Err(Denial::Missing(_)) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let mut tx = store.read().await?;
    let (currency, now) = (ctx.at.currency, ctx.now);
    let figures = store::dashboard::dashboard(&mut tx, &seen, &listed, currency, now).await?;
    Ok(Some(figures))
}
