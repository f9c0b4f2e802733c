//! The filter of the list: the address is its state.
//!
//! Its fields have ids of their own: the dialog on the same page has fields of the same names.

use crate::lists::{chip, select};
use domain::{
    accounts::AccountState,
    paths,
    people::{Named, PeoplePage, PeopleQuery},
};
use leptos::prelude::*;
use ui::{Chip, Choice, FilterBar, SearchField, Select};

pub(super) fn bar(query: &PeopleQuery, page: &PeoplePage) -> AnyView {
    let filter = query.filter();
    let state = filter.state.map(AccountState::key).unwrap_or_default();
    let states = std::iter::once(Choice::new("", "Any state"))
        .chain(
            AccountState::LISTED
                .iter()
                .map(|state| Choice::new(state.key(), state.word())),
        )
        .collect::<Vec<_>>();
    let roles = choices("Any role", &page.roles);
    let role = filter.role.clone().unwrap_or_default();
    let companies = select("Company", &page.companies, &query.company);
    let departments = select("Department", &page.departments, &query.department);
    let chips = chips(query, page);
    let clear = (!chips.is_empty()).then(|| paths::People.to_string());
    let words = query.q.clone();
    view! {
        <FilterBar action=paths::People.to_string() label="Filter people" chips clear>
            <SearchField label="Search" value=words/>
            <Select label="State" name="state" choices=states value=state id="filter-state"/>
            <Select label="Role" name="role" choices=roles value=role id="filter-role"/>
            {companies}
            {departments}
        </FilterBar>
    }
    .into_any()
}

pub(crate) fn choices(any: &str, all: &[Named]) -> Vec<Choice> {
    std::iter::once(Choice::new("", any))
        .chain(all.iter().map(choice))
        .collect()
}

pub(crate) fn choice(one: &Named) -> Choice {
    let choice = Choice::new(one.value.clone(), one.name.clone());
    match &one.group {
        Some(group) => choice.group(group.clone()),
        None => choice,
    }
}

fn chips(query: &PeopleQuery, page: &PeoplePage) -> Vec<Chip> {
    let filter = query.filter();
    let name = |all: &[Named], value: &str| {
        let found = all.iter().find(|one| one.value == value);
        found.map_or_else(|| value.to_owned(), |one| one.name.clone())
    };
    let mut chips = Vec::new();
    if !filter.words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    if let Some(state) = filter.state {
        let words = format!("State: {}", state.word());
        chips.push(chip(query, words, |query| query.state.clear()));
    }
    let known = |role: &&String| page.roles.iter().any(|one| one.value == **role);
    if let Some(role) = filter.role.as_ref().filter(known) {
        let words = format!("Role: {}", name(&page.roles, role));
        chips.push(chip(query, words, |query| query.role.clear()));
    }
    if filter.company.is_some() {
        let words = format!("Company: {}", name(&page.companies, &query.company));
        // A department is one of its company.
        chips.push(chip(query, words, |query| {
            query.company.clear();
            query.department.clear();
        }));
    }
    if filter.department.is_some() {
        let words = format!("Department: {}", name(&page.departments, &query.department));
        chips.push(chip(query, words, |query| query.department.clear()));
    }
    chips
}
