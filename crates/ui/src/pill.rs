//! Small words with a meaning: a status, a badge.

use crate::{Shape, Tone, notice::mark};
use leptos::prelude::*;

/// A status: a colour, a shape and always the word.
#[component]
pub fn StatusPill(
    /// The status as a person reads it.
    #[prop(into)]
    word: String,
    /// What it means.
    tone: Tone,
    /// The shape that says the same.
    shape: Shape,
) -> impl IntoView {
    view! {
        <span class="pill" data-tone=tone.key()>
            {mark(shape)}
            {word}
        </span>
    }
}

/// A small word beside a name: a role, "New", "Inactive".
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    word: String,
    /// What it means.
    #[prop(default = Tone::Plain)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <span class="badge" data-tone=tone.key()>
            {word}
        </span>
    }
}
