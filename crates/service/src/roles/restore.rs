//! Making a built-in role what it comes as.

use super::{change::of_role, edit::words, found};
use access::{Ctx, Denial, Failure, RoleName};
use domain::roles::OnRole;
use serde_json::json;
use store::Store;

/// # Errors
/// No such role, a custom one, not granted, more than its editor holds, the platform
/// administrator's; stale.
pub async fn restore(store: &Store, ctx: &Ctx, form: &OnRole) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let before = store::roles::book(&mut tx).await?;
    let role = found(&before, ctx, &form.role)?;
    let RoleName::BuiltIn(built_in) = role else {
        return Err(Denial::NotFound.into());
    };
    let mut book = before.clone();
    let permit = book.restore(&ctx.access, built_in)?;
    if !store::roles::restore(&mut tx, &permit, built_in, form.version).await? {
        return Err(Denial::Stale.into());
    }
    let change = of_role(&before, &book, &role);
    let detail = json!({
        "role": role.id().to_string(),
        "gained": words(&change.gains),
        "lost": words(&change.loses),
    });
    store::audit::record(&mut tx, ctx, "role.restore", "role", None, detail).await?;
    tx.commit().await?;
    Ok(())
}
