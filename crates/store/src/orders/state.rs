//! Moving an order as a whole. Each write takes the proof of its own act, and changes only the order
//! as it was shown: a stale version changes nothing, and the answer is no.

use super::settle;
use crate::{Arg, Result, Tx, sql::sql};
use access::{Capability, Permit, permission::order};
use domain::{
    OrderId, Timestamp,
    approvals::ApprovalState,
    orders::OrderState,
    production::{JobAct, JobState},
};

/// The order as a page showed it, and when it is moved.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub order: OrderId,
    pub version: i64,
    pub now: Timestamp,
}

/// Puts it on hold, or lets it wait again. Its jobs wait on, either way.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn hold(
    tx: &mut Tx,
    permit: &Permit<order::Hold>,
    shown: Shown,
    to: OrderState,
) -> Result<bool> {
    put(tx, permit, shown, Some(to)).await
}

/// Cancels what can still be stopped of it. What is under way to the customer stays, and the order
/// goes on with that; its price is that of what stays. A request to approve it is withdrawn.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn cancel(
    tx: &mut Tx,
    permit: &Permit<order::Cancel>,
    shown: Shown,
) -> Result<Option<OrderState>> {
    if !put(tx, permit, shown, None).await? {
        return Ok(None);
    }
    move_jobs(tx, shown.order, JobAct::Cancel, JobState::Cancelled).await?;
    sql("update approvals set state = $2, decided_at = $3 where order_id = $1 and state = $4")
        .bind(shown.order)
        .bind(ApprovalState::Withdrawn.key())
        .bind(shown.now)
        .bind(ApprovalState::Pending.key())
        .run(tx)
        .await?;
    let state = settle(tx, shown.order, shown.now).await?;
    if state != OrderState::Cancelled {
        price_what_stays(tx, shown.order).await?;
    }
    Ok(Some(state))
}

/// Completes what has been shipped.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn confirm_receipt(
    tx: &mut Tx,
    permit: &Permit<order::ConfirmReceipt>,
    shown: Shown,
) -> Result<Option<OrderState>> {
    if !put(tx, permit, shown, None).await? {
        return Ok(None);
    }
    move_jobs(tx, shown.order, JobAct::Complete, JobState::Completed).await?;
    Ok(Some(settle(tx, shown.order, shown.now).await?))
}

/// The one write that all of these begin with; whether the order still was what the page showed.
pub(crate) async fn put<C: Capability>(
    tx: &mut Tx,
    permit: &Permit<C>,
    shown: Shown,
    state: Option<OrderState>,
) -> Result<bool> {
    let changed = sql("
        update orders
        set version = version + 1, updated_at = $4, state = coalesce($5, state)
        where id = $1 and version = $2 and storefront_id = $3")
    .bind(shown.order)
    .bind(shown.version)
    .bind(permit.storefront())
    .bind(shown.now)
    .bind(state.map(OrderState::key))
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// Moves every job of the order that the act can move.
async fn move_jobs(tx: &mut Tx, order: OrderId, act: JobAct, to: JobState) -> Result<u64> {
    let from = JobState::ALL
        .into_iter()
        .filter(|state| state.next(act) == Ok(to));
    let mut jobs =
        sql("update jobs set state = $2, version = version + 1 where order_id = $1 and state in (")
            .bind(order)
            .bind(to.key());
    jobs.push_list(from.map(|state| Arg::from(state.key())))
        .push(")");
    jobs.run(tx).await
}

/// The total is the sum of the jobs that are not rejected or cancelled.
///
/// # Errors
/// See [`Error`](crate::Error).
pub(crate) async fn price_what_stays(tx: &mut Tx, order: OrderId) -> Result<()> {
    sql("
        update orders
        set total = (
            select cast(coalesce(sum(j.price), 0) as bigint) from jobs j
            where j.order_id = orders.id and j.state not in ($2, $3)
        )
        where id = $1")
    .bind(order)
    .bind(JobState::Rejected.key())
    .bind(JobState::Cancelled.key())
    .run(tx)
    .await?;
    Ok(())
}
