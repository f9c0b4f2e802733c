//! The floor's board: columns by status, cards by due date.

use crate::{Picture, Thumbnail, Tone, Words};
use leptos::prelude::*;

/// The board; scrolls sideways on its own where columns do not fit.
#[component]
pub fn Board(
    /// Its accessible name: "Jobs by status".
    #[prop(into)]
    label: String,
    /// [`BoardColumn`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="board" role="group" aria-label=label tabindex="0">
            {children()}
        </div>
    }
}

/// A status and its jobs.
#[component]
pub fn BoardColumn(
    /// The status.
    #[prop(into)]
    title: String,
    /// How many jobs there are, more than are drawn perhaps.
    count: u64,
    /// What the status means.
    #[prop(default = Tone::Plain)]
    tone: Tone,
    /// [`BoardCard`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="board-column" data-tone=tone.key()>
            <h2 class="board-title">
                {title}
                {" "}
                <span class="count">{count.to_string()}</span>
            </h2>
            {children()}
        </section>
    }
}

/// A job on the board.
#[component]
pub fn BoardCard(
    /// Its number, the link's words.
    #[prop(into)]
    number: String,
    /// Its page.
    #[prop(into)]
    href: String,
    /// Product and quantity: "Flyers A5, 500".
    #[prop(into)]
    title: String,
    /// Substrate, customer.
    #[prop(optional, into)]
    note: Words,
    /// "Due tomorrow".
    #[prop(optional, into)]
    due: Words,
    /// The due date is past or today.
    #[prop(optional)]
    late: bool,
    /// Blocked: why.
    #[prop(optional, into)]
    blocked: Words,
    /// Its artwork.
    #[prop(optional_no_strip, into)]
    picture: Option<Picture>,
) -> impl IntoView {
    let due = due.owned().map(|due| {
        view! { <span class="board-due" data-late=late.then_some("")>{due}</span> }
    });
    let tone = blocked.is_some().then_some(Tone::Attention.key());
    let blocked = blocked.owned().map(|why| {
        view! {
            <p class="board-blocked">
                {crate::notice::mark(crate::Shape::Square)}
                {format!("Blocked: {why}")}
            </p>
        }
    });
    view! {
        <article class="board-card" data-tone=tone>
            <Thumbnail picture/>
            <div>
                <p class="board-line">
                    <a class="link" href=href>{number}</a>
                    {due}
                </p>
                <p class="board-job">{title}</p>
                {note.owned().map(|note| view! { <p class="board-note">{note}</p> })}
                {blocked}
            </div>
        </article>
    }
}
