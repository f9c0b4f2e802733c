//! Orders: the facts that their rules are decided on, their timeline, and their state.
//!
//! An act on an order or one of its jobs first takes the order with [`lock`], then loads the facts:
//! of two acts at once the second one sees what the first has done. What is shown is read by
//! [`list`], [`search`] and [`details`].

pub(crate) mod arms;
mod beside;
mod details;
mod facts;
mod list;
mod report;
pub(crate) mod state;
mod timeline;

pub(crate) use arms::{Orders, Reached};
pub use beside::{ListedJob, jobs_beside, names_beside};
pub use details::{
    ArtworkRow, Details, EventRow, JobRow, MessageRow, details, jobs, messages, supplier_address,
    timeline, write,
};
pub use facts::{OrderRecord, facts, facts_of};
pub use list::{Listed, folders, list, search};
pub use report::{Reported, report};
pub use state::{Shown, cancel, confirm_receipt, hold};
pub use timeline::record;

use crate::{Engine, Error, Result, Tx, sql::sql};
use access::Assignee;
use domain::{OrderId, OrderNumber, Timestamp, orders::OrderState, production::JobState};

/// Makes other acts on this order, or on jobs of it, wait until this transaction is over. Without it
/// two acts on two jobs of an order would each settle its state without the other's.
///
/// # Errors
/// See [`Error`].
pub async fn lock(tx: &mut Tx, order: OrderId) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        sql("select 1::bigint from orders where id = $1 for update")
            .bind(order)
            .optional::<(i64,)>(tx)
            .await?;
    }
    // On SQLite there is one writer.
    Ok(())
}

/// The same, by the number; nothing where there is no such order.
///
/// # Errors
/// See [`Error`].
pub async fn lock_number(tx: &mut Tx, number: OrderNumber) -> Result<Option<OrderRecord>> {
    let Some(order) = facts(tx, number).await? else {
        return Ok(None);
    };
    if tx.engine() == Engine::Sqlite {
        return Ok(Some(order));
    }
    lock(tx, order.id).await?;
    facts_of(tx, order.id).await
}

/// Recomputes the state of an order from its jobs, after one of them has moved; gives the new state.
/// The version rises also where the state stays: what a page has shown of the jobs is stale now.
///
/// # Errors
/// See [`Error`].
pub async fn settle(tx: &mut Tx, order: OrderId, now: Timestamp) -> Result<OrderState> {
    // Written first, which on PostgreSQL takes the row: the jobs are then read as they will stay.
    let (old,): (String,) = sql("update orders
         set version = version + 1, updated_at = $2
         where id = $1
         returning state")
    .bind(order)
    .bind(now)
    .one(tx)
    .await?;
    let old = OrderState::from_key(&old).ok_or_else(|| Error::unreadable("orders.state", old))?;
    let rows: Vec<(String,)> = sql("select state from jobs where order_id = $1 order by position")
        .bind(order)
        .all(tx)
        .await?;
    let jobs = rows
        .into_iter()
        .map(|(key,)| JobState::from_key(&key).ok_or_else(|| Error::unreadable("jobs.state", key)))
        .collect::<Result<Vec<_>>>()?;
    let new = match OrderState::of_jobs(&jobs) {
        // Its jobs wait just as well while the order is on hold.
        OrderState::AwaitingApproval if old == OrderState::OnHold => old,
        new => new,
    };
    if new != old {
        sql("update orders set state = $2 where id = $1")
            .bind(order)
            .bind(new.key())
            .run(tx)
            .await?;
    }
    Ok(new)
}

/// Names somebody on an order: an approver who is asked, a supplier it is awarded to. Naming twice
/// is naming once.
///
/// # Errors
/// See [`Error`].
pub async fn assign(tx: &mut Tx, order: OrderId, assignee: Assignee) -> Result<()> {
    let Some((kind, id)) = named(assignee) else {
        return Ok(());
    };
    sql(
        "insert into order_assignees (kind, assignee_id, order_id, placed_at)
         select $2, $3, orders.id, orders.placed_at from orders where orders.id = $1
         on conflict do nothing",
    )
    .bind(order)
    .bind(kind)
    .bind(id)
    .run(tx)
    .await?;
    Ok(())
}

/// Takes a name off an order: a supplier that no job of it is with any more.
///
/// # Errors
/// See [`Error`].
pub async fn unassign(tx: &mut Tx, order: OrderId, assignee: Assignee) -> Result<()> {
    let Some((kind, id)) = named(assignee) else {
        return Ok(());
    };
    sql("delete from order_assignees where order_id = $1 and kind = $2 and assignee_id = $3")
        .bind(order)
        .bind(kind)
        .bind(id)
        .run(tx)
        .await?;
    Ok(())
}

/// As kept in `order_assignees`. Print locations are named on jobs' outputs, not on orders.
const fn named(assignee: Assignee) -> Option<(&'static str, i64)> {
    match assignee {
        Assignee::Account(id) => Some(("account", id.0)),
        Assignee::Supplier(id) => Some(("supplier", id.0)),
        Assignee::PrintLocation(_) => None,
    }
}
