//! The filter of the Order Manager: the address is its state.

use crate::lists::chip;
use domain::{
    Timestamp,
    orders::{Audience, OrderState, OrdersQuery},
    paths,
};
use leptos::prelude::*;
use ui::{Chip, Choice, DateField, FilterBar, Hidden, SearchField, Select};

/// `searches` says whether the reader looks for orders by words.
pub(super) fn bar(query: &OrdersQuery, audience: Audience, searches: bool) -> AnyView {
    let statuses = OrderState::read_by(audience)
        .iter()
        .map(|state| Choice::new(state.key(), state.word(audience)))
        .collect::<Vec<_>>();
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Any status"))
        .chain(statuses)
        .collect();
    let filter = query.filter(audience);
    let status = filter.status.map(OrderState::key).unwrap_or_default();
    let chips = chips(query, audience);
    let clear = (!chips.is_empty()).then(|| paths::Orders.to_string());
    // Sorting stays while one searches.
    let sort = (!query.sort.is_empty()).then(|| query.sort.clone());
    let sort = sort.map(|value| view! { <Hidden name="sort" value/> });
    let words = query.q.clone();
    let search = searches.then(|| view! { <SearchField label="Search" value=words/> });
    let from = filter.from.map(Timestamp::date);
    let to = filter.until.map(|end| end.plus(-Timestamp::DAY).date());
    view! {
        <FilterBar action=paths::Orders.to_string() label="Filter orders" chips clear>
            {search}
            <Select label="Status" name="status" choices value=status/>
            <DateField label="Placed from" name="from" value=from/>
            <DateField label="Placed to" name="to" value=to/>
            {sort}
        </FilterBar>
    }
    .into_any()
}

fn chips(query: &OrdersQuery, audience: Audience) -> Vec<Chip> {
    let filter = query.filter(audience);
    let mut chips = Vec::new();
    if !filter.words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    if let Some(status) = filter.status {
        let words = format!("Status: {}", status.word(audience));
        chips.push(chip(query, words, |query| query.status.clear()));
    }
    if let Some(from) = filter.from {
        let words = format!("From {}", from.day());
        chips.push(chip(query, words, |query| query.from.clear()));
    }
    if let Some(until) = filter.until {
        let words = format!("To {}", until.plus(-Timestamp::DAY).day());
        chips.push(chip(query, words, |query| query.to.clear()));
    }
    chips
}
