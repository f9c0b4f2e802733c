//! Which departments of its company an address is for.

use super::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::{
    DepartmentId, Problem,
    addresses::{AddressField, AssignDepartments},
};
use store::{Store, addresses, people};

/// # Errors
/// Not seen, not granted for the address or for a department that gets or loses it, for nobody at all,
/// a department of another company, or stale.
pub async fn assign_departments(
    store: &Store,
    ctx: &Ctx,
    form: &AssignDepartments,
) -> Result<(), Failure<AddressField>> {
    let mut tx = store.begin().await?;
    let address = taken(&mut tx, &ctx.access, form.address).await?;
    // Who may not do it is told that, and not what is wrong with the form.
    let _may = rules::addresses::assign_departments(&ctx.access, &address.facts(), &[], false)?;
    form.check()?;
    let known = people::departments_of(&mut tx, address.company.as_slice()).await?;
    let ids: Vec<DepartmentId> = known.iter().map(|one| one.id).collect();
    if form.departments.iter().any(|one| !ids.contains(one)) {
        return Err(Failure::field(
            AddressField::Departments,
            Problem::NotOffered,
        ));
    }
    let mut wanted = (!form.everybody).then(|| form.departments.clone());
    if let Some(these) = &mut wanted {
        these.sort_unstable();
        these.dedup();
    }
    let has = |now: &Option<Vec<DepartmentId>>, one: &DepartmentId| {
        now.as_ref().is_none_or(|these| these.contains(one))
    };
    let changed: Vec<DepartmentId> = ids
        .into_iter()
        .filter(|one| has(&wanted, one) != has(&address.departments, one))
        .collect();
    let all = wanted.is_none() != address.departments.is_none();
    let may = rules::addresses::assign_departments(&ctx.access, &address.facts(), &changed, all)?;
    let as_shown = shown(address.id, form.version);
    let done = addresses::assign_departments(&mut tx, &may, as_shown, wanted.as_deref()).await?;
    fresh(done)?;
    let numbers = |these: &Option<Vec<DepartmentId>>| {
        these
            .as_ref()
            .map(|these| these.iter().map(|one| one.0).collect::<Vec<_>>())
    };
    let detail = serde_json::json!({
        "before": numbers(&address.departments),
        "after": numbers(&wanted),
    });
    record(
        &mut tx,
        ctx,
        "address.assign-departments",
        address.id,
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
