//! Links: what leads somewhere.

use crate::{Glyph, Icon, Weight, Words};
use leptos::prelude::*;

/// A plain link in running text or a table.
#[component]
pub fn Link(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// The words, and the link's accessible name.
    #[prop(into)]
    label: String,
    /// More of the accessible name than is shown.
    #[prop(optional, into)]
    about: Words,
    /// Drawn in the colour of the text around it.
    #[prop(optional)]
    subtle: bool,
) -> impl IntoView {
    let name = about.get().map(|about| format!("{label} {about}"));
    view! {
        <a href=href class=if subtle { "link link-subtle" } else { "link" } aria-label=name>
            {label}
        </a>
    }
}

/// A link that looks like a button: "New role", "Export CSV", "Download artwork".
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// The words, and the link's accessible name.
    #[prop(into)]
    label: String,
    /// How much it asks for the eye.
    #[prop(default = Weight::Quiet)]
    weight: Weight,
    /// An icon before the words.
    #[prop(optional_no_strip, into)]
    glyph: Option<Glyph>,
    /// Shows the icon alone; the words stay the accessible name.
    #[prop(optional)]
    icon_only: bool,
    /// More of the accessible name than is shown.
    #[prop(optional, into)]
    about: Words,
    /// The browser keeps what comes as a file.
    #[prop(optional)]
    download: bool,
) -> impl IntoView {
    let name = match (icon_only, about.get()) {
        (_, Some(about)) => Some(format!("{label} {about}")),
        (true, None) => Some(label.clone()),
        (false, None) => None,
    };
    let title = icon_only.then(|| label.clone());
    view! {
        <a
            class="button"
            data-weight=weight.key()
            data-icon-only=icon_only.then_some("")
            href=href
            download=download.then_some("")
            aria-label=name
            title=title
        >
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            {(!icon_only).then(|| view! { <span>{label}</span> })}
        </a>
    }
}
