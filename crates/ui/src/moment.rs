//! A point in time.

use leptos::prelude::*;

/// A point in time: words as people say it, the exact time on hover and for machines.
#[component]
pub fn Moment(
    /// For machines: `2026-11-22T14:03:00Z`.
    #[prop(into)]
    iso: String,
    /// For people: "yesterday", "3 Nov".
    #[prop(into)]
    words: String,
    /// On hover: "Saturday 21 November 2026, 14:03".
    #[prop(optional, into)]
    exact: crate::Words,
) -> impl IntoView {
    view! {
        <time datetime=iso title=exact.owned()>
            {words}
        </time>
    }
}
