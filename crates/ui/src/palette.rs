//! The frame of the command palette; an island puts it to life.

use crate::{Glyph, Icon};
use leptos::prelude::*;

/// The frame of the command palette: a search that also works as a plain form.
#[component]
pub fn PaletteFrame(
    /// The dialog's id.
    #[prop(default = "palette".into(), into)]
    id: String,
    /// Where the plain form searches.
    #[prop(into)]
    action: String,
    /// What may be found or done; an island fills it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let field = format!("{id}-field");
    view! {
        <dialog class="palette" id=id popover="auto" aria-label="Go to or do">
            <form class="palette-form" method="get" action=action>
                <label class="visually-hidden" for=field.clone()>"Go to or do"</label>
                <Icon glyph=Glyph::Search/>
                <input
                    class="palette-input"
                    type="search"
                    id=field
                    name="q"
                    placeholder="Go to or do\u{2026}"
                    autocomplete="off"
                />
            </form>
            <div class="palette-hits">{children.map(|children| children())}</div>
        </dialog>
    }
}
