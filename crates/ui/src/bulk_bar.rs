//! The bar of acts on ticked rows.

use leptos::prelude::*;

/// Acts on the rows that are ticked in a [`crate::Table`] whose `pick_form` is this bar's id.
///
/// Without a ticked row its buttons are set back by the style sheet and the hint is read; the
/// server answers an empty choice with a sentence, so nothing depends on it.
#[component]
pub fn BulkBar(
    /// The form's id.
    #[prop(into)]
    id: String,
    /// Where it is posted to; each button may name another address.
    #[prop(into)]
    action: String,
    /// The bar's accessible name: "Acts on selected jobs".
    #[prop(into)]
    label: String,
    /// Buttons and small fields.
    children: Children,
) -> impl IntoView {
    view! {
        <form class="bulk-bar" method="post" action=action id=id aria-label=label>
            <p class="bulk-hint">"Tick rows to act on several at once."</p>
            {children()}
        </form>
    }
}
