//! The audit trail.

use crate::{At, Shop, View, lists::select, page};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    audit::{AuditLine, AuditPage, AuditQuery, words},
    paths,
    people::Named,
};
use leptos::prelude::*;
use ui::{
    Chip, Choice, Column, DateField, EmptyState, FilterBar, LinkButton, Moment, PageHeader, Pager,
    Row, SearchField, Select, Table,
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Audit: Send + Sync {
    async fn read(&self, ctx: &Ctx, query: &AuditQuery) -> Result<AuditPage, Failure>;
}

pub(crate) fn routes() -> Router<Shop> {
    page(&pages::AUDIT, load)
}

async fn load(at: At) -> Result<View, Failure> {
    let query: AuditQuery = at.query();
    let trail = at.shop.audit.read(&at.ctx, &query).await?;
    Ok(View::new(pages::AUDIT.heading, move || {
        drawn(&at, &query, trail)
    }))
}

fn drawn(at: &At, query: &AuditQuery, trail: AuditPage) -> AnyView {
    let filter = bar(query, &trail);
    let next = trail
        .page
        .next
        .as_ref()
        .map(|cursor| query.after(cursor).address());
    let details = trail.page.rows.iter().any(|row| row.detail.is_some());
    let mut columns = vec![
        Column::new("When"),
        Column::new("Who"),
        Column::new("What"),
        Column::new("To what"),
        Column::new("Where"),
    ];
    if details {
        columns.push(Column::new("Noted").wide_only());
    }
    let rows: Vec<Row> = trail
        .page
        .rows
        .iter()
        .map(|line| row(at, line, details))
        .collect();
    let body = if rows.is_empty() {
        let words = "Nothing that was done passes this filter.";
        let href = paths::Audit.to_string();
        view! {
            <EmptyState title="No entries" words>
                <LinkButton href label="Show everything"/>
            </EmptyState>
        }
        .into_any()
    } else {
        // Backwards goes the browser: an entry that is new would move every page.
        let previous = (!query.after.is_empty()).then(|| query.first_page().address());
        view! {
            <Table caption="Audit trail" columns rows/>
            <Pager previous next/>
        }
        .into_any()
    };
    view! {
        <PageHeader title=pages::AUDIT.heading lead="Who did what, the latest first. Entries are never changed or removed."/>
        {filter}
        {body}
    }
    .into_any()
}

fn row(at: &At, line: &AuditLine, details: bool) -> Row {
    let when = view! { <Moment iso=line.at.iso() words=line.at.ago(at.ctx.now) exact=line.at.to_string()/> };
    let row = Row::new()
        .cell(when)
        .words(who(line))
        .words(words(&line.act))
        .words(line.object.clone())
        .words(line.storefront.clone().unwrap_or_default());
    if details {
        row.words(line.detail.clone().unwrap_or_default())
    } else {
        row
    }
}

/// Both, where an administrator was logged in as somebody.
fn who(line: &AuditLine) -> String {
    let name = line.who.as_deref().unwrap_or("nobody signed in");
    match &line.acting {
        Some(acting) => format!("{acting}, logged in as {name}"),
        None => name.to_owned(),
    }
}

fn bar(query: &AuditQuery, trail: &AuditPage) -> AnyView {
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Any act"))
        .chain(
            trail
                .acts
                .iter()
                .map(|act| Choice::new(act.clone(), words(act))),
        )
        .collect();
    let first = query.first_page();
    let mut chips = Vec::new();
    let mut chip =
        |label: String, without: AuditQuery| chips.push(Chip::new(label, without.address()));
    if !query.act.is_empty() {
        let without = AuditQuery {
            act: String::new(),
            ..first.clone()
        };
        chip(words(&query.act), without);
    }
    if !query.who.trim().is_empty() {
        let without = AuditQuery {
            who: String::new(),
            ..first.clone()
        };
        chip(format!("Person: {}", query.who.trim()), without);
    }
    if let Some(label) = chosen(&trail.storefronts, &query.storefront) {
        let without = AuditQuery {
            storefront: String::new(),
            ..first.clone()
        };
        chip(label, without);
    }
    if let Some(label) = chosen(&trail.companies, &query.company) {
        let without = AuditQuery {
            company: String::new(),
            ..first.clone()
        };
        chip(label, without);
    }
    if !query.from.is_empty() {
        let without = AuditQuery {
            from: String::new(),
            ..first.clone()
        };
        chip(format!("From {}", query.from), without);
    }
    if !query.to.is_empty() {
        let without = AuditQuery {
            to: String::new(),
            ..first.clone()
        };
        chip(format!("To {}", query.to), without);
    }
    let clear = (!chips.is_empty()).then(|| paths::Audit.to_string());
    let (act, who) = (query.act.clone(), query.who.clone());
    let (from, to) = (query.from.clone(), query.to.clone());
    let storefronts = select("Storefront", &trail.storefronts, &query.storefront);
    let companies = select("Company", &trail.companies, &query.company);
    view! {
        <FilterBar action=paths::Audit.to_string() label="Filter the audit trail" chips clear>
            <SearchField label="Person" name="who" value=who/>
            <Select label="Act" name="act" choices value=act/>
            {storefronts}
            {companies}
            <DateField label="From" name="from" value=from/>
            <DateField label="To" name="to" value=to/>
        </FilterBar>
    }
    .into_any()
}

/// The name of what is filtered by.
fn chosen(all: &[Named], value: &str) -> Option<String> {
    let one = all.iter().find(|one| one.value == value)?;
    Some(one.name.clone())
}
