//! Going from one storefront to another, for who works at several.

use access::{Ctx, Failure, Permission, Storefront, rules};
use domain::{StorefrontId, storefronts::SwitchTo};
use store::{Store, storefronts};

/// The storefronts to choose from, that where one is among them; none where there is no choice.
///
/// # Errors
/// The database.
pub async fn switchable(store: &Store, ctx: &Ctx) -> Result<Vec<Storefront>, Failure> {
    if ctx.access.holds(Permission::StorefrontSwitch).is_err() {
        return Ok(Vec::new());
    }
    let mut tx = store.read().await?;
    let mut all = storefronts::list(&mut tx).await?;
    all.retain(|one| rules::storefronts::switch(&ctx.access, one.id).is_ok());
    if all.len() < 2 {
        all.clear();
    }
    Ok(all)
}

/// That somebody may go on there; answers where.
///
/// # Errors
/// [`Failure::not_found`].
pub async fn switch_to(store: &Store, ctx: &Ctx, form: &SwitchTo) -> Result<StorefrontId, Failure> {
    rules::storefronts::switch(&ctx.access, form.storefront)?;
    let mut tx = store.read().await?;
    let there = storefronts::by_id(&mut tx, form.storefront).await?;
    Ok(there.ok_or(Failure::not_found())?.id)
}
