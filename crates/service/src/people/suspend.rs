//! Suspending: no sign-in for now, and every session ends at once. Nothing is lost by it.

use super::act::{fresh, one_remains, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::{accounts::TokenKind, people::OnPerson};
use store::{Store, people, sessions};

/// # Errors
/// Not seen, not granted, oneself, the last administrator, not active, or stale.
pub async fn suspend(store: &Store, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let person = taken(&mut tx, ctx, form.person).await?;
    let may = rules::people::suspend(&ctx.access, &person.facts())?;
    one_remains(&mut tx, ctx, &person).await?;
    let as_shown = shown(form.person, form.version);
    fresh(people::suspend(&mut tx, &may, as_shown, ctx.access.is_staff()).await?)?;
    sessions::delete_all(&mut tx, person.id, None).await?;
    sessions::withdraw(&mut tx, TokenKind::Reset, person.id).await?;
    record(
        &mut tx,
        ctx,
        "user.suspend",
        person.id,
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
