//! Publication types: who makes them and puts products into them, and who decides which departments see
//! them (PSM-21).

use super::{
    catalogue::{self, ProductFacts},
    seen,
};
use crate::{
    Access, Denial, Object, Permission, Permit, Scope, Visible, pages,
    permission::{product, pubtype},
};
use domain::DepartmentId;

/// Having one in hand in some way. That a product is in one is seen by what is on the shelf.
const SEEN_BY: [Permission; 2] = [
    Permission::PubtypeManage,
    Permission::PubtypeAssignDepartment,
];

/// # Errors
/// [`Denial::NotFound`].
pub fn view(access: &Access, folder: &Object<'_>) -> Result<(), Denial> {
    seen(access, folder, &SEEN_BY)
}

/// The list of the publication types that [`view`] lets through.
#[derive(Debug)]
#[must_use]
pub struct Listed<'a> {
    pub manage: Option<Visible<'a, pubtype::Manage>>,
    pub assign: Option<Visible<'a, pubtype::AssignDepartment>>,
}

/// What somebody may see of publication types.
///
/// # Errors
/// Nothing to do with them at all.
pub fn listed(access: &Access) -> Result<Listed<'_>, Denial> {
    pages::PUBLICATION_TYPES.needs.met_by(access, false)?;
    Ok(Listed {
        manage: access.visible().ok(),
        assign: access.visible().ok(),
    })
}

/// Making one for a company, all of whose departments see it at first: limiting it is another
/// permission.
///
/// # Errors
/// Not granted there.
pub fn create(access: &Access, company: &Object<'_>) -> Result<Permit<pubtype::Manage>, Denial> {
    access.permit(company)
}

/// Giving one another name.
///
/// # Errors
/// Not seen, or not granted.
pub fn rename(access: &Access, folder: &Object<'_>) -> Result<Permit<pubtype::Manage>, Denial> {
    view(access, folder)?;
    access.permit(folder)
}

/// Removing one that no product is in: without it the products would be for more people.
///
/// # Errors
/// Not seen, not granted, or in use.
pub fn delete(
    access: &Access,
    folder: &Object<'_>,
    in_use: bool,
) -> Result<Permit<pubtype::Manage>, Denial> {
    let permit = rename(access, folder)?;
    if in_use {
        Err(Denial::InUse)
    } else {
        Ok(permit)
    }
}

/// Putting a product into one, or taking it out: a fact about both, by who manages both.
///
/// # Errors
/// Not seen, or not granted for one of the two.
pub fn file(
    access: &Access,
    folder: &Object<'_>,
    product: &ProductFacts<'_>,
) -> Result<(Permit<pubtype::Manage>, Permit<product::Manage>), Denial> {
    let may = rename(access, folder)?;
    catalogue::see(access, product).map(drop)?;
    Ok((may, access.permit(&product.object)?))
}

/// Saying which departments see one: `changed` are those that get it or lose it, and `all` says whether
/// it becomes or ceases to be for all of them, those to come included.
///
/// # Errors
/// Not seen, or not granted for it, for one of the departments, or for the company as a whole.
pub fn assign(
    access: &Access,
    folder: &Object<'_>,
    changed: &[DepartmentId],
    all: bool,
) -> Result<Permit<pubtype::AssignDepartment>, Denial> {
    view(access, folder)?;
    let permit = access.permit(folder)?;
    let there = |departments| Object {
        departments,
        ..*folder
    };
    for one in changed {
        let these = std::slice::from_ref(one);
        access.decide(
            Permission::PubtypeAssignDepartment,
            &there(Scope::These(these)),
        )?;
    }
    if all {
        // Only who reaches the company as a whole: nobody's department, so nobody's to manage.
        access.decide(Permission::PubtypeAssignDepartment, &there(Scope::Nobody))?;
    }
    Ok(permit)
}
