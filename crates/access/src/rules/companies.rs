//! Companies: who sees one, who makes, changes and removes one.
//!
//! Taking a company out of use keeps all of its people out, which is as hard as removing it: both are
//! `company.delete`, so that nobody locks out the company that they only edit.

use super::{as_oneself, seen};
use crate::{
    Access, Denial, Object, Permission, Permit, Visible, pages,
    permission::{budget, company},
};
use domain::StorefrontId;

/// Whoever makes companies sees which there are, where they make them.
const SEEN_BY: [Permission; 3] = [
    Permission::CompanyEdit,
    Permission::CompanyDelete,
    Permission::CompanyCreate,
];

/// # Errors
/// [`Denial::NotFound`].
pub fn view(access: &Access, company: &Object<'_>) -> Result<(), Denial> {
    seen(access, company, &SEEN_BY)
}

/// The list of the companies that [`view`] lets through.
#[derive(Debug)]
#[must_use]
pub struct Listed<'a> {
    pub edit: Option<Visible<'a, company::Edit>>,
    pub delete: Option<Visible<'a, company::Delete>>,
    pub create: Option<Visible<'a, company::Create>>,
}

/// What somebody may see of companies.
///
/// # Errors
/// Nothing to do with companies at all.
pub fn listed(access: &Access) -> Result<Listed<'_>, Denial> {
    pages::COMPANIES.needs.met_by(access, false)?;
    Ok(Listed {
        edit: access.visible().ok(),
        delete: access.visible().ok(),
        create: access.visible().ok(),
    })
}

/// Making a company at a storefront.
///
/// # Errors
/// Not granted there.
pub fn create(access: &Access, at: StorefrontId) -> Result<Permit<company::Create>, Denial> {
    access.permit(&Object::of_storefront(at))
}

/// Changing a company's settings.
///
/// # Errors
/// Not seen, or not granted.
pub fn edit(access: &Access, company: &Object<'_>) -> Result<Permit<company::Edit>, Denial> {
    view(access, company)?;
    access.permit(company)
}

/// Choosing the word by which people register with a company: as [`edit`], and not while logged in as
/// somebody else, who would have a way in that the company does not know of.
///
/// # Errors
/// As of [`edit`]; or logged in as somebody else.
pub fn choose_passkey(
    access: &Access,
    company: &Object<'_>,
) -> Result<Permit<company::Edit>, Denial> {
    let permit = edit(access, company)?;
    as_oneself(access)?;
    Ok(permit)
}

/// Keeping a company's cost centres, and which codes the checkout asks its people for.
///
/// # Errors
/// Not seen, or not granted.
pub fn keep_codes(access: &Access, company: &Object<'_>) -> Result<Permit<budget::Manage>, Denial> {
    view(access, company)?;
    access.permit(company)
}

/// Taking a company out of use, and back.
///
/// # Errors
/// Not seen, or not granted.
pub fn switch(access: &Access, company: &Object<'_>) -> Result<Permit<company::Delete>, Denial> {
    view(access, company)?;
    access.permit(company)
}

/// Removing a company that nothing hangs on: people and orders stay, and so does their company.
///
/// # Errors
/// Not seen, not granted, or in use.
pub fn delete(
    access: &Access,
    company: &Object<'_>,
    in_use: bool,
) -> Result<Permit<company::Delete>, Denial> {
    let permit = switch(access, company)?;
    if in_use {
        Err(Denial::InUse)
    } else {
        Ok(permit)
    }
}
