//! Addresses: the companies' and the people's, for everybody who sees one. What can be done to each is
//! told by the reader's reach.

use super::dialogs;
use crate::{
    At, View,
    lists::{chip, pager, select},
    panel::{failed, opener},
};
use access::{Failure, pages};
use domain::{
    addresses::{AddressKind, AddressRow, AddressesPage, AddressesQuery},
    lists::ListQuery as _,
    paths,
};
use leptos::prelude::*;
use ui::{
    Button, Column, EmptyState, FilterBar, Glyph, Hidden, Line, LinkButton, NavItem, PageHeader,
    Row, SearchField, Table, Tabs, Weight,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: AddressesQuery = at.query();
    let page = at.shop.addresses.list(&at.ctx, &query).await?;
    // From here on the list says which it is.
    let query = AddressesQuery {
        kind: page.kind.key().to_owned(),
        ..query
    };
    Ok(View::new(pages::ADDRESSES.heading, move || {
        drawn(&at, &query, page)
    }))
}

fn drawn(at: &At, query: &AddressesQuery, page: AddressesPage) -> AnyView {
    let failed = failed(at, dialogs::drawn(&page));
    let tabs = tabs(&page);
    let filter = filter(query, &page);
    // One dialog at a time: their fields have the same names.
    let adds = page.add.as_ref().filter(|_| page.sheet.is_none());
    let button = adds.is_some().then(|| {
        view! { <Button label="Add address" weight=Weight::Primary glyph=Glyph::Add opens=dialogs::ADD/> }
    });
    let dialog = match &page.sheet {
        Some(sheet) => Some(dialogs::about(at, query, sheet)),
        None => adds.map(|offered| dialogs::add(at, page.kind, offered)),
    };
    let lead = page.person.as_ref().map(|name| format!("Those of {name}."));
    let list = table(query, page);
    view! {
        <PageHeader title=pages::ADDRESSES.heading lead>{button}</PageHeader>
        {failed}
        {tabs}
        {filter}
        {dialog}
        {list}
    }
    .into_any()
}

/// The two lists, where the reader sees both.
fn tabs(page: &AddressesPage) -> Option<AnyView> {
    if page.kinds.len() < 2 {
        return None;
    }
    let items: Vec<NavItem> = page
        .kinds
        .iter()
        .map(|kind| {
            let query = AddressesQuery {
                kind: kind.key().to_owned(),
                ..AddressesQuery::default()
            };
            NavItem::new(kind.word(), query.address()).current(*kind == page.kind)
        })
        .collect();
    Some(view! { <Tabs label="Whose addresses" items/> }.into_any())
}

/// The address is the filter's state. Its fields have ids of their own.
fn filter(query: &AddressesQuery, page: &AddressesPage) -> AnyView {
    let asked = query.filter();
    let mut chips = Vec::new();
    if !asked.words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    let mut companies = page.companies.iter();
    if let Some(company) = companies.find(|one| one.value == query.company) {
        let words = format!("Company: {}", company.name);
        chips.push(chip(query, words, |query| query.company.clear()));
    }
    if asked.person.is_some() && page.kind == AddressKind::Personal {
        let name = page.person.as_deref().unwrap_or("one person");
        let words = format!("Person: {name}");
        chips.push(chip(query, words, |query| query.person.clear()));
    }
    let all = AddressesQuery {
        kind: query.kind.clone(),
        ..AddressesQuery::default()
    };
    let clear = (!chips.is_empty()).then(|| all.address());
    let companies = select("Company", &page.companies, &query.company);
    let person = asked.person.map(|id| {
        let id = id.to_string();
        view! { <Hidden name="person" value=id/> }
    });
    let (words, kind) = (query.q.clone(), query.kind.clone());
    view! {
        <FilterBar action=paths::Addresses.to_string() label="Filter addresses" chips clear>
            <Hidden name="kind" value=kind/>
            {person}
            <SearchField label="Search" value=words/>
            {companies}
        </FilterBar>
    }
    .into_any()
}

fn table(query: &AddressesQuery, page: AddressesPage) -> AnyView {
    if page.listing.rows.is_empty() {
        let asked = query.filter();
        let filtered = asked.start.is_some() || asked.company.is_some() || !asked.words.is_empty();
        return empty(page.kind, filtered);
    }
    let of_companies = page.kind == AddressKind::Company;
    let whose = if of_companies { "Company" } else { "Person" };
    let mut columns = vec![
        Column::new("Name"),
        Column::new("Address"),
        Column::new(whose),
    ];
    if of_companies {
        columns.push(Column::new("Departments"));
    }
    columns.push(Column::unseen("Acts"));
    let pager = pager(query, &page.listing);
    let rows: Vec<Row> = page
        .listing
        .rows
        .into_iter()
        .map(|one| row(query, one, of_companies))
        .collect();
    let caption = page.kind.word();
    view! {
        <Table caption columns rows/>
        {pager}
    }
    .into_any()
}

fn row(query: &AddressesQuery, one: AddressRow, of_companies: bool) -> Row {
    let acts = one
        .acts
        .iter()
        .map(|panel| opener(query, *panel, one.id, &one.label))
        .collect_view();
    let mut row = Row::new()
        .words(one.label)
        .words(one.place)
        .words(one.whose);
    if of_companies {
        row = row.words(match one.departments {
            None => "All".to_owned(),
            Some(these) => these.join(", "),
        });
    }
    row.cell(view! { <Line>{acts}</Line> })
}

fn empty(kind: AddressKind, filtered: bool) -> AnyView {
    if filtered {
        let all = AddressesQuery {
            kind: kind.key().to_owned(),
            ..AddressesQuery::default()
        };
        let href = all.address();
        return view! {
            <EmptyState title="No such address" words="No address that you can see passes this filter.">
                <LinkButton href label="Show all addresses"/>
            </EmptyState>
        }
        .into_any();
    }
    let words = match kind {
        AddressKind::Company => {
            "The addresses of a company stand here. Its people can have orders delivered to them."
        }
        AddressKind::Personal => {
            "Addresses that you add here, or keep at the checkout, can be delivered to."
        }
    };
    view! { <EmptyState title="No addresses yet" words/> }.into_any()
}
