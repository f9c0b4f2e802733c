//! Writing somebody down.

use super::filter::{choice, choices};
use crate::{At, accounts::Drawn};
use access::pages;
use domain::people::{AddChoices, AddField, Named};
use leptos::prelude::*;
use ui::{
    Button, Check, Choice, Dialog, FormActs, Hidden, PostForm, Select, TextField, TextKind, Weight,
};

/// The dialog that the button opens.
pub(super) const ID: &str = "add-person";

pub(super) fn dialog(at: &At, offered: &AddChoices) -> AnyView {
    let form = Drawn::of(at, &pages::ADD_PERSON);
    let wrong = form.wrong();
    let open = !wrong.is_empty();
    // Only a form that failed has said that there is to be no mail.
    let invite = !open || form.value("invite", "") == "true";
    let text = |label: &'static str, field: AddField, kind: TextKind, required: bool| {
        let name = field.name();
        let (value, error) = (form.value(name, ""), form.problem(name));
        view! { <TextField label=label name=name kind value=value error=error required/> }
    };
    let select = |label: &'static str, field: AddField, none: &str, all: &[Named], kept: &str| {
        let name = field.name();
        let (value, error) = (form.value(name, kept), form.problem(name));
        let all: Vec<Choice> = if none.is_empty() {
            all.iter().map(choice).collect()
        } else {
            choices(none, all)
        };
        (!all.is_empty())
            .then(|| view! { <Select label=label name=name choices=all value=value error=error/> })
    };
    let storefront = (!offered.storefronts.is_empty()).then(|| {
        select(
            "Storefront",
            AddField::Storefront,
            "",
            &offered.storefronts,
            &offered.storefront,
        )
    });
    let company = (!offered.companies.is_empty()).then(|| {
        select(
            "Company",
            AddField::Company,
            "No company",
            &offered.companies,
            "",
        )
    });
    let no_department = if offered.needs_department {
        "Choose a department"
    } else {
        "No department"
    };
    let department = (!offered.departments.is_empty()).then(|| {
        select(
            "Department",
            AddField::Department,
            no_department,
            &offered.departments,
            "",
        )
    });
    let role = (!offered.roles.is_empty()).then(|| {
        select(
            "Role",
            AddField::Role,
            "What every customer has",
            &offered.roles,
            "",
        )
    });
    let name = text("Name", AddField::Name, TextKind::Text, true);
    let email = text("Email", AddField::Email, TextKind::Email, false);
    let phone = text("Phone", AddField::Phone, TextKind::Phone, false);
    let once = form.value("once", &offered.once);
    let action = form.action;
    view! {
        <Dialog id=ID title="Add person" open=open>
            <PostForm action=action wrong=wrong label="Add person">
                <Hidden name="once" value=once/>
                {name}
                {email}
                {phone}
                {storefront}
                {company}
                {department}
                {role}
                <Check
                    label="Send an invitation now"
                    name="invite"
                    checked=invite
                    hint="Without it they cannot sign in, and you can still order for them."
                />
                <FormActs>
                    <Button label="Add" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}
