//! What is set for the whole platform from within. It acts on the very next request of everybody.

use super::fresh;
use access::{Ctx, Failure, rules};
use domain::storefronts::{PlatformField, PlatformSettings, SetPlatform};
use store::{Store, audit, storefronts};

/// # Errors
/// Not granted for the platform, faulty fields, or stale.
pub async fn set_platform(
    store: &Store,
    ctx: &Ctx,
    form: &SetPlatform,
) -> Result<(), Failure<PlatformField>> {
    let may = rules::storefronts::system(&ctx.access)?;
    form.check(ctx.now)?;
    let wanted = form.settings();
    let mut tx = store.begin().await?;
    let (_, before) = storefronts::platform(&mut tx, &may).await?;
    fresh(storefronts::set_platform(&mut tx, &may, form.version, &wanted).await?)?;
    // Of no storefront: it is felt at all of them.
    let entry = audit::Entry {
        at: ctx.now,
        storefront: None,
        account: ctx.access.account(),
        acting: ctx.access.acting,
        act: "platform.edit",
        object: "platform",
        object_id: None,
    };
    let detail = serde_json::json!({ "before": said(&before), "after": said(&wanted) });
    audit::add(&mut tx, &entry, detail).await?;
    tx.commit().await?;
    Ok(())
}

fn said(settings: &PlatformSettings) -> serde_json::Value {
    serde_json::json!({
        "name": settings.name,
        "support": settings.announced.support,
        "notice": settings.announced.notice,
        "until": settings.announced.until.map(|until| until.iso()),
    })
}
