//! Albums: who keeps them, and who sees an image of one.
//!
//! An album is of its storefront as a whole. With whom it is shared and with which products are two
//! questions, and both must be answered with yes: whoever orders, or one of them who holds one of the roles
//! that it is shared with; and every product, or one that it is shared with by itself or by its category.
//! What is for every product stands on the storefront's shelf: whoever sees what is there for everybody sees
//! its images too. What is for some is seen by whoever sees one of these.

use super::{
    catalogue::{self, ProductFacts},
    seen,
};
use crate::{
    Access, Anchor, Denial, Object, Permission, Permit, RoleId, Scope, Visible,
    permission::{album, product},
};
use domain::{ProductId, StorefrontId, albums::ForProducts};

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
    /// The products that its album is shared with; nothing where it is every one.
    pub products: Option<&'a ForProducts>,
}

/// The facts about a product that is ordered with an image.
#[derive(Clone, Copy, Debug)]
pub struct Ordered<'a> {
    pub id: ProductId,
    pub category: &'a str,
    pub facts: ProductFacts<'a>,
}

/// Seeing an image: whoever keeps its album, and those it is shared with who see the shelf, or, where it
/// is for some products only, one that offers it: whether they do is told.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn see(access: &Access, image: &ImageFacts<'_>, sees_a_product: bool) -> Result<(), Denial> {
    if manage(access, image.storefront).is_ok() {
        return Ok(());
    }
    let offered = match image.products {
        Some(_) => sees_a_product,
        None => sees_the_shelf(access, image),
    };
    if offered && is_shared(access, image) {
        Ok(())
    } else {
        Err(Denial::NotFound)
    }
}

/// Choosing an image for a product that one orders: whoever sees the product, where its album is shared
/// with them and with the product.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn choose(
    access: &Access,
    image: &ImageFacts<'_>,
    product: &Ordered<'_>,
) -> Result<(), Denial> {
    let here = product.facts.object.storefront == Some(image.storefront);
    let offers = image
        .products
        .is_none_or(|these| these.has(product.id, product.category));
    if here && offers && is_shared(access, image) {
        catalogue::see(access, &product.facts).map(drop)
    } else {
        Err(Denial::NotFound)
    }
}

/// Whether its album is shared with them.
fn is_shared(access: &Access, image: &ImageFacts<'_>) -> bool {
    match image.shared {
        Shared::Nobody => false,
        Shared::Everybody => true,
        Shared::With(roles) => held(access, image.storefront).any(|role| roles.contains(&role)),
    }
}

fn sees_the_shelf(access: &Access, image: &ImageFacts<'_>) -> bool {
    let on_the_shelf = ProductFacts {
        object: Object {
            company: Scope::Everybody,
            departments: Scope::Everybody,
            public: image.public,
            ..object(image.storefront)
        },
        active: true,
    };
    catalogue::see(access, &on_the_shelf).is_ok()
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

/// The images that [`choose`] lets through for a product: the same, for a `where`.
#[derive(Debug)]
#[must_use]
pub struct Choice<'a> {
    storefront: Option<StorefrontId>,
    roles: Vec<RoleId>,
    product: ProductId,
    category: &'a str,
}

impl Choice<'_> {
    #[must_use]
    pub const fn storefront(&self) -> Option<StorefrontId> {
        self.storefront
    }

    /// Those that its owner holds there.
    #[must_use]
    pub fn roles(&self) -> &[RoleId] {
        &self.roles
    }

    /// The product, and its category.
    #[must_use]
    pub const fn product(&self) -> (ProductId, &str) {
        (self.product, self.category)
    }
}

/// What somebody chooses from for this product of this category, which they see.
pub fn choice<'a>(
    access: &Access,
    seen: &Permit<product::View>,
    (product, category): (ProductId, &'a str),
) -> Choice<'a> {
    let storefront = seen.storefront();
    Choice {
        storefront,
        roles: storefront.map_or_else(Vec::new, |at| held(access, at).collect()),
        product,
        category,
    }
}
