//! Who approves for whom, as far as one person is in it.

use super::person::{as_shown, field_faults};
use crate::{At, accounts::Drawn};
use access::pages;
use domain::people::{ApproverSheet, PersonSheet, SetApproversField};
use leptos::prelude::*;
use ui::{Button, Card, Check, FieldGroup, FormActs, PostForm};

pub(super) fn card(at: &At, sheet: &PersonSheet, each: &ApproverSheet) -> AnyView {
    let form = Drawn::of(at, &pages::SET_APPROVERS);
    let people = each
        .approvers
        .iter()
        .map(|one| (one.id.to_string(), one.name.clone(), one.ticked));
    let departments = each
        .departments
        .iter()
        .map(|one| (one.id.to_string(), one.name.clone(), one.ticked));
    let products = each
        .products
        .iter()
        .map(|one| (one.id.to_string(), one.name.clone(), one.ticked));
    let asked = group(
        &form,
        "Asked to approve their orders",
        SetApproversField::Approvers,
        people,
    );
    let asks = group(
        &form,
        "Asked themselves for everybody in",
        SetApproversField::ApprovesFor,
        departments,
    );
    let about = group(
        &form,
        "Asked themselves whenever a colleague orders",
        SetApproversField::Products,
        products,
    );
    let (action, wrong, on) = (form.action, field_faults(&form), as_shown(sheet));
    view! {
        <Card title="Approval">
            <PostForm action=action wrong=wrong label="Approval">
                {on}
                {asked}
                {asks}
                {about}
                <FormActs>
                    <Button label="Save approvers"/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// A box for each, by its value and words; nothing where there is none.
fn group(
    form: &Drawn,
    legend: &'static str,
    field: SetApproversField,
    each: impl Iterator<Item = (String, String, bool)>,
) -> Option<AnyView> {
    let name = field.name();
    let boxes: Vec<_> = each
        .map(|(value, label, ticked)| {
            let checked = form.ticked(name, &value, ticked);
            let id = format!("{name}-{value}");
            view! { <Check label name value checked id/> }
        })
        .collect();
    if boxes.is_empty() {
        return None;
    }
    let problem = form
        .problem(name)
        .map(|words| view! { <p class="field-error" id=name>{words}</p> });
    Some(view! { <FieldGroup legend>{boxes}{problem}</FieldGroup> }.into_any())
}
