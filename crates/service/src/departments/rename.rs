//! Giving a department another name.

use super::{fresh, record, shown, taken, taken_name};
use access::{Ctx, Failure, rules};
use domain::departments::{DepartmentField, RenameDepartment};
use store::{Store, departments};

/// # Errors
/// Not seen, not granted, a faulty name or one that the company has already, or stale.
pub async fn rename(
    store: &Store,
    ctx: &Ctx,
    form: &RenameDepartment,
) -> Result<(), Failure<DepartmentField>> {
    let mut tx = store.begin().await?;
    let department = taken(&mut tx, &ctx.access, form.department).await?;
    let may = rules::departments::edit(&ctx.access, &department.object())?;
    form.check()?;
    let name = form.name();
    let as_shown = shown(department.id, form.version);
    let changed = departments::rename(&mut tx, &may, as_shown, &name).await;
    fresh(changed.map_err(taken_name)?)?;
    let detail = serde_json::json!({ "before": department.name, "after": name });
    record(&mut tx, ctx, "department.rename", department.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
