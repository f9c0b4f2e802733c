//! Putting somebody into departments of their company, and taking them out.

use super::act::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::{
    DepartmentId, Problem,
    people::{SetDepartments, SetDepartmentsField},
};
use store::{Store, people};

/// Departments that the reader cannot move people in stay as they are.
///
/// # Errors
/// A department of another company, not seen, not granted for one of those that change, or stale.
pub async fn set_departments(
    store: &Store,
    ctx: &Ctx,
    form: &SetDepartments,
) -> Result<(), Failure<SetDepartmentsField>> {
    let mut tx = store.begin().await?;
    let person = taken(&mut tx, ctx, form.person).await?;
    rules::people::view(&ctx.access, &person.facts()).map(drop)?;
    let known = people::departments_of(&mut tx, person.company.as_slice()).await?;
    if form
        .departments
        .iter()
        .any(|one| !known.iter().any(|department| department.id == *one))
    {
        return Err(Failure::field(
            SetDepartmentsField::Departments,
            Problem::NotOffered,
        ));
    }
    // A box that was not drawn is not sent: what is not the reader's to change stays.
    let changeable = |one: DepartmentId| {
        rules::people::set_departments(&ctx.access, &person.facts(), &[one]).is_ok()
    };
    let mut wanted: Vec<DepartmentId> = form.departments.clone();
    wanted.extend(
        person
            .member_of
            .iter()
            .copied()
            .filter(|one| !changeable(*one)),
    );
    wanted.sort_unstable();
    wanted.dedup();
    let changed: Vec<DepartmentId> = known
        .iter()
        .map(|department| department.id)
        .filter(|one| wanted.contains(one) != person.member_of.contains(one))
        .collect();
    let may = rules::people::set_departments(&ctx.access, &person.facts(), &changed)?;
    let as_shown = shown(form.person, form.version);
    fresh(people::set_departments(&mut tx, &may, as_shown, &wanted).await?)?;
    let ids = |these: &[DepartmentId]| these.iter().map(|one| one.0).collect::<Vec<_>>();
    let detail = serde_json::json!({ "before": ids(&person.member_of), "after": ids(&wanted) });
    record(&mut tx, ctx, "user.set-departments", person.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
