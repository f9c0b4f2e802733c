//! Decisions: written once, kept for good.

use crate::{
    Error, Result, Tx,
    orders::{
        Shown, settle,
        state::{price_what_stays, put},
    },
    sql::sql,
};
use access::{Permit, permission::approval};
use domain::{
    AccountId, JobId, OrderId, Timestamp,
    approvals::{ApprovalState, Decision},
    orders::OrderState,
    production::JobState,
};

/// A request to approve and its outcome.
#[derive(Clone, Debug)]
pub struct ApprovalRow {
    pub state: ApprovalState,
    pub requested_at: Timestamp,
    pub decided_at: Option<Timestamp>,
    pub decided_by: Option<AccountId>,
    pub by: Option<String>,
    pub reason: String,
}

/// The requests to approve an order and their outcome, the latest first. For acts and pages that
/// have proven that the order can be seen, or may be decided on.
///
/// # Errors
/// See [`Error`].
pub async fn of_order(tx: &mut Tx, order: OrderId) -> Result<Vec<ApprovalRow>> {
    let rows: Vec<(
        String,
        i64,
        Option<i64>,
        Option<i64>,
        Option<String>,
        String,
    )> = sql("
        select state, requested_at, decided_at, decided_by, decided_by_name, reason
        from approvals
        where order_id = $1
        order by requested_at desc, id desc")
    .bind(order)
    .all(tx)
    .await?;
    rows.into_iter()
        .map(
            |(state, requested_at, decided_at, decided_by, by, reason)| {
                Ok(ApprovalRow {
                    state: ApprovalState::from_key(&state)
                        .ok_or_else(|| Error::unreadable("approvals.state", state))?,
                    requested_at: Timestamp(requested_at),
                    decided_at: decided_at.map(Timestamp),
                    decided_by: decided_by.map(AccountId),
                    by,
                    reason,
                })
            },
        )
        .collect()
}

/// A decision to be written.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    pub decision: Decision,
    pub reason: &'a str,
    /// Jobs that are rejected while the rest is approved.
    pub left_out: &'a [JobId],
    pub by_name: &'a str,
}

/// Writes a decision: jobs, order, total, and the record of who decided what on which version.
/// Nothing where the order is not as it was shown any more.
///
/// # Errors
/// See [`Error`].
pub async fn decide(
    tx: &mut Tx,
    permit: &Permit<approval::Decide>,
    shown: Shown,
    decided: Decided<'_>,
) -> Result<Option<OrderState>> {
    if !put(tx, permit, shown, None).await? {
        return Ok(None);
    }
    let (rest, outcome) = match (decided.decision, decided.left_out) {
        (Decision::Reject, _) => (JobState::Rejected, ApprovalState::Rejected),
        (Decision::Approve, []) => (JobState::Ready, ApprovalState::Approved),
        (Decision::Approve, _) => (JobState::Ready, ApprovalState::PartlyApproved),
    };
    for job in decided.left_out {
        sql("update jobs set state = $3, version = version + 1 where id = $1 and order_id = $2 and state = $4")
            .bind(*job)
            .bind(shown.order)
            .bind(JobState::Rejected.key())
            .bind(JobState::Waiting.key())
            .run(tx)
            .await?;
    }
    sql("update jobs set state = $2, version = version + 1 where order_id = $1 and state = $3")
        .bind(shown.order)
        .bind(rest.key())
        .bind(JobState::Waiting.key())
        .run(tx)
        .await?;
    if outcome == ApprovalState::PartlyApproved {
        price_what_stays(tx, shown.order).await?;
    }
    keep(tx, permit, shown, outcome, decided).await?;
    Ok(Some(settle(tx, shown.order, shown.now).await?))
}

async fn keep(
    tx: &mut Tx,
    permit: &Permit<approval::Decide>,
    shown: Shown,
    outcome: ApprovalState,
    decided: Decided<'_>,
) -> Result<()> {
    let kept = sql("
        update approvals
        set state = $2, order_version = $3, decided_at = $4, decided_by = $5, decided_by_name = $6, reason = $7
        where order_id = $1 and state = 'pending'")
    .bind(shown.order)
    .bind(outcome.key())
    .bind(shown.version)
    .bind(shown.now)
    .bind(permit.account())
    .bind(decided.by_name)
    .bind(decided.reason)
    .run(tx)
    .await?;
    if kept == 0 {
        // Nobody was asked; that somebody decided is kept all the same.
        sql("
            insert into approvals (order_id, storefront_id, state, requested_at, order_version, decided_at, decided_by,
                decided_by_name, reason)
            select id, storefront_id, $2, placed_at, $3, $4, $5, $6, $7 from orders where id = $1")
        .bind(shown.order)
        .bind(outcome.key())
        .bind(shown.version)
        .bind(shown.now)
        .bind(permit.account())
        .bind(decided.by_name)
        .bind(decided.reason)
        .run(tx)
        .await?;
    }
    Ok(())
}
