//! A menu of further acts: the browser's own popover.

use crate::{Glyph, Icon, Weight};
use leptos::prelude::*;

/// A button that opens further acts: [`crate::Button`]s (in their forms) and [`crate::Link`]s.
#[component]
pub fn Menu(
    /// Id of the panel; one a page.
    #[prop(into)]
    id: String,
    /// The button's words: "More", a person's name.
    #[prop(into)]
    label: String,
    /// An icon before the words.
    #[prop(optional_no_strip, into)]
    glyph: Option<Glyph>,
    /// Shows the icon alone (three dots where none is given).
    #[prop(optional)]
    icon_only: bool,
    /// How much the button asks for the eye.
    #[prop(default = Weight::Quiet)]
    weight: Weight,
    /// The acts.
    children: Children,
) -> impl IntoView {
    let glyph = glyph.or(icon_only.then_some(Glyph::More));
    let name = icon_only.then(|| label.clone());
    view! {
        <div class="menu">
            <button
                class="button"
                type="button"
                data-weight=weight.key()
                data-icon-only=icon_only.then_some("")
                popovertarget=id.clone()
                aria-label=name.clone()
                title=name
            >
                {glyph.map(|glyph| view! { <Icon glyph/> })}
                {(!icon_only).then(|| view! {
                    <span>{label}</span>
                    <Icon glyph=Glyph::Down/>
                })}
            </button>
            <div class="menu-panel" id=id popover="auto">{children()}</div>
        </div>
    }
}
