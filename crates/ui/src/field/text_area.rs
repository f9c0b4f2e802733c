//! Text of several lines; the one place that writes a `<textarea>`.

use super::{Ties, around};
use crate::Words;
use leptos::prelude::*;

/// Text of several lines.
///
/// Server rendering does not escape what stands in a `<textarea>`, and `prop:value` is absent
/// from server HTML: what a person typed would break out of the element, or be lost. So the text
/// is escaped here and set as HTML, and no other place may write the element.
#[component]
pub fn TextArea(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// What stands in it.
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
    /// Lines shown at first; it grows with its text where the browser can.
    #[prop(default = 3)]
    rows: u32,
    /// The longest it may be, in characters.
    #[prop(optional_no_strip, into)]
    max_length: Option<u32>,
    /// An example shown while it is empty.
    #[prop(optional, into)]
    placeholder: Words,
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
        <textarea
            class="input"
            id=ties.id.clone()
            name=name
            rows=rows.to_string()
            required=required
            disabled=disabled
            maxlength=max_length.map(|max| max.to_string())
            placeholder=placeholder.owned()
            form=form.owned()
            aria-invalid=ties.invalid
            aria-describedby=ties.described_by.clone()
            inner_html=escaped(value.get().unwrap_or_default())
        ></textarea>
    }
    .into_any();
    around(
        &ties,
        "area",
        label,
        label_hidden,
        required,
        &hint,
        &error,
        control,
    )
}

/// Text as the content of an element.
///
/// A line break comes first because HTML drops one at the start of a `<textarea>`: without it a
/// text that begins with an empty line would lose it at every round trip.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 1);
    if !text.is_empty() {
        html.push('\n');
    }
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}
