//! Reports: whom they tell of.

use crate::{
    Access, Denial, Visible,
    permission::{report, user},
};

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
