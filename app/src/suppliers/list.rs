//! Suppliers: for those who run the platform.

use super::dialogs;
use crate::{
    At, View,
    lists::{chip, pager},
    panel::{as_shown, failed, opener},
};
use access::{Failure, pages};
use domain::{
    lists::Panel as _,
    paths,
    suppliers::{SupplierPanel, SupplierRow, SuppliersPage, SuppliersQuery},
};
use leptos::prelude::*;
use ui::{
    Button, Column, EmptyState, FilterBar, Glyph, Line, Link, LinkButton, PageHeader, PostForm,
    Row, SearchField, Shape, StatusPill, Table, Tone, Weight,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: SuppliersQuery = at.query();
    let page = at.shop.suppliers.list(&at.ctx, &query).await?;
    Ok(View::new(pages::SUPPLIERS.heading, move || {
        drawn(&at, &query, page)
    }))
}

fn drawn(at: &At, query: &SuppliersQuery, page: SuppliersPage) -> AnyView {
    let failed = failed(at, dialogs::drawn(&page));
    let filter = filter(query);
    // One dialog at a time: their fields have the same names.
    let adds = page.manages && page.sheet.is_none();
    let button = adds.then(|| {
        view! { <Button label="Add supplier" weight=Weight::Primary glyph=Glyph::Add opens=dialogs::ADD/> }
    });
    let dialog = match &page.sheet {
        Some(sheet) => Some(dialogs::about(at, query, sheet)),
        None => adds.then(|| dialogs::add(at)),
    };
    let list = table(query, page);
    view! {
        <PageHeader title=pages::SUPPLIERS.heading>{button}</PageHeader>
        {failed}
        {filter}
        {dialog}
        {list}
    }
    .into_any()
}

/// The address is the filter's state.
fn filter(query: &SuppliersQuery) -> AnyView {
    let mut chips = Vec::new();
    if !query.filter().words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    let clear = (!chips.is_empty()).then(|| paths::Suppliers.to_string());
    let words = query.q.clone();
    view! {
        <FilterBar action=paths::Suppliers.to_string() label="Filter suppliers" chips clear>
            <SearchField label="Search" value=words/>
        </FilterBar>
    }
    .into_any()
}

fn table(query: &SuppliersQuery, page: SuppliersPage) -> AnyView {
    if page.listing.rows.is_empty() {
        return empty(!query.filter().words.is_empty() || query.filter().start.is_some());
    }
    let columns = vec![
        Column::new("Supplier"),
        Column::new("Email"),
        Column::new("People"),
        Column::new("Jobs").numeric(),
        Column::new("Usual for").numeric(),
        Column::new("State"),
        Column::unseen("Acts"),
    ];
    let manages = page.manages;
    let pager = pager(query, &page.listing);
    let rows: Vec<Row> = page
        .listing
        .rows
        .into_iter()
        .map(|one| row(query, one, manages))
        .collect();
    view! {
        <Table caption=pages::SUPPLIERS.heading columns rows/>
        {pager}
    }
    .into_any()
}

fn row(query: &SuppliersQuery, one: SupplierRow, manages: bool) -> Row {
    let acts = manages.then(|| {
        let openers = SupplierPanel::ALL
            .iter()
            .map(|panel| opener(query, *panel, one.id, &one.name))
            .collect_view();
        let switch = switch(&one);
        view! { <Line>{openers}{switch}</Line> }
    });
    let people = one
        .people
        .iter()
        .map(|person| {
            let (href, label) = (paths::Person(person.id).to_string(), person.name.clone());
            let state = format!(" ({}) ", person.state.word());
            view! { <Link href label/> {state} }
        })
        .collect_view();
    let (word, tone, shape) = if one.active {
        ("Active", Tone::Done, Shape::Tick)
    } else {
        ("Inactive", Tone::Plain, Shape::Ring)
    };
    Row::new()
        .words(one.name)
        .words(one.email.unwrap_or_default())
        .cell(people)
        .words(one.jobs.to_string())
        .words(one.products.to_string())
        .cell(view! { <StatusPill word tone shape/> })
        .cell(acts)
        .faded(!one.active)
}

fn switch(one: &SupplierRow) -> AnyView {
    let (path, label) = if one.active {
        (pages::DEACTIVATE_SUPPLIER.path, "Deactivate")
    } else {
        (pages::ACTIVATE_SUPPLIER.path, "Activate")
    };
    let on = as_shown("supplier", one.id, one.version);
    let about = one.name.clone();
    view! {
        <PostForm action=path inline=true>
            {on}
            <Button label about=about weight=Weight::Bare/>
        </PostForm>
    }
    .into_any()
}

fn empty(filtered: bool) -> AnyView {
    if filtered {
        return view! {
            <EmptyState title="No such supplier" words="No supplier passes this filter.">
                <LinkButton href=paths::Suppliers.to_string() label="Show all suppliers"/>
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState title="No suppliers yet" words="Firms that produce for you stand here; clients never read of one."/> }
        .into_any()
}
