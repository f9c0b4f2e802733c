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

/// A private storefront shows nothing to people without an account, not even that it has nothing for
/// them: signing in is the way on.
pub(crate) fn enter(ctx: &Ctx) -> Result<(), Denial> {
    if ctx.at.public || ctx.access.signed_in() {
        Ok(())
    } else {
        Err(Denial::SignIn)
    }
}
