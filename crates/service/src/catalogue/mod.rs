//! What a storefront offers to who looks at it.

mod browse;
mod fill;
mod product;
mod recent;

pub use browse::browse;
pub use fill::fillable;
pub use product::product;
pub use recent::recent;

pub(crate) use fill::of_person;

use access::{Ctx, Denial};
use domain::{
    StorefrontId,
    catalogue::{VisibleProduct, VisibleProducts},
};

/// The products of a department or company of a storefront, of which there are so many.
pub(crate) fn seen(
    ctx: &Ctx,
    storefront: StorefrontId,
    these: Vec<VisibleProduct>,
    count: i64,
) -> VisibleProducts {
    let named = i64::try_from(these.len()).unwrap_or(i64::MAX);
    VisibleProducts {
        more: count.saturating_sub(named).max(0),
        here: storefront == ctx.at.id,
        these,
    }
}

/// A private storefront shows nothing to people without an account, not even that it has nothing for
/// them: signing in is the way on.
pub(crate) fn enter(ctx: &Ctx) -> Result<(), Denial> {
    if ctx.at.public || ctx.access.signed_in() {
        Ok(())
    } else {
        Err(Denial::SignIn)
    }
}
