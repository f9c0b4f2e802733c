//! The dialogs of the page: a new department, another name, who manages one, removing one.

use crate::{At, accounts::Drawn, people::choice};
use access::pages::{self, Endpoint};
use domain::{
    departments::{
        DepartmentField, DepartmentPanel, DepartmentSheet, DepartmentsPage, DepartmentsQuery,
        ManagerLine, NAME_MOST,
    },
    people::Named,
};
use leptos::prelude::*;
use ui::{Button, Choice, Dialog, FormActs, Hidden, PostForm, Select, TextField, Weight};

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
            DepartmentPanel::Managers | DepartmentPanel::Delete => &[],
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
    let form = Drawn::of(at, &pages::CREATE_DEPARTMENT);
    let wrong = form.wrong();
    let open = !wrong.is_empty();
    let (name, company) = (
        DepartmentField::Name.name(),
        DepartmentField::Company.name(),
    );
    let companies = (!companies.is_empty()).then(|| {
        let choices: Vec<Choice> = companies.iter().map(choice).collect();
        let (value, error) = (form.value(company, ""), form.problem(company));
        view! {
            <Select
                label="Company"
                name=company
                choices
                value
                error
                empty="Choose a company"
                required=true
            />
        }
    });
    let (value, error) = (form.value(name, ""), form.problem(name));
    let action = form.action;
    view! {
        <Dialog id=CREATE title="Add department" open>
            <PostForm action wrong label="Add department">
                {companies}
                <TextField label="Name" name value error required=true max_length=NAME_MOST/>
                <FormActs>
                    <Button label="Add" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

/// The dialog about one department.
pub(super) fn about(at: &At, query: &DepartmentsQuery, sheet: &DepartmentSheet) -> AnyView {
    let title = match sheet.panel {
        DepartmentPanel::Managers => format!("Who manages {}", sheet.name),
        DepartmentPanel::Rename => format!("Rename {}", sheet.name),
        DepartmentPanel::Delete => format!("Delete {}", sheet.name),
    };
    let inner = match sheet.panel {
        DepartmentPanel::Managers => managers(at, sheet),
        DepartmentPanel::Rename => rename(at, sheet),
        DepartmentPanel::Delete => delete(at, sheet),
    };
    let back = query.closed().address();
    view! {
        <Dialog id="department" title open=true back>
            {inner}
        </Dialog>
    }
    .into_any()
}

/// The department, and the version that this page shows.
fn as_shown(sheet: &DepartmentSheet) -> AnyView {
    let (department, version) = (sheet.id.to_string(), sheet.version.to_string());
    view! {
        <Hidden name="department" value=department/>
        <Hidden name="version" value=version/>
    }
    .into_any()
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

fn manager(sheet: &DepartmentSheet, one: &ManagerLine) -> AnyView {
    let dismiss = sheet.appoints.then(|| {
        let (on, person) = (as_shown(sheet), one.id.to_string());
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
    let (on, wrong, action) = (as_shown(sheet), form.wrong(), form.action);
    view! {
        <PostForm action wrong label="Appoint a manager">
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
            <FormActs>
                <Button label="Appoint" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn rename(at: &At, sheet: &DepartmentSheet) -> AnyView {
    let form = Drawn::of(at, &pages::RENAME_DEPARTMENT);
    let name = DepartmentField::Name.name();
    let (value, error) = (form.value(name, &sheet.name), form.problem(name));
    let (on, wrong, action) = (as_shown(sheet), form.wrong(), form.action);
    view! {
        <PostForm action wrong label="Rename">
            {on}
            <TextField label="Name" name value error required=true max_length=NAME_MOST/>
            <FormActs>
                <Button label="Rename" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
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
