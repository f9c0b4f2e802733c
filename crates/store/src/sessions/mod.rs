//! Sessions, one-time tokens, second factors, passkeys and limits. Secrets are kept as SHA-256 only:
//! who reads the database cannot sign in with it. They are random and long, so a slow hash would add
//! nothing. The one that the server must read again, that of a second factor, comes here sealed.
//!
//! No proof is asked for: who shows the secret is the one it was given to.

mod attempts;
pub mod passkeys;
pub mod second_factors;
mod tokens;

pub use attempts::{attempt, forget_attempts, give_back};
pub use tokens::{Token, issue, peek, redeem, withdraw};

use crate::{Result, Tx, sql::sql};
use domain::{AccountId, Timestamp};
use sha2::{Digest as _, Sha256};

/// How long a signed-in session lasts without being used. A working day with its breaks; a machine
/// left alone is closed by the next morning (ASVS 5.0, 7.3.1).
pub const IDLE: i64 = 12 * Timestamp::HOUR;
/// How long any session lasts at most, however much it is used (ASVS 5.0, 7.3.2). A visitor's has no
/// other limit: it holds a cart, and nothing that needs guarding.
pub const ABSOLUTE: i64 = 30 * Timestamp::DAY;
/// Use is noted once a minute: reading a page should not be a write.
const NOTED: i64 = Timestamp::MINUTE;

/// The hash by which a secret is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    #[must_use]
    pub fn of(secret: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(secret).into())
    }

    fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As the pages name a session, to end it; worthless without being its owner.
    #[must_use]
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

/// What a session is to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub account: Option<AccountId>,
    /// The administrator who is logged in as the account.
    pub acting: Option<AccountId>,
    /// JSON of whoever reads it: a flash, a visitor's number.
    pub data: String,
}

/// A live session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub kept: Kept,
    pub created: Timestamp,
    pub seen: Timestamp,
    pub ends: Timestamp,
}

impl Session {
    /// Whether it is time for [`touch`].
    #[must_use]
    pub const fn to_be_noted(&self, now: Timestamp) -> bool {
        self.seen.0 <= now.plus(-NOTED).0
    }
}

/// Starts a session. Answers no where there is one of this hash already: choose another secret.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn create(
    tx: &mut Tx,
    hash: &Hash,
    kept: &Kept,
    agent: &str,
    now: Timestamp,
) -> Result<bool> {
    let made = sql("
        insert into sessions (id_hash, account_id, acting_account_id, data, agent, created_at, seen_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $6, $7)
        on conflict (id_hash) do nothing")
    .bind(hash.bytes())
    .bind(kept.account)
    .bind(kept.acting)
    .bind(&kept.data)
    .bind(agent.chars().take(200).collect::<String>())
    .bind(now)
    .bind(now.plus(ABSOLUTE))
    .run(tx)
    .await?;
    Ok(made == 1)
}

/// The session, unless it has ended or was left alone for too long.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn load(tx: &mut Tx, hash: &Hash, now: Timestamp) -> Result<Option<Session>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        account_id: Option<i64>,
        acting_account_id: Option<i64>,
        data: String,
        created_at: i64,
        seen_at: i64,
        ends_at: i64,
    }
    let row = sql("
        select account_id, acting_account_id, data, created_at, seen_at, ends_at
        from sessions
        where id_hash = $1
            and ends_at > $2
            and (account_id is null or seen_at > $3)")
    .bind(hash.bytes())
    .bind(now)
    .bind(now.plus(-IDLE))
    .optional::<Row>(tx)
    .await?;
    Ok(row.map(|row| Session {
        kept: Kept {
            account: row.account_id.map(AccountId),
            acting: row.acting_account_id.map(AccountId),
            data: row.data,
        },
        created: Timestamp(row.created_at),
        seen: Timestamp(row.seen_at),
        ends: Timestamp(row.ends_at),
    }))
}

/// Keeps what a session holds now. Answers no where it has been ended meanwhile: it is not brought
/// back to life by a request that was still under way.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn save(tx: &mut Tx, hash: &Hash, kept: &Kept, now: Timestamp) -> Result<bool> {
    let changed = sql("
        update sessions
        set account_id = $2, acting_account_id = $3, data = $4, seen_at = $5
        where id_hash = $1")
    .bind(hash.bytes())
    .bind(kept.account)
    .bind(kept.acting)
    .bind(&kept.data)
    .bind(now)
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// Notes that it is in use; ask [`Session::to_be_noted`] first.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn touch(tx: &mut Tx, hash: &Hash, now: Timestamp) -> Result<()> {
    sql("
        update sessions
        set seen_at = $2
        where id_hash = $1 and seen_at <= $3")
    .bind(hash.bytes())
    .bind(now)
    .bind(now.plus(-NOTED))
    .run(tx)
    .await?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn delete(tx: &mut Tx, hash: &Hash) -> Result<()> {
    sql("delete from sessions where id_hash = $1")
        .bind(hash.bytes())
        .run(tx)
        .await?;
    Ok(())
}

/// Ends a session if it is this account's; whether it was.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn delete_of(tx: &mut Tx, account: AccountId, hash: &Hash) -> Result<bool> {
    let ended = sql("delete from sessions where id_hash = $1 and account_id = $2")
        .bind(hash.bytes())
        .bind(account)
        .run(tx)
        .await?;
    Ok(ended == 1)
}

/// Ends all sessions of an account, also those in which it is logged in as somebody else, except
/// one. Returns how many.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn delete_all(tx: &mut Tx, account: AccountId, except: Option<&Hash>) -> Result<u64> {
    sql("
        delete from sessions
        where (account_id = $1 or acting_account_id = $1)
            and id_hash <> $2")
    .bind(account)
    // No hash is empty.
    .bind(except.map_or(&[][..], Hash::bytes))
    .run(tx)
    .await
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub hash: Hash,
    pub agent: String,
    pub created: Timestamp,
    pub seen: Timestamp,
}

/// The live sessions of an account, the last used first. Those of an administrator who is logged in
/// as it are the administrator's.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn of_account(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<Vec<Listed>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        id_hash: Vec<u8>,
        agent: String,
        created_at: i64,
        seen_at: i64,
    }
    let rows = sql("
        select id_hash, agent, created_at, seen_at
        from sessions
        where account_id = $1
            and acting_account_id is null
            and ends_at > $2
            and seen_at > $3
        order by seen_at desc, created_at desc")
    .bind(account)
    .bind(now)
    .bind(now.plus(-IDLE))
    .all::<Row>(tx)
    .await?;
    let listed = |row: Row| {
        let hash = Hash(row.id_hash.try_into().ok()?);
        Some(Listed {
            hash,
            agent: row.agent,
            created: Timestamp(row.created_at),
            seen: Timestamp(row.seen_at),
        })
    };
    Ok(rows.into_iter().filter_map(listed).collect())
}

/// Removes what is over: ended sessions, challenges, tokens, and tries of yesterday. For a worker, now
/// and then.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<()> {
    sql("delete from sessions where ends_at <= $1 or (account_id is not null and seen_at <= $2)")
        .bind(now)
        .bind(now.plus(-IDLE))
        .run(tx)
        .await?;
    sql("delete from passkey_challenges where ends_at <= $1")
        .bind(now)
        .run(tx)
        .await?;
    let yesterday = now.plus(-Timestamp::DAY);
    sql("delete from tokens where ends_at <= $1")
        .bind(yesterday)
        .run(tx)
        .await?;
    sql("delete from attempts where since <= $1")
        .bind(yesterday)
        .run(tx)
        .await?;
    Ok(())
}
