//! Departments: one page for everybody who has some in hand. Which it holds, and what can be done to
//! each, is told by the reader's reach.

use super::dialogs;
use crate::{
    At, View,
    lists::{chip, pager, select},
    panel::{failed, opener},
};
use access::{Failure, pages};
use domain::{
    departments::{DepartmentPanel, DepartmentRow, DepartmentsPage, DepartmentsQuery},
    lists::{DialogQuery as _, ListQuery as _, Panel as _},
    paths,
};
use leptos::prelude::*;
use ui::{
    Button, Column, EmptyState, FilterBar, Glyph, Line, Link, LinkButton, PageHeader, Row,
    SearchField, Table, Weight,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: DepartmentsQuery = at.query();
    let page = at.shop.departments.list(&at.ctx, &query).await?;
    Ok(View::new(pages::DEPARTMENTS.heading, move || {
        drawn(&at, &query, page)
    }))
}

fn drawn(at: &At, query: &DepartmentsQuery, page: DepartmentsPage) -> AnyView {
    let failed = failed(at, dialogs::drawn(&page));
    let filter = filter(query, &page);
    // One dialog at a time: their fields have the same names.
    let creates = page.create.as_ref().filter(|_| page.sheet.is_none());
    let button = creates.is_some().then(|| {
        view! { <Button label="Add department" weight=Weight::Primary glyph=Glyph::Add opens=dialogs::CREATE/> }
    });
    let dialog = match &page.sheet {
        Some(sheet) => Some(dialogs::about(at, query, sheet)),
        None => creates.map(|companies| dialogs::create(at, companies)),
    };
    let list = table(at, query, page);
    view! {
        <PageHeader title=pages::DEPARTMENTS.heading>{button}</PageHeader>
        {failed}
        {filter}
        {dialog}
        {list}
    }
    .into_any()
}

/// The address is the filter's state. Its fields have ids of their own.
fn filter(query: &DepartmentsQuery, page: &DepartmentsPage) -> AnyView {
    let mut chips = Vec::new();
    if !query.filter().words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    let company = page.companies.iter().find(|one| one.value == query.company);
    if let Some(company) = company {
        let words = format!("Company: {}", company.name);
        chips.push(chip(query, words, |query| query.company.clear()));
    }
    let clear = (!chips.is_empty()).then(|| paths::Departments.to_string());
    let companies = select("Company", &page.companies, &query.company);
    let words = query.q.clone();
    view! {
        <FilterBar action=paths::Departments.to_string() label="Filter departments" chips clear>
            <SearchField label="Search" value=words/>
            {companies}
        </FilterBar>
    }
    .into_any()
}

fn table(at: &At, query: &DepartmentsQuery, page: DepartmentsPage) -> AnyView {
    if page.listing.rows.is_empty() {
        return empty(*query != DepartmentsQuery::default());
    }
    let staff = at.ctx.access.is_staff();
    let mut columns = vec![Column::new("Department")];
    if staff {
        columns.push(Column::new("Company"));
        columns.push(Column::new("Storefront").wide_only());
    }
    columns.extend([Column::new("Members").numeric(), Column::new("Managers")]);
    let mut these = page.listing.rows.iter();
    let filed = these.any(|one| !one.publication_types.is_empty());
    if filed {
        columns.push(Column::new(pages::PUBLICATION_TYPES.heading).wide_only());
    }
    columns.extend([
        Column::new("Visible products").numeric(),
        Column::unseen("Acts"),
    ]);
    let opens_people = pages::PEOPLE.needs.met_by(&at.ctx.access, false).is_ok();
    let pager = pager(query, &page.listing);
    let rows: Vec<Row> = page
        .listing
        .rows
        .into_iter()
        .map(|one| row(query, one, (staff, opens_people, filed)))
        .collect();
    view! {
        <Table caption=pages::DEPARTMENTS.heading columns rows/>
        {pager}
    }
    .into_any()
}

fn row(
    query: &DepartmentsQuery,
    one: DepartmentRow,
    (staff, opens_people, filed): (bool, bool, bool),
) -> Row {
    let acts = DepartmentPanel::ALL
        .iter()
        .copied()
        .filter(|panel| match panel {
            // Who sees it sees who manages it.
            DepartmentPanel::Managers => true,
            // Their number leads to them.
            DepartmentPanel::Products => false,
            DepartmentPanel::Rename => one.rename,
            DepartmentPanel::Delete => one.delete,
        })
        .map(|panel| opener(query, panel, one.id, &one.name))
        .collect_view();
    let members = one.members.to_string();
    let members = if opens_people && one.members > 0 {
        let (href, about) = (one.people(), format!("people of {}", one.name));
        view! { <Link href=href label=members about=about/> }.into_any()
    } else {
        members.into_any()
    };
    let products = one.products.to_string();
    let products = if one.products > 0 {
        let href = query.with(DepartmentPanel::Products, one.id).address();
        let about = format!("products that {} sees", one.name);
        view! { <Link href label=products about/> }.into_any()
    } else {
        products.into_any()
    };
    let mut row = Row::new().words(one.name);
    if staff {
        row = row
            .words(one.company)
            .words(one.storefront.unwrap_or_default());
    }
    row = row.cell(members).list(one.managers);
    if filed {
        row = row.list(one.publication_types);
    }
    row.cell(products).cell(view! { <Line>{acts}</Line> })
}

fn empty(filtered: bool) -> AnyView {
    if filtered {
        return view! {
            <EmptyState title="No such department" words="No department that you can see passes this filter.">
                <LinkButton href=paths::Departments.to_string() label="Show all departments"/>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState
            title="No departments yet"
            words="A company without departments is one department: everybody in it reaches what is of the company."
        />
    }
    .into_any()
}
