//! Which products somebody sees, and may order.
//!
//! What is on a public shelf is seen by who may browse it (`catalog.browse`); everything else by who
//! may see it (`product.view`). Being switched off hides a product from everybody but those who test
//! it (`product.view_disabled`), and nobody orders it.

use crate::{
    Access, Denial, Object, Permission, Permit, Scope, Visible,
    permission::{catalog, product},
};

/// The facts about a product that its rules ask for.
#[derive(Clone, Copy, Debug)]
pub struct ProductFacts<'a> {
    pub object: Object<'a>,
    /// Switched on.
    pub active: bool,
}

/// Seeing a product. One that is not seen does not exist.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn see(access: &Access, product: &ProductFacts<'_>) -> Result<Permit<product::View>, Denial> {
    let seen = match access.decide(Permission::ProductView, &product.object) {
        // Refused by a custom role, which no public shelf overrides.
        Err(Denial::Refused(_)) => Err(Denial::NotFound),
        Err(_) => access.decide(Permission::CatalogBrowse, &product.object),
        seen => seen,
    };
    let reach = seen.map_err(|_| Denial::NotFound)?.reach;
    if !product.active {
        access
            .decide(Permission::ProductViewDisabled, &product.object)
            .map_err(|_| Denial::NotFound)?;
    }
    Ok(Permit::new(access, product.object.storefront, reach))
}

/// Ordering a product: seeing it, while it is switched on.
///
/// # Errors
/// [`Denial::NotFound`].
pub fn order(access: &Access, product: &ProductFacts<'_>) -> Result<Permit<product::View>, Denial> {
    if product.active {
        see(access, product)
    } else {
        Err(Denial::NotFound)
    }
}

/// The list of the products that [`see`] lets through: the same conditions, for a `where`.
#[derive(Debug)]
#[must_use]
pub struct Offered<'a> {
    access: &'a Access,
    pub view: Option<Visible<'a, product::View>>,
    pub browse: Option<Visible<'a, catalog::Browse>>,
    pub disabled: Option<Visible<'a, product::ViewDisabled>>,
}

impl<'a> Offered<'a> {
    /// Whose list it is; what they are refused explicitly comes off it.
    #[must_use]
    pub const fn access(&self) -> &'a Access {
        self.access
    }
}

/// What somebody may see of a catalogue.
///
/// # Errors
/// [`Denial::SignIn`] or [`Denial::Missing`] where it is nothing at all.
pub fn offered(access: &Access) -> Result<Offered<'_>, Denial> {
    let view = access.visible();
    let browse = access.visible();
    if let (Err(why), Err(_)) = (&view, &browse) {
        return Err(*why);
    }
    Ok(Offered {
        access,
        view: view.ok(),
        browse: browse.ok(),
        disabled: access.visible().ok(),
    })
}

/// Saying whom a product is for (PJ-15): a fact about all of its storefront, so for who manages its
/// products as a whole, and not only those of some company.
///
/// # Errors
/// Not seen, or not granted there.
pub fn limit(
    access: &Access,
    product: &ProductFacts<'_>,
) -> Result<Permit<product::Manage>, Denial> {
    see(access, product).map(drop)?;
    access.decide(Permission::ProductManage, &product.object)?;
    access.permit(&Object {
        company: Scope::Nobody,
        departments: Scope::Nobody,
        public: false,
        withheld: false,
        ..product.object
    })
}

/// The list of the products that [`limit`] lets through: the same conditions, for a `where`.
#[derive(Debug)]
#[must_use]
pub struct Managed<'a> {
    pub offered: Offered<'a>,
    pub manage: Visible<'a, product::Manage>,
}

/// The products that somebody manages.
///
/// # Errors
/// [`Denial::SignIn`] or [`Denial::Missing`] where it is none at all.
pub fn managed(access: &Access) -> Result<Managed<'_>, Denial> {
    let manage = access.visible()?;
    Ok(Managed {
        offered: offered(access)?,
        manage,
    })
}
