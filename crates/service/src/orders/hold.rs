//! Putting an order on hold, where it waits and nobody is asked to decide meanwhile, and releasing
//! it, upon which it waits for approval again.

use super::taken;
use access::{Ctx, Denial, Failure, rules};
use domain::orders::{Event, OnOrder, OrderAct};
use store::{Store, orders::Shown};

/// # Errors
/// Not seen, not granted, not waiting, or stale.
pub async fn hold(store: &Store, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure> {
    turn(store, ctx, form, OrderAct::Hold).await
}

/// # Errors
/// Not seen, not granted, not on hold, or stale.
pub async fn release(store: &Store, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure> {
    turn(store, ctx, form, OrderAct::Release).await
}

async fn turn(store: &Store, ctx: &Ctx, form: &OnOrder, act: OrderAct) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let order = taken(&mut tx, form.order).await?;
    let facts = order.facts();
    let (permit, event, word) = if act == OrderAct::Release {
        let permit = rules::orders::release(&ctx.access, &facts)?;
        (permit, Event::Released, "order.release")
    } else {
        let permit = rules::orders::hold(&ctx.access, &facts)?;
        (permit, Event::Held, "order.hold")
    };
    let next = order
        .state
        .next(act)
        .map_err(|_| facts.refusal(&ctx.access))?;
    let shown = Shown {
        order: order.id,
        version: form.version,
        now: ctx.now,
    };
    if !store::orders::hold(&mut tx, &permit, shown, next).await? {
        return Err(Denial::Stale.into());
    }
    store::orders::record(&mut tx, ctx, order.id, None, &event).await?;
    let detail = serde_json::json!({});
    store::audit::record(&mut tx, ctx, word, "order", Some(order.id.0), detail).await?;
    tx.commit().await?;
    Ok(())
}
