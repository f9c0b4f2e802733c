//! Removing an address.

use super::{fresh, record, shown, taken, told::tell};
use access::{Ctx, Failure, rules};
use domain::addresses::OnAddress;
use store::{Store, addresses};

/// Orders that were placed keep the address that they were placed to.
///
/// # Errors
/// Not seen, not granted, or stale.
pub async fn remove(store: &Store, ctx: &Ctx, form: &OnAddress) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let address = taken(&mut tx, &ctx.access, form.address).await?;
    let may = rules::addresses::remove(&ctx.access, &address.facts())?;
    let as_shown = shown(address.id, form.version);
    fresh(addresses::remove(&mut tx, &may, as_shown).await?)?;
    if let Some(person) = address.person() {
        let before = address.delivery.to_string();
        tell(&mut tx, ctx, person, Some(before), None).await?;
    }
    let detail = serde_json::json!({
        "person": address.person().map(|id| id.0),
        "company": address.company.filter(|_| address.person().is_none()).map(|id| id.0),
        "label": address.label,
    });
    record(&mut tx, ctx, "address.remove", address.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
