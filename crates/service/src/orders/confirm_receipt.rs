//! Confirming that an order has arrived.

use super::taken;
use access::{Ctx, Denial, Failure, rules};
use domain::orders::{Event, OnOrder};
use store::{Store, orders::Shown};

/// # Errors
/// Not seen, not granted, not shipping, or stale.
pub async fn confirm_receipt(store: &Store, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let order = taken(&mut tx, form.order).await?;
    let permit = rules::orders::confirm_receipt(&ctx.access, &order.facts())?;
    let shown = Shown {
        order: order.id,
        version: form.version,
        now: ctx.now,
    };
    if store::orders::confirm_receipt(&mut tx, &permit, shown)
        .await?
        .is_none()
    {
        return Err(Denial::Stale.into());
    }
    store::orders::record(&mut tx, ctx, order.id, None, &Event::ReceiptConfirmed).await?;
    store::audit::record(
        &mut tx,
        ctx,
        "order.confirm_receipt",
        "order",
        Some(order.id.0),
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
