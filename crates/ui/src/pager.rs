//! Leaving through a list by key: forward, back, and where one is.

use crate::{Glyph, Icon, Words};
use leptos::prelude::*;

/// Links to the pages before and after. Lists are paged by key, so there are no page numbers.
#[component]
pub fn Pager(
    /// Address of the page before.
    #[prop(optional, into)]
    previous: Words,
    /// Address of the page after.
    #[prop(optional, into)]
    next: Words,
    /// Where one is: "1 to 50 of 1,204".
    #[prop(optional, into)]
    summary: Words,
) -> impl IntoView {
    if !previous.is_some() && !next.is_some() && !summary.is_some() {
        return ().into_any();
    }
    let side = |href: Words, words: &'static str, rel: &'static str| match href.owned() {
        Some(href) => view! {
            <a class="button" data-weight="quiet" href=href rel=rel>
                {(rel == "prev").then(|| view! { <Icon glyph=Glyph::Back/> })}
                <span>{words}</span>
                {(rel == "next").then(|| view! { <Icon glyph=Glyph::Next/> })}
            </a>
        }
        .into_any(),
        None => ().into_any(),
    };
    view! {
        <nav class="pager" aria-label="Pages">
            {side(previous, "Previous", "prev")}
            <span class="pager-summary">{summary.owned()}</span>
            {side(next, "Next", "next")}
        </nav>
    }
    .into_any()
}
