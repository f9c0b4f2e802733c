//! What the checkout asks a company's people for, and its cost centres, for who keeps them.

use super::company::as_shown;
use crate::{At, accounts::Drawn, departments::all_or_some, panel::asking};
use access::pages;
use domain::{
    codes::{Ask, CENTRE_NAME_MOST, CODE_MOST, CentreRow, CodeField, CompanyCodes, NUMBER_MOST},
    companies::CompanyPage,
    departments::DepartmentBox,
    paths,
};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{
    Button, Card, Check, Choice, Column, Dialog, FieldRow, FormActs, Glyph, Hidden, PostForm, Row,
    Select, Table, TextField, Weight,
};

/// The dialog that the button opens.
const ADD: &str = "add-cost-centre";

/// The address of the page with a dialog open.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Opened {
    /// The id of a cost centre.
    centre: String,
}

/// The card of the codes, and the dialog that is open.
pub(super) fn card(at: &At, page: &CompanyPage, codes: &CompanyCodes) -> AnyView {
    let opened: Opened = at.query();
    let mut centres = codes.centres.iter();
    let centre = centres.find(|one| one.id.to_string() == opened.centre);
    let asked = asked(at, page, codes);
    let list = list(page, codes);
    // One dialog at a time: their fields have the same names.
    let button = centre.is_none().then(|| {
        view! { <Button label="Add cost centre" glyph=Glyph::Add opens=ADD/> }
    });
    let dialog = dialog(at, page, codes, centre);
    view! {
        <Card title="Asked at the checkout">{asked}</Card>
        <Card title="Cost centres">
            {list}
            {button}
            {dialog}
        </Card>
    }
    .into_any()
}

fn asked(at: &At, page: &CompanyPage, codes: &CompanyCodes) -> AnyView {
    let form = Drawn::of(at, &pages::ASK_CODES);
    let wrong = form.wrong();
    let choose = |label: &'static str, field: CodeField, kept: Ask| {
        let name = field.name();
        let (value, error) = (form.value(name, kept.key()), form.problem(name));
        let choices: Vec<Choice> = Ask::ALL
            .into_iter()
            .map(|one| Choice::new(one.key(), one.word()))
            .collect();
        view! { <Select label name choices value error/> }
    };
    let centre = choose(
        "Cost centre",
        CodeField::AskCostCentre,
        codes.asked.cost_centre,
    );
    let number = choose(
        "Purchase order number",
        CodeField::AskPurchaseOrder,
        codes.asked.purchase_order,
    );
    let name = CodeField::Pattern.name();
    let (value, error) = (form.value(name, &codes.asked.pattern), form.problem(name));
    let (on, action) = (as_shown(page), form.action);
    view! {
        <PostForm action wrong label="Asked at the checkout">
            {on}
            <FieldRow>
                {centre}
                {number}
            </FieldRow>
            <TextField
                label="Written as"
                name
                value
                error
                max_length=NUMBER_MOST
                hint="What a purchase order number looks like: # for a digit, @ for a letter, PO-#### for PO-0815. Empty for any."
            />
            <FormActs>
                <Button label="Save what is asked"/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn list(page: &CompanyPage, codes: &CompanyCodes) -> AnyView {
    if codes.centres.is_empty() {
        return view! { <p class="muted">"None yet. Orders are charged to the company as a whole."</p> }
            .into_any();
    }
    let columns = vec![
        Column::new("Code"),
        Column::new("Name"),
        Column::new("Departments"),
        Column::new("In use"),
        Column::unseen("Acts"),
    ];
    let row = |one: &CentreRow| {
        let id = one.id.to_string();
        let edit = asking(
            paths::Company(page.row.id),
            &[("centre", &*id)],
            "Edit",
            &one.centre.to_string(),
        );
        Row::new()
            .words(one.centre.code.clone())
            .words(one.centre.name.clone())
            .words(departments(codes, one))
            .words(if one.active { "Yes" } else { "No" })
            .cell(edit)
            .faded(!one.active)
    };
    let rows: Vec<Row> = codes.centres.iter().map(row).collect();
    view! { <Table caption="Cost centres" columns rows/> }.into_any()
}

/// Which departments can be charged to it, in words.
fn departments(codes: &CompanyCodes, one: &CentreRow) -> String {
    let Some(these) = &one.departments else {
        return "All".to_owned();
    };
    let named = codes
        .departments
        .iter()
        .filter(|(id, _)| these.contains(id));
    let names: Vec<&str> = named.map(|(_, name)| &**name).collect();
    names.join(", ")
}

/// A new cost centre, or what one is from now on.
fn dialog(
    at: &At,
    page: &CompanyPage,
    codes: &CompanyCodes,
    centre: Option<&CentreRow>,
) -> AnyView {
    let form = Drawn::of(at, &pages::KEEP_COST_CENTRE);
    let wrong = form.wrong();
    let failed = !wrong.is_empty();
    let text = |label: &'static str, field: CodeField, kept: &str, most: u32| {
        let name = field.name();
        let (value, error) = (form.value(name, kept), form.problem(name));
        view! { <TextField label name value error required=true max_length=most/> }
    };
    let (code, name) = centre.map_or(("", ""), |one| (&*one.centre.code, &*one.centre.name));
    let code = text("Code", CodeField::Code, code, CODE_MOST);
    let name = text("Name", CodeField::Name, name, CENTRE_NAME_MOST);
    let active = centre.is_none_or(|one| one.active);
    let active = form.ticked("active", "true", active);
    let limits = limits(&form, codes, centre);
    let id = centre.map(|one| one.id.to_string()).unwrap_or_default();
    let (on, action) = (as_shown(page), form.action);
    let title = match centre {
        Some(one) => format!("Edit {}", one.centre),
        None => "Add cost centre".to_owned(),
    };
    let back = centre.map(|_| paths::Company(page.row.id).to_string());
    let (label, open) = match centre {
        Some(_) => ("Save cost centre", true),
        None => ("Add", failed),
    };
    view! {
        <Dialog id=ADD title open back>
            <PostForm action wrong label="Cost centre">
                {on}
                <Hidden name="cost_centre" value=id/>
                {code}
                {name}
                <Check
                    label="In use"
                    name="active"
                    checked=active
                    hint="Without it nobody can charge it any more. Orders that were charged to it keep it."
                />
                {limits}
                <FormActs>
                    <Button label weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

/// The departments that may charge it.
fn limits(form: &Drawn, codes: &CompanyCodes, centre: Option<&CentreRow>) -> AnyView {
    let kept = centre.and_then(|one| one.departments.as_deref());
    let each: Vec<DepartmentBox> = codes
        .departments
        .iter()
        .map(|(id, name)| DepartmentBox {
            id: *id,
            name: name.clone(),
            ticked: kept.is_some_and(|these| these.contains(id)),
        })
        .collect();
    all_or_some(
        form,
        CodeField::Departments.name(),
        (kept.is_none(), &each),
        "Those still to come included. Without it, those below.",
    )
}
