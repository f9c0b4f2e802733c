//! Which products a supplier makes as a rule: it is the one offered first where a job of theirs is
//! sent to somebody (PJ-50).

use super::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::{
    Problem,
    suppliers::{MakesProduct, SupplierField},
};
use store::{Store, catalogue, suppliers};

/// # Errors
/// Not granted for suppliers or for the product, no such supplier or product, one that another makes
/// by now, or stale.
pub async fn makes(
    store: &Store,
    ctx: &Ctx,
    form: &MakesProduct,
) -> Result<(), Failure<SupplierField>> {
    let may = rules::suppliers::manage(&ctx.access)?;
    let mut tx = store.begin().await?;
    let supplier = taken(&mut tx, &may, form.supplier).await?;
    let not_offered = || Failure::field(SupplierField::Product, Problem::NotOffered);
    let missing = Failure::field(SupplierField::Product, Problem::Missing);
    let id = form.product().ok_or(missing)?;
    let at = suppliers::storefront_of(&mut tx, id)
        .await?
        .ok_or_else(not_offered)?;
    let found = catalogue::products(&mut tx, at, &[id]).await?.pop();
    let product = found.ok_or_else(not_offered)?;
    let (may, on_product) =
        rules::suppliers::makes(&ctx.access, &product.facts()).map_err(|_| not_offered())?;
    let as_shown = shown(supplier.id, form.version);
    let permits = (&may, &on_product);
    fresh(suppliers::makes(&mut tx, permits, as_shown, id, form.not).await?)?;
    let detail = serde_json::json!({ "product": product.name, "makes": !form.not });
    record(&mut tx, ctx, "supplier.makes", supplier.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
