//! Boxes for the departments of a company, wherever something is for them.

use crate::accounts::Drawn;
use domain::departments::DepartmentBox;
use leptos::prelude::*;
use ui::{Check, FieldGroup};

/// The box for all of them, and below it one for each.
pub(crate) fn all_or_some(
    form: &Drawn,
    name: &'static str,
    (everybody, each): (bool, &[DepartmentBox]),
    hint: &'static str,
) -> AnyView {
    let everybody = form.ticked("everybody", "true", everybody);
    let each = (!each.is_empty()).then(|| {
        let boxes = boxes(form, name, each);
        view! { <FieldGroup legend="Departments">{boxes}</FieldGroup> }
    });
    let problem = form
        .problem(name)
        .map(|words| view! { <p class="field-error" id=name>{words}</p> });
    view! {
        <Check label="All departments" name="everybody" checked=everybody hint/>
        {each}
        {problem}
    }
    .into_any()
}

/// A box for each.
pub(crate) fn boxes(form: &Drawn, name: &'static str, each: &[DepartmentBox]) -> AnyView {
    each.iter()
        .map(|one| {
            let (value, label) = (one.id.to_string(), one.name.clone());
            let checked = form.ticked(name, &value, one.ticked);
            let id = format!("department-{value}");
            view! { <Check label name value checked id/> }
        })
        .collect_view()
        .into_any()
}
