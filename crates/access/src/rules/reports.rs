//! Reports: whom and what they tell of.

use crate::{
    Access, Denial, Permission, Visible,
    permission::{report, report_orders, user},
};
use domain::orders::Audience;

/// The customers that a report tells of, and those of them whose page opens.
#[derive(Debug)]
#[must_use]
pub struct Listed<'a> {
    pub customers: Visible<'a, report::Customers>,
    pub open: Option<Visible<'a, user::View>>,
}

/// # Errors
/// Not granted.
pub fn customers(access: &Access) -> Result<Listed<'_>, Denial> {
    Ok(Listed {
        customers: access.visible()?,
        open: access.visible().ok(),
    })
}

/// The orders that a report counts. Whoever is a supplier reads no prices, whatever they are granted.
///
/// # Errors
/// Not granted.
pub fn orders(access: &Access) -> Result<Visible<'_, report_orders::Export>, Denial> {
    if access.audience() == Audience::Supplier {
        return Err(access.unheld(Permission::ReportOrdersExport));
    }
    access.visible()
}
