//! One of several, in a closed list.

use super::{Choice, Ties, around};
use crate::Words;
use leptos::prelude::*;

/// One of several, in a closed list; from about six choices on. Fewer are [`crate::Radios`].
#[component]
pub fn Select(
    /// Its words.
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
    /// The line that stands for nothing chosen; it sends an empty value.
    #[prop(optional, into)]
    empty: Words,
    /// How to choose.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Words,
    /// Must be chosen.
    #[prop(optional)]
    required: bool,
    /// Cannot be chosen now.
    #[prop(optional)]
    disabled: bool,
    /// What the browser may fill in.
    #[prop(optional, into)]
    autocomplete: Words,
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
    let chosen = value.get().unwrap_or_default().to_owned();
    let empty = empty
        .owned()
        .map(|words| view! { <option value="">{words}</option> });
    let options = grouped(choices)
        .into_iter()
        .map(|(group, choices)| {
            let lines = choices
                .into_iter()
                .map(|choice| {
                    let selected = choice.value == chosen;
                    let words = match choice.note.get() {
                        Some(note) => format!("{} \u{2013} {note}", choice.label),
                        None => choice.label,
                    };
                    view! {
                        <option value=choice.value selected=selected disabled=choice.disabled>
                            {words}
                        </option>
                    }
                })
                .collect_view();
            match group.owned() {
                Some(group) => view! { <optgroup label=group>{lines}</optgroup> }.into_any(),
                None => lines.into_any(),
            }
        })
        .collect_view();
    let control = view! {
        <select
            class="input"
            id=ties.id.clone()
            name=name
            required=required
            disabled=disabled
            autocomplete=autocomplete.owned()
            form=form.owned()
            aria-invalid=ties.invalid
            aria-describedby=ties.described_by.clone()
        >
            {empty}
            {options}
        </select>
    }
    .into_any();
    around(
        &ties,
        "select",
        label,
        label_hidden,
        required,
        &hint,
        &error,
        control,
    )
}

/// Neighbours under the same heading, in order.
fn grouped(choices: Vec<Choice>) -> Vec<(Words, Vec<Choice>)> {
    let mut groups: Vec<(Words, Vec<Choice>)> = Vec::new();
    for choice in choices {
        match groups.last_mut() {
            Some((group, members)) if *group == choice.group => members.push(choice),
            _ => groups.push((choice.group.clone(), vec![choice])),
        }
    }
    groups
}
