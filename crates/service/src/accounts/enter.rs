//! From the right password to a session: which of several accounts it is to be, and the code of its
//! second factor.
//!
//! What is known by then is kept in the browser's session, on the server, for a few minutes. It holds
//! as long as the password that was shown is the account's: who chooses a new one shuts out whoever
//! stands in the door with the old one.

use super::{
    Client, Seal, own,
    second_factor::{self, Used},
};
use crate::mail::{self, Reader, To};
use access::{Access, Ctx, Denial, Failure, Owner, Who, pages, rules};
use domain::{
    AccountId, Problem, Timestamp,
    accounts::{AccountChoice, ChooseAccount, ChooseAccountField, CodeField, EnterCode},
    mail::Mail,
    paths,
};
use serde::{Deserialize, Serialize};
use store::{
    Store, Tx,
    accounts::Person,
    audit, people,
    sessions::{Hash, second_factors},
    storefronts,
};

/// How long the next step may take after the password.
const PATIENCE: i64 = 10 * Timestamp::MINUTE;

/// Somebody has signed in: a session is to begin, under a new secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub account: AccountId,
    /// The page asked for before, else where their role starts.
    pub to: String,
    /// Both factors were shown at once: nothing more is asked of this session.
    pub by_passkey: bool,
}

/// With what somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// And nothing else.
    Password,
    /// After the password.
    Code(Used),
    /// In place of both.
    Passkey,
}

impl By {
    /// The entry of the audit trail about it, and its words; none about a password.
    const fn told(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Password => None,
            Self::Code(used) => Some(("account.second-factor-used", used.word())),
            Self::Passkey => Some(("account.passkey-used", "passkey")),
        }
    }
}

/// What a step of signing in leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    In(SignedIn),
    /// The password is that of several accounts.
    Choose(Pending),
    /// The account has a second factor.
    Code(Pending),
}

/// Who stands in the door. Kept in the session, under a new secret as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Those whose password it was; one, once it is chosen.
    pub(super) accounts: Vec<Known>,
    /// The page asked for before; empty for none.
    pub(super) next: String,
    pub(super) since: Timestamp,
}

/// An account whose password was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    account: AccountId,
    /// The password that was shown, as a hash of its hash.
    password: String,
}

impl Known {
    pub(super) fn of(account: AccountId, password_hash: &str) -> Self {
        Self {
            account,
            password: Hash::of(password_hash).hex(),
        }
    }
}

/// The accounts to choose from.
///
/// # Errors
/// [`Denial::SignIn`] for who has shown no password lately.
pub async fn choices(
    store: &Store,
    ctx: &Ctx,
    client: Client<'_>,
    pending: Option<&Pending>,
) -> Result<Vec<AccountChoice>, Failure> {
    let pending = still(pending, ctx)?;
    let mut tx = store.read().await?;
    let mut choices = Vec::new();
    for known in &pending.accounts {
        let Some((access, person)) = allowed(&mut tx, ctx, client, known).await? else {
            continue;
        };
        let home = match person.home(&access) {
            Some(home) => storefronts::by_id(&mut tx, home).await?,
            None => None,
        };
        choices.push(AccountChoice {
            account: person.id,
            roles: access
                .holdings
                .iter()
                .map(|holding| holding.role.name().to_owned())
                .collect(),
            name: person.name,
            storefront: home.map(|home| home.name),
            company: person.company_name,
        });
    }
    if choices.is_empty() {
        return Err(Denial::SignIn.into());
    }
    Ok(choices)
}

/// Goes on as one of them.
///
/// # Errors
/// One that was not offered; [`Denial::SignIn`] for who has shown no password lately, and where the
/// account may not sign in any more.
pub async fn choose(
    store: &Store,
    ctx: &Ctx,
    client: Client<'_>,
    pending: Option<&Pending>,
    form: &ChooseAccount,
) -> Result<Entered, Failure<ChooseAccountField>> {
    let pending = still(pending, ctx)?;
    let chosen = form.account();
    let known = pending
        .accounts
        .iter()
        .find(|known| chosen == Some(known.account))
        .ok_or(Failure::field(
            ChooseAccountField::Account,
            Problem::NotOffered,
        ))?;
    let mut tx = store.begin().await?;
    let (access, person) = allowed(&mut tx, ctx, client, known)
        .await?
        .ok_or(Denial::SignIn)?;
    let entered = enter(&mut tx, ctx, known, &access, &person, &pending.next).await?;
    tx.commit().await?;
    Ok(entered)
}

/// Whether a code is awaited.
///
/// # Errors
/// [`Denial::SignIn`] for who has shown no password lately, or has yet to choose an account.
pub fn code_wanted(ctx: &Ctx, pending: Option<&Pending>) -> Result<(), Failure> {
    one(pending, ctx)?;
    Ok(())
}

/// Lets in who shows the code as well. Each works once.
///
/// # Errors
/// A code that is wrong, over or used; too many of them; [`Denial::SignIn`] for who has shown no
/// password lately, and where the account may not sign in any more.
pub async fn enter_code(
    store: &Store,
    seal: &Seal,
    ctx: &Ctx,
    client: Client<'_>,
    pending: Option<&Pending>,
    form: &EnterCode,
) -> Result<SignedIn, Failure<CodeField>> {
    let (known, next) = one(pending, ctx)?;
    form.check()?;
    second_factor::count(store, ctx.now, known.account).await?;
    let mut tx = store.begin().await?;
    let (access, person) = allowed(&mut tx, ctx, client, known)
        .await?
        .ok_or(Denial::SignIn)?;
    let Some(used) = second_factor::take(&mut tx, seal, person.id, &form.code, ctx.now).await?
    else {
        let detail = serde_json::json!({ "what": "code", "address": client.address });
        let refused = entry(ctx, Some(person.id), "account.second-factor-refused");
        audit::add(&mut tx, &refused, detail).await?;
        tx.commit().await?;
        return Err(Failure::field(CodeField::Code, Problem::CodeRefused));
    };
    second_factor::forget(&mut tx, person.id).await?;
    if let (Used::Recovery(left), Some(address)) = (used, &person.email) {
        let account = paths::SecondFactor.to_string();
        let mail = Mail::RecoveryCodeUsed { left, account };
        let to = To {
            reader: Reader::Account(person.id),
            name: &person.name,
            address,
        };
        mail::queue(&mut tx, ctx, to, &mail).await?;
    }
    let entered = begin(&mut tx, ctx, &access, &person, next, By::Code(used)).await?;
    tx.commit().await?;
    Ok(entered)
}

/// The one account that is left, and the page that was asked for.
fn one<'a>(pending: Option<&'a Pending>, ctx: &Ctx) -> Result<(&'a Known, &'a str), Denial> {
    let pending = still(pending, ctx)?;
    match pending.accounts.as_slice() {
        [known] => Ok((known, pending.next.as_str())),
        _ => Err(Denial::SignIn),
    }
}

/// What was shown, unless it was too long ago.
fn still<'a>(pending: Option<&'a Pending>, ctx: &Ctx) -> Result<&'a Pending, Denial> {
    pending
        .filter(|pending| ctx.now < pending.since.plus(PATIENCE))
        .ok_or(Denial::SignIn)
}

/// The account as it stands now, if it may sign in here and its password is the one that was shown.
pub(super) async fn allowed(
    tx: &mut Tx,
    ctx: &Ctx,
    client: Client<'_>,
    known: &Known,
) -> store::Result<Option<(Access, Person)>> {
    let hash = people::credentials(tx, known.account)
        .await?
        .and_then(|credentials| credentials.password_hash);
    if hash.is_none_or(|hash| Known::of(known.account, &hash) != *known) {
        return Ok(None);
    }
    let found = store::accounts::access_of(tx, known.account, None, ctx.now).await?;
    Ok(found.filter(|(access, person)| may(access, person, ctx, client)))
}

/// Whether this account belongs here, whatever its state.
pub(super) fn here(access: &Access, person: &Person, ctx: &Ctx, client: Client<'_>) -> bool {
    client.bare || rules::accounts::at_home(access, person.storefront, ctx.at.id)
}

/// Whether this account may sign in here.
pub(super) fn may(access: &Access, person: &Person, ctx: &Ctx, client: Client<'_>) -> bool {
    here(access, person, ctx, client)
        && rules::accounts::sign_in(access, &own(&[Owner::Account(person.id)])).is_ok()
}

/// Goes on with an account whose password was shown.
pub(super) async fn enter(
    tx: &mut Tx,
    ctx: &Ctx,
    known: &Known,
    access: &Access,
    person: &Person,
    next: &str,
) -> store::Result<Entered> {
    if second_factors::stands(tx, person.id).await? {
        return Ok(Entered::Code(Pending {
            accounts: vec![known.clone()],
            next: next.to_owned(),
            since: ctx.now,
        }));
    }
    begin(tx, ctx, access, person, next, By::Password)
        .await
        .map(Entered::In)
}

/// Notes that somebody is in, and with what; what a visitor had in the cart comes along.
pub(super) async fn begin(
    tx: &mut Tx,
    ctx: &Ctx,
    access: &Access,
    person: &Person,
    next: &str,
    by: By,
) -> store::Result<SignedIn> {
    people::signed_in(tx, person.id, ctx.now).await?;
    if let Who::Visitor(visitor) = ctx.access.who {
        store::cart::adopt(tx, visitor, person.id).await?;
    }
    if let Some((act, with)) = by.told() {
        let detail = serde_json::json!({ "with": with });
        let right = entry(ctx, Some(person.id), act);
        audit::add(tx, &right, detail).await?;
    }
    let entry = entry(ctx, Some(person.id), "account.sign-in");
    audit::add(tx, &entry, serde_json::json!({})).await?;
    let to = if next.is_empty() {
        pages::start(access)
    } else {
        next
    };
    Ok(SignedIn {
        account: person.id,
        to: to.to_owned(),
        by_passkey: by == By::Passkey,
    })
}

/// An entry of the audit trail about who is not signed in yet.
pub(super) fn entry<'a>(ctx: &Ctx, account: Option<AccountId>, act: &'a str) -> audit::Entry<'a> {
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
