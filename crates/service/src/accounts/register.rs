//! Opening an account.

use super::{
    Client, Passwords,
    limits::{self, MAILS_BY, PASSKEYS_BY, PASSKEYS_OF},
    token,
};
use crate::mail::{self, Reader, To};
use access::{
    Ctx, Denial, Failure,
    rules::accounts::{Registration, registration},
};
use domain::{
    AccountId, CompanyId, Problem,
    accounts::{AccountState, Register, RegisterField, TokenKind},
    mail::Mail,
    paths,
};
use store::{
    Store, Tx, audit, companies,
    people::{self, Credentials, NewAccount},
    sessions::{self, Hash},
    storefronts,
};

/// Writes a person down and mails the link that makes the account theirs. Where the address has an
/// account already, its owner is told so by mail, and who registers reads the same as ever.
///
/// A company comes to be when the link is followed, so that nobody takes a name with an address that
/// is not theirs. Joining one that exists takes its passkey, where the storefront lets people
/// register by that.
///
/// # Errors
/// Faulty fields; a company that exists, since joining it is up to its people; a passkey that is not
/// the company's; too many mails or passkeys; a storefront whose people are invited, or come through
/// the API only, or that was set to register people in another way meanwhile.
pub async fn register(
    store: &Store,
    passwords: &Passwords,
    ctx: &Ctx,
    client: Client<'_>,
    form: &Register,
) -> Result<(), Failure<RegisterField>> {
    let asks = registration(&ctx.at)?;
    let by_passkey = asks == Registration::WithPasskey;
    form.check(asks != Registration::Anybody, by_passkey)?;
    let email = form.address();
    limits::count(store, &[(&MAILS_BY, client.address)], ctx.now).await?;
    let joins = if by_passkey {
        Some(joined(store, passwords, ctx, client, form).await?)
    } else {
        None
    };
    let mut tx = store.read().await?;
    let beside = people::hash_beside(&mut tx, &email, None).await?;
    drop(tx);
    let hash = passwords.hash(&form.password, beside.as_deref()).await?;

    let mut tx = store.begin().await?;
    people::hold_address(&mut tx, &email).await?;
    still(&mut tx, ctx, asks).await?;
    let company = form.company().filter(|_| joins.is_none());
    if let Some(name) = &company
        && people::company_exists(&mut tx, ctx.at.id, name).await?
    {
        return Err(Failure::field(
            RegisterField::Company,
            Problem::AskForInvitation,
        ));
    }
    let known = people::by_email(&mut tx, &email).await?;
    // The company goes with the link, and the passkey that was shown: another one is another mail.
    let shown = joins.as_ref().map(|joins| joins.passkey.as_str());
    let about = format!(
        "register:{}:{}",
        form.company().unwrap_or_default(),
        shown.unwrap_or_default()
    );
    let heard = limits::mails(&mut tx, ctx, &email, &about).await?;
    let works = people::holders(&mut tx, &email, None).await?.work;
    let found = here(&known, works, ctx);
    let account = match found {
        Known::No => match insert(&mut tx, ctx, form, &email, &hash).await {
            Ok(id) => Some(id),
            // Two presses at once: the other one was first, and mails.
            Err(error) if error.is_constraint("accounts_email") => return Ok(()),
            Err(error) => return Err(error.into()),
        },
        Known::Waiting(id) => {
            people::register_again(&mut tx, id, form.name.trim(), &hash).await?;
            Some(id)
        }
        Known::Yes(_) => None,
    };
    let reader = match found {
        Known::Yes(theirs) => theirs,
        Known::No | Known::Waiting(_) => account,
    };
    if heard {
        let to = To {
            reader: reader.map_or(Reader::Nobody, Reader::Account),
            name: form.name.trim(),
            address: &email,
        };
        match account {
            Some(id) => {
                let detail = serde_json::json!({
                    "company": company,
                    "join": joins.as_ref().map(|joins| joins.company.0),
                    "passkey": shown,
                });
                mail_link(&mut tx, ctx, to, id, &detail).await?;
            }
            None => {
                let mail = Mail::AlreadyRegistered {
                    sign_in: paths::SignIn.to_string(),
                    forgot_password: paths::ForgotPassword.to_string(),
                };
                mail::queue(&mut tx, ctx, to, &mail).await?;
            }
        }
    }
    audit::record(
        &mut tx,
        ctx,
        "account.register",
        "account",
        account.map(|id| id.0),
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// That people register in this way still, and until this transaction is over.
async fn still(tx: &mut Tx, ctx: &Ctx, asks: Registration) -> Result<(), Failure<RegisterField>> {
    storefronts::hold(tx, &[ctx.at.id]).await?;
    let at = storefronts::by_id(tx, ctx.at.id).await?;
    if registration(&at.ok_or(Denial::NotFound)?)? != asks {
        return Err(Denial::Stale.into());
    }
    Ok(())
}

/// The company that somebody registers with.
struct Joins {
    company: CompanyId,
    /// The passkey that was shown, as a hash of its hash: the link holds while it is the company's.
    passkey: String,
}

/// The company whose passkey is shown. Whether there is such a company, has a passkey or has another
/// one reads the same and takes as long, and nobody tries many.
async fn joined(
    store: &Store,
    passwords: &Passwords,
    ctx: &Ctx,
    client: Client<'_>,
    form: &Register,
) -> Result<Joins, Failure<RegisterField>> {
    let name = form.company().unwrap_or_default();
    let whose = format!("{}:{}", ctx.at.id, name.to_lowercase());
    let tries = [(&PASSKEYS_BY, client.address), (&PASSKEYS_OF, &*whose)];
    limits::count(store, &tries, ctx.now).await?;
    let mut tx = store.read().await?;
    let known = companies::passkey(&mut tx, ctx.at.id, &name).await?;
    drop(tx);
    let hash = known.as_ref().map(|(_, hash)| hash.as_str());
    let right = passwords.verify(&form.passkey(), hash).await?;
    let joins = known.filter(|_| right).map(|(company, hash)| Joins {
        company,
        passkey: Hash::of(hash).hex(),
    });
    joins.ok_or(Failure::field(
        RegisterField::Passkey,
        Problem::CompanyPasskeyRefused,
    ))
}

/// Whether an address is in use here.
#[derive(Clone, Copy)]
enum Known {
    No,
    /// Registered, and the link not followed yet: who registers again may correct what they typed.
    Waiting(AccountId),
    /// By this customer, or by somebody who is none.
    Yes(Option<AccountId>),
}

/// An address is in use where it is a customer's of this storefront, or that of somebody who works
/// here or at a supplier: they are no customers anywhere. People without access may share an
/// address.
fn here(known: &[Credentials], works: bool, ctx: &Ctx) -> Known {
    if works {
        return Known::Yes(None);
    }
    let mut here = known
        .iter()
        .filter(|one| one.storefront == Some(ctx.at.id) && one.state != AccountState::Inactive);
    match here.next() {
        None => Known::No,
        // Who was invited by somebody has no password yet, and follows that invitation.
        Some(one) if one.state == AccountState::Invited && one.password_hash.is_some() => {
            Known::Waiting(one.id)
        }
        Some(one) => Known::Yes(Some(one.id)),
    }
}

async fn insert(
    tx: &mut Tx,
    ctx: &Ctx,
    form: &Register,
    email: &str,
    hash: &str,
) -> store::Result<AccountId> {
    let new = NewAccount {
        storefront: Some(ctx.at.id),
        company: None,
        supplier: None,
        name: form.name.trim(),
        email: Some(email),
        state: AccountState::Invited,
        password_hash: Some(hash),
    };
    people::insert(tx, &new, ctx.now).await
}

async fn mail_link(
    tx: &mut Tx,
    ctx: &Ctx,
    to: To<'_>,
    account: AccountId,
    detail: &serde_json::Value,
) -> Result<(), Failure<RegisterField>> {
    let token = token::fresh()?;
    sessions::issue(tx, &token.hash, TokenKind::Verify, account, detail, ctx.now).await?;
    let link = paths::Verify(token.text).to_string();
    mail::queue(tx, ctx, to, &Mail::Verify { link }).await?;
    Ok(())
}
