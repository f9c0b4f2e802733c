//! A company's settings.

use super::{fresh, record, shown, taken, taken_name};
use access::{Ctx, Failure, rules};
use domain::companies::{CompanyField, EditCompany};
use store::{Store, companies};

/// # Errors
/// Not seen, not granted, a faulty name or one that the storefront has already, or stale.
pub async fn edit(
    store: &Store,
    ctx: &Ctx,
    form: &EditCompany,
) -> Result<(), Failure<CompanyField>> {
    let mut tx = store.begin().await?;
    let company = taken(&mut tx, &ctx.access, form.company).await?;
    let may = rules::companies::edit(&ctx.access, &company.object())?;
    form.check()?;
    let name = form.name();
    let as_shown = shown(company.id, form.version);
    let changed = companies::edit(&mut tx, &may, as_shown, (&name, form.public)).await;
    fresh(changed.map_err(taken_name)?)?;
    let detail = serde_json::json!({
        "before": { "name": company.name, "public": company.public },
        "after": { "name": name, "public": form.public },
    });
    record(&mut tx, ctx, "company.edit", company.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
