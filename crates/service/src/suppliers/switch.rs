//! Taking a supplier out of use, and back. Out of use it is only recorded: no job is sent to it, and
//! its people are refused from their very next request on. Jobs that are with it stay there until
//! somebody takes them back.

use super::{fresh, record, shown, taken};
use crate::administrators;
use access::{Ctx, Failure, rules};
use domain::suppliers::OnSupplier;
use store::{Store, suppliers};

/// # Errors
/// Not granted, no such supplier, the last administrator's, or stale.
pub async fn deactivate(store: &Store, ctx: &Ctx, form: &OnSupplier) -> Result<(), Failure> {
    switch(store, ctx, form, false).await
}

/// # Errors
/// Not granted, no such supplier, or stale.
pub async fn activate(store: &Store, ctx: &Ctx, form: &OnSupplier) -> Result<(), Failure> {
    switch(store, ctx, form, true).await
}

async fn switch(store: &Store, ctx: &Ctx, form: &OnSupplier, active: bool) -> Result<(), Failure> {
    let may = rules::suppliers::manage(&ctx.access)?;
    let mut tx = store.begin().await?;
    let before = administrators::counted(&mut tx).await?;
    let supplier = taken(&mut tx, &may, form.supplier).await?;
    let as_shown = shown(supplier.id, form.version);
    fresh(suppliers::set_active(&mut tx, &may, as_shown, active).await?)?;
    administrators::one_remains_of(&mut tx, before).await?;
    let act = if active {
        "supplier.activate"
    } else {
        "supplier.deactivate"
    };
    let detail = serde_json::json!({ "name": supplier.name, "jobs": supplier.jobs });
    record(&mut tx, ctx, act, supplier.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
