//! Asking for a link to choose a new password.

use super::{
    Client,
    limits::{self, MAILS_BY},
    own, token,
};
use crate::mail::{self, To};
use access::{Access, Ctx, Failure, Owner, rules};
use domain::{
    accounts::{ForgotPassword, ForgotPasswordField, TokenKind},
    mail::Mail,
    paths,
};
use store::{Store, accounts::Person, audit, people, sessions};

/// Mails a link to each account of the address that may sign in here and choose its password. Who
/// asks reads the same in every case; nothing is sent for people without access, suspended ones, and
/// unknown addresses.
///
/// # Errors
/// No address, or too many mails from this client.
pub async fn forgot_password(
    store: &Store,
    ctx: &Ctx,
    client: Client<'_>,
    form: &ForgotPassword,
) -> Result<(), Failure<ForgotPasswordField>> {
    form.check()?;
    let email = form.address();
    limits::count(store, &[(&MAILS_BY, client.address)], ctx.now).await?;

    let mut tx = store.begin().await?;
    let heard = limits::mails(&mut tx, ctx, &email, "reset").await?;
    for known in people::by_email(&mut tx, &email).await? {
        let found = store::accounts::access_of(&mut tx, known.id, None, ctx.now).await?;
        let Some((_, person)) =
            found.filter(|(access, person)| may_reset(access, person, ctx, client))
        else {
            continue;
        };
        if !heard {
            continue;
        }
        let token = token::fresh()?;
        sessions::issue(
            &mut tx,
            &token.hash,
            TokenKind::Reset,
            person.id,
            &serde_json::json!({}),
            ctx.now,
        )
        .await?;
        let link = format!("{}{}", ctx.base_url, paths::Reset(token.text));
        mail::queue(
            &mut tx,
            ctx,
            To {
                name: &person.name,
                address: &email,
            },
            &Mail::ResetPassword { link },
        )
        .await?;
        audit::record(
            &mut tx,
            ctx,
            "account.forgot-password",
            "account",
            Some(person.id.0),
            serde_json::json!({}),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

fn may_reset(access: &Access, person: &Person, ctx: &Ctx, client: Client<'_>) -> bool {
    let here = client.bare || rules::accounts::at_home(access, person.storefront, ctx.at.id);
    here && rules::accounts::change_password(access, &own(&[Owner::Account(person.id)])).is_ok()
}
