//! One's own passkeys: adding, naming and removing them. Signing in with one is in
//! [`passkey_sign_in`](super::passkey_sign_in), and what devices answer in [`webauthn`].

use super::{
    Passwords, Seal,
    second_factor::{Proof, owner, proven, record_used, tell},
    token::random,
    webauthn::{self, Site},
};
use access::{Ctx, Denial, Failure, rules};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    AccountId, Problem, Timestamp,
    accounts::{
        AddPasskey, BeginPasskey, PasskeyField, PasskeyLine, PasskeysPage, RemovePasskey,
        RenamePasskey,
    },
    mail::Mail,
    paths,
};
use serde_json::{Value, json};
use store::{
    Store, Tx, audit,
    sessions::{self, Hash, passkeys, second_factors},
};

/// How long a device may take to answer. Somebody may have to fetch it.
pub(super) const PATIENCE: i64 = 5 * Timestamp::MINUTE;
/// The random bytes that it is to sign.
const CHALLENGE: usize = 32;

/// One's own passkeys.
///
/// # Errors
/// Not signed in, or logged in as somebody else; [`Denial::SecondFactor`] where that comes first.
pub async fn passkeys(store: &Store, ctx: &Ctx) -> Result<PasskeysPage, Failure> {
    let id = rules::accounts::passkeys(&ctx.access)?;
    let mut tx = store.read().await?;
    let code = second_factors::stands(&mut tx, id).await?;
    let lines = passkeys::of(&mut tx, id).await?.into_iter();
    Ok(PasskeysPage {
        code,
        passkeys: lines
            .map(|one| PasskeyLine {
                id: one.id,
                name: one.name,
                host: one.host,
                made: one.created,
                used: one.used,
            })
            .collect(),
        host: Site::of(&ctx.base_url).map(|site| site.host.to_owned()),
    })
}

/// What a browser is to be asked for a new passkey, for who shows the password, and a code where a
/// second factor stands: `PublicKeyCredentialCreationOptions` with its bytes in base64url.
///
/// # Errors
/// As of [`passkeys()`]; a wrong password or code, too many of them; [`Denial::NotFound`] at an address
/// that has no passkeys.
pub async fn begin_passkey(
    store: &Store,
    passwords: &Passwords,
    seal: &Seal,
    ctx: &Ctx,
    form: &BeginPasskey,
) -> Result<Value, Failure<PasskeyField>> {
    let id = rules::accounts::passkeys(&ctx.access)?;
    let site = Site::of(&ctx.base_url).ok_or(Denial::NotFound)?;
    form.check()?;
    let proof = Proof {
        password: (&form.old_password, PasskeyField::Password),
        code: (&form.code, PasskeyField::Code),
        refused: "account.passkey-refused",
    };
    let (mut tx, used) = proven(store, passwords, seal, ctx, id, proof).await?;
    let person = owner(&mut tx, ctx, id).await?;
    let (challenge, _) = challenge(&mut tx, ctx, Some(id)).await?;
    let there: Vec<Value> = passkeys::of(&mut tx, id)
        .await?
        .iter()
        .map(|one| json!({ "type": "public-key", "id": BASE64URL_NOPAD.encode(&one.credential) }))
        .collect();
    if let Some(used) = used {
        record_used(&mut tx, ctx, id, used).await?;
    }
    tx.commit().await?;
    let kinds: Vec<Value> = webauthn::ALGORITHMS
        .iter()
        .map(|kind| json!({ "type": "public-key", "alg": kind }))
        .collect();
    Ok(json!({
        "challenge": challenge,
        "rp": { "id": site.host, "name": ctx.at.name },
        "user": {
            "id": BASE64URL_NOPAD.encode(&handle(id)),
            "name": person.email.as_ref().unwrap_or(&person.name),
            "displayName": person.name,
        },
        "pubKeyCredParams": kinds,
        "excludeCredentials": there,
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": true,
            "userVerification": "required",
        },
        "attestation": "none",
        "timeout": PATIENCE,
    }))
}

/// Keeps the passkey that a device has made, and tells its owner.
///
/// # Errors
/// As of [`passkeys()`]; an answer to nothing that was asked of this account lately, or not what was
/// asked for.
pub async fn add_passkey(
    store: &Store,
    ctx: &Ctx,
    form: &AddPasskey,
) -> Result<(), Failure<PasskeyField>> {
    let id = rules::accounts::passkeys(&ctx.access)?;
    let site = Site::of(&ctx.base_url).ok_or(Denial::NotFound)?;
    form.check()?;
    let none = || Failure::field(PasskeyField::Credential, Problem::NoPasskey);
    let made = webauthn::made(&form.credential, site).map_err(|_| none())?;
    let mut tx = store.begin().await?;
    let asked = Hash::of(&made.challenge);
    if !passkeys::take_challenge(&mut tx, &asked, Some(id), ctx.now).await? {
        return Err(none());
    }
    let passkey = form.name();
    let new = passkeys::New {
        host: site.host,
        credential: &made.credential,
        public_key: &made.public_key,
        counter: made.counter,
        name: &passkey,
    };
    if !passkeys::add(&mut tx, id, &new, ctx.now).await? {
        // The challenge is used all the same.
        tx.commit().await?;
        return Err(none());
    }
    let mail = Mail::PasskeyAdded {
        passkey: passkey.clone(),
        account: paths::Passkeys.to_string(),
    };
    tell(&mut tx, ctx, id, &mail).await?;
    record(&mut tx, ctx, id, "account.passkey-added", &passkey).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives a passkey of one's own another name.
///
/// # Errors
/// As of [`passkeys()`]; a missing name; none of one's own.
pub async fn rename_passkey(
    store: &Store,
    ctx: &Ctx,
    form: &RenamePasskey,
) -> Result<(), Failure<PasskeyField>> {
    let id = rules::accounts::passkeys(&ctx.access)?;
    form.check()?;
    let which = form.passkey().ok_or(Denial::NotFound)?;
    let name = form.name();
    let mut tx = store.begin().await?;
    if !passkeys::rename(&mut tx, id, which, &name).await? {
        return Err(Denial::NotFound.into());
    }
    record(&mut tx, ctx, id, "account.passkey-renamed", &name).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes a passkey of one's own, tells its owner, and ends all other sessions, which it may have
/// opened; `session` is the one that asks and goes on. One that is gone already is no fault.
///
/// # Errors
/// As of [`passkeys()`].
pub async fn remove_passkey(
    store: &Store,
    ctx: &Ctx,
    session: Option<&Hash>,
    form: &RemovePasskey,
) -> Result<(), Failure> {
    let id = rules::accounts::passkeys(&ctx.access)?;
    let which = form.passkey().ok_or(Denial::NotFound)?;
    let mut tx = store.begin().await?;
    let Some(passkey) = passkeys::remove(&mut tx, id, which).await? else {
        return Ok(());
    };
    sessions::delete_all(&mut tx, id, session).await?;
    let mail = Mail::PasskeyRemoved {
        passkey: passkey.clone(),
        account: paths::Account.to_string(),
    };
    tell(&mut tx, ctx, id, &mail).await?;
    record(&mut tx, ctx, id, "account.passkey-removed", &passkey).await?;
    tx.commit().await?;
    Ok(())
}

/// What a device is to sign next, and the hash by which it is kept: for who adds a passkey, or for
/// whoever signs in.
pub(super) async fn challenge<F>(
    tx: &mut Tx,
    ctx: &Ctx,
    account: Option<AccountId>,
) -> Result<(String, Hash), Failure<F>> {
    let bytes = random::<CHALLENGE, F>()?;
    let hash = Hash::of(bytes);
    passkeys::challenge(tx, &hash, account, ctx.now.plus(PATIENCE)).await?;
    Ok((BASE64URL_NOPAD.encode(&bytes), hash))
}

/// By which a device remembers whose a passkey is. It says nothing about the person.
pub(super) const fn handle(account: AccountId) -> [u8; 8] {
    account.0.to_be_bytes()
}

async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    id: AccountId,
    act: &str,
    passkey: &str,
) -> store::Result<()> {
    let detail = json!({ "passkey": passkey });
    audit::record(tx, ctx, act, "account", Some(id.0), detail).await
}
