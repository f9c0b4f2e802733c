//! A company's cost centres, and which codes the checkout asks its people for (PJ-55).

use super::{fresh, record, shown, taken};
use crate::refused::already_taken;
use access::{Ctx, Denial, Failure, rules};
use domain::{
    DepartmentId, Problem,
    codes::{AskCodes, Asked, CodeField, KeepCostCentre},
};
use store::{
    Store,
    companies::{self, CentreKept},
    people,
};

/// # Errors
/// Not seen, not granted, faulty fields, or stale.
pub async fn ask_codes(
    store: &Store,
    ctx: &Ctx,
    form: &AskCodes,
) -> Result<(), Failure<CodeField>> {
    let mut tx = store.begin().await?;
    let company = taken(&mut tx, &ctx.access, form.company).await?;
    let may = rules::companies::keep_codes(&ctx.access, &company.object())?;
    let asked = form.asked()?;
    let (before, _) = companies::codes_kept(&mut tx, &may, company.id).await?;
    let as_shown = shown(company.id, form.version);
    fresh(companies::ask_for(&mut tx, &may, as_shown, &asked).await?)?;
    let said = |asked: &Asked| {
        serde_json::json!({
            "cost_centre": asked.cost_centre.key(),
            "purchase_order": asked.purchase_order.key(),
            "pattern": asked.pattern,
        })
    };
    let detail = serde_json::json!({ "before": said(&before), "after": said(&asked) });
    record(&mut tx, ctx, "company.codes", company.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// # Errors
/// Not seen, not granted, faulty fields, a code that the company has already, a department of another
/// company, or stale.
pub async fn keep_cost_centre(
    store: &Store,
    ctx: &Ctx,
    form: &KeepCostCentre,
) -> Result<(), Failure<CodeField>> {
    let mut tx = store.begin().await?;
    let company = taken(&mut tx, &ctx.access, form.company).await?;
    let may = rules::companies::keep_codes(&ctx.access, &company.object())?;
    form.check()?;
    let (_, all) = companies::codes_kept(&mut tx, &may, company.id).await?;
    let before = match &*form.cost_centre {
        "" => None,
        id => {
            let known = all.into_iter().find(|one| one.id.to_string() == id);
            Some(known.ok_or(Denial::NotFound)?)
        }
    };
    let departments = people::departments_of(&mut tx, &[company.id]).await?;
    let ids: Vec<DepartmentId> = departments.iter().map(|one| one.id).collect();
    if form.departments.iter().any(|one| !ids.contains(one)) {
        return Err(Failure::field(CodeField::Departments, Problem::NotOffered));
    }
    let centre = form.centre();
    let wanted = CentreKept {
        centre: &centre,
        active: form.active,
        departments: (!form.everybody).then_some(&*form.departments),
    };
    let as_shown = shown(company.id, form.version);
    let id = before.as_ref().map(|one| one.id);
    let kept = companies::keep_centre(&mut tx, &may, as_shown, id, wanted).await;
    let kept = kept.map_err(|error| already_taken(error, "cost_centres_code", CodeField::Code))?;
    fresh(kept.is_some())?;
    let detail = serde_json::json!({
        "before": before.map(|one| one.centre),
        "after": centre,
        "in_use": form.active,
        "departments": wanted.departments.map(<[DepartmentId]>::len),
    });
    record(&mut tx, ctx, "company.cost-centre", company.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
