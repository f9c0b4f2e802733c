//! The host names of a storefront's own. The door looks one up on every request, so that a change acts
//! on the next one.

use super::{Platform, fresh, record, shown, taken};
use crate::refused::already_taken;
use access::{Ctx, Failure, rules};
use domain::storefronts::{OnHost, StorefrontField};
use store::{Store, storefronts};

/// # Errors
/// Not seen, not granted, no host name, one of the platform's, one that a storefront has already, or
/// stale.
pub async fn add_host(
    store: &Store,
    platform: Platform<'_>,
    ctx: &Ctx,
    form: &OnHost,
) -> Result<(), Failure<StorefrontField>> {
    let mut tx = store.begin().await?;
    taken(&mut tx, ctx, form.storefront).await.map(drop)?;
    let may = rules::storefronts::edit(&ctx.access, form.storefront)?;
    let host = form.host(platform.host)?;
    let as_shown = shown(form.storefront, form.version);
    let added = storefronts::add_host(&mut tx, &may, as_shown, &host).await;
    let added =
        added.map_err(|error| already_taken(error, "storefront_hosts", StorefrontField::Host))?;
    fresh(added)?;
    let detail = serde_json::json!({ "host": host });
    record(&mut tx, ctx, "storefront.add-host", form.storefront, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// # Errors
/// Not seen, not granted, or stale: the name is not its own by now.
pub async fn remove_host(store: &Store, ctx: &Ctx, form: &OnHost) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    taken(&mut tx, ctx, form.storefront).await.map(drop)?;
    let may = rules::storefronts::edit(&ctx.access, form.storefront)?;
    let as_shown = shown(form.storefront, form.version);
    fresh(storefronts::remove_host(&mut tx, &may, as_shown, &form.host).await?)?;
    let detail = serde_json::json!({ "host": form.host });
    let act = "storefront.remove-host";
    record(&mut tx, ctx, act, form.storefront, detail).await?;
    tx.commit().await?;
    Ok(())
}
