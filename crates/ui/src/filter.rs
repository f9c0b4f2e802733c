//! Filters: the address is their state, so that a list can be sent to a colleague.

use crate::{Glyph, Icon, Words};
use leptos::prelude::*;

/// A filter that is on, and the address without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    label: String,
    without: String,
}

impl Chip {
    /// A filter that is on ("Status: On hold") and the address without it.
    #[must_use]
    pub fn new(label: impl Into<String>, without: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            without: without.into(),
        }
    }
}

/// A search form over a list: fields, a button, and the filters that are on as chips.
///
/// On a phone all but the search box is folded away, unless a filter is on. What folds is a details
/// element with nothing in it, as a row's opener is: on wider windows it is not there, and a window
/// that is turned or widened loses nothing.
#[component]
pub fn FilterBar(
    /// The list's address.
    #[prop(into)]
    action: String,
    /// The bar's accessible name: "Filter orders".
    #[prop(into)]
    label: String,
    /// The verb of its button.
    #[prop(default = "Apply".into(), into)]
    verb: String,
    /// The filters that are on.
    #[prop(optional)]
    chips: Vec<Chip>,
    /// The address without any filter.
    #[prop(optional, into)]
    clear: Words,
    /// Its id, for fields that stand outside of it.
    #[prop(optional, into)]
    id: Words,
    /// A [`crate::SearchField`], selects, hidden values such as the sort order.
    children: Children,
) -> impl IntoView {
    let narrowed = !chips.is_empty() || clear.is_some();
    let chips = (!chips.is_empty()).then(|| view! { <Chips chips clear/> });
    view! {
        <form
            class="filter-bar"
            role="search"
            method="get"
            action=action
            id=id.owned()
            aria-label=label
        >
            <details class="filter-fold" open=narrowed>
                <summary class="button">
                    <Icon glyph=Glyph::Filter/>
                    <span>"Filter"</span>
                </summary>
            </details>
            {children()}
            <button class="button" type="submit" data-weight="quiet">
                <Icon glyph=Glyph::Filter/>
                <span>{verb}</span>
            </button>
        </form>
        {chips}
    }
}

/// The filters that are on, each a link that takes it off.
#[component]
pub fn Chips(
    /// The filters that are on.
    chips: Vec<Chip>,
    /// The address without any filter.
    #[prop(optional, into)]
    clear: Words,
) -> impl IntoView {
    let chips = chips
        .into_iter()
        .map(|chip| {
            view! {
                <li>
                    <a class="chip" href=chip.without>
                        <span class="visually-hidden">"Remove filter "</span>
                        {chip.label}
                        <Icon glyph=Glyph::Close/>
                    </a>
                </li>
            }
        })
        .collect_view();
    let clear = clear
        .owned()
        .map(|href| view! { <li><a class="link" href=href>"Clear all"</a></li> });
    view! {
        <ul class="chips" aria-label="Filters">
            {chips}
            {clear}
        </ul>
    }
}
