//! Dialogs and disclosures: the browser's own, opened without script.

use crate::{Glyph, Icon, LinkButton, Weight, Words};
use leptos::prelude::*;

/// A dialog, opened by a [`crate::Button`] with `opens=id`.
///
/// It is a `dialog` with the `popover` attribute, so that a button opens it where scripts are off.
/// With `open` it stands in the page from the start: the answer to a form that was refused, or what
/// the address asks for about one row.
#[component]
pub fn Dialog(
    /// Its id.
    #[prop(into)]
    id: String,
    /// Its heading, and its accessible name.
    #[prop(into)]
    title: String,
    /// Slides in from the right and is as high as the window (a sheet).
    #[prop(optional)]
    sheet: bool,
    /// Stands in the page from the start.
    #[prop(optional)]
    open: bool,
    /// The page without it, where it stands in the page because its address says so.
    #[prop(optional, into)]
    back: Words,
    /// What is in it, mostly a [`crate::PostForm`].
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let close = if open {
        let close = |href: String| {
            view! { <LinkButton href label="Close" weight=Weight::Bare glyph=Glyph::Close icon_only=true/> }
        };
        back.owned().map(close).into_any()
    } else {
        view! {
            <button
                class="button"
                type="button"
                data-weight="bare"
                data-icon-only=""
                aria-label="Close"
                popovertarget=id.clone()
                popovertargetaction="hide"
            >
                <Icon glyph=Glyph::Close/>
            </button>
        }
        .into_any()
    };
    view! {
        <dialog
            class="dialog"
            id=id.clone()
            data-sheet=sheet.then_some("")
            popover=(!open).then_some("auto")
            open=open
            aria-labelledby=title_id
        >
            <header class="dialog-head">
                <h2 class="dialog-title" id=title_id.clone()>{title}</h2>
                {close}
            </header>
            <div class="dialog-body">{children()}</div>
        </dialog>
    }
}

/// Something that may be opened in place: the browser's own `details`.
#[component]
pub fn Disclosure(
    /// The words one presses.
    #[prop(into)]
    summary: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// Others of the same name close when this one opens.
    #[prop(optional, into)]
    name: Words,
    /// What opens.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open name=name.owned()>
            <summary>{summary}</summary>
            <div class="disclosure-body">{children()}</div>
        </details>
    }
}
