//! The dialogs of the page: a new publication type, its departments, its products, another name, removing
//! one.

use crate::{
    At,
    accounts::Drawn,
    departments::all_or_some,
    panel::{self, Products},
};
use access::pages::{self, Endpoint};
use domain::{
    people::Named,
    publication_types::{
        NAME_MOST, PublicationTypeField, PublicationTypePanel, PublicationTypeSheet,
        PublicationTypesPage, PublicationTypesQuery,
    },
};
use leptos::prelude::*;

/// The dialog that the button opens.
pub(super) const CREATE: &str = "add-publication-type";

/// The forms that this page draws, each of which says itself what is wrong with it.
pub(super) fn drawn(page: &PublicationTypesPage) -> &'static [&'static Endpoint] {
    match &page.sheet {
        None if page.create.is_some() => &[&pages::CREATE_PUBLICATION_TYPE],
        None => &[],
        Some(sheet) => match sheet.panel {
            PublicationTypePanel::Departments => &[&pages::ASSIGN_PUBLICATION_TYPE],
            PublicationTypePanel::Products if sheet.others.is_empty() => &[],
            PublicationTypePanel::Products => &[&pages::FILE_PRODUCT],
            PublicationTypePanel::Rename => &[&pages::RENAME_PUBLICATION_TYPE],
            PublicationTypePanel::Delete => &[],
        },
    }
}

pub(super) fn create(at: &At, companies: &[Named]) -> AnyView {
    let (form, words) = (
        &pages::CREATE_PUBLICATION_TYPE,
        (CREATE, "Add publication type"),
    );
    panel::add_to_company(at, form, words, companies, NAME_MOST)
}

/// The dialog about one publication type.
pub(super) fn about(
    at: &At,
    query: &PublicationTypesQuery,
    sheet: &PublicationTypeSheet,
) -> AnyView {
    let title = match sheet.panel {
        PublicationTypePanel::Departments => format!("Departments that see {}", sheet.name),
        PublicationTypePanel::Products => format!("Products in {}", sheet.name),
        PublicationTypePanel::Rename => format!("Rename {}", sheet.name),
        PublicationTypePanel::Delete => format!("Delete {}", sheet.name),
    };
    let inner = match sheet.panel {
        PublicationTypePanel::Departments => departments(at, sheet),
        PublicationTypePanel::Products => products(at, sheet),
        PublicationTypePanel::Rename => rename(at, sheet),
        PublicationTypePanel::Delete => delete(sheet),
    };
    panel::dialog(query, "publication-type", title, inner)
}

fn as_shown(sheet: &PublicationTypeSheet) -> AnyView {
    panel::as_shown("publication_type", sheet.id, sheet.version)
}

fn departments(at: &At, sheet: &PublicationTypeSheet) -> AnyView {
    let form = Drawn::of(at, &pages::ASSIGN_PUBLICATION_TYPE);
    let boxes = all_or_some(
        &form,
        PublicationTypeField::Departments.name(),
        (sheet.everybody, &sheet.departments),
        "Those still to come included. Without it, those below; none of them takes it from the shelf.",
    );
    let fields = (as_shown(sheet), boxes);
    panel::form(&form, "Departments", fields, "Save departments")
}

fn products(at: &At, sheet: &PublicationTypeSheet) -> AnyView {
    Products {
        endpoint: &pages::FILE_PRODUCT,
        on: &|| as_shown(sheet),
        these: &sheet.inside,
        others: &sheet.others,
        none: "No product is in it.",
        away: ("out", "Take out"),
        more: (
            "From then on only who sees the publication type is offered it.",
            "Put in",
        ),
    }
    .draw(at)
}

fn rename(at: &At, sheet: &PublicationTypeSheet) -> AnyView {
    let (form, on) = (&pages::RENAME_PUBLICATION_TYPE, as_shown(sheet));
    panel::rename(at, form, on, &sheet.name, NAME_MOST)
}

fn delete(sheet: &PublicationTypeSheet) -> AnyView {
    if sheet.in_use {
        return view! {
            <p>"Products are in it, which would be for more people without it. Please take them out first."</p>
        }
        .into_any();
    }
    panel::delete(&pages::DELETE_PUBLICATION_TYPE, as_shown(sheet))
}
