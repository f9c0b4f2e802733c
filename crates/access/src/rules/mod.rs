//! The rules of the trade that need more than a grant: relation and state.
//!
//! Each answers in this order: can it be seen? is there a grant? is it in a state for it? The page
//! asks the same rule to draw the button that the act asks to let the write through.

pub mod accounts;
pub mod addresses;
pub mod albums;
pub mod approvals;
pub mod artwork;
pub mod audit;
pub mod cart;
pub mod catalogue;
pub mod companies;
pub mod departments;
pub mod orders;
pub mod people;
pub mod production;
pub mod publication_types;
pub mod reports;
pub mod storefronts;
pub mod suppliers;
pub mod templates;

use crate::{Access, Denial, Object, Permission};

/// Not found, unless one of these permissions lets the actor see the object.
pub(crate) fn seen(access: &Access, object: &Object<'_>, by: &[Permission]) -> Result<(), Denial> {
    if by
        .iter()
        .any(|permission| access.decide(*permission, object).is_ok())
    {
        Ok(())
    } else {
        Err(Denial::NotFound)
    }
}

/// What gives somebody a way into accounts is not for who is logged in as somebody else (invariant 3).
pub(crate) const fn as_oneself(access: &Access) -> Result<(), Denial> {
    if access.acting.is_some() {
        Err(Denial::WhileActing)
    } else {
        Ok(())
    }
}
