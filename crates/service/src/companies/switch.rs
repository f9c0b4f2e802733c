//! Taking a company out of use, and back. It acts on the very next request of each of its people, who
//! are refused meanwhile as if they were suspended; nothing of theirs is changed.

use super::{fresh, record, shown, taken};
use crate::administrators;
use access::{Ctx, Failure, rules};
use domain::companies::OnCompany;
use store::{Store, companies};

/// # Errors
/// Not seen, not granted, the last administrator's, or stale.
pub async fn deactivate(store: &Store, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure> {
    switch(store, ctx, form, false).await
}

/// # Errors
/// Not seen, not granted, or stale.
pub async fn activate(store: &Store, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure> {
    switch(store, ctx, form, true).await
}

async fn switch(store: &Store, ctx: &Ctx, form: &OnCompany, active: bool) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let before = administrators::counted(&mut tx).await?;
    let company = taken(&mut tx, &ctx.access, form.company).await?;
    let may = rules::companies::switch(&ctx.access, &company.object())?;
    let as_shown = shown(company.id, form.version);
    fresh(companies::set_active(&mut tx, &may, as_shown, active).await?)?;
    administrators::one_remains_of(&mut tx, before).await?;
    let act = if active {
        "company.activate"
    } else {
        "company.deactivate"
    };
    let detail = serde_json::json!({ "name": company.name });
    record(&mut tx, ctx, act, company.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
