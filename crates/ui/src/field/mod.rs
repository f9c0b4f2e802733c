//! Fields: a label, a control, a hint and an error, always tied together the same way.
//!
//! What a field needs to know beyond its kind is the same everywhere: `label`, `name`, `value`,
//! `hint`, `error`, `required`, `disabled`, `autocomplete`, `id`. The id is made from the name
//! ([`field_id`]) unless a page shows the same form twice.

mod check;
mod choice;
mod date;
mod file;
mod money;
mod number;
mod picture_radios;
mod radios;
mod search;
mod select;
mod text;
mod text_area;

pub use check::{Check, Switch};
pub use choice::Choice;
pub use date::DateField;
pub use file::FileField;
pub use money::MoneyField;
pub use number::NumberField;
pub use picture_radios::{PictureChoice, PictureRadios};
pub use radios::{RadioLook, Radios};
pub use search::SearchField;
pub use select::Select;
pub use text::{TextField, TextKind};
pub use text_area::TextArea;

use crate::Words;
use leptos::prelude::*;

/// The id of the control of a field of this name: `form[email]` becomes `form-email`.
///
/// Error summaries link to it and islands look for it.
#[must_use]
pub fn field_id(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    for part in name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
    {
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(part);
    }
    id
}

/// What ties a control to its words.
#[derive(Clone, Debug)]
pub(crate) struct Ties {
    pub(crate) id: String,
    pub(crate) described_by: Option<String>,
    pub(crate) invalid: Option<&'static str>,
}

impl Ties {
    pub(crate) fn new(name: &str, id: &Words, hint: &Words, error: &Words) -> Self {
        let id = id.owned().unwrap_or_else(|| field_id(name));
        let described_by = match (hint.is_some(), error.is_some()) {
            (false, false) => None,
            (true, false) => Some(format!("{id}-hint")),
            (false, true) => Some(format!("{id}-error")),
            (true, true) => Some(format!("{id}-error {id}-hint")),
        };
        Self {
            id,
            described_by,
            invalid: error.is_some().then_some("true"),
        }
    }
}

/// The words around a control: label above, then the control, the error, the hint.
#[expect(
    clippy::too_many_arguments,
    reason = "each is one fact of one field, and each field kind has its own variable for it"
)]
pub(crate) fn around(
    ties: &Ties,
    kind: &'static str,
    label: String,
    label_hidden: bool,
    required: bool,
    hint: &Words,
    error: &Words,
    control: AnyView,
) -> AnyView {
    let label_class = if label_hidden {
        "field-label visually-hidden"
    } else {
        "field-label"
    };
    view! {
        <div class="field" data-kind=kind data-invalid=ties.invalid>
            <label class=label_class for=ties.id.clone()>
                {label}
            </label>
            {(!required && !label_hidden).then(optional_mark)}
            {control}
            {below(ties, hint, error)}
        </div>
    }
    .into_any()
}

/// "(optional)" is said of what may be left out, since most fields of a form must be filled in.
/// It stands outside of the label, whose words are the field's name and nothing else; the style
/// sheet hides it where a form has no required field at all.
fn optional_mark() -> AnyView {
    view! { <span class="field-optional" aria-hidden="true">"optional"</span> }.into_any()
}

/// The error and the hint of a control, with the ids its `aria-describedby` names.
pub(crate) fn below(ties: &Ties, hint: &Words, error: &Words) -> AnyView {
    let error = error.owned().map(|error| {
        view! { <p class="field-error" id=format!("{}-error", ties.id)>{error}</p> }
    });
    let hint = hint.owned().map(|hint| {
        view! { <p class="field-hint" id=format!("{}-hint", ties.id)>{hint}</p> }
    });
    view! {
        {error}
        {hint}
    }
    .into_any()
}
