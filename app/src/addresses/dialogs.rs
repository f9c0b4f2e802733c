//! The dialogs of the page: a new address, correcting one, its departments, deleting one.

use crate::{At, accounts::Drawn, people::choice};
use access::pages::{self, Endpoint};
use domain::{
    addresses::{
        AddAddress, AddressField, AddressKind, AddressPanel, AddressSheet, AddressesPage,
        AddressesQuery, LABEL_MOST,
    },
    cart::Delivery,
};
use leptos::prelude::*;
use ui::{
    Button, Check, Choice, Dialog, FieldGroup, FieldRow, FormActs, Hidden, PostForm, Select,
    TextField, Weight,
};

/// The dialog that the button opens.
pub(super) const ADD: &str = "add-address";

const fn add_to(kind: AddressKind) -> &'static Endpoint {
    match kind {
        AddressKind::Company => &pages::ADD_COMPANY_ADDRESS,
        AddressKind::Personal => &pages::ADD_PERSONAL_ADDRESS,
    }
}

/// The forms that this page draws, each of which says itself what is wrong with it.
pub(super) fn drawn(page: &AddressesPage) -> &'static [&'static Endpoint] {
    match (&page.sheet, page.kind) {
        (None, _) if page.add.is_none() => &[],
        (None, AddressKind::Company) => &[&pages::ADD_COMPANY_ADDRESS],
        (None, AddressKind::Personal) => &[&pages::ADD_PERSONAL_ADDRESS],
        (Some(sheet), _) => match sheet.panel {
            AddressPanel::Edit => &[&pages::EDIT_ADDRESS],
            AddressPanel::Departments => &[&pages::ASSIGN_ADDRESS],
            AddressPanel::Delete => &[],
        },
    }
}

pub(super) fn add(at: &At, kind: AddressKind, offered: &AddAddress) -> AnyView {
    let form = Drawn::of(at, add_to(kind));
    let wrong = form.wrong();
    let open = !wrong.is_empty();
    let of = AddressField::Of.name();
    let whose = if offered.companies.is_empty() {
        let value = offered.of.clone();
        view! { <Hidden name=of value/> }.into_any()
    } else {
        let choices: Vec<Choice> = offered.companies.iter().map(choice).collect();
        let (value, error) = (form.value(of, ""), form.problem(of));
        view! {
            <Select
                label="Company"
                name=of
                choices
                value
                error
                empty="Choose a company"
                required=true
            />
        }
        .into_any()
    };
    let title = match &offered.whose {
        Some(name) => format!("Add address of {name}"),
        None => "Add address".to_owned(),
    };
    let (fields, action) = (lines(&form, "", &Delivery::default()), form.action);
    view! {
        <Dialog id=ADD title open>
            <PostForm action wrong label="Add address">
                {whose}
                {fields}
                <FormActs>
                    <Button label="Add" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

/// The lines of an address: as they were typed, or as they are kept.
fn lines(form: &Drawn, label: &str, kept: &Delivery) -> AnyView {
    let text = |words: &'static str, field: AddressField, kept: &str, fills: &'static str| {
        let name = field.name();
        let (value, error) = (form.value(name, kept), form.problem(name));
        let required = field != AddressField::Line2;
        view! { <TextField label=words name value error autocomplete=fills required max_length=120/> }
    };
    let label = {
        let name = AddressField::Label.name();
        let (value, error) = (form.value(name, label), form.problem(name));
        view! {
            <TextField
                label="Name"
                name
                value
                error
                hint="What the address is called here: Head office, Home."
                required=true
                max_length=LABEL_MOST
            />
        }
    };
    let recipient = text(
        "Recipient",
        AddressField::Recipient,
        &kept.recipient,
        "name",
    );
    let line1 = text("Street", AddressField::Line1, &kept.line1, "address-line1");
    let line2 = text("More", AddressField::Line2, &kept.line2, "address-line2");
    let postcode = text(
        "Post code",
        AddressField::Postcode,
        &kept.postcode,
        "postal-code",
    );
    let city = text("Town", AddressField::City, &kept.city, "address-level2");
    let country = text(
        "Country",
        AddressField::Country,
        &kept.country,
        "country-name",
    );
    view! {
        {label}
        {recipient}
        {line1}
        {line2}
        <FieldRow>
            {postcode}
            {city}
        </FieldRow>
        {country}
    }
    .into_any()
}

/// The dialog about one address.
pub(super) fn about(at: &At, query: &AddressesQuery, sheet: &AddressSheet) -> AnyView {
    let title = match sheet.panel {
        AddressPanel::Edit => format!("Edit {}", sheet.label),
        AddressPanel::Departments => format!("Departments of {}", sheet.label),
        AddressPanel::Delete => format!("Delete {}", sheet.label),
    };
    let inner = match sheet.panel {
        AddressPanel::Edit => edit(at, sheet),
        AddressPanel::Departments => departments(at, sheet),
        AddressPanel::Delete => delete(sheet),
    };
    let back = query.closed().address();
    view! {
        <Dialog id="address" title open=true back>
            {inner}
        </Dialog>
    }
    .into_any()
}

/// The address, and the version that this page shows.
fn as_shown(sheet: &AddressSheet) -> AnyView {
    let (address, version) = (sheet.id.to_string(), sheet.version.to_string());
    let kind = sheet.kind.key();
    view! {
        <Hidden name="address" value=address/>
        <Hidden name="version" value=version/>
        <Hidden name="kind" value=kind/>
    }
    .into_any()
}

fn edit(at: &At, sheet: &AddressSheet) -> AnyView {
    let form = Drawn::of(at, &pages::EDIT_ADDRESS);
    let fields = lines(&form, &sheet.label, &sheet.delivery);
    let (on, wrong, action) = (as_shown(sheet), form.wrong(), form.action);
    view! {
        <PostForm action wrong label="Edit address">
            {on}
            {fields}
            <FormActs>
                <Button label="Save" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn departments(at: &At, sheet: &AddressSheet) -> AnyView {
    let form = Drawn::of(at, &pages::ASSIGN_ADDRESS);
    let name = AddressField::Departments.name();
    let (wrong, action) = (form.wrong(), form.action);
    let failed = !wrong.is_empty();
    let typed = at.typed().values(name).to_vec();
    let everybody = if failed {
        form.value("everybody", "") == "true"
    } else {
        sheet.everybody
    };
    let boxes = sheet
        .departments
        .iter()
        .map(|one| {
            let value = one.id.to_string();
            let checked = if failed {
                typed.contains(&value)
            } else {
                one.ticked
            };
            let (label, id) = (one.name.clone(), format!("department-{value}"));
            view! { <Check label name value checked id/> }
        })
        .collect_view();
    let problem = form
        .problem(name)
        .map(|words| view! { <p class="field-error" id="departments">{words}</p> });
    let on = as_shown(sheet);
    view! {
        <PostForm action wrong label="Departments">
            {on}
            <Check
                label="All departments"
                name="everybody"
                checked=everybody
                hint="Those still to come included. Without it, those below."
            />
            <FieldGroup legend="Departments">{boxes}</FieldGroup>
            {problem}
            <FormActs>
                <Button label="Save departments" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn delete(sheet: &AddressSheet) -> AnyView {
    let (on, place) = (as_shown(sheet), sheet.delivery.to_string());
    view! {
        <p>{place}</p>
        <PostForm action=pages::DELETE_ADDRESS.path label="Delete">
            {on}
            <FormActs>
                <Button label="Delete" weight=Weight::Danger/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}
