//! The mark: two wedges that lock.

use leptos::prelude::*;

/// The product's mark in the colour of the text around it; an ornament beside its name.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="quoin-mark" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
            <path fill="currentColor" d="M2 4h18.5L2 10.8z"></path>
            <path class="quoin-mark-2" fill="currentColor" d="M22 20H3.5L22 13.2z"></path>
        </svg>
    }
}
