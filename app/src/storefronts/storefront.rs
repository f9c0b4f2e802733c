//! One storefront: its settings, its host names, its look and its packs.

use super::{
    list::{PUBLIC, open_to},
    look, packs,
};
use crate::{At, View, accounts::Drawn, panel::failed};
use access::{Failure, pages};
use domain::{
    StorefrontId, paths,
    storefronts::{RegistrationMode, StorefrontField, StorefrontPage},
};
use leptos::prelude::*;
use ui::{
    Button, Card, Check, Choice, Crumb, Fact, Facts, FormActs, Hidden, Link, PageHeader, PostForm,
    Radios, Stack, TextField, Weight, WithAside,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: StorefrontId = at.param("id")?;
    let page = at.shop.storefronts.open(&at.ctx, id).await?;
    Ok(View::new(page.row.name.clone(), move || drawn(&at, &page)))
}

fn drawn(at: &At, page: &StorefrontPage) -> AnyView {
    let failed = failed(
        at,
        &[
            &pages::EDIT_STOREFRONT,
            &pages::SET_LOOK,
            &pages::SET_LOGO,
            &pages::ADD_HOST,
            &pages::SET_PACKS,
        ],
    );
    let crumbs = vec![
        Crumb::new(pages::STOREFRONTS.heading, paths::Storefronts.to_string()),
        Crumb::here(page.row.name.clone()),
    ];
    let title = page.row.name.clone();
    let facts = facts(page);
    let edit = page.edit.then(|| edit(at, page));
    let hosts = hosts(at, page);
    let look = page.look_edit.then(|| look::card(at, page));
    let logo = page.look_edit.then(|| look::logo(at, page));
    let packs = page.edit.then(|| packs::card(at, page));
    view! {
        <PageHeader title crumbs/>
        {failed}
        <WithAside aside=move || facts>
            <Stack>
                {edit}
                {hosts}
                {look}
                {logo}
                {packs}
            </Stack>
        </WithAside>
    }
    .into_any()
}

/// The storefront, and the version that this page shows.
pub(super) fn as_shown(page: &StorefrontPage) -> AnyView {
    let (storefront, version) = (page.row.id.to_string(), page.version.to_string());
    view! {
        <Hidden name="storefront" value=storefront/>
        <Hidden name="version" value=version/>
    }
    .into_any()
}

fn facts(page: &StorefrontPage) -> AnyView {
    let row = &page.row;
    let (href, label) = (row.address.clone(), row.address.clone());
    let yes = |is: bool| if is { "Yes" } else { "No" };
    let facts = vec![
        Fact::new("Address", view! { <Link href label/> }),
        Fact::new("Open to", open_to(row.public)),
        Fact::new("Registration", row.registration.word()),
        Fact::new("Customers' roles", row.pack.clone()),
        Fact::new("Currency", page.currency.clone()),
        Fact::new("Orders wait for approval", yes(page.approval)),
        Fact::new(
            "Staff have a second factor",
            yes(page.second_factor_for_staff),
        ),
        Fact::new(
            "Products without limits are shown",
            yes(page.default_visible),
        ),
        Fact::new(
            "Personal addresses are hidden from managers",
            yes(page.personal_addresses_hidden),
        ),
        Fact::new(
            "Without a department one fills in anybody's data",
            yes(page.data_without_department),
        ),
        Fact::new("Companies", row.companies.to_string()),
        Fact::new("Customers", row.people.to_string()),
    ];
    view! { <Card title="What it is"><Facts facts/></Card> }.into_any()
}

fn edit(at: &At, page: &StorefrontPage) -> AnyView {
    let form = Drawn::of(at, &pages::EDIT_STOREFRONT);
    let wrong = form.wrong();
    let switches = switches(&form, page);
    let name = StorefrontField::Name.name();
    let (name_value, name_error) = (form.value(name, &page.row.name), form.problem(name));
    let tagline = StorefrontField::Tagline.name();
    let tagline_value = form.value(tagline, &page.tagline);
    let tagline_error = form.problem(tagline);
    let registration = StorefrontField::Registration.name();
    let modes: Vec<Choice> = RegistrationMode::ALL
        .into_iter()
        .map(|mode| Choice::new(mode.key(), mode.word()).note(mode.about()))
        .collect();
    let mode = form.value(registration, page.row.registration.key());
    let mode_error = form.problem(registration);
    let (on, action) = (as_shown(page), form.action);
    view! {
        <Card title="Settings">
            <PostForm action wrong label="Settings">
                {on}
                <TextField label="Name" name value=name_value error=name_error required=true/>
                <TextField label="Line below it" name=tagline value=tagline_value error=tagline_error/>
                <Radios label="Registration" name=registration choices=modes value=mode error=mode_error required=true/>
                {switches}
                <FormActs>
                    <Button label="Save" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// What is on or off at a storefront: its name in the form, its words, and what it means.
const SWITCHES: [(&str, &str, &str); 6] = [
    ("public", "Open to everybody", PUBLIC),
    (
        "approval",
        "Orders wait for approval",
        "Unless who places them may approve their own.",
    ),
    (
        "second_factor_for_staff",
        "Staff have a second factor",
        "Whoever works here sets one up before anything else opens, from their next click on.",
    ),
    (
        "default_visible",
        "Products without limits are shown",
        "To everybody who buys here. Otherwise customers see only what is limited to their company or department, \
         or in a publication type of theirs.",
    ),
    (
        "personal_addresses_hidden",
        "Personal addresses are hidden from managers",
        "Who manages a company or its departments neither sees nor corrects them, and orders nothing to them. \
         Without it, whose address is corrected is told by mail.",
    ),
    (
        "data_without_department",
        "Without a department one fills in anybody's data",
        "Who is in no department of their company may have everybody's name, email and telephone number there \
         filled in for what they order. Otherwise their own alone.",
    ),
];

fn switches(form: &Drawn, page: &StorefrontPage) -> AnyView {
    let kept = [
        page.row.public,
        page.approval,
        page.second_factor_for_staff,
        page.default_visible,
        page.personal_addresses_hidden,
        page.data_without_department,
    ];
    let typed = !form.wrong().is_empty();
    SWITCHES
        .into_iter()
        .zip(kept)
        .map(|((name, label, hint), kept)| {
            // A box that was not ticked is not sent: what was typed says so by its absence.
            let checked = if typed {
                form.value(name, "") == "true"
            } else {
                kept
            };
            view! { <Check label name checked hint/> }
        })
        .collect_view()
        .into_any()
}

/// The host names of its own.
fn hosts(at: &At, page: &StorefrontPage) -> AnyView {
    let lines = page
        .hosts
        .iter()
        .map(|host| {
            let remove = page.edit.then(|| {
                let (on, value, about) = (as_shown(page), host.clone(), host.clone());
                view! {
                    <PostForm action=pages::REMOVE_HOST.path inline=true>
                        {on}
                        <Hidden name="host" value=value/>
                        <Button label="Remove" about weight=Weight::Bare/>
                    </PostForm>
                }
            });
            let host = host.clone();
            view! { <li>{host} " " {remove}</li> }
        })
        .collect_view();
    let list = if page.hosts.is_empty() {
        view! { <p>"None: it is reached by the address that the platform gives it."</p> }.into_any()
    } else {
        view! { <ul>{lines}</ul> }.into_any()
    };
    let add = page.edit.then(|| {
        let form = Drawn::of(at, &pages::ADD_HOST);
        let name = StorefrontField::Host.name();
        let (value, error) = (form.value(name, ""), form.problem(name));
        let (wrong, action, on) = (form.wrong(), form.action, as_shown(page));
        view! {
            <PostForm action wrong label="Add host name">
                {on}
                <TextField
                    label="Host name"
                    name
                    value
                    error
                    required=true
                    hint="Of your own, such as print.example. Let it lead to this server first."
                />
                <FormActs>
                    <Button label="Add host name"/>
                </FormActs>
            </PostForm>
        }
    });
    view! {
        <Card title="Host names of its own">
            {list}
            {add}
        </Card>
    }
    .into_any()
}
