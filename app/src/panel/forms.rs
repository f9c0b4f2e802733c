//! Forms that stand in the dialogs of several lists.

use crate::{At, accounts::Drawn, people::choice};
use access::pages::Endpoint;
use domain::people::Named;
use leptos::prelude::*;
use ui::{Button, Check, Choice, Dialog, FormActs, PostForm, Select, TextField, Weight};

/// A form: its fields, and its button below them.
pub(crate) fn form(
    drawn: &Drawn,
    label: &'static str,
    fields: impl IntoAny,
    verb: &'static str,
) -> AnyView {
    let (wrong, action, fields) = (drawn.wrong(), drawn.action, fields.into_any());
    view! {
        <PostForm action wrong label>
            {fields}
            <FormActs>
                <Button label=verb weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

/// The dialog of a page's button that adds something, open where that was refused.
pub(crate) fn add(
    drawn: &Drawn,
    (id, label): (&'static str, &'static str),
    title: impl Into<String>,
    fields: impl IntoAny,
) -> AnyView {
    let (title, open) = (title.into(), !drawn.wrong().is_empty());
    let form = form(drawn, label, fields, "Add");
    view! { <Dialog id title open>{form}</Dialog> }.into_any()
}

/// The dialog that adds something with a name to a company.
pub(crate) fn add_to_company(
    at: &At,
    endpoint: &'static Endpoint,
    words: (&'static str, &'static str),
    companies: &[Named],
    longest_name: u32,
) -> AnyView {
    let form = Drawn::of(at, endpoint);
    let company = choose_company(&form, "company", companies);
    let name = name(&form, "", longest_name);
    add(&form, words, words.1, (company, name))
}

/// The dialog that adds something with a name and one box to a storefront.
pub(crate) fn add_to_storefront(
    at: &At,
    endpoint: &'static Endpoint,
    words: (&'static str, &'static str),
    offered: &[Named],
    longest_name: u32,
    (label, field, hint): (&'static str, &'static str, &'static str),
) -> AnyView {
    let form = Drawn::of(at, endpoint);
    let home = at.ctx.at.id.to_string();
    let here = offered.iter().any(|one| one.value == home);
    // Where it is the only one and the one that the reader is at, it goes without saying.
    let storefront = (offered.len() > 1 || !here).then(|| {
        let choices: Vec<Choice> = offered.iter().map(choice).collect();
        let kept = if here { &*home } else { "" };
        let (value, error) = (form.value("storefront", kept), form.problem("storefront"));
        view! { <Select label="Storefront" name="storefront" choices value error required=true/> }
    });
    let checked = form.ticked(field, "true", false);
    let name = name(&form, "", longest_name);
    let fields = view! {
        {storefront}
        {name}
        <Check label name=field checked hint/>
    };
    add(&form, words, words.1, fields)
}

/// The company that something is added to; nothing where it goes without saying.
pub(crate) fn choose_company(
    form: &Drawn,
    name: &'static str,
    companies: &[Named],
) -> Option<AnyView> {
    if companies.is_empty() {
        return None;
    }
    let choices: Vec<Choice> = companies.iter().map(choice).collect();
    let (value, error) = (form.value(name, ""), form.problem(name));
    let select = view! {
        <Select
            label="Company"
            name
            choices
            value
            error
            empty="Choose a company"
            required=true
        />
    };
    Some(select.into_any())
}

/// The form that gives something another name.
pub(crate) fn rename(
    at: &At,
    endpoint: &'static Endpoint,
    on: AnyView,
    kept: &str,
    longest_name: u32,
) -> AnyView {
    let drawn = Drawn::of(at, endpoint);
    let name = name(&drawn, kept, longest_name);
    form(&drawn, "Rename", (on, name), "Rename")
}

fn name(form: &Drawn, kept: &str, longest: u32) -> AnyView {
    let (value, error) = (form.value("name", kept), form.problem("name"));
    view! { <TextField label="Name" name="name" value error required=true max_length=longest/> }
        .into_any()
}

/// The form that deletes something.
pub(crate) fn delete(endpoint: &'static Endpoint, on: AnyView) -> AnyView {
    view! {
        <PostForm action=endpoint.path label="Delete">
            {on}
            <FormActs>
                <Button label="Delete" weight=Weight::Danger/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}
