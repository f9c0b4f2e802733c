//! Publication types: one page for who makes them and for who assigns them. Which it holds, and what can
//! be done to each, is told by the reader's reach.

use super::dialogs;
use crate::{
    At, View,
    lists::{chip, pager},
    panel::{failed, opener},
};
use access::{Failure, pages};
use domain::{
    paths,
    publication_types::{PublicationTypeRow, PublicationTypesPage, PublicationTypesQuery},
};
use leptos::prelude::*;
use ui::{
    Button, Column, EmptyState, FilterBar, Glyph, Line, LinkButton, PageHeader, Row, SearchField,
    Table, Weight,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: PublicationTypesQuery = at.query();
    let page = at.shop.publication_types.list(&at.ctx, &query).await?;
    Ok(View::new(pages::PUBLICATION_TYPES.heading, move || {
        drawn(&at, &query, page)
    }))
}

fn drawn(at: &At, query: &PublicationTypesQuery, page: PublicationTypesPage) -> AnyView {
    let failed = failed(at, dialogs::drawn(&page));
    let filter = filter(query);
    // One dialog at a time: their fields have the same names.
    let creates = page.create.as_ref().filter(|_| page.sheet.is_none());
    let button = creates.is_some().then(|| {
        view! { <Button label="Add publication type" weight=Weight::Primary glyph=Glyph::Add opens=dialogs::CREATE/> }
    });
    let dialog = match &page.sheet {
        Some(sheet) => Some(dialogs::about(at, query, sheet)),
        None => creates.map(|companies| dialogs::create(at, companies)),
    };
    let list = table(query, page);
    view! {
        <PageHeader
            title=pages::PUBLICATION_TYPES.heading
            lead="Folders of products for one company. Who is in a department that sees one is offered what is in it."
        >
            {button}
        </PageHeader>
        {failed}
        {filter}
        {dialog}
        {list}
    }
    .into_any()
}

/// The address is the filter's state.
fn filter(query: &PublicationTypesQuery) -> AnyView {
    let mut chips = Vec::new();
    if !query.filter().words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    let clear = (!chips.is_empty()).then(|| paths::PublicationTypes.to_string());
    let words = query.q.clone();
    view! {
        <FilterBar
            action=paths::PublicationTypes.to_string()
            label="Filter publication types"
            chips
            clear
        >
            <SearchField label="Search" value=words/>
        </FilterBar>
    }
    .into_any()
}

fn table(query: &PublicationTypesQuery, page: PublicationTypesPage) -> AnyView {
    if page.listing.rows.is_empty() {
        let asked = query.filter();
        return empty(asked.start.is_some() || !asked.words.is_empty());
    }
    let columns = vec![
        Column::new("Publication type"),
        Column::new("Company"),
        Column::new("Departments"),
        Column::new("Products").numeric(),
        Column::unseen("Acts"),
    ];
    let pager = pager(query, &page.listing);
    let rows: Vec<Row> = page
        .listing
        .rows
        .into_iter()
        .map(|one| row(query, one))
        .collect();
    view! {
        <Table caption=pages::PUBLICATION_TYPES.heading columns rows/>
        {pager}
    }
    .into_any()
}

fn row(query: &PublicationTypesQuery, one: PublicationTypeRow) -> Row {
    let acts = one
        .acts
        .iter()
        .map(|panel| opener(query, *panel, one.id, &one.name))
        .collect_view();
    let departments = match one.departments {
        None => "All".to_owned(),
        Some(these) if these.is_empty() => "None".to_owned(),
        Some(these) => these.join(", "),
    };
    Row::new()
        .words(one.name)
        .words(one.company)
        .words(departments)
        .words(one.products.to_string())
        .cell(view! { <Line>{acts}</Line> })
}

fn empty(filtered: bool) -> AnyView {
    if filtered {
        let href = paths::PublicationTypes.to_string();
        return view! {
            <EmptyState
                title="No such publication type"
                words="No publication type that you can see passes this filter."
            >
                <LinkButton href label="Show all publication types"/>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState
            title="No publication types yet"
            words="Products that are in none are for whom they are limited to themselves."
        />
    }
    .into_any()
}
