//! Approvals: what waits for the reader.

use super::decide::panel;
use crate::{At, View};
use access::{Failure, pages};
use domain::{Timestamp, approvals::Waiting, paths};
use leptos::prelude::*;
use ui::{Column, EmptyState, Link, LinkButton, Moment, Notice, PageHeader, Picture, Row, Table, Thumbnail, Tone};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let waiting = at.shop.approvals.waiting(&at.ctx).await?;
    Ok(View::new(pages::APPROVALS.heading, move || drawn(&at, waiting)))
}

fn drawn(at: &At, waiting: Vec<Waiting>) -> AnyView {
    // An order that somebody else decided on meanwhile is not in the list any more: who pressed too
    // late is told on top.
    let late = at
        .failed(pages::DECIDE.path)
        .filter(|_| {
            let order = at.typed().value("order").unwrap_or_default();
            !waiting.iter().any(|one| one.number.0.to_string() == order)
        })
        .map(|failed| {
            let words = failed.message.clone();
            view! { <Notice tone=Tone::Attention>{words}</Notice> }
        });
    if waiting.is_empty() {
        return view! {
            <PageHeader title=pages::APPROVALS.heading/>
            {late}
            <EmptyState
                title="Nothing waits for you"
                words="When somebody orders what needs your approval, it appears here and you get a mail."
            >
                <LinkButton href=paths::Orders.to_string() label="Open the Order Manager"/>
            </EmptyState>
        }
        .into_any();
    }
    let count = waiting.len();
    let lead = if count == 1 { "1 order waits for your decision.".to_owned() } else { format!("{count} orders wait for your decision.") };
    let columns = vec![
        Column::unseen("Artwork"),
        Column::new("Order"),
        Column::new("What"),
        Column::new("Who asks"),
        Column::new("Since"),
        Column::new("Total").numeric(),
        Column::unseen("Decision"),
    ];
    let rows = waiting.into_iter().map(|one| row(at, one)).collect::<Vec<_>>();
    view! {
        <PageHeader title=pages::APPROVALS.heading lead/>
        {late}
        <Table caption="Waiting for you" columns rows density=ui::Density::Comfortable/>
    }
    .into_any()
}

fn row(at: &At, order: Waiting) -> Row {
    let now: Timestamp = at.ctx.now;
    let number = order.number;
    let pictures = order
        .jobs
        .iter()
        .filter_map(|job| job.thumbnail.map(|size| (job.id, size, job.product.clone())))
        .map(|(id, (width, height), product)| {
            let alt = format!("First page of the artwork for {product}");
            let picture = Some(Picture::new(paths::Thumbnail(id).to_string(), alt, width, height));
            view! { <Thumbnail picture/> }
        })
        .collect_view();
    let jobs = order
        .jobs
        .iter()
        .map(|job| {
            let reference = (!job.reference.is_empty()).then(|| format!(" – {}", job.reference));
            view! { <div>{format!("{} × {}", job.quantity, job.product)} <span class="muted">{reference}</span></div> }
        })
        .collect_view();
    let place = [order.department.clone(), order.company.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let beneficiary = order.ordered_for.clone().map(|name| view! { <div class="muted">{format!("for {name}")}</div> });
    let code = (!order.purchase_order.is_empty())
        .then(|| view! { <div class="muted">{format!("Purchase order {}", order.purchase_order)}</div> });
    let decision = panel(at, number, order.version, true);
    Row::new()
        .cell(pictures)
        .cell(view! { <Link href=paths::Order(number).to_string() label=number.to_string()/> })
        .cell(view! { {jobs} {code} })
        .cell(view! { <div>{order.who}</div> {beneficiary} <div class="muted">{place}</div> })
        .cell(view! { <Moment iso=order.since.iso() words=order.since.ago(now) exact=order.since.to_string()/> })
        .words(order.total.to_string())
        .cell(decision)
}
