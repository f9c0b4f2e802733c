//! Signing in with a passkey: no address is typed and no password, the device says whose account it is.

use super::{
    Client, SignedIn,
    enter::{self, By, begin},
    limits::{self, ADDRESS, CHALLENGES},
    passkeys::{PATIENCE, challenge, handle},
    webauthn::{self, Site, Why},
};
use access::{Access, Ctx, Denial, Failure};
use domain::{
    AccountId, Problem,
    accounts::{PasskeyField, SignInWithPasskey},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{
    Store, Tx,
    accounts::Person,
    audit,
    sessions::{self, Hash, passkeys},
};

/// The same for every reason: unknown, suspended, elsewhere, too late, signed by somebody else.
fn refused() -> Failure<PasskeyField> {
    Failure::field(PasskeyField::Credential, Problem::PasskeyRefused)
}

/// What a browser was asked to sign in with, as a hash. Kept in its session: nobody is signed in by an
/// answer that another browser was asked for, as somebody else than they take themselves for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked(String);

/// What a browser is to be asked for, to sign in with whichever passkey it has:
/// `PublicKeyCredentialRequestOptions` with its bytes in base64url; and what its session is to keep.
///
/// # Errors
/// Too many of them; [`Denial::NotFound`] at an address that has no passkeys.
pub async fn ask_passkey(
    store: &Store,
    ctx: &Ctx,
    client: Client<'_>,
) -> Result<(Value, Asked), Failure> {
    let site = Site::of(&ctx.base_url).ok_or(Denial::NotFound)?;
    limits::count(store, &[(&CHALLENGES, client.address)], ctx.now).await?;
    let mut tx = store.begin().await?;
    let (challenge, hash) = challenge(&mut tx, ctx, None).await?;
    tx.commit().await?;
    let told = json!({
        "challenge": challenge,
        "rpId": site.host,
        "userVerification": "required",
        "timeout": PATIENCE,
    });
    Ok((told, Asked(hash.hex())))
}

/// Lets in who shows a passkey of an account that may sign in here. It is two factors at once: the
/// device, and what its owner opens it with. `asked` is what this browser was asked last.
///
/// # Errors
/// Too many tries; else one answer for every reason.
pub async fn sign_in_with_passkey(
    store: &Store,
    ctx: &Ctx,
    client: Client<'_>,
    asked: Option<&Asked>,
    form: &SignInWithPasskey,
) -> Result<SignedIn, Failure<PasskeyField>> {
    limits::count(store, &[(&ADDRESS, client.address)], ctx.now).await?;
    let mut tx = store.begin().await?;
    let (access, person) = match checked(&mut tx, ctx, client, asked, form).await? {
        Ok(known) => known,
        Err(refusal) => {
            let detail = json!({ "address": client.address, "why": refusal.why });
            let entry = enter::entry(ctx, refusal.account, "account.passkey-refused");
            audit::add(&mut tx, &entry, detail).await?;
            // The challenge is used all the same.
            tx.commit().await?;
            return Err(refused());
        }
    };
    sessions::give_back(&mut tx, &ADDRESS.bucket(client.address)).await?;
    let next = form.next().unwrap_or_default();
    let entered = begin(&mut tx, ctx, &access, &person, next, By::Passkey).await?;
    tx.commit().await?;
    Ok(entered)
}

/// Why somebody was not let in, for the audit trail.
struct Refusal {
    /// Whose passkey it was, as far as that is known.
    account: Option<AccountId>,
    why: Why,
}

impl Refusal {
    const fn of<T>(account: Option<AccountId>, why: Why) -> Result<T, Self> {
        Err(Self { account, why })
    }
}

/// Whose passkey was shown, if all is as it should be; the device's counter goes on.
async fn checked(
    tx: &mut Tx,
    ctx: &Ctx,
    client: Client<'_>,
    asked: Option<&Asked>,
    form: &SignInWithPasskey,
) -> store::Result<Result<(Access, Person), Refusal>> {
    let Some(site) = Site::of(&ctx.base_url) else {
        return Ok(Refusal::of(None, "no passkeys here"));
    };
    let shown = match webauthn::shown(&form.credential, site) {
        Ok(shown) => shown,
        Err(why) => return Ok(Refusal::of(None, why)),
    };
    let signed = Hash::of(&shown.challenge);
    if asked.is_none_or(|asked| asked.0 != signed.hex()) {
        return Ok(Refusal::of(None, "not asked of this browser"));
    }
    if !passkeys::take_challenge(tx, &signed, None, ctx.now).await? {
        return Ok(Refusal::of(None, "not asked for"));
    }
    let Some(known) = passkeys::shown(tx, site.host, &shown.credential).await? else {
        return Ok(Refusal::of(None, "unknown"));
    };
    let account = Some(known.account);
    if shown.user != handle(known.account) {
        return Ok(Refusal::of(account, "another account"));
    }
    let counter = match shown.checked(&known.public_key, site) {
        Ok(counter) => counter,
        Err(why) => return Ok(Refusal::of(account, why)),
    };
    let found = store::accounts::access_of(tx, known.account, None, ctx.now).await?;
    let Some(found) = found.filter(|(access, person)| enter::may(access, person, ctx, client))
    else {
        return Ok(Refusal::of(account, "may not sign in here"));
    };
    if !passkeys::used(tx, known.id, counter, ctx.now).await? {
        return Ok(Refusal::of(account, "counted backwards"));
    }
    Ok(Ok(found))
}
