//! The products that the reader manages, each with whom it is for.

use crate::{
    At, View,
    lists::{chip, pager},
};
use access::{Failure, pages};
use domain::{
    lists::{NameCursor, PageOf},
    paths,
    products::{LimitKind, ProductRow, ProductsQuery},
};
use leptos::prelude::*;
use ui::{Column, EmptyState, FilterBar, Link, LinkButton, PageHeader, Row, SearchField, Table};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: ProductsQuery = at.query();
    let page = at.shop.products.list(&at.ctx, &query).await?;
    Ok(View::new(pages::PRODUCTS.heading, move || {
        let filter = filter(&query);
        let list = table(&query, page);
        view! {
            <PageHeader
                title=pages::PRODUCTS.heading
                lead="Whom each product is for. Nobody else is offered it, whatever they may do."
            />
            {filter}
            {list}
        }
    }))
}

/// The address is the filter's state.
fn filter(query: &ProductsQuery) -> AnyView {
    let mut chips = Vec::new();
    if !query.filter().words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    let clear = (!chips.is_empty()).then(|| paths::Products.to_string());
    let words = query.q.clone();
    view! {
        <FilterBar action=paths::Products.to_string() label="Filter products" chips clear>
            <SearchField label="Search" value=words/>
        </FilterBar>
    }
    .into_any()
}

fn table(query: &ProductsQuery, page: PageOf<ProductRow, NameCursor>) -> AnyView {
    if page.rows.is_empty() {
        return empty();
    }
    let columns = vec![
        Column::new("Product"),
        Column::new("Category"),
        Column::new("Storefront"),
        Column::new("Who sees it"),
        Column::new("Publication type").wide_only(),
    ];
    let pager = pager(query, &page);
    let rows: Vec<Row> = page.rows.into_iter().map(row).collect();
    view! {
        <Table caption=pages::PRODUCTS.heading columns rows/>
        {pager}
    }
    .into_any()
}

fn row(one: ProductRow) -> Row {
    let whom = match (one.kind, one.count) {
        (LimitKind::Everybody, _) => one.kind.word().to_owned(),
        (LimitKind::Companies, 1) => "1 company".to_owned(),
        (LimitKind::Companies, count) => format!("{count} companies"),
        (LimitKind::Departments, 1) => "1 department".to_owned(),
        (LimitKind::Departments, count) => format!("{count} departments"),
    };
    let (href, label) = (paths::ProductLimits(one.id).to_string(), one.name);
    let off = (!one.active).then(|| view! { " " <small class="muted">"switched off"</small> });
    Row::new()
        .cell(view! { <Link href label/> {off} })
        .words(one.category)
        .words(one.storefront)
        .words(whom)
        .words(one.folder.unwrap_or_default())
        .faded(!one.active)
}

fn empty() -> AnyView {
    let href = paths::Products.to_string();
    view! {
        <EmptyState title="No such product" words="No product that you manage passes this filter.">
            <LinkButton href label="Show all products"/>
        </EmptyState>
    }
    .into_any()
}
