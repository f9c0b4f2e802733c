//! One company: what it is, its settings, and taking it out of use.

use super::{
    codes,
    list::PUBLIC,
    state::{kind, pill},
};
use crate::{
    At, View,
    accounts::Drawn,
    panel::{self, failed},
};
use access::{Failure, pages};
use domain::{
    CompanyId,
    addresses::{AddressKind, AddressesQuery},
    companies::{CompanyField, CompanyPage, NAME_MOST},
    departments::DepartmentsQuery,
    lists::ListQuery as _,
    paths,
    people::PeopleQuery,
};
use leptos::prelude::*;
use ui::{
    Button, Card, Check, Crumb, Fact, Facts, FormActs, Link, PageHeader, PostForm, Stack,
    TextField, TextKind, Weight, WithAside,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: CompanyId = at.param("id")?;
    let page = at.shop.companies.open(&at.ctx, id).await?;
    Ok(View::new(page.row.name.clone(), move || drawn(&at, &page)))
}

fn drawn(at: &At, page: &CompanyPage) -> AnyView {
    let drawn: &[&pages::Endpoint] = match page.codes {
        Some(_) => &[
            &pages::EDIT_COMPANY,
            &pages::SET_COMPANY_PASSKEY,
            &pages::ASK_CODES,
            &pages::KEEP_COST_CENTRE,
        ],
        None => &[&pages::EDIT_COMPANY, &pages::SET_COMPANY_PASSKEY],
    };
    let failed = failed(at, drawn);
    let crumbs = vec![
        Crumb::new(pages::COMPANIES.heading, paths::Companies.to_string()),
        Crumb::here(page.row.name.clone()),
    ];
    let (title, active) = (page.row.name.clone(), page.row.active);
    let buttons = buttons(page);
    let facts = facts(at, page);
    let edit = page.edit.then(|| edit(at, page));
    let codes = page.codes.as_ref().map(|kept| codes::card(at, page, kept));
    let passkey = page.passkey.map(|set| passkey(at, page, set));
    let products = (page.row.products > 0).then(|| products(page));
    view! {
        <PageHeader title crumbs pill=move || pill(active)>{buttons}</PageHeader>
        {failed}
        <WithAside aside=move || facts>
            <Stack>
                {edit}
                {codes}
                {passkey}
                {products}
            </Stack>
        </WithAside>
    }
    .into_any()
}

pub(super) fn as_shown(page: &CompanyPage) -> AnyView {
    panel::as_shown("company", page.row.id, page.version)
}

/// The acts that are possible, by the rules that let the writes through.
fn buttons(page: &CompanyPage) -> AnyView {
    let button = |path: &'static str, label: &'static str, weight: Weight| {
        let on = as_shown(page);
        view! {
            <PostForm action=path inline=true>
                {on}
                <Button label weight/>
            </PostForm>
        }
    };
    let delete = (page.delete == Some(true))
        .then(|| button(pages::DELETE_COMPANY.path, "Delete", Weight::Danger));
    let switch = page.switch.then(|| {
        if page.row.active {
            button(pages::DEACTIVATE_COMPANY.path, "Deactivate", Weight::Quiet)
        } else {
            button(pages::ACTIVATE_COMPANY.path, "Activate", Weight::Primary)
        }
    });
    view! { {delete} {switch} }.into_any()
}

/// What is known of it; what opens on another page leads there.
fn facts(at: &At, page: &CompanyPage) -> AnyView {
    let row = &page.row;
    let opens = |page: &pages::Page| page.needs.met_by(&at.ctx.access, false).is_ok();
    let company = row.id.to_string();
    let count = |words: String, to: Option<String>| match to {
        Some(href) => view! { <Link href label=words/> }.into_any(),
        None => words.into_any(),
    };
    let people = opens(&pages::PEOPLE).then(|| {
        let company = company.clone();
        PeopleQuery {
            company,
            ..PeopleQuery::default()
        }
        .address()
    });
    let departments = opens(&pages::DEPARTMENTS).then(|| {
        let company = company.clone();
        DepartmentsQuery {
            company,
            ..DepartmentsQuery::default()
        }
        .address()
    });
    let addresses = opens(&pages::ADDRESSES).then(|| {
        let kind = AddressKind::Company.key().to_owned();
        AddressesQuery {
            kind,
            company: company.clone(),
            ..AddressesQuery::default()
        }
        .address()
    });
    let mut facts = Vec::new();
    if let Some(storefront) = &row.storefront {
        facts.push(Fact::new("Storefront", storefront.clone()));
    }
    facts.push(Fact::new("Kind", kind(row.public)));
    facts.push(Fact::new("People", count(row.people.to_string(), people)));
    let names = match &*page.departments {
        [] => "None".to_owned(),
        some => some.join(", "),
    };
    facts.push(Fact::new("Departments", count(names, departments)));
    if addresses.is_some() {
        let words = "Company addresses".to_owned();
        facts.push(Fact::new("Addresses", count(words, addresses)));
    }
    let products = (row.products > 0).then(|| format!("#{PRODUCTS}"));
    let products = count(row.products.to_string(), products);
    facts.push(Fact::new("Visible products", products));
    view! { <Card title="What it is"><Facts facts/></Card> }.into_any()
}

fn edit(at: &At, page: &CompanyPage) -> AnyView {
    let form = Drawn::of(at, &pages::EDIT_COMPANY);
    let name = CompanyField::Name.name();
    let (value, error) = (form.value(name, &page.row.name), form.problem(name));
    let wrong = form.wrong();
    let public = form.ticked("public", "true", page.row.public);
    let (on, action) = (as_shown(page), form.action);
    view! {
        <Card title="Settings">
            <PostForm action wrong label="Settings">
                {on}
                <TextField label="Name" name value error required=true max_length=NAME_MOST/>
                <Check label="Public" name="public" checked=public hint=PUBLIC/>
                <FormActs>
                    <Button label="Save"/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// The word by which its people register; it is kept so that nobody reads it any more.
fn passkey(at: &At, page: &CompanyPage, set: bool) -> AnyView {
    let form = Drawn::of(at, &pages::SET_COMPANY_PASSKEY);
    let name = CompanyField::Passkey.name();
    let error = form.problem(name);
    let (wrong, action, on) = (form.wrong(), form.action, as_shown(page));
    let words = if set {
        "Who knows it registers as one of its people. It can be replaced here, and is not shown."
    } else {
        "There is none: nobody can register as one of its people."
    };
    let remove = set.then(|| {
        let on = as_shown(page);
        view! {
            <PostForm action=pages::REMOVE_COMPANY_PASSKEY.path inline=true label="Remove passkey">
                {on}
                <Button label="Remove passkey" weight=Weight::Bare/>
            </PostForm>
        }
    });
    view! {
        <Card title="Passkey">
            <p>{words}</p>
            <PostForm action wrong label="Passkey">
                {on}
                <TextField
                    label="New passkey"
                    name
                    kind=TextKind::Password
                    error
                    autocomplete="off"
                    required=true
                    hint="At least 8 characters; it is told from one colleague to another."
                />
                <FormActs>
                    <Button label="Set passkey"/>
                </FormActs>
            </PostForm>
            {remove}
        </Card>
    }
    .into_any()
}

/// Where its products stand on the page.
pub(super) const PRODUCTS: &str = "products";

/// The products that it is offered; whom one is for is set on the page of the product.
fn products(page: &CompanyPage) -> AnyView {
    let products = panel::visible(&page.products);
    view! { <Card title="Visible products" id=PRODUCTS>{products}</Card> }.into_any()
}
