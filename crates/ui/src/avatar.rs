//! A person, as initials.

use leptos::prelude::*;

/// A person's initials in a circle; an ornament beside the name, hidden from screen readers.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// Twice the size, for a person's own page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    // Always the same ink for the same person, so that a list can be scanned.
    let ink = name.bytes().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    }) % 6;
    view! {
        <span
            class="avatar"
            aria-hidden="true"
            data-ink=ink.to_string()
            data-large=large.then_some("")
        >
            {initials(&name)}
        </span>
    }
}

/// The first letter of the first and of the last word.
fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    let last = words.next_back();
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// A person in a row: initials, name, and a second line.
#[component]
pub fn Person(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// A second line: an address, a department.
    #[prop(optional, into)]
    note: crate::Words,
    /// The person's page.
    #[prop(optional, into)]
    href: crate::Words,
) -> impl IntoView {
    let words = match href.owned() {
        Some(href) => view! { <a class="link" href=href>{name.clone()}</a> }.into_any(),
        None => name.clone().into_any(),
    };
    let note = note.owned().map(|note| view! { <small>{note}</small> });
    view! {
        <span class="person">
            <Avatar name/>
            <span class="person-words">{words} {note}</span>
        </span>
    }
}
