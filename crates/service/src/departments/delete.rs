//! Removing a department. Its people and its orders need another one of the company first.

use super::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::{
    Problem,
    departments::{DeleteDepartment, DepartmentField},
};
use store::{
    Store, Tx,
    departments::{self, DepartmentRecord},
};

/// People, orders, and the products and addresses that are for it go into the replacement. Managing
/// it, approving for it, and roles that start at it end with it: what somebody may do is given, and
/// never comes about by a merger.
///
/// # Errors
/// Not seen, not granted, in use without a replacement, a replacement that is none, or stale.
pub async fn delete(
    store: &Store,
    ctx: &Ctx,
    form: &DeleteDepartment,
) -> Result<(), Failure<DepartmentField>> {
    let mut tx = store.begin().await?;
    let department = taken(&mut tx, &ctx.access, form.department).await?;
    // Who may not remove it is told that, and not what is wrong with the form.
    let _may = rules::departments::delete(&ctx.access, &department.object(), None)?;
    let replacement = replacement(&mut tx, form, &department).await?;
    if replacement.is_none() && departments::in_use(&mut tx, department.id).await? {
        return Err(fault(Problem::Missing));
    }
    let other = replacement.as_ref().map(DepartmentRecord::object);
    let may = rules::departments::delete(&ctx.access, &department.object(), other.as_ref())
        .map_err(|_| fault(Problem::NotOffered))?;
    let into = replacement.as_ref().map(|other| other.id);
    let as_shown = shown(department.id, form.version);
    fresh(departments::delete(&mut tx, &may, as_shown, into).await?)?;
    let detail = serde_json::json!({
        "name": department.name,
        "company": department.company.0,
        "replacement": into.map(|id| id.0),
        "members": department.members,
    });
    record(&mut tx, ctx, "department.delete", department.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

fn fault(problem: Problem) -> Failure<DepartmentField> {
    Failure::field(DepartmentField::Replacement, problem)
}

/// Another department of the same company.
async fn replacement(
    tx: &mut Tx,
    form: &DeleteDepartment,
    department: &DepartmentRecord,
) -> Result<Option<DepartmentRecord>, Failure<DepartmentField>> {
    let Some(id) = form.replacement().map_err(fault)? else {
        return Ok(None);
    };
    departments::locked(tx, id)
        .await?
        .filter(|other| other.id != department.id && other.company == department.company)
        .map(Some)
        .ok_or_else(|| fault(Problem::NotOffered))
}
