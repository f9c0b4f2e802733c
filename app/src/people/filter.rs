//! The filter of the list: the address is its state.
//!
//! Its fields have ids of their own: the dialog on the same page has fields of the same names.

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
    let select =
        |label: &'static str, name: &'static str, any: &str, all: &[Named], value: String| {
            (!all.is_empty()).then(|| {
                let choices = choices(any, all);
                let id = format!("filter-{name}");
                view! { <Select label=label name=name choices value=value id=id/> }
            })
        };
    let companies = select(
        "Company",
        "company",
        "Any company",
        &page.companies,
        query.company.clone(),
    );
    let departments = select(
        "Department",
        "department",
        "Any department",
        &page.departments,
        query.department.clone(),
    );
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
    let first = query.first_page();
    let name = |all: &[Named], value: &str| {
        let found = all.iter().find(|one| one.value == value);
        found.map_or_else(|| value.to_owned(), |one| one.name.clone())
    };
    let mut chips = Vec::new();
    if !filter.words.is_empty() {
        let without = PeopleQuery {
            q: String::new(),
            ..first.clone()
        };
        chips.push(Chip::new(
            format!("Search: {}", query.q.trim()),
            without.address(),
        ));
    }
    if let Some(state) = filter.state {
        let without = PeopleQuery {
            state: String::new(),
            ..first.clone()
        };
        chips.push(Chip::new(
            format!("State: {}", state.word()),
            without.address(),
        ));
    }
    let known = |role: &&String| page.roles.iter().any(|one| one.value == **role);
    if let Some(role) = filter.role.as_ref().filter(known) {
        let without = PeopleQuery {
            role: String::new(),
            ..first.clone()
        };
        chips.push(Chip::new(
            format!("Role: {}", name(&page.roles, role)),
            without.address(),
        ));
    }
    if filter.company.is_some() {
        // A department is one of its company.
        let without = PeopleQuery {
            company: String::new(),
            department: String::new(),
            ..first.clone()
        };
        let company = name(&page.companies, &query.company);
        chips.push(Chip::new(format!("Company: {company}"), without.address()));
    }
    if filter.department.is_some() {
        let without = PeopleQuery {
            department: String::new(),
            ..first
        };
        let department = name(&page.departments, &query.department);
        chips.push(Chip::new(
            format!("Department: {department}"),
            without.address(),
        ));
    }
    chips
}
