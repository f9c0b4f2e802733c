//! The packs of a storefront, and who holds a role of each.

use super::{list::packs, storefront::as_shown};
use crate::{At, accounts::Drawn};
use access::pages;
use domain::{
    paths,
    storefronts::{StaffPack, StorefrontField, StorefrontPage},
};
use leptos::prelude::*;
use ui::{Button, Card, Check, FieldGroup, FormActs, Link, PostForm, Select};

/// The card's id, for links to it.
pub(crate) const ID: &str = "packs";

pub(super) fn card(at: &At, page: &StorefrontPage) -> AnyView {
    let form = Drawn::of(at, &pages::SET_PACKS);
    let wrong = form.wrong();
    let pack = StorefrontField::Pack.name();
    let (value, error) = (form.value(pack, &page.pack), form.problem(pack));
    let staff = StorefrontField::Staff.name();
    let typed = (!wrong.is_empty()).then(|| at.typed().values(staff).to_vec());
    let boxes = page
        .staff_packs
        .iter()
        .map(|one| {
            let checked = match &typed {
                Some(typed) => typed.contains(&one.pack.value),
                None => one.on,
            };
            let (label, value) = (one.pack.name.clone(), one.pack.value.clone());
            let id = format!("staff-{value}");
            let hint = match one.holders() {
                0 => "Nobody holds a role of it here.".to_owned(),
                1 => "One person holds a role of it here.".to_owned(),
                people => format!("{people} people hold roles of it here."),
            };
            view! { <Check label name=staff value checked id hint/> }
        })
        .collect_view();
    let problem = form
        .problem(staff)
        .map(|words| view! { <p class="field-error" id=staff>{words}</p> });
    let (on, action) = (as_shown(page), form.action);
    let holders = holders(&page.staff_packs);
    view! {
        <Card title="Packs" id=ID>
            <PostForm action wrong label="Packs">
                {on}
                <Select
                    label="Customers' roles"
                    name=pack
                    choices=packs()
                    value
                    error
                    required=true
                    hint="It can be changed while nobody is a customer here."
                />
                <FieldGroup
                    legend="Staff who may work here"
                    hint="A pack can be switched off when nobody holds a role of it here any more. Who works for the whole platform is not asked."
                >
                    {boxes}
                </FieldGroup>
                {problem}
                <FormActs>
                    <Button label="Save packs"/>
                </FormActs>
            </PostForm>
            {holders}
        </Card>
    }
    .into_any()
}

/// Who would have to be given another role first.
fn holders(packs: &[StaffPack]) -> AnyView {
    packs
        .iter()
        .filter(|one| one.holders() > 0)
        .map(|one| {
            let title = format!("Roles of {}", one.pack.name);
            let people = one
                .held_by
                .iter()
                .map(|(id, name)| {
                    let (href, label) = (paths::Person(*id).to_string(), name.clone());
                    view! { <li><Link href label/></li> }
                })
                .collect_view();
            let others = match one.unnamed {
                0 => None,
                1 => Some("somebody who is not named here".to_owned()),
                several => Some(format!("{several} people who are not named here")),
            };
            let others = others.map(|words| view! { <li>{words}</li> });
            view! {
                <h3>{title}</h3>
                <ul>{people}{others}</ul>
            }
        })
        .collect_view()
        .into_any()
}
