//! Suppliers: they are of the platform, and so is whoever manages them.

use super::catalogue::{self, ProductFacts};
use crate::{
    Access, Denial, Object, Permit, Visible, pages,
    permission::{product, supplier},
};

/// What a supplier is to every rule: something of the platform, of nobody's company.
pub const SUPPLIER: Object<'static> = Object::PLATFORM;

/// Seeing the suppliers as records, rather than as somewhere to send a job.
///
/// # Errors
/// Not granted.
pub fn listed(access: &Access) -> Result<Visible<'_, supplier::Manage>, Denial> {
    pages::SUPPLIERS.needs.met_by(access, false)?;
    access.visible()
}

/// Adding a supplier, changing one, inviting its people, taking it out of use and back.
///
/// # Errors
/// [`Denial::NotFound`] for who has nothing to do with suppliers: that there are any is not theirs to
/// know.
pub fn manage(access: &Access) -> Result<Permit<supplier::Manage>, Denial> {
    access.permit(&SUPPLIER).map_err(|why| match why {
        Denial::SignIn | Denial::WhileActing => why,
        _ => Denial::NotFound,
    })
}

/// Saying who makes a product as a rule: a fact about the product, by who manages both.
///
/// # Errors
/// Not granted, or a product that is not seen.
pub fn makes(
    access: &Access,
    product: &ProductFacts<'_>,
) -> Result<(Permit<supplier::Manage>, Permit<product::Manage>), Denial> {
    let may = manage(access)?;
    catalogue::see(access, product).map(drop)?;
    Ok((may, access.permit(&product.object)?))
}
