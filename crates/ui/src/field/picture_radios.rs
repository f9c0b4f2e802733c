//! One of several pictures, all of them in sight.

use super::{Ties, below};
use crate::{Picture, Thumbnail, Words};
use leptos::prelude::*;

/// A picture that may be chosen, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureChoice {
    value: String,
    label: String,
    note: Words,
    picture: Picture,
}

impl PictureChoice {
    /// A choice that sends `value` and reads `label`; the picture's own words are empty.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>, picture: Picture) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            note: Words::default(),
            picture,
        }
    }

    /// A second, smaller line: the album.
    #[must_use]
    pub fn note(mut self, note: impl Into<Words>) -> Self {
        self.note = note.into();
        self
    }
}

/// One of several pictures, all of them in sight; the group's words are the legend of a fieldset.
#[component]
pub fn PictureRadios(
    /// The group's words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What may be chosen.
    choices: Vec<PictureChoice>,
    /// The value that is chosen.
    #[prop(optional, into)]
    value: Words,
    /// How to choose.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Words,
    /// One must be chosen.
    #[prop(optional)]
    required: bool,
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
                <label class="picture-radio">
                    <input
                        class="radio"
                        type="radio"
                        id=id
                        name=name.clone()
                        checked=choice.value == chosen
                        value=choice.value
                        required=required
                    />
                    <Thumbnail picture=choice.picture large=true/>
                    <span>{choice.label} {note}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset
            class="field"
            data-kind="picture-radios"
            data-invalid=ties.invalid
            aria-describedby=ties.described_by.clone()
        >
            <legend class="field-label">{label}</legend>
            <div class="picture-radios">{buttons}</div>
            {below(&ties, &hint, &error)}
        </fieldset>
    }
}
