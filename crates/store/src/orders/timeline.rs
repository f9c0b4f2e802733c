//! The timeline of an order.

use crate::{Error, Result, Tx, sql::sql};
use access::Ctx;
use domain::{JobId, OrderId, orders::Event};

/// Notes what happened to an order, or to one job of it, by whom and on whose behalf. Called by the
/// act in its own transaction.
///
/// # Errors
/// See [`Error`].
pub async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    order: OrderId,
    job: Option<JobId>,
    event: &Event,
) -> Result<()> {
    let (kind, detail) = kept(event)?;
    sql("insert into order_events (order_id, job_id, at, account_id, by_name, acting_name, kind, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(order)
    .bind(job)
    .bind(ctx.now)
    .bind(ctx.access.account())
    .bind(&ctx.name)
    .bind(ctx.acting_name.clone())
    .bind(kind)
    .bind(detail)
    .run(tx)
    .await?;
    Ok(())
}

/// The kind, and the whole as JSON.
fn kept(event: &Event) -> Result<(String, String)> {
    let unreadable =
        |error: serde_json::Error| Error::unreadable("order_events.detail", error.to_string());
    let value = serde_json::to_value(event).map_err(unreadable)?;
    let kind = value
        .get("kind")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned();
    Ok((kind, value.to_string()))
}
