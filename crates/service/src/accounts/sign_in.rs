//! Signing in with email and password.

use super::{
    Client, Passwords,
    limits::{self, ACCOUNT, ADDRESS},
    own,
};
use access::{Access, Ctx, Failure, Owner, Who, pages, rules};
use domain::{
    AccountId, Problem,
    accounts::{SignIn, SignInField, normal_email},
};
use store::{Store, Tx, accounts::Person, audit, people, people::Credentials, sessions};

/// The same for every reason: unknown, never verified, suspended, elsewhere, wrong password.
fn refused() -> Failure<SignInField> {
    Failure::field(SignInField::Password, Problem::SignInRefused)
}

/// Somebody has signed in: a session is to begin, under a new secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub account: AccountId,
    /// The page asked for before, else where their role starts.
    pub to: String,
}

/// Lets somebody in. At a storefront's address these are its customers, its staff and suppliers; at
/// the bare address everybody.
///
/// # Errors
/// What is missing; too many tries; else one answer for every reason, after the same work.
pub async fn sign_in(
    store: &Store,
    passwords: &Passwords,
    ctx: &Ctx,
    client: Client<'_>,
    form: &SignIn,
) -> Result<SignedIn, Failure<SignInField>> {
    form.check()?;
    let email = normal_email(&form.email);
    // Counted before the password is looked at, and given back if it was right: so many at the same
    // time do not slip through together.
    limits::count(
        store,
        &[(&ADDRESS, client.address), (&ACCOUNT, &email)],
        ctx.now,
    )
    .await?;

    let mut tx = store.read().await?;
    let candidates = candidates(&mut tx, ctx, client, &email).await?;
    tx.commit().await?;

    let Some(account) = matching(passwords, &candidates, &form.password).await? else {
        refuse(store, ctx, client, candidates.first().map(|(id, _)| *id)).await?;
        return Err(refused());
    };

    let mut tx = store.begin().await?;
    // As they stand now: a suspension may have come while the hash was computed.
    let found = store::accounts::access_of(&mut tx, account, None, ctx.now).await?;
    let allowed = found.filter(|(access, person)| may_enter(access, person, ctx, client));
    let Some((access, person)) = allowed else {
        tx.commit().await?;
        refuse(store, ctx, client, Some(account)).await?;
        return Err(refused());
    };
    people::signed_in(&mut tx, person.id, ctx.now).await?;
    if let Who::Visitor(visitor) = ctx.access.who {
        store::cart::adopt(&mut tx, visitor, person.id).await?;
    }
    sessions::give_back(&mut tx, &ADDRESS.bucket(client.address)).await?;
    sessions::forget_attempts(&mut tx, &ACCOUNT.bucket(&email)).await?;
    audit::add(
        &mut tx,
        &entry(ctx, Some(person.id), "account.sign-in"),
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;

    let to = form.next().unwrap_or_else(|| pages::start(&access));
    Ok(SignedIn {
        account: person.id,
        to: to.to_owned(),
    })
}

/// The accounts of an address that may be meant here, with what their password hashes to. Those that
/// cannot sign in are looked up alike and left out, so that their password tells nothing either.
async fn candidates(
    tx: &mut Tx,
    ctx: &Ctx,
    client: Client<'_>,
    email: &str,
) -> store::Result<Vec<(AccountId, Option<String>)>> {
    let mut these = Vec::new();
    for Credentials {
        id, password_hash, ..
    } in people::by_email(tx, email).await?
    {
        let found = store::accounts::access_of(tx, id, None, ctx.now).await?;
        if found.is_some_and(|(access, person)| may_enter(&access, &person, ctx, client)) {
            these.push((id, password_hash));
        }
    }
    Ok(these)
}

/// Whether this account may sign in here.
fn may_enter(access: &Access, person: &Person, ctx: &Ctx, client: Client<'_>) -> bool {
    let here = client.bare || rules::accounts::at_home(access, person.storefront, ctx.at.id);
    here && rules::accounts::sign_in(access, &own(&[Owner::Account(person.id)])).is_ok()
}

/// The account whose password it is. At least one hash is computed, whether there is an account or
/// not; where a person has several accounts with one password, the first.
async fn matching(
    passwords: &Passwords,
    candidates: &[(AccountId, Option<String>)],
    password: &str,
) -> Result<Option<AccountId>, Failure<SignInField>> {
    if candidates.is_empty() {
        passwords.verify(password, None).await?;
    }
    for (id, hash) in candidates {
        if passwords.verify(password, hash.as_deref()).await? {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}

/// Writes a refusal down, without what was typed: people type passwords into the wrong field.
async fn refuse(
    store: &Store,
    ctx: &Ctx,
    client: Client<'_>,
    account: Option<AccountId>,
) -> store::Result<()> {
    let mut tx = store.begin().await?;
    let detail = serde_json::json!({ "address": client.address });
    audit::add(
        &mut tx,
        &entry(ctx, account, "account.sign-in-refused"),
        detail,
    )
    .await?;
    tx.commit().await
}

fn entry<'a>(ctx: &Ctx, account: Option<AccountId>, act: &'a str) -> audit::Entry<'a> {
    audit::Entry {
        at: ctx.now,
        storefront: Some(ctx.at.id),
        account,
        acting: None,
        act,
        object: "account",
        object_id: account.map(|id| id.0),
    }
}
