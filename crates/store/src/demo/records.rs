//! What is written about orders: their timelines, approvals, files and messages.

use super::{
    orders::{Told, json},
    tale::Entry,
};
use crate::{
    Error, Result, Tx,
    batch::{Batch, row},
    sql::sql,
};
use domain::{OrderNumber, Timestamp, orders::Event, production::JobState};
use std::collections::{BTreeSet, HashMap};

pub(super) async fn write(
    tx: &mut Tx,
    told: &[Told<'_>],
    id_of: &(dyn Fn(OrderNumber) -> i64 + Sync),
    jobs: &HashMap<(i64, i64), i64>,
) -> Result<()> {
    let mut files =
        Batch::new("insert into job_artwork (job_id, version, artwork_id, account_id, created_at)");
    let mut approvals = Batch::new(
        "insert into approvals
         (order_id, storefront_id, state, requested_at, order_version, decided_at, decided_by, decided_by_name, reason)",
    );
    let mut assignees =
        Batch::new("insert into order_assignees (kind, assignee_id, order_id, placed_at)");
    let mut events = Batch::new(
        "insert into order_events (order_id, job_id, at, account_id, by_name, kind, detail)",
    );
    let mut messages =
        Batch::new("insert into messages (order_id, at, account_id, by_name, audience, body)");
    let links = approver_links(tx).await?;

    for one in told {
        let order = id_of(one.number);
        for ((line, fate), position) in one.lines.iter().zip(&one.tale.jobs).zip(1_i64..) {
            let (Some(job), Some(artwork)) = (jobs.get(&(order, position)), line.artwork) else {
                continue;
            };
            files.row(row![
                *job,
                1_i64,
                artwork,
                one.orderer.account,
                one.placed_at
            ]);
            if let Some(at) = fate.artwork_replaced_at {
                files.row(row![*job, 2_i64, artwork, None::<i64>, at]);
            }
        }
        if let Some(approval) = &one.tale.approval {
            let decided = approval.decided_at.is_some();
            approvals.row(row![
                order,
                one.shop.id,
                approval.state,
                one.placed_at,
                decided.then_some(1_i64),
                approval.decided_at,
                approval.decided_by.as_ref().map(|(id, _)| *id),
                approval.decided_by.as_ref().map(|(_, name)| name.as_str()),
                approval.reason.as_str(),
            ]);
            for (_, approver) in links
                .iter()
                .filter(|(of, _)| Some(*of) == one.orderer.department.map(|id| id.0))
            {
                assignees.row(row!["account", *approver, order, one.placed_at]);
            }
        }
        let suppliers: BTreeSet<_> = one
            .tale
            .jobs
            .iter()
            .filter_map(|fate| fate.supplier)
            .collect();
        for supplier in suppliers {
            assignees.row(row!["supplier", supplier, order, one.placed_at]);
        }
        for Entry {
            at,
            job,
            by: (account, name),
            event,
        } in &one.tale.entries
        {
            let position = job.and_then(|place| i64::try_from(place + 1).ok());
            let job = position.and_then(|position| jobs.get(&(order, position)).copied());
            events.row(row![
                order,
                job,
                *at,
                *account,
                name.as_str(),
                kind(event)?,
                json(event)?
            ]);
        }
        for (at, (account, name), audience, body) in talk(one) {
            messages.row(row![order, at, account, name.as_str(), audience, body]);
        }
    }
    files.run(tx).await?;
    approvals.run(tx).await?;
    assignees.run(tx).await?;
    events.run(tx).await?;
    messages.run(tx).await?;
    for one in told {
        let Some(from) = one.from else { continue };
        sql("update orders set from_order_id = $1 where id = $2")
            .bind(id_of(from))
            .bind(id_of(one.number))
            .run(tx)
            .await?;
    }
    Ok(())
}

#[derive(sqlx_macros::FromRow)]
struct Link {
    department_id: i64,
    approver_id: i64,
}

/// Department and approver.
async fn approver_links(tx: &mut Tx) -> Result<Vec<(i64, i64)>> {
    let links: Vec<Link> = sql(
        "select department_id, approver_id from approver_links where department_id is not null",
    )
    .all(tx)
    .await?;
    Ok(links
        .into_iter()
        .map(|link| (link.department_id, link.approver_id))
        .collect())
}

/// The tag under which an event is kept.
fn kind(event: &Event) -> Result<String> {
    let value = serde_json::to_value(event)
        .map_err(|error| Error::unreadable("kind", error.to_string()))?;
    Ok(value
        .get("kind")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned())
}

type Message<'a> = (
    Timestamp,
    (Option<domain::AccountId>, String),
    &'static str,
    &'a str,
);

/// What people wrote to each other: about a file that was stopped, and with what went to a supplier.
fn talk<'a>(one: &'a Told<'_>) -> Vec<Message<'a>> {
    let mut messages: Vec<Message<'a>> = Vec::new();
    for entry in &one.tale.entries {
        match &entry.event {
            Event::Blocked { reason } => {
                let at = entry.at.plus(4 * Timestamp::MINUTE);
                messages.push((at, entry.by.clone(), "customer", reason.as_str()));
            }
            Event::ArtworkReplaced { .. } => {
                let at = entry.at.plus(-26 * Timestamp::MINUTE);
                let by = (one.orderer.account, one.orderer.name.clone());
                messages.push((
                    at,
                    by,
                    "customer",
                    "Thank you for looking. Here is the corrected file; please go ahead.",
                ));
            }
            Event::Awarded { .. } if one.number.0 % 3 == 0 => {
                let at = entry.at.plus(Timestamp::MINUTE);
                messages.push((
                    at,
                    entry.by.clone(),
                    "supplier",
                    "Please pack in boxes of at most 12 kg, label outside.",
                ));
            }
            Event::Started if one.number.0 % 7 == 0 => {
                let at = entry.at.plus(2 * Timestamp::MINUTE);
                messages.push((
                    at,
                    entry.by.clone(),
                    "staff",
                    "Runs together with tomorrow's flyers on the same sheet.",
                ));
            }
            _ => {}
        }
    }
    let blocked = one
        .tale
        .jobs
        .iter()
        .any(|job| job.state == JobState::Blocked);
    if blocked && one.number.0 % 2 == 0 {
        let at = one.tale.updated_at.plus(9 * Timestamp::MINUTE);
        let by = (one.orderer.account, one.orderer.name.clone());
        messages.push((
            at,
            by,
            "customer",
            "I have asked our designer for a new file and will send it this afternoon.",
        ));
    }
    messages
}
