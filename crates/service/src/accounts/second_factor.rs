//! One's own second factor: setting it up, new recovery codes, switching it off. That it is asked for
//! at sign-in is in [`enter`](super::enter).

use super::{
    Passwords, Seal,
    limits::{self, CODES, CODES_A_DAY, OLD_PASSWORD},
    token::random,
    totp,
};
use crate::mail::{self, Reader, To};
use access::{Ctx, Denial, Failure, Standing, rules};
use domain::{
    AccountId, Problem, Timestamp,
    accounts::{Code, SecondFactor, SecondFactorPage, ShowBoth, ShowBothField},
    mail::Mail,
    paths,
};
use store::{
    Store, Tx,
    accounts::Person,
    audit, people,
    sessions::{self, Hash, passkeys, second_factors},
};

/// How many recovery codes somebody gets.
const RECOVERY_CODES: usize = 10;
/// The random bytes of one.
const RECOVERY: usize = 15;
/// The entry of the audit trail about what was not right.
const REFUSED: &str = "account.second-factor-refused";

/// How one's second factor stands; the secret for as long as its first code is awaited.
///
/// # Errors
/// Not signed in, or logged in as somebody else.
pub async fn second_factor(
    store: &Store,
    seal: &Seal,
    ctx: &Ctx,
) -> Result<SecondFactorPage, Failure> {
    let id = rules::accounts::second_factor(&ctx.access)?;
    let mut tx = store.read().await?;
    let hosts = passkeys_instead(&mut tx, ctx, id).await?;
    let works_at = rules::accounts::works_at(&ctx.access);
    let asked = second_factors::asked_at(&mut tx, works_at.as_deref()).await?;
    let factor = match second_factors::of(&mut tx, id).await? {
        _ if !hosts.is_empty() => SecondFactor::Passkey { hosts },
        None => SecondFactor::None,
        Some(kept) => match kept.confirmed {
            Some(since) => SecondFactor::Stands {
                since,
                codes: kept.codes,
            },
            None => {
                let secret = seal.open(id, &kept.secret)?;
                let person = owner(&mut tx, ctx, id).await?;
                let account = person.email.unwrap_or(person.name);
                SecondFactor::Begun {
                    secret: totp::text(&secret),
                    address: totp::address(&secret, &ctx.at.name, &account),
                }
            }
        },
    };
    Ok(SecondFactorPage { factor, asked })
}

/// Makes a secret for an app, in place of one whose first code was never shown.
///
/// # Errors
/// As of [`second_factor`]; there is a second factor already, or a passkey that was not shown.
pub async fn begin_second_factor(store: &Store, seal: &Seal, ctx: &Ctx) -> Result<(), Failure> {
    let id = rules::accounts::second_factor(&ctx.access)?;
    let sealed = seal.seal(id, &random::<{ totp::SECRET }, _>()?)?;
    let mut tx = store.begin().await?;
    if !passkeys_instead(&mut tx, ctx, id).await?.is_empty() {
        return Err(Denial::SecondFactor.into());
    }
    if !second_factors::begin(&mut tx, id, &sealed).await? {
        return Err(Denial::Stale.into());
    }
    tx.commit().await?;
    Ok(())
}

/// The app shows the right code: it is asked for from now on, and all other sessions end; `session` is
/// the one that asks and goes on. Answers the recovery codes, which nobody can read again. The password
/// is asked for as well: a session that somebody else has found does not lock its owner out.
///
/// # Errors
/// A wrong password or code, too many of them; nothing that was begun.
pub async fn confirm_second_factor(
    store: &Store,
    passwords: &Passwords,
    seal: &Seal,
    ctx: &Ctx,
    session: Option<&Hash>,
    form: &ShowBoth,
) -> Result<Vec<String>, Failure<ShowBothField>> {
    let id = rules::accounts::second_factor(&ctx.access)?;
    form.check()?;
    count(store, ctx.now, id).await?;
    let (mut tx, _) = proven(store, passwords, seal, ctx, id, proof(form)).await?;
    if !passkeys_instead(&mut tx, ctx, id).await?.is_empty() {
        return Err(Denial::SecondFactor.into());
    }
    let kept = second_factors::of(&mut tx, id)
        .await?
        .filter(|kept| kept.confirmed.is_none())
        .ok_or(Denial::Stale)?;
    let secret = seal.open(id, &kept.secret)?;
    let step = match Code::read(&form.code) {
        Some(Code::App(code)) => totp::step_of(&secret, code, ctx.now, kept.last_step),
        Some(Code::Recovery(_)) | None => None,
    };
    let Some(step) = step else {
        refused(&mut tx, ctx, id, REFUSED, "first code").await?;
        tx.commit().await?;
        return Err(Failure::field(ShowBothField::Code, Problem::CodeRefused));
    };
    if !second_factors::confirm(&mut tx, id, step, ctx.now).await? {
        return Err(Denial::Stale.into());
    }
    let codes = give_codes(&mut tx, id).await?;
    sessions::delete_all(&mut tx, id, session).await?;
    forget(&mut tx, id).await?;
    let mail = Mail::SecondFactorOn {
        account: paths::Account.to_string(),
    };
    tell(&mut tx, ctx, id, &mail).await?;
    record(&mut tx, ctx, id, "account.second-factor-on").await?;
    tx.commit().await?;
    Ok(codes)
}

/// New recovery codes, for who shows both factors; the earlier ones are worth nothing any more.
///
/// # Errors
/// A wrong password or code, too many of them; there is no second factor.
pub async fn renew_recovery_codes(
    store: &Store,
    passwords: &Passwords,
    seal: &Seal,
    ctx: &Ctx,
    form: &ShowBoth,
) -> Result<Vec<String>, Failure<ShowBothField>> {
    let (mut tx, id, used) = shown(store, passwords, seal, ctx, form).await?;
    let codes = give_codes(&mut tx, id).await?;
    record_used(&mut tx, ctx, id, used).await?;
    record(&mut tx, ctx, id, "account.recovery-codes-new").await?;
    tx.commit().await?;
    Ok(codes)
}

/// Switches the second factor off, for who shows both, and ends all other sessions; `session` is the
/// one that asks and goes on.
///
/// # Errors
/// A wrong password or code, too many of them; there is no second factor.
pub async fn switch_off_second_factor(
    store: &Store,
    passwords: &Passwords,
    seal: &Seal,
    ctx: &Ctx,
    session: Option<&Hash>,
    form: &ShowBoth,
) -> Result<(), Failure<ShowBothField>> {
    let (mut tx, id, used) = shown(store, passwords, seal, ctx, form).await?;
    second_factors::remove(&mut tx, id).await?;
    sessions::delete_all(&mut tx, id, session).await?;
    let mail = Mail::SecondFactorOff {
        forgot_password: paths::ForgotPassword.to_string(),
    };
    tell(&mut tx, ctx, id, &mail).await?;
    record_used(&mut tx, ctx, id, used).await?;
    record(&mut tx, ctx, id, "account.second-factor-off").await?;
    tx.commit().await?;
    Ok(())
}

/// The hosts of the passkeys that somebody is to come in with, who has shown a password alone where
/// that is not enough: who knows the password must not put a factor of their own beside the owner's.
async fn passkeys_instead(tx: &mut Tx, ctx: &Ctx, id: AccountId) -> store::Result<Vec<String>> {
    if ctx.access.standing != Standing::Unprotected {
        return Ok(Vec::new());
    }
    let mut hosts: Vec<String> = passkeys::of(tx, id)
        .await?
        .into_iter()
        .map(|passkey| passkey.host)
        .collect();
    hosts.sort_unstable();
    hosts.dedup();
    Ok(hosts)
}

/// Which code it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Used {
    App,
    /// And so many are left.
    Recovery(u32),
}

impl Used {
    /// As the audit trail has it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Recovery(_) => "recovery code",
        }
    }
}

/// Takes a code of an account's second factor, once; nothing where it is not one.
pub(super) async fn take<F>(
    tx: &mut Tx,
    seal: &Seal,
    account: AccountId,
    typed: &str,
    now: Timestamp,
) -> Result<Option<Used>, Failure<F>> {
    let Some(kept) = second_factors::of(tx, account)
        .await?
        .filter(|kept| kept.confirmed.is_some())
    else {
        return Ok(None);
    };
    match Code::read(typed) {
        Some(Code::App(code)) => {
            let secret = seal.open(account, &kept.secret)?;
            let Some(step) = totp::step_of(&secret, code, now, kept.last_step) else {
                return Ok(None);
            };
            let taken = second_factors::take_step(tx, account, step).await?;
            Ok(taken.then_some(Used::App))
        }
        Some(Code::Recovery(code)) => {
            let taken = second_factors::take_code(tx, account, &Hash::of(&code), now).await?;
            Ok(taken.then_some(Used::Recovery(kept.codes.saturating_sub(1))))
        }
        None => Ok(None),
    }
}

/// Counts one more code before it is looked at.
pub(super) async fn count<F>(
    store: &Store,
    now: Timestamp,
    account: AccountId,
) -> Result<(), Failure<F>> {
    let whose = account.to_string();
    limits::count(store, &[(&CODES, &whose), (&CODES_A_DAY, &whose)], now).await
}

/// Forgets what was counted: it was right.
pub(super) async fn forget(tx: &mut Tx, account: AccountId) -> store::Result<()> {
    let whose = account.to_string();
    for limit in [&CODES, &CODES_A_DAY] {
        sessions::forget_attempts(tx, &limit.bucket(&whose)).await?;
    }
    Ok(())
}

/// A transaction of who has shown both factors just now, and by which code.
async fn shown(
    store: &Store,
    passwords: &Passwords,
    seal: &Seal,
    ctx: &Ctx,
    form: &ShowBoth,
) -> Result<(Tx, AccountId, Used), Failure<ShowBothField>> {
    let id = rules::accounts::second_factor(&ctx.access)?;
    form.check()?;
    let (tx, used) = proven(store, passwords, seal, ctx, id, proof(form)).await?;
    Ok((tx, id, used.ok_or(Denial::Stale)?))
}

fn proof(form: &ShowBoth) -> Proof<'_, ShowBothField> {
    Proof {
        password: (&form.old_password, ShowBothField::Password),
        code: (&form.code, ShowBothField::Code),
        refused: REFUSED,
    }
}

/// What somebody types once more before an account opens in another way than before, and the fields
/// that they type it into.
pub(super) struct Proof<'a, F> {
    pub(super) password: (&'a str, F),
    /// Looked at where a second factor stands.
    pub(super) code: (&'a str, F),
    /// The entry of the audit trail about what was not right.
    pub(super) refused: &'static str,
}

/// A transaction of who has shown just now all that their account has: the password, and a code where a
/// second factor stands; and by which code. A refusal is written down by itself; what was right at the
/// end, with what it was shown for.
pub(super) async fn proven<F>(
    store: &Store,
    passwords: &Passwords,
    seal: &Seal,
    ctx: &Ctx,
    id: AccountId,
    proof: Proof<'_, F>,
) -> Result<(Tx, Option<Used>), Failure<F>> {
    let whose = id.to_string();
    limits::count(store, &[(&OLD_PASSWORD, &whose)], ctx.now).await?;
    let mut tx = store.read().await?;
    let known = people::credentials(&mut tx, id)
        .await?
        .ok_or(Denial::SignIn)?;
    let stands = second_factors::stands(&mut tx, id).await?;
    drop(tx);
    if stands {
        count(store, ctx.now, id).await?;
    }
    let (password, field) = proof.password;
    let right = passwords
        .verify(password, known.password_hash.as_deref())
        .await?;

    let mut tx = store.begin().await?;
    if !right {
        refused(&mut tx, ctx, id, proof.refused, "password").await?;
        tx.commit().await?;
        return Err(Failure::field(field, Problem::WrongPassword));
    }
    let used = if stands {
        let (code, field) = proof.code;
        let Some(used) = take(&mut tx, seal, id, code, ctx.now).await? else {
            refused(&mut tx, ctx, id, proof.refused, "code").await?;
            tx.commit().await?;
            return Err(Failure::field(field, Problem::CodeRefused));
        };
        forget(&mut tx, id).await?;
        Some(used)
    } else {
        None
    };
    sessions::forget_attempts(&mut tx, &OLD_PASSWORD.bucket(&whose)).await?;
    Ok((tx, used))
}

/// Fresh recovery codes, which are kept as hashes only.
async fn give_codes<F>(tx: &mut Tx, account: AccountId) -> Result<Vec<String>, Failure<F>> {
    let mut codes = Vec::new();
    let mut hashes = Vec::new();
    for _ in 0..RECOVERY_CODES {
        let code = totp::recovery_code(&random::<RECOVERY, F>()?);
        if let Some(Code::Recovery(plain)) = Code::read(&code) {
            hashes.push(Hash::of(&plain));
            codes.push(code);
        }
    }
    second_factors::give_codes(tx, account, &hashes).await?;
    Ok(codes)
}

pub(super) async fn owner<F>(tx: &mut Tx, ctx: &Ctx, id: AccountId) -> Result<Person, Failure<F>> {
    let found = store::accounts::access_of(tx, id, None, ctx.now).await?;
    let (_, person) = found.ok_or(Denial::SignIn)?;
    Ok(person)
}

/// Tells the owner, whatever mails they do without.
pub(super) async fn tell<F>(
    tx: &mut Tx,
    ctx: &Ctx,
    id: AccountId,
    mail: &Mail,
) -> Result<(), Failure<F>> {
    let person = owner(tx, ctx, id).await?;
    if let Some(address) = &person.email {
        let to = To {
            reader: Reader::Account(id),
            name: &person.name,
            address,
        };
        mail::queue(tx, ctx, to, mail).await?;
    }
    Ok(())
}

async fn record(tx: &mut Tx, ctx: &Ctx, id: AccountId, act: &str) -> store::Result<()> {
    let nothing = serde_json::json!({});
    audit::record(tx, ctx, act, "account", Some(id.0), nothing).await
}

pub(super) async fn record_used(
    tx: &mut Tx,
    ctx: &Ctx,
    id: AccountId,
    used: Used,
) -> store::Result<()> {
    let detail = serde_json::json!({ "with": used.word() });
    let act = "account.second-factor-used";
    audit::record(tx, ctx, act, "account", Some(id.0), detail).await
}

async fn refused(
    tx: &mut Tx,
    ctx: &Ctx,
    id: AccountId,
    act: &str,
    what: &str,
) -> store::Result<()> {
    let detail = serde_json::json!({ "what": what });
    audit::record(tx, ctx, act, "account", Some(id.0), detail).await
}
