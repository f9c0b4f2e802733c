//! Which departments of its company see a publication type (PSM-21).

use super::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::{
    DepartmentId, Problem,
    publication_types::{AssignPublicationType, PublicationTypeField},
};
use store::{Store, people, publication_types};

/// # Errors
/// Not seen, not granted for it or for a department that gets or loses it, a department of another
/// company, or stale.
pub async fn assign(
    store: &Store,
    ctx: &Ctx,
    form: &AssignPublicationType,
) -> Result<(), Failure<PublicationTypeField>> {
    let mut tx = store.begin().await?;
    let folder = taken(&mut tx, &ctx.access, form.publication_type).await?;
    // Who may not do it is told that, and not what is wrong with the form.
    let _may = rules::publication_types::assign(&ctx.access, &folder.object(), &[], false)?;
    let known = people::departments_of(&mut tx, &[folder.company]).await?;
    let ids: Vec<DepartmentId> = known.iter().map(|one| one.id).collect();
    if form.departments.iter().any(|one| !ids.contains(one)) {
        return Err(Failure::field(
            PublicationTypeField::Departments,
            Problem::NotOffered,
        ));
    }
    let wanted = (!form.everybody).then(|| form.departments.clone());
    let has = |now: &Option<Vec<DepartmentId>>, one: &DepartmentId| {
        now.as_ref().is_none_or(|these| these.contains(one))
    };
    let changed: Vec<DepartmentId> = ids
        .into_iter()
        .filter(|one| has(&wanted, one) != has(&folder.departments, one))
        .collect();
    let all = wanted.is_none() != folder.departments.is_none();
    let may = rules::publication_types::assign(&ctx.access, &folder.object(), &changed, all)?;
    let as_shown = shown(folder.id, form.version);
    let done = publication_types::assign(&mut tx, &may, as_shown, wanted.as_deref()).await?;
    fresh(done)?;
    let detail = serde_json::json!({ "before": folder.departments, "after": wanted });
    record(
        &mut tx,
        ctx,
        "publication-type.assign-departments",
        folder.id,
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
