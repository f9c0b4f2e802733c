//! Shared Print Operations: the floor's list, by due date.

use super::{
    job_acts::{Known, block, plain, replace},
    ticket,
};
use crate::{At, View};
use access::{Failure, pages};
use domain::{
    Timestamp, paths,
    production::{
        JobAct, JobState,
        forms::BulkAct,
        list::{COUNTED, Due, Floor, FloorJob, JobsQuery},
    },
};
use leptos::prelude::*;
use ui::{
    BulkBar, Button, Chip, Choice, Column, EmptyState, FilterBar, Folders, Glyph, Hidden, Line,
    Link, LinkButton, Moment, NavItem, Notice, PageHeader, Pager, Picture, PostForm, Row, SearchField, Select, Shape,
    StatusPill, Table, TextField, Thumbnail, Tone, Weight, WithFolders,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: JobsQuery = at.query();
    if let Ok(job) = query.ticket.parse() {
        let job = at.shop.production.ticket(&at.ctx, job).await?;
        return Ok(View::new(format!("Ticket {}", job.number()), move || {
            view! {
                <PageHeader title="Job ticket"/>
                {ticket::ticket(job)}
            }
        }));
    }
    let floor = at.shop.production.floor(&at.ctx, &query).await?;
    let now = at.ctx.now;
    let problem = ["/fn/production/bulk", "/fn/production/set-status", "/fn/production/block", "/fn/production/release", "/fn/production/replace-artwork"]
        .into_iter()
        .find_map(|endpoint| at.failed(endpoint))
        .map(|failed| match failed.fields.first() {
            Some((_, sentence)) => format!("{} {sentence}", failed.message),
            None => failed.message.clone(),
        });
    let here = at.here();
    Ok(View::new(pages::PRINT_OPERATIONS.heading, move || drawn(floor, &query, here, problem, now)))
}

/// The look of a job's status.
pub(crate) fn pill(state: JobState, word: &'static str) -> AnyView {
    let (tone, shape) = match state {
        JobState::Waiting => (Tone::Attention, Shape::Clock),
        JobState::Ready => (Tone::Info, Shape::Tick),
        JobState::Blocked => (Tone::Attention, Shape::Square),
        JobState::InProduction => (Tone::Info, Shape::Half),
        JobState::WithSupplier | JobState::Produced => (Tone::Info, Shape::Diamond),
        JobState::Shipping => (Tone::Info, Shape::Arrow),
        JobState::Completed => (Tone::Done, Shape::Ticks),
        JobState::Rejected => (Tone::Stop, Shape::Cross),
        JobState::Cancelled => (Tone::Plain, Shape::Struck),
    };
    view! { <StatusPill word tone shape/> }.into_any()
}

fn drawn(floor: Floor, query: &JobsQuery, here: String, problem: Option<String>, now: Timestamp) -> AnyView {
    let folders = folders(&floor, query);
    let empty = floor.jobs.rows.is_empty();
    let count = floor.jobs.rows.len();
    let next = floor.jobs.next.as_ref().map(|cursor| query.after(cursor).address());
    let previous = (!query.after.is_empty()).then(|| query.first_page().address());
    let filters = filters(&floor, query);
    let rows = floor.jobs.rows.into_iter().map(|job| row(job, now)).collect::<Vec<_>>();
    let problem = problem.map(|words| view! { <Notice tone=Tone::Stop>{words}</Notice> });
    let body = if empty {
        view! {
            <EmptyState
                title="No jobs here"
                words="Nothing matches these filters. Jobs appear here as soon as their order is approved."
            >
                <LinkButton href=paths::PrintOperations.to_string() label="Show all open jobs"/>
            </EmptyState>
        }
        .into_any()
    } else {
        let columns = vec![
            Column::unseen("Artwork"),
            Column::new("Job"),
            Column::new("Order"),
            Column::new("Product"),
            Column::new("Quantity").numeric(),
            Column::new("Due"),
            Column::new("Status"),
            Column::unseen("Acts"),
        ];
        view! {
            <Table caption="Jobs" columns rows pick_name="jobs" pick_form="bulk"/>
            {bulk(here)}
            <Pager previous next summary=format!("{count} jobs, the most urgent first")/>
        }
        .into_any()
    };
    view! {
        <PageHeader title=pages::PRINT_OPERATIONS.heading/>
        {problem}
        <WithFolders folders=move || folders>
            {filters}
            {body}
        </WithFolders>
    }
    .into_any()
}

fn folders(floor: &Floor, query: &JobsQuery) -> AnyView {
    let current = query.status();
    let all = NavItem::new("All open jobs", query.in_folder(None).address()).current(current.is_none());
    let items = std::iter::once(all)
        .chain(floor.folders.iter().map(|(state, count)| {
            let item = NavItem::new(state.word(), query.in_folder(Some(*state)).address())
                .count(u64::try_from(*count.min(&COUNTED)).unwrap_or_default())
                .current(current == Some(*state));
            if *state == JobState::Blocked && *count > 0 { item.urgent() } else { item }
        }))
        .collect::<Vec<_>>();
    view! { <Folders label="Status" items/> }.into_any()
}

fn filters(floor: &Floor, query: &JobsQuery) -> AnyView {
    let due = Due::ALL.map(|due| Choice::new(due.key(), due.word())).to_vec();
    let storefronts = floor.storefronts.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect::<Vec<_>>();
    let several = (storefronts.len() > 1).then(|| {
        view! { <Select label="Storefront" name="storefront" choices=storefronts value=query.storefront.clone() empty="All storefronts"/> }
    });
    let mut chips = Vec::new();
    if !query.q.is_empty() {
        let without = JobsQuery { q: String::new(), ..query.first_page() };
        chips.push(Chip::new(format!("Search: {}", query.q), without.address()));
    }
    if let Some(due) = query.due() {
        chips.push(Chip::new(due.word(), query.at_due(None).address()));
    }
    let (words, due_key, status) = (query.q.clone(), query.due.clone(), query.status.clone());
    view! {
        <FilterBar action=paths::PrintOperations.to_string() label="Filter jobs" chips clear=paths::PrintOperations.to_string()>
            <SearchField label="Search" value=words/>
            <Select label="Due" name="due" choices=due value=due_key empty="Any day"/>
            {several}
            <Hidden name="status" value=status/>
        </FilterBar>
    }
    .into_any()
}

fn bulk(here: String) -> AnyView {
    let acts = BulkAct::ALL
        .iter()
        .map(|act| {
            let word = match act {
                BulkAct::Block => "Block".to_owned(),
                BulkAct::Release => "Release".to_owned(),
                BulkAct::Status(act) => JobAct::STATUSES
                    .iter()
                    .find(|(one, _)| one == act)
                    .map_or_else(String::new, |(_, state)| state.word().to_owned()),
            };
            Choice::new(act.key(), word)
        })
        .collect::<Vec<_>>();
    view! {
        <BulkBar id="bulk" action="/fn/production/bulk" label="Acts on the selected jobs">
            <Hidden name="back" value=here/>
            <Select label="Set status" name="act" id="bulk-act" choices=acts empty="Choose"/>
            <TextField label="Reason, to block" name="reason" id="bulk-reason"/>
            <Button label="Apply to selected"/>
        </BulkBar>
    }
    .into_any()
}

fn row(job: FloorJob, now: Timestamp) -> Row {
    let number = job.number();
    let known = Known { job: job.id.to_string(), version: job.version.to_string(), on_order: false };
    let picture = job.artwork.as_ref().filter(|_| job.can.picture).map(|artwork| {
        let (width, height) = artwork.thumbnail;
        Picture::new(paths::Thumbnail(job.id).to_string(), format!("First page of {number}"), width, height)
    });
    let pages = job.artwork.as_ref().map(|artwork| artwork.pages);
    let order = if job.order_opens {
        view! { <Link href=paths::Order(job.order).to_string() label=job.order.to_string()/> }.into_any()
    } else {
        view! { <span class="nowrap">{job.order.to_string()}</span> }.into_any()
    };
    let substrate = job.substrate().map(|words| view! { <br/><span class="muted">{words.to_owned()}</span> });
    let reference = (!job.reference.is_empty()).then(|| view! { <br/><span class="muted">{job.reference.clone()}</span> });
    let late = job.late(now).then(|| view! { <br/><strong class="late">"Late"</strong> });
    let reason = (job.state == JobState::Blocked && !job.block_reason.is_empty())
        .then(|| view! { <br/><span class="muted">{job.block_reason.clone()}</span> });
    let status = view! { {pill(job.state, job.state.word())} {reason} };
    let due = view! { <Moment iso=job.due_at.iso() words=job.due_at.day()/> {late} };
    let product = view! { {job.product.clone()} {substrate} {reference} };
    let acts = acts(&job, &known);
    let label = format!("Select job {number}");
    let pickable = BulkAct::ALL.iter().any(|act| job.can.act(act.act()));
    let row = Row::new();
    let row = if pickable { row.pick(job.picked(), label) } else { row.no_pick("Nothing can be done to it here") };
    let row = if job.state == JobState::Blocked { row.tone(Tone::Attention) } else { row };
    row.cell(view! { <Thumbnail picture pages/> })
        .words(number)
        .cell(order)
        .cell(product)
        .words(job.quantity.to_string())
        .cell(due)
        .cell(status)
        .cell(acts)
}

/// What can be done to the one job.
fn acts(job: &FloorJob, known: &Known) -> AnyView {
    let download = (job.can.download && job.artwork.is_some()).then(|| {
        let checksum = job.artwork.as_ref().map(|artwork| artwork.kept.sha256.clone()).unwrap_or_default();
        let short: String = checksum.chars().take(12).collect();
        view! {
            <LinkButton href=paths::Artwork(job.id).to_string() label="Download artwork" glyph=Glyph::Download download=true/>
            <code class="checksum muted" title=format!("SHA-256 {checksum}")>{format!("SHA-256 {short}…")}</code>
        }
    });
    let statuses: Vec<Choice> = JobAct::STATUSES
        .iter()
        .filter(|(act, _)| job.can.act(*act))
        .map(|(act, state)| Choice::new(act.key(), state.word()))
        .collect();
    let status = (!statuses.is_empty()).then(|| {
        let fields = (known.job.clone(), known.version.clone());
        let id = format!("status-{}", known.job);
        view! {
            <PostForm action="/fn/production/set-status" inline=true>
                <Hidden name="job" value=fields.0/>
                <Hidden name="version" value=fields.1/>
                <Select label="Status" name="status" id choices=statuses label_hidden=true/>
                <Button label="Set status"/>
            </PostForm>
        }
    });
    let block = job.can.act(JobAct::Block).then(|| block(known));
    let release = job.can.act(JobAct::Release).then(|| plain(known, "/fn/production/release", "Release", Glyph::Check));
    let replace = job.can.replace.then(|| replace(known));
    let ticket = JobsQuery::default().ticket_of(job.id).address();
    view! {
        <Line>
            {download} {status} {block} {release} {replace}
            <LinkButton href=ticket label="Ticket" glyph=Glyph::Print weight=Weight::Bare/>
        </Line>
    }
    .into_any()
}
