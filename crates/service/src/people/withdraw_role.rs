//! Taking a role away; it acts on the very next request of who held it.

use super::act::{fresh, last_of, record, shown, taken};
use access::{Ctx, Denial, Failure, rules};
use domain::people::WithdrawRole;
use store::{Store, people};

/// # Errors
/// Not seen, not held, not the taker's to take, the last administrator's, or stale.
pub async fn withdraw_role(store: &Store, ctx: &Ctx, form: &WithdrawRole) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let person = taken(&mut tx, ctx, form.person).await?;
    rules::people::view(&ctx.access, &person.facts()).map(drop)?;
    let held = people::held(&mut tx, &person).await?;
    let one = held
        .into_iter()
        .find(|one| one.id == form.assignment)
        // It was there when the page was drawn, or it never was this person's.
        .ok_or(Denial::Stale)?;
    let book = store::roles::book(&mut tx).await?;
    let (role, at) = (&one.holding.role, &one.holding.anchor);
    let may = rules::people::withdraw(&ctx.access, &book, &person.facts(), role, at)?;
    if let Some(why) = last_of(&mut tx, ctx, &person, &one).await? {
        return Err(why.into());
    }
    fresh(people::take_back(&mut tx, &may, shown(form.person, form.version), one.id).await?)?;
    let detail = serde_json::json!({ "assignment": one.id.0, "role": role.name() });
    record(&mut tx, ctx, "role.withdraw", person.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
