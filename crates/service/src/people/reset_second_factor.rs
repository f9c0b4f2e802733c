//! Taking a second factor and the passkeys off an account whose owner has lost them. They come in by the
//! password again, and are told.

use super::{
    act::{fresh, home, record, shown, taken},
    invite::by,
};
use crate::mail::{self, Reader, To};
use access::{Ctx, Failure, rules};
use domain::{AccountId, mail::Mail, paths, people::OnPerson};
use store::{
    Store, Tx, people,
    sessions::{self, passkeys, second_factors},
};

/// Takes them off, ends every session of the account, and tells its owner.
///
/// # Errors
/// Not seen, not granted, too high a role, oneself, logged in as somebody else, an account without
/// access, nothing to take off, or stale.
pub async fn reset_second_factor(store: &Store, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let person = taken(&mut tx, ctx, form.person).await?;
    let may = rules::people::reset_second_factor(&ctx.access, &person.facts())?;
    fresh(has_any(&mut tx, person.id).await?)?;
    let as_shown = shown(form.person, form.version);
    fresh(people::reset_second_factor(&mut tx, &may, as_shown).await?)?;
    sessions::delete_all(&mut tx, person.id, None).await?;
    if let Some(address) = person.email.as_deref() {
        let home = home(&mut tx, ctx, &person).await?;
        let to = To {
            reader: Reader::Account(person.id),
            name: &person.name,
            address,
        };
        let told = Mail::SecondFactorReset {
            by: by(ctx, &home),
            forgot_password: paths::ForgotPassword.to_string(),
        };
        mail::queue_from(&mut tx, ctx, &home, to, &told).await?;
    }
    record(
        &mut tx,
        ctx,
        "user.reset-second-factor",
        person.id,
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Whether somebody has any of it.
pub(super) async fn has_any(tx: &mut Tx, account: AccountId) -> store::Result<bool> {
    Ok(second_factors::stands(tx, account).await? || !passkeys::of(tx, account).await?.is_empty())
}
