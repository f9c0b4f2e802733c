//! What the pages of lists have in common: their filters, and the ways from page to page.

use crate::people::choices;
use domain::{
    lists::{ListQuery, PageOf},
    people::Named,
};
use leptos::prelude::*;
use std::fmt;
use ui::{Chip, Pager, Select};

/// A filter that is on, and the list without it.
pub(crate) fn chip<Q: ListQuery>(
    query: &Q,
    words: impl Into<String>,
    clear: impl FnOnce(&mut Q),
) -> Chip {
    Chip::new(words, query.without(clear).address())
}

/// A filter by one of these, where there are some. Its id is its own: a dialog on the same page may
/// have a field of that name.
pub(crate) fn select(label: &'static str, all: &[Named], value: &str) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let name = label.to_lowercase();
    let choices = choices(&format!("Any {name}"), all);
    let (id, value) = (format!("filter-{name}"), value.to_owned());
    Some(view! { <Select label name choices value id/> }.into_any())
}

/// The ways to the pages before and after this one.
pub(crate) fn pager<T, At: fmt::Display>(query: &impl ListQuery, page: &PageOf<T, At>) -> AnyView {
    let previous = page.previous.as_ref();
    let previous = previous.map(|cursor| query.before(cursor).address());
    let next = page.next.as_ref();
    let next = next.map(|cursor| query.after(cursor).address());
    view! { <Pager previous next/> }.into_any()
}
