//! How a page is divided.

use leptos::prelude::*;

/// The main matter with something at its right (money, options) that stays in sight; below it on
/// a phone.
#[component]
pub fn WithAside(
    /// What stands at the right.
    #[prop(into)]
    aside: ViewFnOnce,
    /// The right side is the wider one's equal: the options of a product.
    #[prop(optional)]
    halves: bool,
    /// The main matter.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="with-aside" data-halves=halves.then_some("")>
            <div class="with-aside-main">{children()}</div>
            <div class="with-aside-aside">{aside.run()}</div>
        </div>
    }
}

/// A list with its folders ([`crate::Folders`]) at the left; above it on a phone.
#[component]
pub fn WithFolders(
    /// The folders.
    #[prop(into)]
    folders: ViewFnOnce,
    /// The list.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="with-folders">
            <div class="with-folders-side">{folders.run()}</div>
            <div class="with-folders-main">{children()}</div>
        </div>
    }
}

/// Cards side by side, as many as fit.
#[component]
pub fn Shelf(
    /// [`crate::ProductCard`]s, [`crate::StatCard`]s, [`crate::Card`]s.
    children: Children,
    /// Smaller cards, more of them.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <div class="shelf" data-small=small.then_some("")>
            {children()}
        </div>
    }
}

/// Things below one another at an even distance.
#[component]
pub fn Stack(
    /// The things.
    children: Children,
) -> impl IntoView {
    view! { <div class="stack">{children()}</div> }
}

/// Small things in a row that wraps: buttons, pills.
#[component]
pub fn Line(
    /// The things.
    children: Children,
) -> impl IntoView {
    view! { <div class="line">{children()}</div> }
}
