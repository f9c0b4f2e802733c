//! The dialogs of the page: a new address, correcting one, its departments, deleting one.

use crate::{
    At,
    accounts::Drawn,
    departments::all_or_some,
    panel::{self, choose_company},
};
use access::pages::{self, Endpoint};
use domain::{
    addresses::{
        AddAddress, AddressField, AddressKind, AddressPanel, AddressSheet, AddressesPage,
        AddressesQuery, LABEL_MOST,
    },
    cart::Delivery,
};
use leptos::prelude::*;
use ui::{FieldRow, Hidden, TextField};

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
    let of = AddressField::Of.name();
    let company = choose_company(&form, of, &offered.companies);
    let whose = company.unwrap_or_else(|| {
        let value = offered.of.clone();
        view! { <Hidden name=of value/> }.into_any()
    });
    let title = match &offered.whose {
        Some(name) => format!("Add address of {name}"),
        None => "Add address".to_owned(),
    };
    let fields = lines(&form, "", &Delivery::default());
    panel::add(&form, (ADD, "Add address"), title, (whose, fields))
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
    panel::dialog(query, "address", title, inner)
}

/// The list that one comes from goes along.
fn as_shown(sheet: &AddressSheet) -> AnyView {
    let on = panel::as_shown("address", sheet.id, sheet.version);
    let kind = sheet.kind.key();
    view! {
        {on}
        <Hidden name="kind" value=kind/>
    }
    .into_any()
}

fn edit(at: &At, sheet: &AddressSheet) -> AnyView {
    let form = Drawn::of(at, &pages::EDIT_ADDRESS);
    let fields = lines(&form, &sheet.label, &sheet.delivery);
    panel::form(&form, "Edit address", (as_shown(sheet), fields), "Save")
}

fn departments(at: &At, sheet: &AddressSheet) -> AnyView {
    let form = Drawn::of(at, &pages::ASSIGN_ADDRESS);
    let boxes = all_or_some(
        &form,
        AddressField::Departments.name(),
        (sheet.everybody, &sheet.departments),
        "Those still to come included. Without it, those below.",
    );
    let fields = (as_shown(sheet), boxes);
    panel::form(&form, "Departments", fields, "Save departments")
}

fn delete(sheet: &AddressSheet) -> AnyView {
    let place = sheet.delivery.to_string();
    let form = panel::delete(&pages::DELETE_ADDRESS, as_shown(sheet));
    view! {
        <p>{place}</p>
        {form}
    }
    .into_any()
}
