//! A storefront's settings. They act on the very next request of everybody there.

use super::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::storefronts::{EditStorefront, StorefrontField};
use store::{
    Store,
    storefronts::{self, Settings},
};

/// # Errors
/// Not seen, not granted, faulty fields, or stale.
pub async fn edit(
    store: &Store,
    ctx: &Ctx,
    form: &EditStorefront,
) -> Result<(), Failure<StorefrontField>> {
    let mut tx = store.begin().await?;
    let before = taken(&mut tx, ctx, form.storefront).await?;
    let may = rules::storefronts::edit(&ctx.access, form.storefront)?;
    form.check()?;
    let wanted = Settings {
        name: &form.name(),
        tagline: &form.tagline(),
        registration: form.registration().unwrap_or_default(),
        public: form.public,
        approval: form.approval,
        second_factor_for_staff: form.second_factor_for_staff,
        default_visible: form.default_visible,
        personal_addresses_hidden: form.personal_addresses_hidden,
        data_without_department: form.data_without_department,
    };
    let as_shown = shown(form.storefront, form.version);
    fresh(storefronts::edit(&mut tx, &may, as_shown, &wanted).await?)?;
    let detail = serde_json::json!({
        "before": {
            "name": before.at.name,
            "registration": before.at.registration.key(),
            "public": before.at.public,
            "approval": before.at.approval,
            "second_factor_for_staff": before.second_factor_for_staff,
            "default_visible": before.default_visible,
            "personal_addresses_hidden": before.personal_addresses_hidden,
            "data_without_department": before.data_without_department,
        },
        "after": {
            "name": wanted.name,
            "registration": wanted.registration.key(),
            "public": wanted.public,
            "approval": wanted.approval,
            "second_factor_for_staff": wanted.second_factor_for_staff,
            "default_visible": wanted.default_visible,
            "personal_addresses_hidden": wanted.personal_addresses_hidden,
            "data_without_department": wanted.data_without_department,
        },
    });
    record(&mut tx, ctx, "storefront.edit", form.storefront, detail).await?;
    tx.commit().await?;
    Ok(())
}
