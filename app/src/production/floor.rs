//! Shared Print Operations: the jobs of the reader's floor by due date.

use super::{acts, bulk, job_pill, ticket};
use crate::{At, View};
use access::{Failure, pages};
use domain::{
    JobId, Timestamp, paths,
    production::{
        JobState,
        forms::BulkAct,
        list::{COUNTED, Due, Floor, FloorJob, JobsQuery},
    },
};
use islands::bulk::Tickable;
use leptos::prelude::*;
use ui::{
    Badge, Choice, Column, EmptyState, ErrorSummary, FilterBar, Hidden, Link, Moment, NavItem,
    PageHeader, Pager, Row, SearchField, Select, Stack, Table, Tabs, Thumbnail, Tone, Words,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: JobsQuery = at.query();
    if let Ok(job) = query.ticket.parse::<JobId>() {
        return Ok(ticket::view(at.shop.production.ticket(&at.ctx, job).await?));
    }
    let floor = at.shop.production.floor(&at.ctx, &query).await?;
    Ok(View::new(pages::PRINT_OPERATIONS.heading, move || {
        drawn(&at, &query, floor)
    }))
}

fn drawn(at: &At, query: &JobsQuery, floor: Floor) -> AnyView {
    let now = at.ctx.now;
    let wrong = acts::refused(at);
    let wrong = (!wrong.is_empty()).then(|| view! { <ErrorSummary wrong/> });
    let next = floor
        .jobs
        .next
        .as_ref()
        .map(|cursor| query.after(cursor).address());
    let first = (!query.after.is_empty()).then(|| query.first_page().address());
    let offered = offered(&floor.jobs.rows);
    let tabs = folders(query, &floor);
    let filters = filters(query, &floor);
    let list = if floor.jobs.rows.is_empty() {
        view! { <EmptyState title="No jobs here" words="Nothing stands in this folder with these filters."/> }.into_any()
    } else {
        let ticks = !offered.is_empty();
        let bar = ticks.then(|| bulk::bar(offered, tickable(&floor.jobs.rows)));
        let rows = floor
            .jobs
            .rows
            .iter()
            .map(|job| row(job, now, ticks))
            .collect();
        view! {
            {bar}
            <Table caption="Jobs" columns=columns() rows=rows pick_name="jobs" pick_form=bulk::BAR id="jobs"/>
            <Pager previous=first next=next summary=summary(floor.jobs.rows.len())/>
        }
        .into_any()
    };
    view! {
        <PageHeader title=pages::PRINT_OPERATIONS.heading/>
        {wrong}
        <Stack>
            {tabs}
            {filters}
            {list}
        </Stack>
    }
    .into_any()
}

fn summary(count: usize) -> String {
    if count == 1 {
        "1 job".to_owned()
    } else {
        format!("{count} jobs")
    }
}

fn folders(query: &JobsQuery, floor: &Floor) -> AnyView {
    let open: i64 = floor
        .folders
        .iter()
        .filter(|(state, _)| *state != JobState::Completed)
        .map(|(_, count)| count)
        .sum();
    let mut items = vec![
        NavItem::new("To do", query.in_folder(None).address())
            .count(u64::try_from(open).ok())
            .current(query.status().is_none()),
    ];
    items.extend(floor.folders.iter().map(|(state, count)| {
        // What is finished is not counted to its end.
        let count = (*count < COUNTED)
            .then(|| u64::try_from(*count).ok())
            .flatten();
        let item = NavItem::new(state.word(), query.in_folder(Some(*state)).address())
            .count(count)
            .current(query.status() == Some(*state));
        if *state == JobState::Blocked && count.is_some_and(|count| count > 0) {
            item.urgent()
        } else {
            item
        }
    }));
    // Across, not beside: the rows need all the width there is.
    view! { <Tabs label="Status" items=items/> }.into_any()
}

fn filters(query: &JobsQuery, floor: &Floor) -> AnyView {
    let due: Vec<Choice> = Due::ALL
        .into_iter()
        .map(|due| Choice::new(due.key(), due.word()))
        .collect();
    let storefronts: Vec<Choice> = floor
        .storefronts
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
        .collect();
    let storefront = (!storefronts.is_empty()).then(|| {
        view! {
            <Select label="Storefront" name="storefront" choices=storefronts value=query.storefront.clone() empty="All"/>
        }
    });
    let narrowed = !(query.q.is_empty() && query.due.is_empty() && query.storefront.is_empty());
    let (status, q, due_key) = (query.status.clone(), query.q.clone(), query.due.clone());
    let clear = narrowed.then(|| JobsQuery::default().in_folder(query.status()).address());
    view! {
        <FilterBar action=paths::PrintOperations.to_string() label="Filter jobs" clear=Words::from(clear)>
            <Hidden name="status" value=status/>
            <SearchField label="Search" value=q/>
            <Select label="Due" name="due" choices=due value=due_key empty="Any day"/>
            {storefront}
        </FilterBar>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::unseen("Artwork"),
        Column::new("Job"),
        Column::new("Order"),
        Column::new("Product"),
        Column::new("Quantity").numeric(),
        Column::new("Due"),
        Column::new("Status"),
        Column::unseen("Acts"),
    ]
}

fn row(job: &FloorJob, now: Timestamp, ticks: bool) -> Row {
    let number = job.number();
    let picture = ticket::picture(job);
    let pages = job.artwork.as_ref().map(|artwork| artwork.pages);
    let href = JobsQuery::default().ticket_of(job.id).address();
    let order = if job.order_opens {
        view! { <Link href=paths::Order(job.order).to_string() label=job.order.to_string()/> }
            .into_any()
    } else {
        job.order.to_string().into_any()
    };
    let late = job.late(now);
    let due = view! {
        <Moment iso=job.due_at.iso() words=job.due_at.day()/>
        {late.then(|| view! { <Badge word="Late" tone=Tone::Attention/> })}
    };
    let status = view! {
        {job_pill(job.state)}
        {(!job.block_reason.is_empty()).then(|| view! { <small class="job-reason" title=job.block_reason.clone()>{job.block_reason.clone()}</small> })}
    };
    let (acts, checksum) = (acts::row_acts(job), checksum(job));
    let drawn = Row::new()
        .id(format!("job-{}", job.id))
        .cell(view! { <Thumbnail picture=picture pages=pages/> })
        .cell(
            view! { <span class="nowrap"><Link href=href label=number.clone()/></span> {checksum} },
        )
        .cell(view! { <span class="nowrap">{order}</span> })
        .cell(product(job))
        .words(grouped(job.quantity))
        .cell(due)
        .cell(status)
        .cell(view! { <div class="row-acts">{acts}</div> });
    let drawn = match (job.state, late) {
        (JobState::Blocked, _) => drawn.tone(Tone::Attention),
        (_, true) => drawn.tone(Tone::Hold),
        _ => drawn,
    };
    let possible = BulkAct::ALL.into_iter().any(|act| job.can.act(act.act()));
    match (ticks, possible) {
        (false, _) => drawn,
        (true, true) => drawn.pick(job.picked(), format!("Select job {number}")),
        (true, false) => drawn.no_pick(format!("Job {number}: nothing can be done to it here")),
    }
}

/// So that who downloads the file knows that it is the one that was sent.
fn checksum(job: &FloorJob) -> Option<AnyView> {
    let artwork = job.artwork.as_ref().filter(|_| job.can.download)?;
    let sha256 = artwork.kept.sha256.clone();
    let short: String = sha256.chars().take(12).collect();
    let title = format!("SHA-256 {sha256}");
    let drawn = view! { <small class="checksum" title=title><span class="visually-hidden">"SHA-256 "</span><code>{short}</code></small> };
    Some(drawn.into_any())
}

/// The product, what it is printed on, and by which words its customer knows it.
fn product(job: &FloorJob) -> AnyView {
    let mut beneath: Vec<String> = job.substrate().map(str::to_owned).into_iter().collect();
    beneath.extend((!job.reference.is_empty()).then(|| job.reference.clone()));
    let beneath = (!beneath.is_empty()).then(|| {
        let words = beneath.join(" · ");
        let title = words.clone();
        view! { <br/><small class="muted" title=title>{words}</small> }
    });
    view! { {job.product.clone()} {beneath} }.into_any()
}

/// `2,500`.
fn grouped(quantity: u32) -> String {
    let plain = quantity.to_string();
    let mut words = String::new();
    for (place, digit) in plain.chars().enumerate() {
        if place > 0 && (plain.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// What each row can be asked for, for the bar.
fn tickable(rows: &[FloorJob]) -> Vec<Tickable> {
    let acts = |job: &FloorJob| {
        BulkAct::ALL
            .into_iter()
            .filter(|act| job.can.act(act.act()))
            .map(|act| act.key().to_owned())
            .collect()
    };
    rows.iter()
        .map(|job| Tickable {
            value: job.picked(),
            acts: acts(job),
        })
        .collect()
}

/// What somebody may do to at least one of the rows.
fn offered(rows: &[FloorJob]) -> Vec<BulkAct> {
    BulkAct::ALL
        .into_iter()
        .filter(|act| rows.iter().any(|job| job.can.act(act.act())))
        .collect()
}
