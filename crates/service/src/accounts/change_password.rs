//! Choosing a new password while signed in.

use super::{
    Passwords, beside,
    limits::{self, OLD_PASSWORD},
    own, reset_password,
};
use access::{Ctx, Denial, Failure, Owner, rules};
use domain::{
    Problem,
    accounts::{ChangePassword, ChangePasswordField, TokenKind},
};
use store::{
    Store, audit, people,
    sessions::{self, Hash},
};

/// Sets the password, for who knows the old one, and ends all other sessions; `session` is the one
/// that asks and goes on.
///
/// # Errors
/// A wrong old password, a new one that will not do, too many tries; while logged in as somebody
/// else.
pub async fn change_password(
    store: &Store,
    passwords: &Passwords,
    ctx: &Ctx,
    session: Option<&Hash>,
    form: &ChangePassword,
) -> Result<(), Failure<ChangePasswordField>> {
    let id = ctx.access.account().ok_or(Denial::SignIn)?;
    let _mine = rules::accounts::change_password(&ctx.access, &own(&[Owner::Account(id)]))?;
    form.check()?;
    let tries = id.to_string();
    limits::count(store, &[(&OLD_PASSWORD, &tries)], ctx.now).await?;

    let mut tx = store.read().await?;
    let known = people::credentials(&mut tx, id)
        .await?
        .ok_or(Denial::SignIn)?;
    let (_, person) = store::accounts::access_of(&mut tx, id, None, ctx.now)
        .await?
        .ok_or(Denial::SignIn)?;
    let beside = beside(&mut tx, &person).await?;
    drop(tx);
    form.check_for(&[&person.name, person.email.as_deref().unwrap_or_default()])?;
    if !passwords
        .verify(&form.old_password, known.password_hash.as_deref())
        .await?
    {
        return Err(Failure::field(
            ChangePasswordField::OldPassword,
            Problem::WrongPassword,
        ));
    }
    let hash = passwords
        .hash(&form.new_password, beside.as_deref())
        .await?;

    let mut tx = store.begin().await?;
    people::set_password(&mut tx, id, &hash).await?;
    sessions::forget_attempts(&mut tx, &OLD_PASSWORD.bucket(&tries)).await?;
    sessions::delete_all(&mut tx, id, session).await?;
    sessions::withdraw(&mut tx, TokenKind::Reset, id).await?;
    reset_password::tell(&mut tx, ctx, &person).await?;
    audit::record(
        &mut tx,
        ctx,
        "account.change-password",
        "account",
        Some(id.0),
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
