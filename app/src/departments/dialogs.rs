//! The dialogs of the page: a new department, another name, who manages one, removing one.

use crate::{At, accounts::Drawn, panel, people::choice};
use access::pages::{self, Endpoint};
use domain::{
    departments::{
        DepartmentField, DepartmentPanel, DepartmentSheet, DepartmentsPage, DepartmentsQuery,
        NAME_MOST,
    },
    people::Named,
};
use leptos::prelude::*;
use ui::{Button, Choice, FormActs, Hidden, PostForm, Select, Weight};

/// The dialog that the button opens.
pub(super) const CREATE: &str = "add-department";

/// The forms that this page draws, each of which says itself what is wrong with it.
pub(super) fn drawn(page: &DepartmentsPage) -> &'static [&'static Endpoint] {
    match &page.sheet {
        None if page.create.is_some() => &[&pages::CREATE_DEPARTMENT],
        Some(sheet) => match sheet.panel {
            DepartmentPanel::Managers if chooses(sheet) => &[&pages::APPOINT],
            DepartmentPanel::Rename => &[&pages::RENAME_DEPARTMENT],
            DepartmentPanel::Delete if !stuck(sheet) => &[&pages::DELETE_DEPARTMENT],
            DepartmentPanel::Managers | DepartmentPanel::Products | DepartmentPanel::Delete => &[],
        },
        None => &[],
    }
}

/// Whether there is somebody to appoint.
const fn chooses(sheet: &DepartmentSheet) -> bool {
    sheet.appoints && !sheet.candidates.is_empty()
}

/// Whether nothing could take its place that has to.
const fn stuck(sheet: &DepartmentSheet) -> bool {
    sheet.in_use && sheet.replacements.is_empty()
}

pub(super) fn create(at: &At, companies: &[Named]) -> AnyView {
    let words = (CREATE, "Add department");
    panel::add_to_company(at, &pages::CREATE_DEPARTMENT, words, companies, NAME_MOST)
}

/// The dialog about one department.
pub(super) fn about(at: &At, query: &DepartmentsQuery, sheet: &DepartmentSheet) -> AnyView {
    let title = match sheet.panel {
        DepartmentPanel::Managers => format!("Who manages {}", sheet.name),
        DepartmentPanel::Products => format!("Products that {} sees", sheet.name),
        DepartmentPanel::Rename => format!("Rename {}", sheet.name),
        DepartmentPanel::Delete => format!("Delete {}", sheet.name),
    };
    let inner = match sheet.panel {
        DepartmentPanel::Managers => managers(at, sheet),
        DepartmentPanel::Products => sheet.products.as_ref().map(panel::visible).into_any(),
        DepartmentPanel::Rename => rename(at, sheet),
        DepartmentPanel::Delete => delete(at, sheet),
    };
    panel::dialog(query, "department", title, inner)
}

fn as_shown(sheet: &DepartmentSheet) -> AnyView {
    panel::as_shown("department", sheet.id, sheet.version)
}

fn managers(at: &At, sheet: &DepartmentSheet) -> AnyView {
    let lines = if sheet.managers.is_empty() {
        view! { <p class="muted">"Nobody manages it."</p> }.into_any()
    } else {
        let lines = sheet
            .managers
            .iter()
            .map(|one| manager(sheet, one))
            .collect_view();
        view! { <ul aria-label="Managers">{lines}</ul> }.into_any()
    };
    let appoint = chooses(sheet).then(|| appoint(at, sheet));
    view! {
        {lines}
        {appoint}
    }
    .into_any()
}

fn manager(sheet: &DepartmentSheet, one: &Named) -> AnyView {
    let dismiss = sheet.appoints.then(|| {
        let (on, person) = (as_shown(sheet), one.value.clone());
        let about = one.name.clone();
        view! {
            <PostForm action=pages::DISMISS.path inline=true>
                {on}
                <Hidden name="person" value=person/>
                <Button label="Dismiss" about=about weight=Weight::Bare/>
            </PostForm>
        }
    });
    let name = one.name.clone();
    view! { <li>{name} " " {dismiss}</li> }.into_any()
}

fn appoint(at: &At, sheet: &DepartmentSheet) -> AnyView {
    let form = Drawn::of(at, &pages::APPOINT);
    let name = DepartmentField::Person.name();
    let (value, error) = (form.value(name, ""), form.problem(name));
    let choices: Vec<Choice> = sheet.candidates.iter().map(choice).collect();
    let on = as_shown(sheet);
    let fields = view! {
        {on}
        <Select
            label="Colleague"
            name
            choices
            value
            error
            empty="Choose somebody"
            hint="Who has no role for managing gets Department Manager with it."
            required=true
        />
    };
    panel::form(&form, "Appoint a manager", fields, "Appoint")
}

fn rename(at: &At, sheet: &DepartmentSheet) -> AnyView {
    let (form, on) = (&pages::RENAME_DEPARTMENT, as_shown(sheet));
    panel::rename(at, form, on, &sheet.name, NAME_MOST)
}

fn delete(at: &At, sheet: &DepartmentSheet) -> AnyView {
    if stuck(sheet) {
        let words = "People belong to it or orders are of it, and there is no other department of \
                     the company that you could put them into.";
        return view! { <p>{words}</p> }.into_any();
    }
    let form = Drawn::of(at, &pages::DELETE_DEPARTMENT);
    let name = DepartmentField::Replacement.name();
    let choices: Vec<Choice> = sheet.replacements.iter().map(choice).collect();
    let replacement = (!choices.is_empty()).then(|| {
        let (value, error) = (form.value(name, ""), form.problem(name));
        let (empty, required) = if sheet.in_use {
            ("Choose a department", true)
        } else {
            ("No other department", false)
        };
        view! {
            <Select
                label="Its people and orders go to"
                name
                choices
                value
                error
                empty
                required
                hint="So do the products and addresses that are for it. Who manages it or approves for it does not."
            />
        }
    });
    let (on, wrong, action) = (as_shown(sheet), form.wrong(), form.action);
    view! {
        <PostForm action wrong label="Delete">
            {on}
            {replacement}
            <FormActs>
                <Button label="Delete" weight=Weight::Danger/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}
