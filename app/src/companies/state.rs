//! Whether a company is in use: a word, a tone and a shape.

use leptos::prelude::*;
use ui::{Shape, StatusPill, Tone};

pub(super) fn pill(active: bool) -> AnyView {
    let (word, tone, shape) = if active {
        ("Active", Tone::Done, Shape::Tick)
    } else {
        ("Inactive", Tone::Hold, Shape::Bars)
    };
    view! { <StatusPill word tone shape/> }.into_any()
}

/// For whom it buys: its own people only, or whoever comes.
pub(super) const fn kind(public: bool) -> &'static str {
    if public { "Public" } else { "Private" }
}
