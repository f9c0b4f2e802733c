//! Asking for a link to choose a new password.

use super::{
    Client,
    limits::{self, MAILS_BY},
    own, token,
};
use crate::mail::{self, Reader, To};
use access::{Access, Ctx, Failure, Owner, rules};
use domain::{
    accounts::{ForgotPassword, ForgotPasswordField, TokenKind},
    mail::Mail,
    paths,
};
use store::{Store, Tx, accounts::Person, audit, people, sessions, storefronts};

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
    let mut these = Vec::new();
    for known in people::by_email(&mut tx, &email).await? {
        let found = store::accounts::access_of(&mut tx, known.id, None, ctx.now).await?;
        these.extend(found.filter(|(access, person)| may_reset(access, person, ctx, client)));
    }
    let several = these.len() > 1;
    for (access, person) in these.into_iter().filter(|_| heard) {
        // Each account has a link of its own; the mails say which is for which.
        let of = if several {
            with(&mut tx, &access, &person).await?
        } else {
            None
        };
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
        let link = paths::Reset(token.text).to_string();
        mail::queue(
            &mut tx,
            ctx,
            To {
                reader: Reader::Account(person.id),
                name: &person.name,
                address: &email,
            },
            &Mail::ResetPassword { link, of },
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

/// With whom an account is: its company, else its storefront.
async fn with(tx: &mut Tx, access: &Access, person: &Person) -> store::Result<Option<String>> {
    if let Some(company) = &person.company_name {
        return Ok(Some(company.clone()));
    }
    let home = match person.home(access) {
        Some(home) => storefronts::by_id(tx, home).await?,
        None => None,
    };
    Ok(home.map(|home| home.name))
}

fn may_reset(access: &Access, person: &Person, ctx: &Ctx, client: Client<'_>) -> bool {
    let here = client.bare || rules::accounts::at_home(access, person.storefront, ctx.at.id);
    here && rules::accounts::change_password(access, &own(&[Owner::Account(person.id)])).is_ok()
}
