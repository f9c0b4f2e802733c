//! Putting an order on hold: it waits, and nobody is asked to decide meanwhile.

use super::taken;
use access::{Ctx, Denial, Failure, rules};
use domain::orders::{Event, OnOrder, OrderAct};
use store::{Store, orders::Shown};

/// # Errors
/// Not seen, not granted, not waiting, or stale.
pub async fn hold(store: &Store, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let order = taken(&mut tx, form.order).await?;
    let permit = rules::orders::hold(&ctx.access, &order.facts())?;
    let next = order
        .state
        .next(OrderAct::Hold)
        .map_err(|_| order.facts().refusal(&ctx.access))?;
    let shown = Shown {
        order: order.id,
        version: form.version,
        now: ctx.now,
    };
    if !store::orders::hold(&mut tx, &permit, shown, next).await? {
        return Err(Denial::Stale.into());
    }
    store::orders::record(&mut tx, ctx, order.id, None, &Event::Held).await?;
    store::audit::record(
        &mut tx,
        ctx,
        "order.hold",
        "order",
        Some(order.id.0),
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
