//! The customers: by role, company, department, and when they last ordered.

use super::{filter, tabs};
use crate::{At, View, lists::pager, people::pill};
use access::{Failure, Permission, pages};
use domain::{
    Timestamp,
    lists::ListQuery as _,
    paths,
    reports::{CustomerRow, OrderReportQuery, ReportPage, ReportQuery},
};
use leptos::prelude::*;
use ui::{Column, EmptyState, Glyph, LinkButton, Moment, PageHeader, Person, Row, Table};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    if at.ctx.access.holds(Permission::ReportCustomers).is_err() {
        // Who reads that of the orders alone reads it where long reports take turns.
        let query: OrderReportQuery = at.query();
        return Ok(View::elsewhere(query.address()));
    }
    let query: ReportQuery = at.query();
    let page = at.shop.reports.customers(&at.ctx, &query).await?;
    Ok(View::new(pages::REPORTS.heading, move || {
        drawn(&at, &query, page)
    }))
}

fn drawn(at: &At, query: &ReportQuery, page: ReportPage) -> AnyView {
    let csv = query.csv_address();
    let tabs = tabs(at, paths::Reports.to_string());
    let filter = filter::bar(query, &page);
    let list = table(at, query, page);
    view! {
        <PageHeader title=pages::REPORTS.heading lead="Who the customers are, and when they last ordered.">
            <LinkButton href=csv label="Export CSV" glyph=Glyph::Download download=true/>
        </PageHeader>
        {tabs}
        {filter}
        {list}
    }
    .into_any()
}

fn table(at: &At, query: &ReportQuery, page: ReportPage) -> AnyView {
    if page.listing.rows.is_empty() {
        return empty(*query != ReportQuery::default());
    }
    let staff = at.ctx.access.is_staff();
    let mut columns = vec![Column::new("Customer")];
    if staff {
        columns.push(Column::new("Storefront").wide_only());
    }
    columns.extend([
        Column::new("Company"),
        Column::new("Roles"),
        Column::new("State"),
        Column::new("Last order"),
    ]);
    let now = at.ctx.now;
    let pager = pager(query, &page.listing);
    let rows: Vec<Row> = page
        .listing
        .rows
        .into_iter()
        .map(|one| row(one, staff, now))
        .collect();
    view! {
        <Table caption="Customers" columns rows/>
        {pager}
    }
    .into_any()
}

fn row(one: CustomerRow, staff: bool, now: Timestamp) -> Row {
    let record =
        (!one.registered()).then(|| view! { <small class="cell-note">"Not registered"</small> });
    let last = one.last_order.map_or_else(
        || "Never".into_any(),
        |at| view! { <Moment iso=at.iso() words=at.ago(now) exact=at.to_string()/> }.into_any(),
    );
    let href = one.opens.then(|| paths::Person(one.id).to_string());
    let mut row = Row::new().cell(view! { <Person name=one.name note=one.email href/> });
    if staff {
        row = row.words(one.storefront.unwrap_or_default());
    }
    row.noted(one.company.unwrap_or_default(), one.departments.join(", "))
        .list(one.roles)
        .cell(view! { {pill(one.state)} {record} })
        .cell(last)
}

fn empty(filtered: bool) -> AnyView {
    if filtered {
        return view! {
            <EmptyState title="Nobody like that" words="No customer that you can see passes this filter.">
                <LinkButton href=paths::Reports.to_string() label="Show all customers"/>
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState title="No customers yet" words="Who buys here stands here."/> }.into_any()
}
