//! Whose data fills in what is printed: a colleague's on a business card.

use crate::{
    Access, Denial, Object, Permission, Permit, Reach, Scope, Term, Visible, permission::template,
};
use domain::accounts::AccountState;
use std::borrow::Cow;

/// The facts about a person that the rule asks for.
#[derive(Clone, Copy, Debug)]
pub struct DataFacts<'a> {
    pub object: Object<'a>,
    pub state: AccountState,
}

/// The actor as they fill in data at a storefront. Where it has switched that on, the company of who is
/// in no department is to them as one that has none: one rule for a company without departments and for
/// a person without one (decision A-41).
#[must_use]
pub fn loader(access: &Access, without_department: bool) -> Cow<'_, Access> {
    if without_department && access.member_of.is_empty() {
        Cow::Owned(Access {
            company_has_departments: false,
            ..access.clone()
        })
    } else {
        Cow::Borrowed(access)
    }
}

/// Filling in a person's data, by a [`loader`]: one's own always, others' as far as the grant goes. Who
/// never had access is data all the same; who is suspended or deleted is not.
///
/// # Errors
/// Not granted at all; else [`Denial::NotFound`]: who cannot fill in somebody's data does not learn that
/// there is such a person.
pub fn load(
    access: &Access,
    person: &DataFacts<'_>,
) -> Result<Permit<template::LoadUserData>, Denial> {
    access.holds(Permission::TemplateLoadUserData)?;
    if matches!(
        person.state,
        AccountState::Suspended | AccountState::Deleted
    ) {
        return Err(Denial::NotFound);
    }
    let by = |reach| Permit::new(access, person.object.storefront, reach);
    match access.permit(&person.object) {
        Err(Denial::Missing(_)) if access.owns(&person.object) => Ok(by(Reach::Own)),
        Err(Denial::Missing(_)) if in_no_department(access, &person.object) => {
            Ok(by(Reach::Managed))
        }
        other => other.map_err(|_| Denial::NotFound),
    }
}

/// The list of those whom [`load`] lets through.
///
/// # Errors
/// Not granted.
pub fn loadable(access: &Access) -> Result<Visible<'_, template::LoadUserData>, Denial> {
    access.visible()
}

/// Whether this is a grant to managers of departments, who reach as well whoever is in none of their
/// company's.
#[must_use]
pub fn reaches_in_no_department(term: &Term<'_>) -> bool {
    term.reach == Reach::Managed
}

fn in_no_department(access: &Access, person: &Object<'_>) -> bool {
    // To such a grant they stand in each of its departments.
    let in_each = Object {
        departments: Scope::Everybody,
        ..*person
    };
    person.departments == Scope::Nobody
        && access
            .terms(Permission::TemplateLoadUserData)
            .any(|term| reaches_in_no_department(&term) && term.grants(&in_each))
}
