//! Correcting an address.

use super::{fresh, record, shown, taken, told::tell};
use access::{Ctx, Failure, rules};
use domain::addresses::{AddressField, EditAddress};
use store::{Store, addresses};

/// Orders that were placed keep the address that they were placed to.
///
/// # Errors
/// Not seen, not granted, faulty fields, or stale.
pub async fn correct(
    store: &Store,
    ctx: &Ctx,
    form: &EditAddress,
) -> Result<(), Failure<AddressField>> {
    let mut tx = store.begin().await?;
    let address = taken(&mut tx, &ctx.access, form.address).await?;
    let may = rules::addresses::correct(&ctx.access, &address.facts())?;
    let written = form.written();
    written.check()?;
    let (label, delivery) = (written.label(), written.delivery());
    let as_shown = shown(address.id, form.version);
    fresh(addresses::correct(&mut tx, &may, as_shown, &label, &delivery).await?)?;
    if let Some(person) = address
        .person()
        .filter(|_| !address.delivery.same_place(&delivery))
    {
        let (before, after) = (address.delivery.to_string(), delivery.to_string());
        tell(&mut tx, ctx, person, Some(before), Some(after)).await?;
    }
    let detail = serde_json::json!({ "person": address.person().map(|id| id.0), "label": label });
    record(&mut tx, ctx, "address.correct", address.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
