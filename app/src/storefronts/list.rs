//! The storefronts that somebody runs, and making another one.

use crate::{
    At, View,
    accounts::Drawn,
    panel::{self, failed},
};
use access::{Failure, Pack, pages};
use domain::{
    Currency, paths,
    storefronts::{StorefrontField, StorefrontRow, StorefrontsPage},
};
use leptos::prelude::*;
use ui::{
    Button, Check, Choice, Column, EmptyState, Glyph, Link, PageHeader, Row, Select, Table,
    TextField, Weight,
};

/// The dialog that the button opens.
const CREATE: &str = "add-storefront";

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let page = at.shop.storefronts.list(&at.ctx).await?;
    Ok(View::new(pages::STOREFRONTS.heading, move || {
        drawn(&at, page)
    }))
}

fn drawn(at: &At, page: StorefrontsPage) -> AnyView {
    let failed = failed(at, &[&pages::CREATE_STOREFRONT]);
    let button = page.create.then(|| {
        view! { <Button label="Add storefront" weight=Weight::Primary glyph=Glyph::Add opens=CREATE/> }
    });
    let dialog = page.create.then(|| create(at));
    let list = table(page.rows);
    view! {
        <PageHeader title=pages::STOREFRONTS.heading>{button}</PageHeader>
        {failed}
        {dialog}
        {list}
    }
    .into_any()
}

fn table(rows: Vec<StorefrontRow>) -> AnyView {
    if rows.is_empty() {
        return view! {
            <EmptyState title="No storefronts" words="The shops that you run stand here."/>
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Storefront"),
        Column::new("Address"),
        Column::new("Customers' roles"),
        Column::new("Open to"),
        Column::new("Registration"),
        Column::new("Companies").numeric(),
        Column::new("People").numeric(),
    ];
    let rows: Vec<Row> = rows.into_iter().map(row).collect();
    view! { <Table caption=pages::STOREFRONTS.heading columns rows/> }.into_any()
}

fn row(one: StorefrontRow) -> Row {
    let href = paths::Storefront(one.id).to_string();
    let label = one.name;
    let address = one.address;
    let words = address
        .split_once("://")
        .map_or(address.clone(), |(_, host)| host.to_owned());
    Row::new()
        .cell(view! { <Link href label/> })
        .cell(view! { <Link href=address label=words/> })
        .words(one.pack)
        .words(open_to(one.public))
        .words(one.registration.word())
        .words(one.companies.to_string())
        .words(one.people.to_string())
}

/// For whom a storefront is.
pub(super) const fn open_to(public: bool) -> &'static str {
    if public { "Everybody" } else { "Its clients" }
}

/// The packs to choose from, for the roles of customers.
pub(crate) fn packs() -> Vec<Choice> {
    Pack::ALL
        .into_iter()
        .map(|pack| Choice::new(pack.key(), pack.word()))
        .collect()
}

pub(crate) fn currencies() -> Vec<Choice> {
    Currency::ALL
        .into_iter()
        .map(|one| Choice::new(one.code(), one.code()))
        .collect()
}

fn create(at: &At) -> AnyView {
    let form = Drawn::of(at, &pages::CREATE_STOREFRONT);
    let fields = new_storefront(&form);
    let approval = form.ticked("approval", "true", true);
    let fields = view! {
        {fields}
        <Check label="Orders wait for approval" name="approval" checked=approval/>
    };
    panel::add(&form, (CREATE, "Add storefront"), "Add storefront", fields)
}

/// What is asked about every new storefront.
pub(crate) fn new_storefront(form: &Drawn) -> AnyView {
    let text = |field: StorefrontField| {
        let name = field.name();
        (name, form.value(name, ""), form.problem(name))
    };
    let (name, name_value, name_error) = text(StorefrontField::Name);
    let (slug, slug_value, slug_error) = text(StorefrontField::Slug);
    let pack = StorefrontField::Pack.name();
    let pack_value = form.value(pack, Pack::Storefront.key());
    let pack_error = form.problem(pack);
    let currency = StorefrontField::Currency.name();
    let currency_value = form.value(currency, Currency::default().code());
    let currency_error = form.problem(currency);
    let public = form.value("public", "") == "true";
    view! {
        <TextField label="Storefront" name value=name_value error=name_error required=true/>
        <TextField
            label="Name in its address"
            name=slug
            value=slug_value
            error=slug_error
            required=true
            hint="It stands before the address of the platform, and stays: acme-print"
        />
        <Select
            label="Customers' roles"
            name=pack
            choices=packs()
            value=pack_value
            error=pack_error
            required=true
        />
        <Select
            label="Currency"
            name=currency
            choices=currencies()
            value=currency_value
            error=currency_error
            required=true
        />
        <Check label="Open to everybody" name="public" checked=public hint=PUBLIC/>
    }
    .into_any()
}

/// What the box says.
pub(super) const PUBLIC: &str = "Without it there is nothing to see for who is not signed in.";
