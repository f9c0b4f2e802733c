//! The dialogs of the page: a new publication type, its departments, its products, another name, removing
//! one.

use crate::{At, accounts::Drawn, people::choice};
use access::pages::{self, Endpoint};
use domain::{
    people::Named,
    publication_types::{
        NAME_MOST, PublicationTypeField, PublicationTypePanel, PublicationTypeSheet,
        PublicationTypesPage, PublicationTypesQuery,
    },
};
use leptos::prelude::*;
use ui::{
    Button, Check, Choice, Dialog, FieldGroup, FormActs, Hidden, PostForm, Select, TextField,
    Weight,
};

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
    let form = Drawn::of(at, &pages::CREATE_PUBLICATION_TYPE);
    let wrong = form.wrong();
    let open = !wrong.is_empty();
    let company = PublicationTypeField::Company.name();
    let choices: Vec<Choice> = companies.iter().map(choice).collect();
    let (value, error) = (form.value(company, ""), form.problem(company));
    let (name, action) = (name(&form, ""), form.action);
    view! {
        <Dialog id=CREATE title="Add publication type" open>
            <PostForm action wrong label="Add publication type">
                <Select
                    label="Company"
                    name=company
                    choices
                    value
                    error
                    empty="Choose a company"
                    required=true
                />
                {name}
                <FormActs>
                    <Button label="Add" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

fn name(form: &Drawn, kept: &str) -> AnyView {
    let name = PublicationTypeField::Name.name();
    let (value, error) = (form.value(name, kept), form.problem(name));
    view! { <TextField label="Name" name value error required=true max_length=NAME_MOST/> }
        .into_any()
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
    let back = query.closed().address();
    view! {
        <Dialog id="publication-type" title open=true back>
            {inner}
        </Dialog>
    }
    .into_any()
}

/// The publication type, and the version that this page shows.
fn as_shown(sheet: &PublicationTypeSheet) -> AnyView {
    let (id, version) = (sheet.id.to_string(), sheet.version.to_string());
    view! {
        <Hidden name="publication_type" value=id/>
        <Hidden name="version" value=version/>
    }
    .into_any()
}

fn departments(at: &At, sheet: &PublicationTypeSheet) -> AnyView {
    let form = Drawn::of(at, &pages::ASSIGN_PUBLICATION_TYPE);
    let name = PublicationTypeField::Departments.name();
    let (wrong, action) = (form.wrong(), form.action);
    let failed = !wrong.is_empty();
    let typed = at.typed().values(name).to_vec();
    // A box that was not ticked is not sent: what was typed says so by its absence.
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
    let boxes = (!sheet.departments.is_empty())
        .then(|| view! { <FieldGroup legend="Departments">{boxes}</FieldGroup> });
    let problem = form
        .problem(name)
        .map(|words| view! { <p class="field-error" id=name>{words}</p> });
    let on = as_shown(sheet);
    view! {
        <PostForm action wrong label="Departments">
            {on}
            <Check
                label="All departments"
                name="everybody"
                checked=everybody
                hint="Those still to come included. Without it, those below; none of them takes it from the shelf."
            />
            {boxes}
            {problem}
            <FormActs>
                <Button label="Save departments" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn products(at: &At, sheet: &PublicationTypeSheet) -> AnyView {
    let lines = if sheet.inside.is_empty() {
        view! { <p class="muted">"No product is in it."</p> }.into_any()
    } else {
        let lines = sheet
            .inside
            .iter()
            .map(|one| inside(sheet, one))
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

fn inside(sheet: &PublicationTypeSheet, one: &Named) -> AnyView {
    let (on, value, about) = (as_shown(sheet), one.value.clone(), one.name.clone());
    let words = format!("{} ", one.name);
    view! {
        <li>
            {words}
            <PostForm action=pages::FILE_PRODUCT.path inline=true>
                {on}
                <Hidden name="product" value/>
                <Hidden name="out" value="true"/>
                <Button label="Take out" about=about weight=Weight::Bare/>
            </PostForm>
        </li>
    }
    .into_any()
}

fn more(at: &At, sheet: &PublicationTypeSheet) -> AnyView {
    let form = Drawn::of(at, &pages::FILE_PRODUCT);
    let name = PublicationTypeField::Product.name();
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
                hint="From then on only who sees the publication type is offered it."
                required=true
            />
            <FormActs>
                <Button label="Put in" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn rename(at: &At, sheet: &PublicationTypeSheet) -> AnyView {
    let form = Drawn::of(at, &pages::RENAME_PUBLICATION_TYPE);
    let name = name(&form, &sheet.name);
    let (on, wrong, action) = (as_shown(sheet), form.wrong(), form.action);
    view! {
        <PostForm action wrong label="Rename">
            {on}
            {name}
            <FormActs>
                <Button label="Rename" weight=Weight::Primary/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn delete(sheet: &PublicationTypeSheet) -> AnyView {
    if sheet.in_use {
        return view! {
            <p>"Products are in it, which would be for more people without it. Please take them out first."</p>
        }
        .into_any();
    }
    let on = as_shown(sheet);
    view! {
        <PostForm action=pages::DELETE_PUBLICATION_TYPE.path label="Delete">
            {on}
            <FormActs>
                <Button label="Delete" weight=Weight::Danger/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}
