//! What was ordered in a period, by company, department and product. Each name in it narrows the report.

use super::tabs;
use crate::{At, View, lists::chip};
use access::{Failure, pages};
use domain::{
    Timestamp,
    lists::ListQuery as _,
    paths,
    people::Named,
    reports::{LINES, OrderReport, OrderReportLine, OrderReportQuery},
};
use leptos::prelude::*;
use ui::{
    Chip, Column, DateField, EmptyState, FilterBar, Glyph, Hidden, Link, LinkButton, Notice,
    PageHeader, Row, SearchField, Table, Tone,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: OrderReportQuery = at.query();
    let report = at.shop.reports.orders(&at.ctx, &query).await?;
    Ok(View::new(pages::ORDER_REPORT.heading, move || {
        drawn(&at, &query, report)
    }))
}

fn drawn(at: &At, query: &OrderReportQuery, report: OrderReport) -> AnyView {
    let csv = query.csv_address();
    let tabs = tabs(at, paths::OrderReport.to_string());
    let filter = filter(at, query, report.lines.first());
    let more = report.more.then(|| {
        let title = format!("These are the first {LINES} lines. The file has all of them.");
        view! { <Notice tone=Tone::Info title/> }
    });
    let list = table(at, query, report.lines);
    view! {
        <PageHeader title=pages::ORDER_REPORT.heading lead="What was ordered, by company, department and product; without what was rejected or cancelled.">
            <LinkButton href=csv label="Export CSV" glyph=Glyph::Download download=true/>
        </PageHeader>
        {tabs}
        {filter}
        {more}
        {list}
    }
    .into_any()
}

/// The address is the filter's state; any line tells what its ids are called.
fn filter(at: &At, query: &OrderReportQuery, line: Option<&OrderReportLine>) -> AnyView {
    let asked = query.filter(at.ctx.now);
    let chips = chips(at, query, line);
    let clear = (!chips.is_empty()).then(|| paths::OrderReport.to_string());
    let kept = [
        ("company", query.company.clone()),
        ("department", query.department.clone()),
        ("product", query.product.clone()),
    ];
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty());
    let kept = kept
        .map(|(name, value)| view! { <Hidden name value/> })
        .collect_view();
    let words = query.q.clone();
    let from = Some(asked.from.date());
    let to = asked.until.map(|end| end.plus(-Timestamp::DAY).date());
    view! {
        <FilterBar action=paths::OrderReport.to_string() label="Filter orders" chips clear>
            <SearchField label="Search" value=words/>
            <DateField label="Placed from" name="from" value=from/>
            <DateField label="Placed to" name="to" value=to/>
            {kept}
        </FilterBar>
    }
    .into_any()
}

fn chips(at: &At, query: &OrderReportQuery, line: Option<&OrderReportLine>) -> Vec<Chip> {
    let asked = query.filter(at.ctx.now);
    let called =
        |one: Option<&Named>, id: &str| one.map_or_else(|| id.to_owned(), |one| one.name.clone());
    let mut chips = Vec::new();
    if !asked.words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    if Timestamp::from_date(&query.from).is_some() {
        let words = format!("Placed from {}", asked.from.day());
        chips.push(chip(query, words, |query| query.from.clear()));
    }
    if let Some(end) = asked.until {
        let words = format!("Placed to {}", end.plus(-Timestamp::DAY).day());
        chips.push(chip(query, words, |query| query.to.clear()));
    }
    if asked.company.is_some() {
        let company = line.and_then(|line| line.company.as_ref());
        let words = format!("Company: {}", called(company, &query.company));
        chips.push(chip(query, words, |query| query.company.clear()));
    }
    if asked.department.is_some() {
        let department = line.and_then(|line| line.department.as_ref());
        let words = format!("Department: {}", called(department, &query.department));
        chips.push(chip(query, words, |query| query.department.clear()));
    }
    if asked.product.is_some() {
        let product = line.map(|line| &line.product);
        let words = format!("Product: {}", called(product, &query.product));
        chips.push(chip(query, words, |query| query.product.clear()));
    }
    chips
}

fn table(at: &At, query: &OrderReportQuery, lines: Vec<OrderReportLine>) -> AnyView {
    if lines.is_empty() {
        return empty(query);
    }
    let staff = at.ctx.access.is_staff();
    let mut columns = vec![
        Column::new("Product"),
        Column::new("Company"),
        Column::new("Department"),
    ];
    if staff {
        columns.push(Column::new("Storefront").wide_only());
    }
    columns.extend([
        Column::new("Orders").numeric(),
        Column::new("Quantity").numeric(),
        Column::new("Total").numeric(),
    ]);
    let rows: Vec<Row> = lines.into_iter().map(|line| row(query, line)).collect();
    view! { <Table caption="Orders" columns rows/> }.into_any()
}

/// The link that narrows the report to one company, department or product. The one that is chosen leads
/// nowhere.
fn only(
    query: &OrderReportQuery,
    one: Named,
    field: fn(&mut OrderReportQuery) -> &mut String,
) -> AnyView {
    let mut query = query.clone();
    let chosen = std::mem::replace(field(&mut query), one.value.clone());
    if chosen == one.value {
        return one.name.into_any();
    }
    let (href, label) = (query.address(), one.name);
    view! { <Link href label/> }.into_any()
}

fn row(query: &OrderReportQuery, line: OrderReportLine) -> Row {
    let product = only(query, line.product, |query| &mut query.product);
    let company = line.company;
    let company = company.map(|one| only(query, one, |query| &mut query.company));
    let department = line.department;
    let department = department.map(|one| only(query, one, |query| &mut query.department));
    let mut row = Row::new().cell(product).cell(company).cell(department);
    if let Some(storefront) = line.storefront {
        row = row.words(storefront);
    }
    row.words(line.orders.to_string())
        .words(line.quantity.to_string())
        .words(line.total.to_string())
}

fn empty(query: &OrderReportQuery) -> AnyView {
    if *query == OrderReportQuery::default() {
        return view! {
            <EmptyState title="No orders lately" words="What was ordered in the last thirty days stands here."/>
        }
        .into_any();
    }
    view! {
        <EmptyState title="No orders like that" words="Nothing that you can see was ordered in this period and passes this filter.">
            <LinkButton href=paths::OrderReport.to_string() label="Show the last thirty days"/>
        </EmptyState>
    }
    .into_any()
}
