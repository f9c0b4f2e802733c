//! Signing in with email and password: the first step, and for most people the only one. What comes
//! after it is in [`enter`](super::enter).

use super::{
    Client, Entered, Passwords, Pending,
    enter::{self, Known, enter},
    limits::{self, ACCOUNT, ADDRESS},
};
use access::{Access, Ctx, Failure};
use domain::{
    AccountId, Problem,
    accounts::{SignIn, SignInField, normal_email},
};
use store::{Store, Tx, accounts::Person, audit, people, people::Credentials, sessions};

/// The same for every reason: unknown, never verified, suspended, elsewhere, wrong password.
fn refused() -> Failure<SignInField> {
    Failure::field(SignInField::Password, Problem::SignInRefused)
}

/// Lets somebody in. At a storefront's address these are its customers, its staff and suppliers; at
/// the bare address everybody. Who has several accounts with this password chooses one.
///
/// # Errors
/// What is missing; too many tries; else one answer for every reason, after the same work.
pub async fn sign_in(
    store: &Store,
    passwords: &Passwords,
    ctx: &Ctx,
    client: Client<'_>,
    form: &SignIn,
) -> Result<Entered, Failure<SignInField>> {
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
    let Candidates {
        these,
        hashes,
        kept_out,
    } = candidates(&mut tx, ctx, client, &email).await?;
    drop(tx);
    let right = passwords.matching(&form.password, &hashes).await?;
    let matched: Vec<Known> = these
        .iter()
        .zip(&hashes)
        .zip(right)
        .filter(|(_, right)| *right)
        .filter_map(|((id, hash), _)| Some(Known::of(*id, hash.as_deref()?)))
        .collect();

    let mut tx = store.begin().await?;
    // As they stand now: a suspension may have come while the hash was computed.
    let mut allowed: Vec<(Known, Access, Person)> = Vec::new();
    for known in matched {
        if let Some((access, person)) = enter::allowed(&mut tx, ctx, client, &known).await? {
            allowed.push((known, access, person));
        }
    }
    if allowed.is_empty() {
        tx.commit().await?;
        let meant = these.first().copied().or(kept_out);
        refuse(store, ctx, client, meant).await?;
        return Err(refused());
    }
    sessions::give_back(&mut tx, &ADDRESS.bucket(client.address)).await?;
    sessions::forget_attempts(&mut tx, &ACCOUNT.bucket(&email)).await?;
    let next = form.next().unwrap_or_default();
    let entered = match allowed.as_slice() {
        [(known, access, person)] => enter(&mut tx, ctx, known, access, person, next).await?,
        several => Entered::Choose(Pending {
            accounts: several.iter().map(|(known, ..)| known.clone()).collect(),
            next: next.to_owned(),
            since: ctx.now,
        }),
    };
    tx.commit().await?;
    Ok(entered)
}

/// The accounts of an address that may be meant here.
#[derive(Default)]
struct Candidates {
    these: Vec<AccountId>,
    /// What their passwords hash to.
    hashes: Vec<Option<String>>,
    /// The first that belongs here and cannot sign in, for the audit trail alone.
    kept_out: Option<AccountId>,
}

/// Those that cannot sign in are looked up alike and left out, so that their password tells nothing
/// either.
async fn candidates(
    tx: &mut Tx,
    ctx: &Ctx,
    client: Client<'_>,
    email: &str,
) -> store::Result<Candidates> {
    let mut all = Candidates::default();
    for Credentials {
        id, password_hash, ..
    } in people::by_email(tx, email).await?
    {
        let found = store::accounts::access_of(tx, id, None, ctx.now).await?;
        let Some((access, person)) = found else {
            continue;
        };
        if enter::may(&access, &person, ctx, client) {
            all.these.push(id);
            all.hashes.push(password_hash);
        } else if all.kept_out.is_none() && enter::here(&access, &person, ctx, client) {
            all.kept_out = Some(id);
        }
    }
    Ok(all)
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
    let entry = enter::entry(ctx, account, "account.sign-in-refused");
    audit::add(&mut tx, &entry, detail).await?;
    tx.commit().await
}
