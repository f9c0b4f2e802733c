//! Making a storefront.

use super::record;
use crate::refused::already_taken;
use access::{Ctx, Failure, Pack, rules};
use domain::{
    Problem, StorefrontId,
    storefronts::{CreateStorefront, StorefrontField},
};
use store::{Store, storefronts};

/// Makes a storefront; gives its id. It is reached from the very next request on.
///
/// # Errors
/// Not granted for the platform, faulty fields, or a slug that another has.
pub async fn create(
    store: &Store,
    ctx: &Ctx,
    form: &CreateStorefront,
) -> Result<StorefrontId, Failure<StorefrontField>> {
    let may = rules::storefronts::create(&ctx.access)?;
    form.check()?;
    let pack = pack(&form.pack)?;
    let mut tx = store.begin().await?;
    let made = storefronts::create(&mut tx, &may, form, pack).await;
    let storefront =
        made.map_err(|error| already_taken(error, "storefronts_slug", StorefrontField::Slug))?;
    let detail = serde_json::json!({
        "name": form.name(),
        "slug": form.slug(),
        "pack": pack.key(),
        "public": form.public,
        "approval": form.approval,
    });
    record(&mut tx, ctx, "storefront.create", storefront, detail).await?;
    tx.commit().await?;
    Ok(storefront)
}

/// The pack that a form names.
///
/// # Errors
/// There is none.
pub(crate) fn pack(key: &str) -> Result<Pack, Failure<StorefrontField>> {
    Pack::from_key(key).ok_or_else(|| Failure::field(StorefrontField::Pack, Problem::NotOffered))
}
