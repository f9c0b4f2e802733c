//! What stands at the side of an order: money, people, address, approvals.

use super::status::ago;
use domain::{Money, Timestamp, approvals::ApprovalState, codes::Codes, orders::ApprovalShown};
use leptos::prelude::*;
use ui::{Card, Fact, Facts, Shape, StatusPill, Sum, SumLine, Tone};

pub(super) fn money(jobs: &[(String, Money)], total: Money, codes: &Codes) -> AnyView {
    let lines = jobs
        .iter()
        .map(|(name, price)| SumLine::new(name.clone(), price.to_string()));
    let lines = lines
        .chain(std::iter::once(SumLine::total("Total", total.to_string())))
        .collect();
    let number = (!codes.purchase_order.is_empty())
        .then(|| Fact::new("Purchase order number", codes.purchase_order.clone()));
    let centre = codes.cost_centre.as_ref();
    let centre = centre.map(|centre| Fact::new("Cost centre", centre.to_string()));
    let facts: Vec<Fact> = number.into_iter().chain(centre).collect();
    let facts = (!facts.is_empty()).then(|| view! { <Facts facts stacked=true/> });
    view! { <Card title="Money"><Sum lines/>{facts}</Card> }.into_any()
}

/// Who is behind the order; what is not known, or not to be known, has no line.
pub(super) fn people(
    facts: &[(&str, Option<&str>)],
    placed_at: Timestamp,
    now: Timestamp,
) -> AnyView {
    let named = facts.iter().filter_map(|(name, value)| {
        Some(Fact::new(
            *name,
            value.filter(|value| !value.is_empty())?.to_owned(),
        ))
    });
    let facts: Vec<Fact> = std::iter::once(Fact::new("Placed", ago(placed_at, now)))
        .chain(named)
        .collect();
    view! { <Card title="Ordered by"><Facts facts/></Card> }.into_any()
}

pub(super) fn delivery(lines: Vec<String>) -> AnyView {
    let lines = lines
        .into_iter()
        .map(|line| view! { {line} <br/> })
        .collect_view();
    view! { <Card title="Deliver to"><address class="address">{lines}</address></Card> }.into_any()
}

/// Who decided, when and why. Nothing where nobody was ever asked.
pub(super) fn approvals(approvals: Vec<ApprovalShown>, now: Timestamp) -> Option<AnyView> {
    if approvals.is_empty() {
        return None;
    }
    let lines = approvals
        .into_iter()
        .map(|one| {
            let (tone, shape) = look(one.state);
            let by = one.by.map(|name| format!(" by {name} "));
            let when = ago(one.decided_at.unwrap_or(one.requested_at), now);
            let reason = (!one.reason.is_empty())
                .then(|| view! { <p class="approval-reason">{one.reason.clone()}</p> });
            view! {
                <li>
                    <StatusPill word=one.state.word() tone shape/>
                    {by} " " {when}
                    {reason}
                </li>
            }
        })
        .collect_view();
    Some(view! { <Card title="Approvals"><ul class="approvals" aria-label="Approvals">{lines}</ul></Card> }.into_any())
}

const fn look(state: ApprovalState) -> (Tone, Shape) {
    match state {
        ApprovalState::Pending => (Tone::Attention, Shape::Clock),
        ApprovalState::Approved | ApprovalState::PartlyApproved => (Tone::Info, Shape::Tick),
        ApprovalState::Rejected => (Tone::Stop, Shape::Cross),
        ApprovalState::Withdrawn => (Tone::Plain, Shape::Struck),
    }
}
