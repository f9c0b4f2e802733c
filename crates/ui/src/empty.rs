//! What stands where nothing is yet.

use crate::Mark;
use leptos::prelude::*;

/// What stands where nothing is yet: what would be here, and how to begin.
#[component]
pub fn EmptyState(
    /// What is not there: "No orders yet".
    #[prop(into)]
    title: String,
    /// What to do next, in a sentence.
    #[prop(into)]
    words: String,
    /// The act that begins.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-mark"><Mark/></span>
            <p class="empty-title">{title}</p>
            <p class="empty-words">{words}</p>
            {children.map(|children| view! { <div class="empty-acts">{children()}</div> })}
        </div>
    }
}
