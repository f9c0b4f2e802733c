//! Albums: who keeps them, and who sees an image of one.
//!
//! An album is of its storefront as a whole. A shared one stands on the storefront's shelf: whoever
//! sees what is there for everybody sees its images too, or those of them who hold one of the roles that
//! it is shared with.

use super::{
    catalogue::{self, ProductFacts},
    seen,
};
use crate::{
    Access, Anchor, Denial, Object, Permission, Permit, RoleId, Scope, Visible,
    permission::{album, product},
};
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

/// With whom an album is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared<'a> {
    Nobody,
    Everybody,
    /// Whoever holds one of these roles at its storefront.
    With(&'a [RoleId]),
}

/// The facts about an image that its rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageFacts<'a> {
    pub storefront: StorefrontId,
    /// Whether the storefront is open to people without an account.
    pub public: bool,
    /// With whom its album is.
    pub shared: Shared<'a>,
}

/// Seeing an image: whoever keeps its album, and whoever may choose it.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn see(access: &Access, image: &ImageFacts<'_>) -> Result<(), Denial> {
    if manage(access, image.storefront).is_ok() {
        return Ok(());
    }
    choose(access, image)
}

/// Choosing an image for what one orders: whoever sees the shelf, where its album is shared with them.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn choose(access: &Access, image: &ImageFacts<'_>) -> Result<(), Denial> {
    let theirs = match image.shared {
        Shared::Nobody => false,
        Shared::Everybody => true,
        Shared::With(roles) => held(access, image.storefront).any(|role| roles.contains(&role)),
    };
    if !theirs {
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

/// The roles that somebody holds at a storefront.
fn held(access: &Access, at: StorefrontId) -> impl Iterator<Item = RoleId> {
    let there = move |anchor: &Anchor| match anchor {
        Anchor::Platform => true,
        // One of a supplier starts at no storefront.
        anchor => anchor
            .storefronts()
            .is_some_and(|these| these.contains(&at)),
    };
    access
        .holdings
        .iter()
        .filter(move |holding| there(&holding.anchor))
        .map(|holding| holding.role.id())
}

/// The images that [`choose`] lets through at the storefront of a product: the same, for a `where`.
#[derive(Debug)]
#[must_use]
pub struct Choice {
    storefront: Option<StorefrontId>,
    roles: Vec<RoleId>,
}

impl Choice {
    #[must_use]
    pub const fn storefront(&self) -> Option<StorefrontId> {
        self.storefront
    }

    /// Those that its owner holds there.
    #[must_use]
    pub fn roles(&self) -> &[RoleId] {
        &self.roles
    }
}

/// What somebody chooses from for a product that they see.
pub fn choice(access: &Access, product: &Permit<product::View>) -> Choice {
    let storefront = product.storefront();
    Choice {
        storefront,
        roles: storefront.map_or_else(Vec::new, |at| held(access, at).collect()),
    }
}
