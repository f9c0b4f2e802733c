//! Departments: who sees one, who makes, changes and removes one, and who appoints its managers.
//!
//! A department stands in itself: whoever manages it reaches it by that. One that is about to be made
//! stands nowhere but in its company, so that managing some departments makes no further one.

use super::{
    people::{self, PersonFacts},
    seen,
};
use crate::{
    Access, Denial, Object, Permission, Permit, Scope, Visible, pages, permission::department,
};
use domain::accounts::AccountState;

/// Seeing a department on its page: having it in hand in some way.
const SEEN_BY: [Permission; 3] = [
    Permission::DepartmentEdit,
    Permission::DepartmentDelete,
    Permission::DepartmentSetManager,
];

/// # Errors
/// [`Denial::NotFound`].
pub fn view(access: &Access, department: &Object<'_>) -> Result<(), Denial> {
    seen(access, department, &SEEN_BY)
}

/// The list of the departments that [`view`] lets through.
#[derive(Debug)]
#[must_use]
pub struct Listed<'a> {
    pub edit: Option<Visible<'a, department::Edit>>,
    pub delete: Option<Visible<'a, department::Delete>>,
    pub set_manager: Option<Visible<'a, department::SetManager>>,
}

/// What somebody may see of departments. Who only makes new ones sees none.
///
/// # Errors
/// Nothing to do with departments at all.
pub fn listed(access: &Access) -> Result<Listed<'_>, Denial> {
    pages::DEPARTMENTS.needs.met_by(access, false)?;
    Ok(Listed {
        edit: access.visible().ok(),
        delete: access.visible().ok(),
        set_manager: access.visible().ok(),
    })
}

/// Making a department in a company, which stands as [`people::newcomer`] says.
///
/// # Errors
/// Not granted there.
pub fn create(access: &Access, company: &Object<'_>) -> Result<Permit<department::Create>, Denial> {
    access.permit(company)
}

/// Giving a department another name.
///
/// # Errors
/// Not seen, or not granted.
pub fn edit(access: &Access, department: &Object<'_>) -> Result<Permit<department::Edit>, Denial> {
    view(access, department)?;
    access.permit(department)
}

/// Removing a department. Its people and its orders go into another one of the company, which the
/// remover must have in hand as well: what is moved there is reached from there.
///
/// # Errors
/// Not seen, not granted, or a replacement that is not the remover's to change.
pub fn delete(
    access: &Access,
    department: &Object<'_>,
    replacement: Option<&Object<'_>>,
) -> Result<Permit<department::Delete>, Denial> {
    view(access, department)?;
    let permit = access.permit(department)?;
    if let Some(other) = replacement {
        view(access, other)?;
        access.decide(Permission::DepartmentEdit, other)?;
    }
    Ok(permit)
}

/// Appointing somebody a manager: a colleague who can sign in. That they may manage by some role is
/// another question; see [`Role::manager_of_departments`](crate::Role::manager_of_departments).
///
/// # Errors
/// Not seen, not granted, nobody that the appointer sees or nobody of the company, or not active.
pub fn appoint(
    access: &Access,
    department: &Object<'_>,
    person: &PersonFacts<'_>,
) -> Result<Permit<department::SetManager>, Denial> {
    let permit = dismiss(access, department)?;
    people::view(access, person).map(drop)?;
    let colleague = match department.company {
        Scope::These(these) => person.object.company.meets(these),
        Scope::Nobody | Scope::Everybody => false,
    };
    if !colleague {
        return Err(Denial::NotFound);
    }
    if person.state != AccountState::Active {
        return Err(Denial::Account(person.state));
    }
    Ok(permit)
}

/// Dismissing a manager, whoever it is: what they are by then is no reason to keep them.
///
/// # Errors
/// Not seen, or not granted.
pub fn dismiss(
    access: &Access,
    department: &Object<'_>,
) -> Result<Permit<department::SetManager>, Denial> {
    view(access, department)?;
    access.permit(department)
}
