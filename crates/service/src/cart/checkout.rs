//! What the checkout offers.

use super::{asked, show};
use crate::random;
use access::{Access, Ctx, Failure, Object, Scope, Storefront, rules};
use domain::{CompanyId, DepartmentId, cart::CheckoutPage};
use store::Store;

/// The cart with all that placing it asks for.
///
/// # Errors
/// [`Denial::SignIn`](access::Denial::SignIn) for a visitor who must have an account to order here.
pub async fn checkout(store: &Store, ctx: &Ctx) -> Result<CheckoutPage, Failure> {
    let may = rules::cart::place(&ctx.access, &ctx.at)?;
    let cart = show(store, ctx).await?;
    let mut tx = store.read().await?;
    let addresses = match rules::cart::deliverable(&ctx.access) {
        Ok(deliverable) => store::placing::addresses(&mut tx, &deliverable, ctx.at.id).await?,
        Err(_) => Vec::new(),
    };
    let people = match ctx.access.visible() {
        Ok(visible) => Some(store::placing::people(&mut tx, &visible, ctx.at.id).await?),
        Err(_) => None,
    };
    let guest = !ctx.access.signed_in();
    let may_keep = rules::cart::keep_address(&ctx.access, &ctx.at).is_ok();
    let waits = needs_approval(&ctx.access, &ctx.at);
    Ok(CheckoutPage {
        cart,
        once: random::once()?,
        // Who may have no address of their own takes one of those that are there.
        may_type: guest || may_keep,
        may_keep,
        addresses,
        codes: asked(&mut tx, ctx, &may).await?,
        people: people.filter(|people| !people.is_empty()),
        waits,
        may_approve: waits && may_approve(ctx),
        guest,
    })
}

/// Whether an order of this actor waits for somebody's approval. What the shop's own people order
/// needs none; nor does what a guest orders, for whom nobody could agree.
pub(crate) fn needs_approval(access: &Access, at: &Storefront) -> bool {
    at.approval && access.signed_in() && !access.is_staff()
}

/// Whether the actor may approve at once what they order for themselves.
pub(crate) fn may_approve(ctx: &Ctx) -> bool {
    let owner = ctx.access.owner();
    let department: Option<DepartmentId> = ctx.access.member_of.first().copied();
    let order = Object {
        company: these::<CompanyId>(ctx.access.company.as_slice()),
        departments: these(department.as_slice()),
        owners: owner.as_slice(),
        ..Object::of_storefront(ctx.at.id)
    };
    rules::cart::approve_own(&ctx.access, &order).is_ok()
}

pub(crate) const fn these<T>(some: &[T]) -> Scope<'_, T> {
    if some.is_empty() {
        Scope::Nobody
    } else {
        Scope::These(some)
    }
}
