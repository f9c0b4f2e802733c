//! The dialogs of the page: a new supplier, its data, inviting somebody, what it makes as a rule.

use crate::{
    At,
    accounts::Drawn,
    panel::{self, Products},
};
use access::pages::{self, Endpoint};
use domain::suppliers::{
    NAME_MOST, SupplierField, SupplierPanel, SupplierSheet, SuppliersPage, SuppliersQuery,
};
use leptos::prelude::*;
use ui::{TextField, TextKind};

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
    let fields = fields(&form, ("Name", TOLD), ("", ""));
    panel::add(&form, (ADD, "Add supplier"), "Add supplier", fields)
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
    panel::dialog(query, "supplier", title, inner)
}

fn as_shown(sheet: &SupplierSheet) -> AnyView {
    panel::as_shown("supplier", sheet.row.id, sheet.row.version)
}

fn edit(at: &At, sheet: &SupplierSheet) -> AnyView {
    let form = Drawn::of(at, &pages::EDIT_SUPPLIER);
    let email = sheet.row.email.clone().unwrap_or_default();
    let fields = fields(&form, ("Name", TOLD), (&sheet.row.name, &email));
    panel::form(&form, "Edit supplier", (as_shown(sheet), fields), "Save")
}

fn invite(at: &At, sheet: &SupplierSheet) -> AnyView {
    let form = Drawn::of(at, &pages::INVITE_SUPPLIER);
    let mailed = "The invitation is sent to it.";
    let fields = fields(&form, ("Their name", mailed), ("", ""));
    panel::form(&form, "Invite", (as_shown(sheet), fields), "Invite")
}

fn products(at: &At, sheet: &SupplierSheet) -> AnyView {
    Products {
        endpoint: &pages::MAKES_PRODUCT,
        on: &|| as_shown(sheet),
        these: &sheet.makes,
        others: &sheet.others,
        none: "No product is sent to it as a rule.",
        away: ("not", "Not any more"),
        more: (
            "If another supplier makes it as a rule, this one takes its place.",
            "Make it the usual supplier",
        ),
    }
    .draw(at)
}
