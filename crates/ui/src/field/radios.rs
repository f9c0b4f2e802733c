//! One of a few, all of them in sight.

use super::{Choice, Ties, below};
use crate::Words;
use leptos::prelude::*;

/// How a group of radio buttons is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RadioLook {
    /// One below the other.
    #[default]
    Lines,
    /// Side by side as tiles: a product's options.
    Tiles,
}

/// One of a few, all of them in sight; the group's words are the legend of a fieldset.
#[component]
pub fn Radios(
    /// The group's words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What may be chosen.
    choices: Vec<Choice>,
    /// The value that is chosen.
    #[prop(optional, into)]
    value: Words,
    /// How they are laid out.
    #[prop(default = RadioLook::Lines)]
    look: RadioLook,
    /// How to choose.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Words,
    /// One must be chosen.
    #[prop(optional)]
    required: bool,
    /// None can be chosen now.
    #[prop(optional)]
    disabled: bool,
    /// Another id than the one made from the name; the first button bears it, so that an error
    /// summary's link leads to something that takes the focus.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let ties = Ties::new(&name, &id, &hint, &error);
    let chosen = value.get().unwrap_or_default().to_owned();
    let buttons = choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let id = if at == 0 {
                ties.id.clone()
            } else {
                format!("{}-{}", ties.id, at + 1)
            };
            let note = choice
                .note
                .owned()
                .map(|note| view! { <small>{note}</small> });
            view! {
                <label class="radio-line">
                    <input
                        class="radio"
                        type="radio"
                        id=id
                        name=name.clone()
                        checked=choice.value == chosen
                        value=choice.value
                        required=required
                        disabled=choice.disabled
                    />
                    <span>{choice.label} {note}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset
            class="field"
            data-kind="radios"
            data-look=match look {
                RadioLook::Lines => "lines",
                RadioLook::Tiles => "tiles",
            }
            data-invalid=ties.invalid
            disabled=disabled
            aria-describedby=ties.described_by.clone()
        >
            <legend class="field-label">{label}</legend>
            <div class="radio-lines">{buttons}</div>
            {below(&ties, &hint, &error)}
        </fieldset>
    }
}
