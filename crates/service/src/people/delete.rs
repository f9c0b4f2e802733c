//! Deleting: a tombstone stays, so that orders and records keep their names.

use super::act::{fresh, one_remains, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::people::OnPerson;
use store::{Store, people, sessions};

/// # Errors
/// Not seen, not granted, oneself, the last administrator, or stale.
pub async fn delete(store: &Store, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let person = taken(&mut tx, ctx, form.person).await?;
    let may = rules::people::delete(&ctx.access, &person.facts())?;
    one_remains(&mut tx, ctx, &person).await?;
    // What goes with the account, for whoever asks later.
    let held: Vec<String> = person
        .holdings
        .iter()
        .map(|holding| holding.role.name().to_owned())
        .collect();
    fresh(people::delete(&mut tx, &may, shown(form.person, form.version)).await?)?;
    sessions::delete_all(&mut tx, person.id, None).await?;
    let detail = serde_json::json!({ "state": person.state.key(), "roles": held });
    record(&mut tx, ctx, "user.delete", person.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
