//! The dialogs of the page: a new supplier, its data, inviting somebody, what it makes as a rule.

use crate::{At, accounts::Drawn, people::choice};
use access::pages::{self, Endpoint};
use domain::{
    people::Named,
    suppliers::{
        NAME_MOST, SupplierField, SupplierPanel, SupplierSheet, SuppliersPage, SuppliersQuery,
    },
};
use leptos::prelude::*;
use ui::{Button, Choice, Dialog, FormActs, Hidden, PostForm, Select, TextField, TextKind, Weight};

/// The dialog that the button opens.
pub(super) const ADD: &str = "add-supplier";

/// The forms that this page draws, each of which says itself what is wrong with it.
pub(super) fn drawn(page: &SuppliersPage) -> &'static [&'static Endpoint] {
    match &page.sheet {
        None if page.manages => &[&pages::CREATE_SUPPLIER],
        None => &[],
        Some(sheet) => match sheet.panel {
            SupplierPanel::Edit => &[&pages::EDIT_SUPPLIER],
            SupplierPanel::Invite => &[&pages::INVITE_SUPPLIER],
            SupplierPanel::Products if sheet.others.is_empty() => &[],
            SupplierPanel::Products => &[&pages::MAKES_PRODUCT],
        },
    }
}

/// A name and an address.
fn fields(
    form: &Drawn,
    (label, hint): (&'static str, &'static str),
    kept: (&str, &str),
) -> AnyView {
    let (name, email) = (SupplierField::Name.name(), SupplierField::Email.name());
    let (name_value, name_error) = (form.value(name, kept.0), form.problem(name));
    let (email_value, email_error) = (form.value(email, kept.1), form.problem(email));
    view! {
        <TextField label=label name value=name_value error=name_error required=true max_length=NAME_MOST/>
        <TextField label="Email" name=email kind=TextKind::Email value=email_value error=email_error hint/>
    }
    .into_any()
}

const TOLD: &str = "Where it is told of jobs while none of its people can sign in.";

pub(super) fn add(at: &At) -> AnyView {
    let form = Drawn::of(at, &pages::CREATE_SUPPLIER);
    let wrong = form.wrong();
    let open = !wrong.is_empty();
    let (fields, action) = (fields(&form, ("Name", TOLD), ("", "")), form.action);
    view! {
        <Dialog id=ADD title="Add supplier" open>
            <PostForm action wrong label="Add supplier">
                {fields}
                <FormActs>
                    <Button label="Add" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

/// The dialog about one supplier.
pub(super) fn about(at: &At, query: &SuppliersQuery, sheet: &SupplierSheet) -> AnyView {
    let name = &sheet.row.name;
    let title = match sheet.panel {
        SupplierPanel::Edit => format!("Edit {name}"),
        SupplierPanel::Invite => format!("Invite somebody of {name}"),
        SupplierPanel::Products => format!("What {name} makes as a rule"),
    };
    let inner = match sheet.panel {
        SupplierPanel::Edit => edit(at, sheet),
        SupplierPanel::Invite => invite(at, sheet),
        SupplierPanel::Products => products(at, sheet),
    };
    let back = query.closed().address();
    view! {
        <Dialog id="supplier" title open=true back>
            {inner}
        </Dialog>
    }
    .into_any()
}

/// The supplier, and the version that this page shows.
fn as_shown(sheet: &SupplierSheet) -> AnyView {
    let (supplier, version) = (sheet.row.id.to_string(), sheet.row.version.to_string());
    view! {
        <Hidden name="supplier" value=supplier/>
        <Hidden name="version" value=version/>
    }
    .into_any()
}

fn edit(at: &At, sheet: &SupplierSheet) -> AnyView {
    let form = Drawn::of(at, &pages::EDIT_SUPPLIER);
    let email = sheet.row.email.clone().unwrap_or_default();
    let fields = fields(&form, ("Name", TOLD), (&sheet.row.name, &email));
    let (on, wrong, action) = (as_shown(sheet), form.wrong(), form.action);
    view! {
        <PostForm action wrong label="Edit supplier">
            {on}
            {fields}
            <FormActs>
                <Button label="Save" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn invite(at: &At, sheet: &SupplierSheet) -> AnyView {
    let form = Drawn::of(at, &pages::INVITE_SUPPLIER);
    let mailed = "The invitation is sent to it.";
    let fields = fields(&form, ("Their name", mailed), ("", ""));
    let (on, wrong, action) = (as_shown(sheet), form.wrong(), form.action);
    view! {
        <PostForm action wrong label="Invite">
            {on}
            {fields}
            <FormActs>
                <Button label="Invite" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn products(at: &At, sheet: &SupplierSheet) -> AnyView {
    let lines = if sheet.makes.is_empty() {
        view! { <p class="muted">"No product is sent to it as a rule."</p> }.into_any()
    } else {
        let lines = sheet
            .makes
            .iter()
            .map(|one| product(sheet, one))
            .collect_view();
        view! { <ul aria-label="Products">{lines}</ul> }.into_any()
    };
    let more = (!sheet.others.is_empty()).then(|| more(at, sheet));
    view! {
        {lines}
        {more}
    }
    .into_any()
}

fn product(sheet: &SupplierSheet, one: &Named) -> AnyView {
    let (on, value, about) = (as_shown(sheet), one.value.clone(), one.name.clone());
    let words = match &one.group {
        Some(storefront) => format!("{} ({storefront}) ", one.name),
        None => format!("{} ", one.name),
    };
    view! {
        <li>
            {words}
            <PostForm action=pages::MAKES_PRODUCT.path inline=true>
                {on}
                <Hidden name="product" value/>
                <Hidden name="not" value="true"/>
                <Button label="Not any more" about=about weight=Weight::Bare/>
            </PostForm>
        </li>
    }
    .into_any()
}

fn more(at: &At, sheet: &SupplierSheet) -> AnyView {
    let form = Drawn::of(at, &pages::MAKES_PRODUCT);
    let name = SupplierField::Product.name();
    let (value, error) = (form.value(name, ""), form.problem(name));
    let choices: Vec<Choice> = sheet.others.iter().map(choice).collect();
    let (on, wrong, action) = (as_shown(sheet), form.wrong(), form.action);
    view! {
        <PostForm action wrong label="One more product">
            {on}
            <Select
                label="Product"
                name
                choices
                value
                error
                empty="Choose a product"
                hint="If another supplier makes it as a rule, this one takes its place."
                required=true
            />
            <FormActs>
                <Button label="Make it the usual supplier" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}
