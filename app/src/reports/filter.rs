//! The filter of the report: the address is its state.

use crate::lists::{chip, select};
use domain::{
    Timestamp, paths,
    people::{NOT_REGISTERED, Named, REGISTERED},
    reports::{ReportPage, ReportQuery},
};
use leptos::prelude::*;
use ui::{Chip, Choice, DateField, FilterBar, SearchField, Select};

pub(super) fn bar(query: &ReportQuery, page: &ReportPage) -> AnyView {
    let asked = query.filter();
    let roles = select("Role", &page.roles, &query.role);
    let companies = select("Company", &page.companies, &query.company);
    let departments = select("Department", &page.departments, &query.department);
    let registered = vec![
        Choice::new("", "Either"),
        Choice::new(REGISTERED, "Registered"),
        Choice::new(NOT_REGISTERED, "Not registered"),
    ];
    let chips = chips(query, page);
    let clear = (!chips.is_empty()).then(|| paths::Reports.to_string());
    let (words, account) = (query.q.clone(), query.registered.clone());
    let from = asked.ordered_from.map(Timestamp::date);
    let before = asked.ordered_before.map(Timestamp::date);
    view! {
        <FilterBar action=paths::Reports.to_string() label="Filter customers" chips clear>
            <SearchField label="Search" value=words/>
            {roles}
            <Select label="Account" name="registered" choices=registered value=account/>
            {companies}
            {departments}
            <DateField label="Last order from" name="ordered_from" value=from/>
            <DateField label="Last order before" name="ordered_before" value=before/>
        </FilterBar>
    }
    .into_any()
}

fn chips(query: &ReportQuery, page: &ReportPage) -> Vec<Chip> {
    let asked = query.filter();
    let named = |all: &[Named], value: &str| {
        let found = all.iter().find(|one| one.value == value);
        found.map_or_else(|| value.to_owned(), |one| one.name.clone())
    };
    let mut chips = Vec::new();
    if !asked.people.words.is_empty() {
        let words = format!("Search: {}", query.q.trim());
        chips.push(chip(query, words, |query| query.q.clear()));
    }
    if let Some(role) = page.roles.iter().find(|one| one.value == query.role.trim()) {
        let words = format!("Role: {}", role.name);
        chips.push(chip(query, words, |query| query.role.clear()));
    }
    if let Some(yes) = asked.registered {
        let words = if yes { "Registered" } else { "Not registered" };
        chips.push(chip(query, words, |query| query.registered.clear()));
    }
    if asked.people.company.is_some() {
        let words = format!("Company: {}", named(&page.companies, &query.company));
        // A department is one of its company.
        chips.push(chip(query, words, |query| {
            query.company.clear();
            query.department.clear();
        }));
    }
    if asked.people.department.is_some() {
        let words = format!(
            "Department: {}",
            named(&page.departments, &query.department)
        );
        chips.push(chip(query, words, |query| query.department.clear()));
    }
    if let Some(from) = asked.ordered_from {
        let words = format!("Last order from {}", from.day());
        chips.push(chip(query, words, |query| query.ordered_from.clear()));
    }
    if let Some(before) = asked.ordered_before {
        let words = format!("Last order before {}", before.day());
        chips.push(chip(query, words, |query| query.ordered_before.clear()));
    }
    chips
}
