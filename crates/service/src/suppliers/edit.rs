//! A supplier's name and address.

use super::{fresh, record, shown, taken, taken_name};
use access::{Ctx, Failure, rules};
use domain::suppliers::{EditSupplier, SupplierField};
use store::{Store, suppliers};

/// # Errors
/// Not granted, no such supplier, faulty fields, a name that another has already, or stale.
pub async fn edit(
    store: &Store,
    ctx: &Ctx,
    form: &EditSupplier,
) -> Result<(), Failure<SupplierField>> {
    let may = rules::suppliers::manage(&ctx.access)?;
    let mut tx = store.begin().await?;
    let before = taken(&mut tx, &may, form.supplier).await?;
    let written = form.written();
    written.check()?;
    let (name, email) = (written.name(), written.address());
    let as_shown = shown(before.id, form.version);
    let changed = suppliers::edit(&mut tx, &may, as_shown, (&name, email.as_deref())).await;
    fresh(changed.map_err(taken_name)?)?;
    let detail = serde_json::json!({ "before": before.name, "after": name });
    record(&mut tx, ctx, "supplier.edit", before.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
