//! A line of text, and its relatives that differ by keyboard and browser help only.

use super::{Ties, around};
use crate::Words;
use leptos::prelude::*;

/// What is typed into a [`TextField`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Anything.
    #[default]
    Text,
    /// An email address.
    Email,
    /// A password: never sent back with a value.
    Password,
    /// A telephone number.
    Phone,
    /// A web address.
    Url,
    /// A code: typed letter by letter, not corrected by the keyboard.
    Code,
}

impl TextKind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Code => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Phone => "tel",
            Self::Url => "url",
        }
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What is typed into it.
    #[prop(default = TextKind::Text)]
    kind: TextKind,
    /// What stands in it; a password never does.
    #[prop(optional, into)]
    value: Words,
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
    /// What the browser may fill in: `email`, `current-password`, `street-address`.
    #[prop(optional, into)]
    autocomplete: Words,
    /// The longest it may be, in characters.
    #[prop(optional_no_strip, into)]
    max_length: Option<u32>,
    /// An example shown while it is empty; never the only help.
    #[prop(optional, into)]
    placeholder: Words,
    /// Values to choose from while typing.
    #[prop(optional)]
    suggestions: Vec<String>,
    /// The label is for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// The page opens with the caret in it.
    #[prop(optional)]
    autofocus: bool,
    /// Id of the form it belongs to, when it stands outside of it.
    #[prop(optional, into)]
    form: Words,
    /// Another id than the one made from the name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let ties = Ties::new(&name, &id, &hint, &error);
    let is_code = kind == TextKind::Code;
    let literal = is_code || matches!(kind, TextKind::Email | TextKind::Password);
    let value = (kind != TextKind::Password)
        .then(|| value.owned())
        .flatten();
    let list_id = (!suggestions.is_empty()).then(|| format!("{}-list", ties.id));
    let list = list_id.clone().map(|list_id| {
        let options = suggestions
            .into_iter()
            .map(|value| view! { <option value=value></option> })
            .collect_view();
        view! { <datalist id=list_id>{options}</datalist> }
    });
    let control = view! {
        <input
            class="input"
            data-code=is_code.then_some("")
            type=kind.input_type()
            id=ties.id.clone()
            name=name
            value=value
            required=required
            disabled=disabled
            autocomplete=autocomplete.owned()
            autocapitalize=literal.then_some("none")
            spellcheck=literal.then_some("false")
            maxlength=max_length.map(|max| max.to_string())
            placeholder=placeholder.owned()
            list=list_id
            autofocus=autofocus
            form=form.owned()
            aria-invalid=ties.invalid
            aria-describedby=ties.described_by.clone()
        />
        {list}
    }
    .into_any();
    around(
        &ties,
        "text",
        label,
        label_hidden,
        required,
        &hint,
        &error,
        control,
    )
}
