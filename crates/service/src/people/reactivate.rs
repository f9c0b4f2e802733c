//! Lifting a suspension: cart, roles and departments are as they were.

use super::act::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::people::OnPerson;
use store::{Store, people};

/// # Errors
/// Not seen, not granted, suspended by the print shop, not suspended, or stale.
pub async fn reactivate(store: &Store, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let person = taken(&mut tx, ctx, form.person).await?;
    let may = rules::people::reactivate(&ctx.access, &person.facts())?;
    fresh(people::reactivate(&mut tx, &may, shown(form.person, form.version)).await?)?;
    record(
        &mut tx,
        ctx,
        "user.reactivate",
        person.id,
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
