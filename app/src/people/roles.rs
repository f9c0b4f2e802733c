//! The roles that a person holds, and those that the reader may give.

use super::{
    filter::choice,
    person::{as_shown, field_faults},
};
use crate::{At, accounts::Drawn};
use access::pages;
use domain::{
    Timestamp,
    people::{AssignField, Named, PersonSheet, RoleLine, RoleOffer},
};
use leptos::prelude::*;
use ui::{
    Button, Card, Check, Choice, Column, DateField, FieldGroup, FieldRow, FormActs, Hidden,
    PostForm, Row, Select, Table,
};

pub(super) fn card(at: &At, sheet: &PersonSheet) -> AnyView {
    let now = at.ctx.now;
    let columns = vec![
        Column::new("Role"),
        Column::new("Where it starts"),
        Column::new("Since"),
        Column::new("Until"),
        Column::unseen("Acts"),
    ];
    let rows: Vec<Row> = sheet
        .roles
        .iter()
        .map(|line| row(sheet, line, now))
        .collect();
    let table = if rows.is_empty() {
        view! { <p class="muted">"No role besides the label that everybody with an account has."</p> }
            .into_any()
    } else {
        view! { <Table caption="Roles" columns rows/> }.into_any()
    };
    let assign = sheet.offer.as_ref().map(|offer| assign(at, sheet, offer));
    view! {
        <Card title="Roles">
            {table}
            {assign}
        </Card>
    }
    .into_any()
}

fn row(sheet: &PersonSheet, line: &RoleLine, now: Timestamp) -> Row {
    // The last day on which it is held.
    let until = line.ends.map(|end| end.plus(-1).day());
    let over = line.ends.is_some_and(|end| end <= now);
    let until = match until {
        Some(day) if over => format!("{day} (over)"),
        Some(day) => day,
        None => String::new(),
    };
    let withdraw = line.withdraw.then(|| {
        let assignment = line.assignment.to_string();
        let about = format!("{} at {}", line.role, line.place);
        let on = as_shown(sheet);
        view! {
            <PostForm action=pages::WITHDRAW_ROLE.path inline=true>
                {on}
                <Hidden name="assignment" value=assignment/>
                <Button label="Withdraw" about=about/>
            </PostForm>
        }
    });
    Row::new()
        .words(line.role.clone())
        .words(line.place.clone())
        .words(line.since.day())
        .words(until)
        .cell(withdraw)
        .faded(over)
}

fn assign(at: &At, sheet: &PersonSheet, offer: &RoleOffer) -> AnyView {
    let form = Drawn::of(at, &pages::ASSIGN_ROLE);
    let all = |these: &[Named]| these.iter().map(choice).collect::<Vec<Choice>>();
    let (role, place, until) = (
        AssignField::Role.name(),
        AssignField::At.name(),
        AssignField::Until.name(),
    );
    let first_place = offer
        .places
        .first()
        .map(|one| one.value.clone())
        .unwrap_or_default();
    let (role_value, place_value, until_value) = (
        form.value(role, ""),
        form.value(place, &first_place),
        form.value(until, ""),
    );
    let further = further(&form, &offer.places);
    let today = at.ctx.now.date();
    let (roles, places, on) = (all(&offer.roles), all(&offer.places), as_shown(sheet));
    let (action, wrong) = (form.action, field_faults(&form));
    view! {
        <PostForm action=action wrong=wrong label="Give a role">
            {on}
            <FieldRow>
                <Select
                    label="Role"
                    name=role
                    choices=roles
                    value=role_value
                    empty="Choose a role"
                    error=form.problem(role)
                    required=true
                />
                <Select
                    label="Where it starts"
                    name=place
                    choices=places
                    value=place_value
                    error=form.problem(place)
                    required=true
                />
                <DateField
                    label="Until"
                    name=until
                    value=until_value
                    min=today
                    hint="The last day; empty for no end."
                    error=form.problem(until)
                />
            </FieldRow>
            {further}
            <FormActs>
                <Button label="Give role"/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

/// Boxes for what one holding can start at several of; nothing where there are no two of a kind.
fn further(form: &Drawn, places: &[Named]) -> Option<AnyView> {
    let name = AssignField::Also.name();
    let several = |kind: &str| {
        let these: Vec<&Named> = places
            .iter()
            .filter(|one| one.value.starts_with(kind))
            .collect();
        if these.len() < 2 { Vec::new() } else { these }
    };
    let boxes: Vec<_> = [several("storefront-"), several("department-")]
        .concat()
        .into_iter()
        .map(|one| {
            let (value, label) = (one.value.clone(), one.name.clone());
            let checked = form.ticked(name, &value, false);
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
    let hint = "Several storefronts, or several departments, make one role: tick those beside the one above.";
    Some(view! { <FieldGroup legend="It starts at these as well" hint>{boxes}{problem}</FieldGroup> }.into_any())
}
