//! Removing a company that nobody and no order holds: one that was made by mistake.

use super::{fresh, record, shown, taken};
use access::{Ctx, Denial, Failure, rules};
use domain::companies::OnCompany;
use store::{Store, companies};

/// # Errors
/// Not seen, not granted, in use, or stale.
pub async fn delete(store: &Store, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let company = taken(&mut tx, &ctx.access, form.company).await?;
    let in_use = companies::in_use(&mut tx, company.id).await?;
    let may = rules::companies::delete(&ctx.access, &company.object(), in_use)?;
    let as_shown = shown(company.id, form.version);
    let deleted = companies::delete(&mut tx, &may, as_shown).await;
    fresh(deleted.map_err(meanwhile)?)?;
    let detail = serde_json::json!({ "name": company.name, "storefront": company.storefront.0 });
    record(&mut tx, ctx, "company.delete", company.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Somebody came into it after it was asked who holds it.
fn meanwhile(error: store::Error) -> Failure {
    match error {
        store::Error::Constraint(_) => Denial::InUse.into(),
        error => error.into(),
    }
}
