//! Approving or rejecting an order. The first decision wins: who comes second changes nothing, and
//! is told who was first.

use crate::orders::{mails, taken};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    JobId, Problem,
    approvals::{Decide, DecideField, Decision},
    orders::{Event, OrderState},
    production::JobState,
};
use store::{
    Store, Tx,
    approvals::Decided,
    orders::{JobRow, OrderRecord, Shown},
};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Approved,
    /// Some of its jobs were left out.
    ApprovedInPart,
    Rejected,
}

impl Outcome {
    /// After "Q-10042 was".
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::ApprovedInPart => "approved in part",
            Self::Rejected => "rejected",
        }
    }
}

/// # Errors
/// Faulty fields; not seen, not granted, one's own, decided already, or stale.
pub async fn decide(
    store: &Store,
    ctx: &Ctx,
    form: &Decide,
) -> Result<Outcome, Failure<DecideField>> {
    form.check()?;
    let decision = form
        .decision()
        .ok_or(Failure::field(DecideField::Decision, Problem::NotOffered))?;
    let mut tx = store.begin().await?;
    let order = taken(&mut tx, form.number()).await?;
    let permit = match rules::approvals::decide(&ctx.access, &order.facts()) {
        Err(Denial::Order(state)) => return Err(decided_before(&mut tx, ctx, &order, state).await?),
        other => other?,
    };
    let view = rules::orders::view(&ctx.access, &order.facts())?;
    let jobs = store::orders::jobs(&mut tx, &view, &order).await?;
    let left_out = left_out(form, &jobs)?;
    // Leaving out every job is rejecting the order.
    let open = jobs
        .iter()
        .filter(|job| job.state == JobState::Waiting)
        .count();
    let decision = if !left_out.is_empty() && left_out.len() == open {
        Decision::Reject
    } else {
        decision
    };
    let left_out = if decision == Decision::Reject {
        Vec::new()
    } else {
        left_out
    };
    let reason = form.reason.trim();

    let shown = Shown {
        order: order.id,
        version: form.version,
        now: ctx.now,
    };
    let decided = Decided {
        decision,
        reason,
        left_out: &left_out,
        by_name: &ctx.name,
    };
    if store::approvals::decide(&mut tx, &permit, shown, decided)
        .await?
        .is_none()
    {
        return Err(Denial::Stale.into());
    }
    let own = ctx.access.owns(&order.object());
    for job in &left_out {
        let event = Event::Rejected {
            reason: reason.to_owned(),
        };
        store::orders::record(&mut tx, ctx, order.id, Some(*job), &event).await?;
    }
    let (outcome, event, act) = match decision {
        Decision::Approve if left_out.is_empty() => (
            Outcome::Approved,
            Event::Approved { own },
            "approval.approve",
        ),
        Decision::Approve => (
            Outcome::ApprovedInPart,
            Event::Approved { own },
            "approval.approve",
        ),
        Decision::Reject => (
            Outcome::Rejected,
            Event::Rejected {
                reason: reason.to_owned(),
            },
            "approval.reject",
        ),
    };
    store::orders::record(&mut tx, ctx, order.id, None, &event).await?;
    let detail = serde_json::json!({
        "version": form.version,
        "reason": reason,
        "left_out": left_out.iter().map(|job| job.0).collect::<Vec<_>>(),
    });
    store::audit::record(&mut tx, ctx, act, "order", Some(order.id.0), detail).await?;
    if !own {
        let left: Vec<&str> = jobs
            .iter()
            .filter(|job| left_out.contains(&job.id))
            .map(|job| job.product.as_str())
            .collect();
        mails::decided(&mut tx, ctx, &order, outcome, reason, &left).await?;
    }
    tx.commit().await?;
    Ok(outcome)
}

/// The jobs to leave out, which must be jobs of this order that wait.
fn left_out(form: &Decide, jobs: &[JobRow]) -> Result<Vec<JobId>, Failure<DecideField>> {
    let mut left: Vec<JobId> = form.leave_out.iter().copied().map(JobId).collect();
    left.sort_unstable();
    left.dedup();
    let known = |id: &JobId| {
        jobs.iter()
            .any(|job| job.id == *id && job.state == JobState::Waiting)
    };
    if left.iter().all(known) {
        Ok(left)
    } else {
        Err(Failure::field(DecideField::LeaveOut, Problem::NotOffered))
    }
}

/// Why there is nothing to decide any more: somebody else was first, or one pressed twice.
async fn decided_before(
    tx: &mut Tx,
    ctx: &Ctx,
    order: &OrderRecord,
    state: OrderState,
) -> store::Result<Failure<DecideField>> {
    let decisions = store::approvals::of_order(tx, order.id).await?;
    let first = decisions
        .into_iter()
        .find(|one| one.decided_at.is_some() && one.decided_by.is_some());
    Ok(match first {
        Some(one) if one.decided_by != ctx.access.account() => Failure::Decided {
            by: one.by.unwrap_or_default(),
            state,
        },
        _ => Failure::Denied(Denial::Order(state)),
    })
}
