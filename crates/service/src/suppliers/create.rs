//! Writing a supplier down, in use, with nobody who could sign in yet.

use super::{record, taken_name};
use access::{Ctx, Failure, rules};
use domain::{
    SupplierId,
    suppliers::{CreateSupplier, SupplierField},
};
use store::{Store, suppliers};

/// # Errors
/// Not granted, faulty fields, or a name that another has already.
pub async fn create(
    store: &Store,
    ctx: &Ctx,
    form: &CreateSupplier,
) -> Result<SupplierId, Failure<SupplierField>> {
    let may = rules::suppliers::manage(&ctx.access)?;
    form.check()?;
    let mut tx = store.begin().await?;
    let (name, email) = (form.name(), form.address());
    let made = suppliers::create(&mut tx, &may, &name, email.as_deref()).await;
    let supplier = made.map_err(taken_name)?;
    let detail = serde_json::json!({ "name": name });
    record(&mut tx, ctx, "supplier.create", supplier, detail).await?;
    tx.commit().await?;
    Ok(supplier)
}
