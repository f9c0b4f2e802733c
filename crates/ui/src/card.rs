//! Cards: a thing with a heading on its own piece of paper.

use crate::{Tone, Words};
use leptos::prelude::*;

/// The level of a heading. A page's own heading is its only `h1`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Directly below the page's heading.
    #[default]
    Two,
    /// One further down.
    Three,
    /// Two further down.
    Four,
}

/// A heading of a level, with an id for `aria-labelledby`.
pub(crate) fn heading(
    level: Level,
    class: &'static str,
    id: Option<String>,
    words: String,
) -> AnyView {
    heading_around(level, class, id, words.into_any())
}

/// The same around something drawn.
pub(crate) fn heading_around(
    level: Level,
    class: &'static str,
    id: Option<String>,
    inner: AnyView,
) -> AnyView {
    match level {
        Level::Two => view! { <h2 class=class id=id>{inner}</h2> }.into_any(),
        Level::Three => view! { <h3 class=class id=id>{inner}</h3> }.into_any(),
        Level::Four => view! { <h4 class=class id=id>{inner}</h4> }.into_any(),
    }
}

/// A thing on its own piece of paper; with a title it is a named section.
#[component]
pub fn Card(
    /// Its heading.
    #[prop(optional, into)]
    title: Words,
    /// The heading's level.
    #[prop(default = Level::Two)]
    level: Level,
    /// Acts or a pill at the right of the heading.
    #[prop(optional, into)]
    aside: Option<ViewFnOnce>,
    /// A mark at its edge.
    #[prop(optional_no_strip, into)]
    tone: Option<Tone>,
    /// Without frame and padding, for tables that fill it.
    #[prop(optional)]
    flush: bool,
    /// Its id; the heading's is made from it.
    #[prop(optional, into)]
    id: Words,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    let title_id = title
        .get()
        .map(|title| format!("{}-title", id.or(&crate::field_id(title))));
    let head = title.owned().map(|title| {
        view! {
            <header class="card-head">
                {heading(level, "card-title", title_id.clone(), title)}
                {aside.map(|aside| view! { <div class="card-aside">{aside.run()}</div> })}
            </header>
        }
    });
    view! {
        <section
            class="card"
            id=id.owned()
            data-flush=flush.then_some("")
            data-tone=tone.map(Tone::key)
            aria-labelledby=title_id
        >
            {head}
            <div class="card-body">{children()}</div>
        </section>
    }
}

/// A figure that a dashboard leads with, and where it leads.
#[component]
pub fn StatCard(
    /// What is counted.
    #[prop(into)]
    label: String,
    /// The figure.
    #[prop(into)]
    figure: String,
    /// What it means: "2 since yesterday".
    #[prop(optional, into)]
    note: Words,
    /// The list behind it.
    #[prop(optional, into)]
    href: Words,
    /// A mark at its edge.
    #[prop(default = Tone::Plain)]
    tone: Tone,
) -> impl IntoView {
    let words = match href.owned() {
        Some(href) => view! { <a class="stat-label" href=href>{label}</a> }.into_any(),
        None => view! { <span class="stat-label">{label}</span> }.into_any(),
    };
    view! {
        <div class="stat" data-tone=tone.key()>
            {words}
            <strong class="stat-figure">{figure}</strong>
            <span class="stat-note">{note.owned()}</span>
        </div>
    }
}
