//! The list of albums.

use super::{SHARED, pill};
use crate::{
    At, View,
    lists::{chip, pager, select},
    panel::{self, failed},
};
use access::{Failure, pages};
use domain::{
    albums::{AlbumRow, AlbumsPage, AlbumsQuery, NAME_MOST},
    paths,
    people::Named,
};
use leptos::prelude::*;
use ui::{
    Button, Column, EmptyState, FilterBar, Glyph, Link, LinkButton, PageHeader, Row, SearchField,
    Table, Weight,
};

/// The dialog that the button opens.
const CREATE: &str = "add-album";

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: AlbumsQuery = at.query();
    let page = at.shop.albums.list(&at.ctx, &query).await?;
    Ok(View::new(pages::ALBUMS.heading, move || {
        drawn(&at, &query, page)
    }))
}

fn drawn(at: &At, query: &AlbumsQuery, page: AlbumsPage) -> AnyView {
    let failed = failed(at, &[&pages::CREATE_ALBUM]);
    let filter = filter(query, &page);
    let dialog = create(at, &page.storefronts);
    let list = table(query, page);
    view! {
        <PageHeader title=pages::ALBUMS.heading lead="Images for the products that ask for one.">
            <Button label="Add album" weight=Weight::Primary glyph=Glyph::Add opens=CREATE/>
        </PageHeader>
        {failed}
        {filter}
        {dialog}
        {list}
    }
    .into_any()
}

/// The address is the filter's state. Its fields have ids of their own.
fn filter(query: &AlbumsQuery, page: &AlbumsPage) -> AnyView {
    let mut chips = Vec::new();
    if !query.filter().words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    let mut storefronts = page.storefronts.iter();
    if let Some(one) = storefronts.find(|one| one.value == query.storefront) {
        let words = format!("Storefront: {}", one.name);
        chips.push(chip(query, words, |query| query.storefront.clear()));
    }
    let clear = (!chips.is_empty()).then(|| paths::Albums.to_string());
    let several = page.storefronts.len() > 1;
    let storefronts =
        select("Storefront", &page.storefronts, &query.storefront).filter(|_| several);
    let words = query.q.clone();
    view! {
        <FilterBar action=paths::Albums.to_string() label="Filter albums" chips clear>
            <SearchField label="Search" value=words/>
            {storefronts}
        </FilterBar>
    }
    .into_any()
}

fn table(query: &AlbumsQuery, page: AlbumsPage) -> AnyView {
    if page.listing.rows.is_empty() {
        return empty(*query != AlbumsQuery::default());
    }
    let columns = vec![
        Column::new("Album"),
        Column::new("Storefront"),
        Column::new("Images").numeric(),
        Column::new("State"),
    ];
    let pager = pager(query, &page.listing);
    let rows: Vec<Row> = page.listing.rows.into_iter().map(row).collect();
    view! {
        <Table caption=pages::ALBUMS.heading columns rows/>
        {pager}
    }
    .into_any()
}

fn row(one: AlbumRow) -> Row {
    let pill = pill(&one);
    let (href, label) = (paths::Album(one.id).to_string(), one.name);
    Row::new()
        .cell(view! { <Link href label/> })
        .words(one.storefront)
        .words(one.images.to_string())
        .cell(pill)
}

fn create(at: &At, offered: &[Named]) -> AnyView {
    let (form, words) = (&pages::CREATE_ALBUM, (CREATE, "Add album"));
    let ticked = ("Shared", "shared", SHARED);
    panel::add_to_storefront(at, form, words, offered, NAME_MOST, ticked)
}

fn empty(filtered: bool) -> AnyView {
    if filtered {
        return view! {
            <EmptyState title="No such album" words="No album that you keep passes this filter.">
                <LinkButton href=paths::Albums.to_string() label="Show all albums"/>
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState title="No albums yet" words="Add one, and fill it with images."/> }
        .into_any()
}
