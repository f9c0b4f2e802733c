//! Albums: who keeps them, and who sees an image of one.
//!
//! An album is of its storefront as a whole. A shared one stands on the storefront's shelf: whoever
//! sees what is there for everybody sees its images too.

use super::{
    catalogue::{self, ProductFacts},
    seen,
};
use crate::{Access, Denial, Object, Permission, Permit, Scope, Visible, permission::album};
use domain::StorefrontId;

/// What an album is to every rule.
#[must_use]
pub const fn object(at: StorefrontId) -> Object<'static> {
    Object::of_storefront(at)
}

/// The list of the albums that somebody keeps.
///
/// # Errors
/// Not granted.
pub fn listed(access: &Access) -> Result<Visible<'_, album::Manage>, Denial> {
    access.visible()
}

/// Making an album at a storefront.
///
/// # Errors
/// Not granted there.
pub fn create(access: &Access, at: StorefrontId) -> Result<Permit<album::Manage>, Denial> {
    access.permit(&object(at))
}

/// Opening an album of a storefront, filling, changing, sharing, emptying and deleting it.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn manage(access: &Access, at: StorefrontId) -> Result<Permit<album::Manage>, Denial> {
    seen(access, &object(at), &[Permission::AlbumManage])?;
    create(access, at)
}

/// The facts about an image that its rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageFacts {
    pub storefront: StorefrontId,
    /// Whether the storefront is open to people without an account.
    pub public: bool,
    /// Whether its album is.
    pub shared: bool,
}

/// Seeing an image: whoever keeps its album, and where that is shared whoever sees the shelf.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn see(access: &Access, image: &ImageFacts) -> Result<(), Denial> {
    if manage(access, image.storefront).is_ok() {
        return Ok(());
    }
    if !image.shared {
        return Err(Denial::NotFound);
    }
    let on_the_shelf = ProductFacts {
        object: Object {
            company: Scope::Everybody,
            departments: Scope::Everybody,
            public: image.public,
            ..object(image.storefront)
        },
        active: true,
    };
    catalogue::see(access, &on_the_shelf).map(drop)
}
