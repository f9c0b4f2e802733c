//! Choosing the first password, with the link by which somebody was invited.

use super::{Passwords, beside};
use access::{Ctx, Failure};
use domain::{
    AccountId,
    accounts::{AccountState, ResetPassword, ResetPasswordField, TokenKind},
};
use store::{
    Store, Tx,
    accounts::Person,
    audit, people,
    sessions::{self, Hash},
};

/// Whether it is the link of an invitation that can still be used; nothing is consumed.
///
/// # Errors
/// The database.
pub async fn invitation_works(store: &Store, ctx: &Ctx, token: &str) -> Result<bool, Failure> {
    let mut tx = store.read().await?;
    let found = sessions::peek(&mut tx, &Hash::of(token), TokenKind::Invite, ctx.now).await?;
    Ok(found.is_some())
}

/// Sets the password; the account may sign in from now on. That the link was followed shows that the
/// address is the person's own.
///
/// # Errors
/// A password that will not do; [`Failure::not_found`] for a link that was used or is too old, and
/// where the invitation does not stand any more.
pub(super) async fn accept(
    store: &Store,
    passwords: &Passwords,
    ctx: &Ctx,
    form: &ResetPassword,
) -> Result<(), Failure<ResetPasswordField>> {
    let link = Hash::of(&form.token);
    let mut tx = store.read().await?;
    let token = sessions::peek(&mut tx, &link, TokenKind::Invite, ctx.now)
        .await?
        .ok_or(Failure::not_found())?;
    let person = invited(&mut tx, ctx, token.account).await?;
    let beside = beside(&mut tx, &person).await?;
    drop(tx);
    form.check_for(&[&person.name, person.email.as_deref().unwrap_or_default()])?;
    let hash = passwords
        .hash(&form.new_password, beside.as_deref())
        .await?;

    let mut tx = store.begin().await?;
    let token = sessions::redeem(&mut tx, &link, TokenKind::Invite, ctx.now)
        .await?
        .ok_or(Failure::not_found())?;
    people::set_password(&mut tx, token.account, &hash).await?;
    if !people::activate(&mut tx, token.account, None, ctx.now).await? {
        return Err(Failure::not_found());
    }
    let entry = audit::Entry {
        at: ctx.now,
        storefront: Some(ctx.at.id),
        account: Some(token.account),
        acting: None,
        act: "account.accept-invitation",
        object: "account",
        object_id: Some(token.account.0),
    };
    audit::add(&mut tx, &entry, serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(())
}

/// The account, while it is invited.
async fn invited(
    tx: &mut Tx,
    ctx: &Ctx,
    id: AccountId,
) -> Result<Person, Failure<ResetPasswordField>> {
    let known = people::credentials(tx, id)
        .await?
        .filter(|known| known.state == AccountState::Invited)
        .ok_or(Failure::not_found())?;
    let found = store::accounts::access_of(tx, known.id, None, ctx.now).await?;
    found.map(|(_, person)| person).ok_or(Failure::not_found())
}
