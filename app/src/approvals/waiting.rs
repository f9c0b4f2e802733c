//! Approvals: what waits for the reader, the longest first, each with all that is needed to decide.

use crate::{At, View, orders::status::ago};
use access::{Failure, pages};
use domain::{
    Timestamp,
    approvals::{REASON_MOST, Waiting, WaitingJob},
    paths,
};
use leptos::prelude::*;
use ui::{
    Button, Column, Density, EmptyState, Hidden, Link, LinkButton, Notice, PageHeader, Person,
    Picture, PostForm, Row, Table, TextField, Thumbnail, Tone, Weight,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let waiting = at.shop.approvals.waiting(&at.ctx).await?;
    Ok(View::new(pages::APPROVALS.heading, move || {
        drawn(&at, waiting)
    }))
}

fn drawn(at: &At, waiting: Vec<Waiting>) -> AnyView {
    let now = at.ctx.now;
    let failed = at.typed().failed.as_ref().map(|failed| {
        let title = match failed.problem("reason") {
            Some(_) => "Please give a reason: who ordered will read it.".to_owned(),
            None => failed.message.clone(),
        };
        view! { <Notice tone=Tone::Attention title/> }
    });
    let lead = match waiting.len() {
        0 => None,
        1 => Some("One order waits for your decision.".to_owned()),
        many => Some(format!("{many} orders wait for your decision.")),
    };
    let body = if waiting.is_empty() {
        let opens = pages::ORDERS.needs.met_by(&at.ctx.access, false).is_ok();
        let orders = opens.then(|| {
            let href = paths::Orders.to_string();
            view! { <LinkButton href label=pages::ORDERS.heading/> }
        });
        view! {
            <EmptyState title="Nothing waits for you" words="Orders that need your decision stand here, and you are told by mail.">
                {orders}
            </EmptyState>
        }
        .into_any()
    } else {
        let columns = vec![
            Column::unseen("Artwork"),
            Column::new("Order"),
            Column::new("Who asks"),
            Column::new("Department"),
            Column::new("Reference"),
            Column::new("Since"),
            Column::new("Price").numeric(),
            Column::unseen("Decision"),
        ];
        let rows = waiting
            .into_iter()
            .map(|one| row(at, one, now))
            .collect::<Vec<_>>();
        view! {
            <islands::ApprovalKeys>
                <Table caption="Waiting for you" columns rows density=Density::Comfortable id="waiting"/>
            </islands::ApprovalKeys>
        }
        .into_any()
    };
    view! {
        <PageHeader title=pages::APPROVALS.heading lead/>
        {failed}
        {body}
    }
    .into_any()
}

fn row(at: &At, one: Waiting, now: Timestamp) -> Row {
    let href = paths::Order(one.number).to_string();
    let order = view! {
        <Link href=href.clone() label=one.number.to_string()/>
        <ul class="waiting-jobs">{one.jobs.iter().map(job).collect_view()}</ul>
    };
    let note = match (&one.ordered_for, &one.company) {
        (Some(name), _) => Some(format!("for {name}")),
        (None, company) => company.clone(),
    };
    let reference = references(&one);
    let who = view! { <Person name=one.who.clone() note/> };
    Row::new()
        .id(format!("waiting-{}", one.number.0))
        .cell(picture(&one.jobs, href))
        .cell(order)
        .cell(who)
        .words(one.department.clone().unwrap_or_default())
        .words(reference)
        .cell(ago(one.since, now))
        .words(one.total.to_string())
        .cell(decision(at, &one))
}

fn job(job: &WaitingJob) -> AnyView {
    view! { <li>{job.quantity.to_string()} " × " {job.product.clone()}</li> }.into_any()
}

/// The cost centre, the purchase order number, and what the jobs are for.
fn references(one: &Waiting) -> String {
    let jobs = one.jobs.iter().map(|job| job.reference.as_str());
    let centre = one.codes.cost_centre.as_ref().map(ToString::to_string);
    let all: Vec<&str> = centre
        .as_deref()
        .into_iter()
        .chain([one.codes.purchase_order.as_str()])
        .chain(jobs)
        .filter(|words| !words.is_empty())
        .collect();
    all.join(", ")
}

fn picture(jobs: &[WaitingJob], href: String) -> AnyView {
    let shown = jobs.iter().find_map(|job| Some((job, job.thumbnail?)));
    let picture = shown.map(|(job, (width, height))| {
        Picture::new(
            paths::Thumbnail(job.id).to_string(),
            format!("First page of {}", job.product),
            width,
            height,
        )
    });
    view! { <Thumbnail picture href label="Open the order"/> }.into_any()
}

fn decision(at: &At, one: &Waiting) -> AnyView {
    let number = one.number.to_string();
    let mine = at
        .failed(pages::DECIDE.path)
        .filter(|_| at.typed().value("order") == Some(&one.number.0.to_string()));
    let error = mine.and_then(|failed| failed.problem("reason"));
    let value = mine.and(at.typed().value("reason")).map(str::to_owned);
    let id = format!("reason-{}", one.number.0);
    let (approved, rejected) = (of(one), of(one));
    let (approve, reject) = (format!("Approve {number}"), format!("Reject {number}"));
    let about = number.clone();
    // Two forms: Enter in the reason to reject presses the first button of its form, which must
    // never be the one that approves.
    view! {
        <PostForm action=pages::DECIDE.path inline=true label=approve>
            {approved}
            <Button label="Approve" weight=Weight::Primary name="decision" value="approve" about/>
        </PostForm>
        <PostForm action=pages::DECIDE.path inline=true label=reject>
            {rejected}
            <TextField
                label="Reason"
                name="reason"
                value
                error
                max_length=REASON_MOST
                placeholder="Reason to reject"
                label_hidden=true
                id
            />
            <Button label="Reject" weight=Weight::Danger name="decision" value="reject" about=number/>
        </PostForm>
    }
    .into_any()
}

/// What is decided on, as it was shown.
fn of(one: &Waiting) -> AnyView {
    let (order, version) = (one.number.0.to_string(), one.version.to_string());
    view! {
        <Hidden name="order" value=order/>
        <Hidden name="version" value=version/>
        <Hidden name="back" value="approvals"/>
    }
    .into_any()
}
