//! What happens next, in one sentence: the first thing that the page of an order says.

use access::Ctx;
use domain::{
    Timestamp,
    approvals::Decider,
    orders::{Audience, OrderAct, OrderState},
    production::JobState,
};
use store::{
    approvals::ApprovalRow,
    orders::{Details, JobRow, OrderRecord},
};

/// What the sentence is made from.
pub(super) struct Situation<'a> {
    pub(super) order: &'a OrderRecord,
    pub(super) details: &'a Details,
    /// Those of the audience.
    pub(super) jobs: &'a [&'a JobRow],
    pub(super) approvals: &'a [ApprovalRow],
    pub(super) deciders: &'a [Decider],
    pub(super) acts: &'a [OrderAct],
}

pub(super) fn next(
    ctx: &Ctx,
    audience: Audience,
    state: OrderState,
    now: &Situation<'_>,
) -> String {
    let due = || {
        now.jobs
            .iter()
            .map(|job| job.due_at)
            .min()
            .map(|due| format!(", due {}", due.day()))
            .unwrap_or_default()
    };
    match (state, audience) {
        (OrderState::AwaitingApproval, _) => waiting(ctx, now),
        (OrderState::OnHold, _) if now.acts.contains(&OrderAct::Release) => {
            "On hold: nothing happens until it is released.".to_owned()
        }
        (OrderState::OnHold, _) => format!(
            "On hold: nothing happens until {} releases it.",
            now.order.contact_name
        ),
        (OrderState::Approved, Audience::Staff) => format!("Ready for production{}.", due()),
        (OrderState::Approved, _) => format!("Approved. Production begins soon{}.", due()),
        (OrderState::Blocked, _) => blocked(now),
        (OrderState::InProduction, _) => format!("In production{}.", due()),
        (OrderState::WithSupplier, Audience::Supplier) => supplied(now, &due()),
        (OrderState::WithSupplier, Audience::Staff) => {
            let mut names: Vec<&str> = now
                .jobs
                .iter()
                .filter_map(|job| job.supplier.as_ref())
                .map(|(_, name)| name.as_str())
                .collect();
            names.sort_unstable();
            names.dedup();
            format!("With {}{}.", names.join(" and "), due())
        }
        // A customer reads in production.
        (OrderState::WithSupplier, Audience::Customer) => format!("In production{}.", due()),
        (OrderState::Shipping, _) if now.acts.contains(&OrderAct::ConfirmReceipt) => {
            "On its way. Please confirm the receipt when it has arrived.".to_owned()
        }
        (OrderState::Shipping, _) => "On its way.".to_owned(),
        (OrderState::Completed, _) => "Completed.".to_owned(),
        (OrderState::Rejected, _) => rejected(ctx, now),
        (OrderState::Cancelled, _) => "Cancelled. Nothing more happens.".to_owned(),
    }
}

fn waiting(ctx: &Ctx, now: &Situation<'_>) -> String {
    let requested = now
        .approvals
        .first()
        .map_or(now.order.placed_at, |request| request.requested_at);
    let since = since(requested, ctx.now);
    if now.acts.contains(&OrderAct::Approve) {
        return format!("Waiting for your decision since {since}.");
    }
    let of = now
        .details
        .department
        .as_ref()
        .or(now.details.company.as_ref());
    match (now.deciders, of) {
        ([], _) => {
            format!("Waiting for approval since {since}. The print shop can say who decides.")
        }
        ([one], _) => format!("Waiting for {} since {since}.", one.name),
        ([first, ..], Some(of)) => format!(
            "Waiting for {} or another manager of {of} since {since}.",
            first.name
        ),
        ([first, ..], None) => format!(
            "Waiting for {} or somebody else who may decide since {since}.",
            first.name
        ),
    }
}

fn blocked(now: &Situation<'_>) -> String {
    let job = now.jobs.iter().find(|job| job.state == JobState::Blocked);
    match job.map(|job| (job.product.as_str(), job.block_reason.as_str())) {
        Some((product, "")) => format!("{product} is blocked before output."),
        Some((product, reason)) => format!("{product} is blocked before output: {reason}"),
        None => "Blocked before output.".to_owned(),
    }
}

fn supplied(now: &Situation<'_>, due: &str) -> String {
    if now
        .jobs
        .iter()
        .any(|job| job.state == JobState::WithSupplier)
    {
        format!("Please produce and mark as produced{due}.")
    } else {
        format!("Please send off and mark as dispatched{due}.")
    }
}

fn rejected(ctx: &Ctx, now: &Situation<'_>) -> String {
    let Some(request) = now.approvals.first() else {
        return "Rejected.".to_owned();
    };
    let by = request
        .by
        .as_deref()
        .map(|name| format!(" by {name}"))
        .unwrap_or_default();
    let when = request
        .decided_at
        .map(|at| format!(" {}", at.ago(ctx.now)))
        .unwrap_or_default();
    format!("Rejected{by}{when}: {}", request.reason)
}

/// "14:05", "yesterday", "20 Nov 2026".
fn since(at: Timestamp, now: Timestamp) -> String {
    let day = |at: Timestamp| at.0.div_euclid(Timestamp::DAY);
    match day(now) - day(at) {
        0 => at
            .iso()
            .get(11..16)
            .map(|time| format!("{time} UTC"))
            .unwrap_or_default(),
        1 => "yesterday".to_owned(),
        _ => at.day(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_when_is_said_as_people_say_it() {
        let noon = Timestamp(1_000 * Timestamp::DAY + 12 * Timestamp::HOUR);
        assert_eq!(since(noon.plus(-Timestamp::HOUR), noon), "11:00 UTC");
        assert_eq!(since(noon.plus(-13 * Timestamp::HOUR), noon), "yesterday");
        assert_eq!(since(noon.plus(-3 * Timestamp::DAY), noon), "24 Sep 1972");
    }
}
