//! A file to send, with room for its progress.

use super::{Ties, around};
use crate::{Glyph, Icon, Words};
use leptos::prelude::*;

/// A file to send. The whole frame is the native control, so a file can be dropped on it
/// without script; an island that shows progress draws it in the empty `output`.
#[component]
pub fn FileField(
    /// Its words.
    #[prop(into)]
    label: String,
    /// The name it is sent by.
    #[prop(into)]
    name: String,
    /// Kinds of file that are taken: `application/pdf,.csv`.
    #[prop(optional, into)]
    accept: Words,
    /// Several files at once.
    #[prop(optional)]
    multiple: bool,
    /// What is already kept on the server: "letterhead.pdf, 2 pages".
    #[prop(optional, into)]
    kept: Words,
    /// What to send, and how large it may be.
    #[prop(optional, into)]
    hint: Words,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Words,
    /// Must be sent.
    #[prop(optional)]
    required: bool,
    /// Cannot be sent now.
    #[prop(optional)]
    disabled: bool,
    /// Id of the form it belongs to, when it stands outside of it.
    #[prop(optional, into)]
    form: Words,
    /// Another id than the one made from the name.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let ties = Ties::new(&name, &id, &hint, &error);
    let kept = kept.owned().map(|kept| {
        view! {
            <p class="file-kept">
                <Icon glyph=Glyph::File/>
                <span>{kept}</span>
            </p>
        }
    });
    let control = view! {
        {kept}
        <span class="file-drop">
            <Icon glyph=Glyph::Upload/>
            <input
                class="file-input"
                type="file"
                id=ties.id.clone()
                name=name
                accept=accept.owned()
                multiple=multiple
                required=required
                disabled=disabled
                form=form.owned()
                aria-invalid=ties.invalid
                aria-describedby=ties.described_by.clone()
            />
        </span>
        <output class="file-progress" for=ties.id.clone()></output>
    }
    .into_any();
    around(
        &ties, "file", label, false, required, &hint, &error, control,
    )
}
