//! Cancelling an order: what can still be stopped is stopped.

use super::{mails, taken};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    orders::{Event, OnOrder},
    production::{JobAct, JobState},
};
use store::{Store, orders::Shown};

/// # Errors
/// Not seen, not granted, too late, or stale.
pub async fn cancel(store: &Store, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let order = taken(&mut tx, form.order).await?;
    let permit = rules::orders::cancel(&ctx.access, &order.facts())?;
    let view = rules::orders::view(&ctx.access, &order.facts())?;
    let stopped: Vec<_> = store::orders::jobs(&mut tx, &view, &order)
        .await?
        .into_iter()
        .filter(|job| job.state.next(JobAct::Cancel) == Ok(JobState::Cancelled))
        .collect();
    let shown = Shown {
        order: order.id,
        version: form.version,
        now: ctx.now,
    };
    let Some(state) = store::orders::cancel(&mut tx, &permit, shown).await? else {
        return Err(Denial::Stale.into());
    };
    store::orders::record(&mut tx, ctx, order.id, None, &Event::Cancelled).await?;
    let detail = serde_json::json!({ "jobs": stopped.len(), "state": state.key() });
    store::audit::record(
        &mut tx,
        ctx,
        "order.cancel",
        "order",
        Some(order.id.0),
        detail,
    )
    .await?;
    if !ctx.access.owns(&order.object()) {
        mails::cancelled(&mut tx, ctx, &order).await?;
    }
    for job in stopped {
        if let Some((supplier, name)) = job.supplier {
            mails::stopped(&mut tx, ctx, &order, (supplier, &name), &job.product).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
