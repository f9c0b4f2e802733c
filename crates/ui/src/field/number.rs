//! A whole or decimal number.

use super::{Ties, around};
use crate::Words;
use leptos::prelude::*;

/// A number, typed or stepped.
#[component]
pub fn NumberField(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What stands in it, as typed: a number that could not be read stays as it was.
    #[prop(optional, into)]
    value: Words,
    /// The least it may be.
    #[prop(optional, into)]
    min: Words,
    /// The most it may be.
    #[prop(optional, into)]
    max: Words,
    /// The step; `any` for decimals.
    #[prop(optional, into)]
    step: Words,
    /// What it counts, after the number: "pieces", "mm".
    #[prop(optional, into)]
    unit: Words,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Words,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// Cannot be filled in now.
    #[prop(optional)]
    disabled: bool,
    /// The label is for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Values to choose from while typing, such as quantities with a price break.
    #[prop(optional)]
    suggestions: Vec<String>,
    /// Id of the form it belongs to, when it stands outside of it.
    #[prop(optional, into)]
    form: Words,
    /// Another id than the one made from the name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let ties = Ties::new(&name, &id, &hint, &error);
    let list_id = (!suggestions.is_empty()).then(|| format!("{}-list", ties.id));
    let list = list_id.clone().map(|list_id| {
        let options = suggestions
            .into_iter()
            .map(|value| view! { <option value=value></option> })
            .collect_view();
        view! { <datalist id=list_id>{options}</datalist> }
    });
    let control = view! {
        <span class="affixed">
            <input
                class="input"
                type="number"
                id=ties.id.clone()
                name=name
                value=value.owned()
                min=min.owned()
                max=max.owned()
                step=step.owned()
                required=required
                disabled=disabled
                list=list_id
                form=form.owned()
                aria-invalid=ties.invalid
                aria-describedby=ties.described_by.clone()
            />
            {unit.owned().map(|unit| view! { <span class="affix">{unit}</span> })}
        </span>
        {list}
    }
    .into_any();
    around(
        &ties,
        "number",
        label,
        label_hidden,
        required,
        &hint,
        &error,
        control,
    )
}
