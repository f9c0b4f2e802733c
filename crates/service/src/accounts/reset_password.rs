//! Choosing a new password with the link that was mailed.

use super::{Passwords, accept_invitation, beside, own};
use crate::mail::{self, Reader, To};
use access::{Ctx, Failure, Owner, rules};
use domain::{
    accounts::{ResetPassword, ResetPasswordField, TokenKind},
    mail::Mail,
    paths,
};
use store::{
    Store, Tx,
    accounts::Person,
    audit, people,
    sessions::{self, Hash},
};

/// Whether the link can still be used; nothing is consumed.
///
/// # Errors
/// The database.
pub async fn reset_link_works(store: &Store, ctx: &Ctx, token: &str) -> Result<bool, Failure> {
    let mut tx = store.read().await?;
    let found = sessions::peek(&mut tx, &Hash::of(token), TokenKind::Reset, ctx.now).await?;
    Ok(found.is_some())
}

/// Sets the password and ends every session of the account: whoever was in with the old one is out.
/// With the link of an invitation it is the account's first one.
///
/// # Errors
/// A password that will not do; [`Failure::not_found`] for a link that was used, is too old or was
/// never sent, and where the account has been suspended since.
pub async fn reset_password(
    store: &Store,
    passwords: &Passwords,
    ctx: &Ctx,
    form: &ResetPassword,
) -> Result<(), Failure<ResetPasswordField>> {
    form.check()?;
    let link = Hash::of(&form.token);
    if accept_invitation::invitation_works(store, ctx, &form.token)
        .await
        .map_err(Failure::in_form)?
    {
        return accept_invitation::accept(store, passwords, ctx, form).await;
    }
    let mut tx = store.read().await?;
    let token = sessions::peek(&mut tx, &link, TokenKind::Reset, ctx.now)
        .await?
        .ok_or(Failure::not_found())?;
    let person = allowed(&mut tx, ctx, token.account).await?;
    let beside = beside(&mut tx, &person).await?;
    drop(tx);
    form.check_for(&[&person.name, person.email.as_deref().unwrap_or_default()])?;
    let hash = passwords
        .hash(&form.new_password, beside.as_deref())
        .await?;

    let mut tx = store.begin().await?;
    let token = sessions::redeem(&mut tx, &link, TokenKind::Reset, ctx.now)
        .await?
        .ok_or(Failure::not_found())?;
    let person = allowed(&mut tx, ctx, token.account).await?;
    people::set_password(&mut tx, person.id, &hash).await?;
    sessions::delete_all(&mut tx, person.id, None).await?;
    tell(&mut tx, ctx, &person).await?;
    audit::record(
        &mut tx,
        ctx,
        "account.reset-password",
        "account",
        Some(person.id.0),
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// The account, if it may still choose a password.
async fn allowed(
    tx: &mut Tx,
    ctx: &Ctx,
    id: domain::AccountId,
) -> Result<Person, Failure<ResetPasswordField>> {
    let found = store::accounts::access_of(tx, id, None, ctx.now).await?;
    let (access, person) = found.ok_or(Failure::not_found())?;
    let _may = rules::accounts::change_password(&access, &own(&[Owner::Account(id)]))
        .map_err(|_| Failure::not_found())?;
    Ok(person)
}

/// Tells the owner; if it was somebody else, they should know.
pub(super) async fn tell(tx: &mut Tx, ctx: &Ctx, person: &Person) -> store::Result<()> {
    let Some(address) = &person.email else {
        return Ok(());
    };
    let mail = Mail::PasswordChanged {
        forgot_password: paths::ForgotPassword.to_string(),
    };
    mail::queue(
        tx,
        ctx,
        To {
            reader: Reader::Account(person.id),
            name: &person.name,
            address,
        },
        &mail,
    )
    .await
}
