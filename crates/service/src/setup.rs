//! Beginning an installation: its first administrator, and its first storefront where there is none.
//!
//! Who may is not known to the database yet: the server prints a token when it starts, and who can read
//! what it prints runs it. The token is kept in memory, as a hash, and works once. As soon as somebody
//! administers the platform there is nothing here any more.

use crate::{
    accounts::{Client, Passwords, limits, limits::SETUP, token},
    storefronts::Platform,
};
use access::{Anchor, Ctx, Failure, Pack, Role};
use domain::{
    AccountId, Problem, StorefrontId,
    accounts::AccountState,
    storefronts::{SetUp, SetUpField, StorefrontField},
};
use std::sync::{Arc, Mutex, PoisonError};
use store::{
    Store, Tx, audit,
    people::{self, NewAccount},
    sessions::Hash,
    storefronts,
};

/// The token of this start of the server; none is right before one is issued. Cheap to clone.
#[derive(Clone, Default)]
pub struct SetupToken(Arc<Mutex<Option<Hash>>>);

impl std::fmt::Debug for SetupToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetupToken").finish_non_exhaustive()
    }
}

impl SetupToken {
    /// A fresh one, in place of any before it; it is told here and never again.
    ///
    /// # Errors
    /// The operating system gives no randomness.
    pub fn issue(&self) -> Result<String, Failure> {
        let fresh = token::fresh()?;
        self.put(Some(fresh.hash));
        Ok(fresh.text)
    }

    fn is(&self, text: &str) -> bool {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.is_some_and(|kept| kept == Hash::of(text.trim()))
    }

    fn put(&self, hash: Option<Hash>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = hash;
    }
}

/// What the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// There is no storefront yet either.
    pub storefront: bool,
}

/// Whether somebody is awaited who begins.
///
/// # Errors
/// [`Failure::not_found`] once somebody administers the platform.
pub async fn awaited(store: &Store) -> Result<Awaited, Failure> {
    let mut tx = store.read().await?;
    let awaited = look(&mut tx).await?;
    awaited.ok_or(Failure::not_found())
}

async fn look(tx: &mut Tx) -> store::Result<Option<Awaited>> {
    if people::is_administered(tx).await? {
        return Ok(None);
    }
    let storefront = storefronts::default(tx).await?.is_none();
    Ok(Some(Awaited { storefront }))
}

/// Makes who shows the token the first administrator, and the first storefront if there is none.
///
/// # Errors
/// [`Failure::not_found`] once somebody administers the platform; too many tries; faulty fields, a
/// token that is not right or was used.
pub async fn set_up(
    store: &Store,
    passwords: &Passwords,
    setup: (&SetupToken, Platform<'_>),
    ctx: &Ctx,
    client: Client<'_>,
    form: &SetUp,
) -> Result<(), Failure<SetUpField>> {
    let (token, platform) = setup;
    let before = awaited(store).await.map_err(Failure::in_form)?;
    limits::count(store, &[(&SETUP, client.address)], ctx.now).await?;
    form.check(before.storefront)?;
    let pack = if before.storefront {
        Pack::from_key(&form.pack).ok_or(Failure::field(
            SetUpField::Storefront(StorefrontField::Pack),
            Problem::NotOffered,
        ))?
    } else {
        Pack::Storefront
    };
    let host = form.host(platform.host)?;
    if !token.is(&form.code) {
        return Err(Failure::field(SetUpField::Code, Problem::CodeRefused));
    }
    let hash = passwords.hash(&form.password, None).await?;
    let mut tx = store.begin().await?;
    people::hold_platform(&mut tx).await?;
    // Somebody was first meanwhile: of two at once one begins.
    let now = look(&mut tx).await?.ok_or(Failure::not_found())?;
    let at = if now.storefront {
        Some(storefronts::first(&mut tx, &form.storefront(), pack, host.as_deref()).await?)
    } else {
        storefronts::default(&mut tx).await?.map(|one| one.id)
    };
    let account = administrator(&mut tx, ctx, form, &hash).await?;
    note(&mut tx, ctx, at, account, now).await?;
    tx.commit().await?;
    token.put(None);
    Ok(())
}

/// Who works here has an address that is nobody else's.
async fn administrator(
    tx: &mut Tx,
    ctx: &Ctx,
    form: &SetUp,
    hash: &str,
) -> Result<AccountId, Failure<SetUpField>> {
    let email = form.address();
    people::hold_address(tx, &email).await?;
    let others = people::holders(tx, &email, None).await?;
    if others.work || others.buy {
        return Err(Failure::field(SetUpField::Email, Problem::Taken));
    }
    let new = NewAccount {
        storefront: None,
        company: None,
        supplier: None,
        name: form.person.trim(),
        email: Some(&email),
        state: AccountState::Active,
        password_hash: Some(hash),
    };
    let account = people::insert(tx, &new, ctx.now).await?;
    people::assign(tx, account, Role::PlatformAdmin, &Anchor::Platform, ctx.now).await?;
    Ok(account)
}

async fn note(
    tx: &mut Tx,
    ctx: &Ctx,
    at: Option<StorefrontId>,
    account: AccountId,
    begun: Awaited,
) -> store::Result<()> {
    let entry = audit::Entry {
        at: ctx.now,
        storefront: at,
        account: Some(account),
        acting: None,
        act: "platform.set-up",
        object: "account",
        object_id: Some(account.0),
    };
    let detail = serde_json::json!({ "storefront": begun.storefront });
    audit::add(tx, &entry, detail).await
}
