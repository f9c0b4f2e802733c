//! Passkeys, and the challenges that they sign.

use super::Hash;
use crate::{Result, Tx, sql::sql};
use domain::{AccountId, PasskeyId, Timestamp};

/// A passkey that is to be kept.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    pub host: &'a str,
    pub credential: &'a [u8],
    pub public_key: &'a [u8],
    pub counter: u32,
    pub name: &'a str,
}

/// A passkey as its owner tells it from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: PasskeyId,
    pub host: String,
    pub credential: Vec<u8>,
    pub name: String,
    pub created: Timestamp,
    pub used: Option<Timestamp>,
}

/// A passkey as it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub id: PasskeyId,
    pub account: AccountId,
    pub public_key: Vec<u8>,
}

/// Keeps what a device will be asked to sign: for who adds a passkey, or for whoever signs in.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn challenge(
    tx: &mut Tx,
    hash: &Hash,
    account: Option<AccountId>,
    ends: Timestamp,
) -> Result<()> {
    sql("insert into passkey_challenges (hash, account_id, ends_at) values ($1, $2, $3)")
        .bind(hash.bytes())
        .bind(account)
        .bind(ends)
        .run(tx)
        .await?;
    Ok(())
}

/// Takes a challenge, once: of two at the same time one gets nothing. One that was for adding a passkey
/// is for that account alone, and one for signing in adds none.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn take_challenge(
    tx: &mut Tx,
    hash: &Hash,
    account: Option<AccountId>,
    now: Timestamp,
) -> Result<bool> {
    let taken = sql("
        delete from passkey_challenges
        where hash = $1 and coalesce(account_id, 0) = $2 and ends_at > $3")
    .bind(hash.bytes())
    // No account has this number.
    .bind(account.map_or(0, |account| account.0))
    .bind(now)
    .run(tx)
    .await?;
    Ok(taken == 1)
}

/// Keeps a passkey. Answers no where this host has one of that name of the device's already.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn add(tx: &mut Tx, account: AccountId, new: &New<'_>, now: Timestamp) -> Result<bool> {
    let made = sql("
        insert into passkeys (account_id, host, credential, public_key, counter, name, created_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (host, credential) do nothing")
    .bind(account)
    .bind(new.host)
    .bind(new.credential)
    .bind(new.public_key)
    .bind(new.counter)
    .bind(new.name)
    .bind(now)
    .run(tx)
    .await?;
    Ok(made == 1)
}

/// The passkeys of an account, the oldest first.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn of(tx: &mut Tx, account: AccountId) -> Result<Vec<Listed>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        id: i64,
        host: String,
        credential: Vec<u8>,
        name: String,
        created_at: i64,
        used_at: Option<i64>,
    }
    let rows = sql("
        select id, host, credential, name, created_at, used_at
        from passkeys
        where account_id = $1
        order by created_at, id")
    .bind(account)
    .all::<Row>(tx)
    .await?;
    let listed = |row: Row| Listed {
        id: PasskeyId(row.id),
        host: row.host,
        credential: row.credential,
        name: row.name,
        created: Timestamp(row.created_at),
        used: row.used_at.map(Timestamp),
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// The passkey of this host that a device shows.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn shown(tx: &mut Tx, host: &str, credential: &[u8]) -> Result<Option<Known>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        id: i64,
        account_id: i64,
        public_key: Vec<u8>,
    }
    let row = sql("
        select id, account_id, public_key
        from passkeys
        where host = $1 and credential = $2")
    .bind(host)
    .bind(credential)
    .optional::<Row>(tx)
    .await?;
    Ok(row.map(|row| Known {
        id: PasskeyId(row.id),
        account: AccountId(row.account_id),
        public_key: row.public_key,
    }))
}

/// Notes that it was used. Answers no where its device has counted to no more than it had before: then
/// there are two of it. A device that does not count always says nought.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn used(tx: &mut Tx, id: PasskeyId, counter: u32, now: Timestamp) -> Result<bool> {
    let changed = sql("
        update passkeys
        set counter = $2, used_at = $3
        where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))")
    .bind(id)
    .bind(counter)
    .bind(now)
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// Gives it another name, if it is this account's; whether it is.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn rename(tx: &mut Tx, account: AccountId, id: PasskeyId, name: &str) -> Result<bool> {
    let changed = sql("update passkeys set name = $3 where id = $2 and account_id = $1")
        .bind(account)
        .bind(id)
        .bind(name)
        .run(tx)
        .await?;
    Ok(changed == 1)
}

/// Removes it, if it is this account's; the name that it had.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn remove(tx: &mut Tx, account: AccountId, id: PasskeyId) -> Result<Option<String>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        name: String,
    }
    let row = sql("delete from passkeys where id = $2 and account_id = $1 returning name")
        .bind(account)
        .bind(id)
        .optional::<Row>(tx)
        .await?;
    Ok(row.map(|row| row.name))
}
