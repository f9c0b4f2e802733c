//! The mark: two wedges that lock.

use leptos::prelude::*;

/// The product's mark in the colour of the text around it; an ornament beside its name.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="quoin-mark" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
            <path fill="currentColor" d="M1.5 4H20v5.2L1.5 14.7z"></path>
            <path class="quoin-mark-2" fill="currentColor" d="M4 16.2l18.5-5.5V20H4z"></path>
        </svg>
    }
}
