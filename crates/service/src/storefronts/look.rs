//! A storefront's colours.

use super::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::storefronts::{SetLook, StorefrontField};
use store::{Store, storefronts};

/// # Errors
/// Not seen, not granted, colours that could not be read, or stale.
pub async fn set_look(
    store: &Store,
    ctx: &Ctx,
    form: &SetLook,
) -> Result<(), Failure<StorefrontField>> {
    let mut tx = store.begin().await?;
    let before = taken(&mut tx, ctx, form.storefront).await?;
    let may = rules::storefronts::look(&ctx.access, form.storefront)?;
    let look = form.look()?;
    let as_shown = shown(form.storefront, form.version);
    fresh(storefronts::set_look(&mut tx, &may, as_shown, look.as_ref()).await?)?;
    let detail = serde_json::json!({
        "before": before.at.look.map(|look| look.to_string()),
        "after": look.map(|look| look.to_string()),
    });
    record(&mut tx, ctx, "storefront.look", form.storefront, detail).await?;
    tx.commit().await?;
    Ok(())
}
