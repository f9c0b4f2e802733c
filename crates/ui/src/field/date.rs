//! A day.

use super::{Ties, around};
use crate::Words;
use leptos::prelude::*;

/// A day, in the browser's own calendar.
#[component]
pub fn DateField(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// The day that stands in it, `2026-11-22`.
    #[prop(optional, into)]
    value: Words,
    /// The first day it may be.
    #[prop(optional, into)]
    min: Words,
    /// The last day it may be.
    #[prop(optional, into)]
    max: Words,
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
    /// Id of the form it belongs to, when it stands outside of it.
    #[prop(optional, into)]
    form: Words,
    /// Another id than the one made from the name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let ties = Ties::new(&name, &id, &hint, &error);
    let control = view! {
        <input
            class="input"
            type="date"
            id=ties.id.clone()
            name=name
            value=value.owned()
            min=min.owned()
            max=max.owned()
            required=required
            disabled=disabled
            form=form.owned()
            aria-invalid=ties.invalid
            aria-describedby=ties.described_by.clone()
        />
    }
    .into_any();
    around(
        &ties,
        "date",
        label,
        label_hidden,
        required,
        &hint,
        &error,
        control,
    )
}
