//! Storefronts, and the platform that they stand on: who sees one, makes one, sets it up, and goes from
//! one to another.

use super::seen;
use crate::{
    Access, Denial, Object, Permission, Permit, Visible, pages,
    permission::{platform, storefront, storefront_settings, system_settings, webdesign},
};
use domain::StorefrontId;

const SEEN_BY: [Permission; 2] = [Permission::StorefrontSettingsEdit, Permission::PlatformView];

/// Seeing a storefront as something that is run, rather than as a shop.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn view(access: &Access, storefront: StorefrontId) -> Result<(), Denial> {
    seen(access, &Object::of_storefront(storefront), &SEEN_BY)
}

/// The list of the storefronts that [`view`] lets through.
#[derive(Debug)]
#[must_use]
pub struct Listed<'a> {
    pub edit: Option<Visible<'a, storefront_settings::Edit>>,
    pub view: Option<Visible<'a, platform::View>>,
}

/// What somebody may see of storefronts.
///
/// # Errors
/// Nothing to do with how storefronts are run at all.
pub fn listed(access: &Access) -> Result<Listed<'_>, Denial> {
    pages::STOREFRONTS.needs.met_by(access, false)?;
    Ok(Listed {
        edit: access.visible().ok(),
        view: access.visible().ok(),
    })
}

/// Making a storefront: what is to be is on none yet, so that it is for who runs the platform.
///
/// # Errors
/// Not granted for the platform.
pub fn create(access: &Access) -> Result<Permit<storefront::Create>, Denial> {
    access.permit(&Object::PLATFORM)
}

/// Changing a storefront's settings: its name, who registers, its host names, its packs.
///
/// # Errors
/// Not seen, or not granted.
pub fn edit(
    access: &Access,
    storefront: StorefrontId,
) -> Result<Permit<storefront_settings::Edit>, Denial> {
    view(access, storefront)?;
    access.permit(&Object::of_storefront(storefront))
}

/// Changing how it looks.
///
/// # Errors
/// Not seen, or not granted.
pub fn look(
    access: &Access,
    storefront: StorefrontId,
) -> Result<Permit<webdesign::Manage>, Denial> {
    view(access, storefront)?;
    access.permit(&Object::of_storefront(storefront))
}

/// Going on at this storefront.
///
/// # Errors
/// [`Denial::NotFound`], for who does not work there or nowhere else.
pub fn switch(access: &Access, to: StorefrontId) -> Result<(), Denial> {
    let there = Object::of_storefront(to);
    seen(access, &there, &[Permission::StorefrontSwitch])
}

/// Seeing what the installation is set to.
///
/// # Errors
/// Not granted for the platform.
pub fn system(access: &Access) -> Result<Permit<system_settings::Edit>, Denial> {
    access.permit(&Object::PLATFORM)
}
