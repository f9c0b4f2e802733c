//! People: one page for everybody who sees somebody. Whom it holds and which columns it has is told
//! by the reader's reach and audience.

use super::{add, filter, state::pill};
use crate::{At, View, lists::pager};
use access::{Failure, pages};
use domain::{
    AccountId, Timestamp,
    lists::{NameCursor, PageOf},
    paths,
    people::{PeopleListing, PeopleQuery, PersonRowForManager, PersonRowForStaff},
};
use leptos::prelude::*;
use ui::{Button, Column, EmptyState, Glyph, LinkButton, Moment, PageHeader, Row, Table, Weight};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: PeopleQuery = at.query();
    let page = at.shop.people.list(&at.ctx, &query).await?;
    Ok(View::new(pages::PEOPLE.heading, move || {
        let filter = filter::bar(&query, &page);
        let add = page.add.as_ref().map(|choices| add::dialog(&at, choices));
        let button = page.add.is_some().then(|| {
            view! { <Button label="Add person" weight=Weight::Primary glyph=Glyph::Add opens=add::ID/> }
        });
        let may_import = pages::IMPORTS.needs.met_by(&at.ctx.access, false).is_ok();
        let import = may_import.then(|| {
            let href = paths::Imports.to_string();
            view! { <LinkButton href label=pages::IMPORTS.heading glyph=Glyph::Upload/> }
        });
        let list = match page.listing {
            PeopleListing::Manager(page) => managers(page, &query),
            PeopleListing::Staff(page) => staff(page, &query, at.ctx.now),
        };
        view! {
            <PageHeader title=pages::PEOPLE.heading>{import}{button}</PageHeader>
            {filter}
            {list}
            {add}
        }
    }))
}

fn managers(page: PageOf<PersonRowForManager, NameCursor>, query: &PeopleQuery) -> AnyView {
    let columns = vec![
        Column::new("Name"),
        Column::new("Email"),
        Column::new("Departments"),
        Column::new("Roles"),
        Column::new("State"),
    ];
    let row = |row: PersonRowForManager| {
        Row::new()
            .cell(link(row.id, &row.name))
            .words(row.email.unwrap_or_default())
            .list(row.departments)
            .list(row.roles)
            .cell(pill(row.state))
    };
    table(columns, page, query, row)
}

fn staff(
    page: PageOf<PersonRowForStaff, NameCursor>,
    query: &PeopleQuery,
    now: Timestamp,
) -> AnyView {
    let columns = vec![
        Column::new("Name"),
        Column::new("Email"),
        Column::new("Storefront").wide_only(),
        Column::new("Company"),
        Column::new("Departments").wide_only(),
        Column::new("Roles"),
        Column::new("State"),
        Column::new("Last sign-in").wide_only(),
    ];
    let row = move |row: PersonRowForStaff| {
        let last = row
            .last_signed_in
            .map(|at| view! { <Moment iso=at.iso() words=at.ago(now) exact=at.to_string()/> });
        Row::new()
            .cell(link(row.id, &row.name))
            .words(row.email.unwrap_or_default())
            .words(row.storefront.unwrap_or_default())
            .words(row.company.unwrap_or_default())
            .list(row.departments)
            .list(row.roles)
            .cell(pill(row.state))
            .cell(last)
    };
    table(columns, page, query, row)
}

fn table<R>(
    columns: Vec<Column>,
    page: PageOf<R, NameCursor>,
    query: &PeopleQuery,
    row: impl Fn(R) -> Row,
) -> AnyView {
    if page.rows.is_empty() {
        return empty(*query != PeopleQuery::default());
    }
    let pager = pager(query, &page);
    let rows: Vec<Row> = page.rows.into_iter().map(row).collect();
    view! {
        <Table caption=pages::PEOPLE.heading columns rows/>
        {pager}
    }
    .into_any()
}

fn empty(filtered: bool) -> AnyView {
    if filtered {
        return view! {
            <EmptyState title="Nobody like that" words="Nobody whom you can see passes this filter.">
                <LinkButton href=paths::People.to_string() label="Show everybody"/>
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState title="Nobody yet" words="The people you look after stand here."/> }
        .into_any()
}

fn link(id: AccountId, name: &str) -> AnyView {
    view! { <ui::Link href=paths::Person(id).to_string() label=name.to_owned()/> }.into_any()
}
