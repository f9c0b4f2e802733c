//! The list of albums.

use super::{SHARED, pill};
use crate::{
    At, View,
    accounts::Drawn,
    lists::{chip, pager, select},
    panel::failed,
    people::choice,
};
use access::{Failure, pages};
use domain::{
    albums::{AlbumField, AlbumRow, AlbumsPage, AlbumsQuery, NAME_MOST},
    paths,
    people::Named,
};
use leptos::prelude::*;
use ui::{
    Button, Check, Choice, Column, Dialog, EmptyState, FilterBar, FormActs, Glyph, Link,
    LinkButton, PageHeader, PostForm, Row, SearchField, Select, Table, TextField, Weight,
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
    let (href, label) = (paths::Album(one.id).to_string(), one.name);
    Row::new()
        .cell(view! { <Link href label/> })
        .words(one.storefront)
        .words(one.images.to_string())
        .cell(pill(one.shared))
}

fn create(at: &At, offered: &[Named]) -> AnyView {
    let form = Drawn::of(at, &pages::CREATE_ALBUM);
    let wrong = form.wrong();
    let open = !wrong.is_empty();
    let (name, storefront) = (AlbumField::Name.name(), AlbumField::Storefront.name());
    let home = at.ctx.at.id.to_string();
    let here = offered.iter().any(|one| one.value == home);
    // Where it is the only one and the one that the reader is at, it goes without saying.
    let storefronts = (offered.len() > 1 || !here).then(|| {
        let choices: Vec<Choice> = offered.iter().map(choice).collect();
        let kept = if here { &*home } else { "" };
        let (value, error) = (form.value(storefront, kept), form.problem(storefront));
        view! { <Select label="Storefront" name=storefront choices value error required=true/> }
    });
    let (value, error) = (form.value(name, ""), form.problem(name));
    let shared = open && form.value("shared", "") == "true";
    let action = form.action;
    view! {
        <Dialog id=CREATE title="Add album" open>
            <PostForm action wrong label="Add album">
                {storefronts}
                <TextField label="Name" name value error required=true max_length=NAME_MOST/>
                <Check label="Shared" name="shared" checked=shared hint=SHARED/>
                <FormActs>
                    <Button label="Add" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
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
