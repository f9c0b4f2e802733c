//! Companies: one page for everybody who has some in hand, or makes new ones.

use super::{
    company::PRODUCTS,
    state::{kind, pill},
};
use crate::{
    At, View,
    lists::{chip, pager, select},
    panel::{self, failed},
};
use access::{Failure, pages};
use domain::{
    companies::{CompaniesPage, CompaniesQuery, CompanyRow, IN_USE, NAME_MOST, OUT_OF_USE},
    paths,
    people::Named,
};
use leptos::prelude::*;
use ui::{
    Button, Choice, Column, EmptyState, FilterBar, Glyph, Link, LinkButton, PageHeader, Row,
    SearchField, Select, Table, Weight,
};

/// The dialog that the button opens.
const CREATE: &str = "add-company";

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: CompaniesQuery = at.query();
    let page = at.shop.companies.list(&at.ctx, &query).await?;
    Ok(View::new(pages::COMPANIES.heading, move || {
        drawn(&at, &query, page)
    }))
}

fn drawn(at: &At, query: &CompaniesQuery, page: CompaniesPage) -> AnyView {
    let failed = failed(at, &[&pages::CREATE_COMPANY]);
    let filter = filter(query, &page);
    let button = page.create.is_some().then(|| {
        view! { <Button label="Add company" weight=Weight::Primary glyph=Glyph::Add opens=CREATE/> }
    });
    let dialog = page.create.as_ref().map(|offered| create(at, offered));
    let list = table(at, query, page);
    view! {
        <PageHeader title=pages::COMPANIES.heading>{button}</PageHeader>
        {failed}
        {filter}
        {dialog}
        {list}
    }
    .into_any()
}

/// The address is the filter's state. Its fields have ids of their own.
fn filter(query: &CompaniesQuery, page: &CompaniesPage) -> AnyView {
    let asked = query.filter();
    let mut chips = Vec::new();
    if !asked.words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    if let Some(active) = asked.active {
        let word = if active { "Active" } else { "Inactive" };
        let words = format!("State: {word}");
        chips.push(chip(query, words, |query| query.state.clear()));
    }
    let mut storefronts = page.storefronts.iter();
    if let Some(one) = storefronts.find(|one| one.value == query.storefront) {
        let words = format!("Storefront: {}", one.name);
        chips.push(chip(query, words, |query| query.storefront.clear()));
    }
    let clear = (!chips.is_empty()).then(|| paths::Companies.to_string());
    let storefronts = select("Storefront", &page.storefronts, &query.storefront);
    let states = vec![
        Choice::new("", "Any state"),
        Choice::new(IN_USE, "Active"),
        Choice::new(OUT_OF_USE, "Inactive"),
    ];
    let (words, state) = (query.q.clone(), query.state.clone());
    view! {
        <FilterBar action=paths::Companies.to_string() label="Filter companies" chips clear>
            <SearchField label="Search" value=words/>
            <Select label="State" name="state" choices=states value=state id="filter-state"/>
            {storefronts}
        </FilterBar>
    }
    .into_any()
}

fn table(at: &At, query: &CompaniesQuery, page: CompaniesPage) -> AnyView {
    if page.listing.rows.is_empty() {
        return empty(*query != CompaniesQuery::default());
    }
    let staff = at.ctx.access.is_staff();
    let mut columns = vec![Column::new("Company")];
    if staff {
        columns.push(Column::new("Storefront"));
    }
    columns.extend([
        Column::new("Kind"),
        Column::new("People").numeric(),
        Column::new("Departments").numeric(),
        Column::new("Visible products").numeric(),
        Column::new("State"),
    ]);
    let pager = pager(query, &page.listing);
    let rows: Vec<Row> = page
        .listing
        .rows
        .into_iter()
        .map(|one| row(one, staff))
        .collect();
    view! {
        <Table caption=pages::COMPANIES.heading columns rows/>
        {pager}
    }
    .into_any()
}

fn row(one: CompanyRow, staff: bool) -> Row {
    let page = paths::Company(one.id).to_string();
    let products = one.products.to_string();
    let products = if one.products > 0 {
        let href = format!("{page}#{PRODUCTS}");
        let about = format!("products that {} sees", one.name);
        view! { <Link href label=products about/> }.into_any()
    } else {
        products.into_any()
    };
    let (href, label) = (page, one.name);
    let mut row = Row::new().cell(view! { <Link href label/> });
    if staff {
        row = row.words(one.storefront.unwrap_or_default());
    }
    row.words(kind(one.public))
        .words(one.people.to_string())
        .words(one.departments.to_string())
        .cell(products)
        .cell(pill(one.active))
        .faded(!one.active)
}

fn create(at: &At, offered: &[Named]) -> AnyView {
    let (form, words) = (&pages::CREATE_COMPANY, (CREATE, "Add company"));
    let ticked = ("Public", "public", PUBLIC);
    panel::add_to_storefront(at, form, words, offered, NAME_MOST, ticked)
}

/// What the box says.
pub(super) const PUBLIC: &str = "It buys for everybody rather than for its own people. Whether the shop \
     itself is open to everybody is set at the storefront.";

fn empty(filtered: bool) -> AnyView {
    if filtered {
        return view! {
            <EmptyState title="No such company" words="No company that you can see passes this filter.">
                <LinkButton href=paths::Companies.to_string() label="Show all companies"/>
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState title="No companies yet" words="The businesses that buy here stand here."/> }
        .into_any()
}
