//! The second factor of an account, and its recovery codes.

use super::Hash;
use crate::{Result, Tx, sql::sql};
use domain::{AccountId, StorefrontId, Timestamp};

/// A second factor as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// Sealed.
    pub secret: Vec<u8>,
    /// Nothing while its first code is awaited.
    pub confirmed: Option<Timestamp>,
    /// No code of this step of time, or of one before, is taken any more.
    pub last_step: i64,
    /// How many recovery codes are left.
    pub codes: u32,
}

impl std::fmt::Debug for SecondFactor {
    /// Without the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondFactor")
            .field("confirmed", &self.confirmed)
            .field("codes", &self.codes)
            .finish_non_exhaustive()
    }
}

/// The second factor of an account, also one that is being set up.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn of(tx: &mut Tx, account: AccountId) -> Result<Option<SecondFactor>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        secret: Vec<u8>,
        confirmed_at: Option<i64>,
        last_step: i64,
        codes: i64,
    }
    let row = sql("
        select f.secret, f.confirmed_at, f.last_step,
            (select count(*) from recovery_codes r where r.account_id = f.account_id and r.used_at is null) as codes
        from second_factors f
        where f.account_id = $1")
    .bind(account)
    .optional::<Row>(tx)
    .await?;
    Ok(row.map(|row| SecondFactor {
        secret: row.secret,
        confirmed: row.confirmed_at.map(Timestamp),
        last_step: row.last_step,
        codes: u32::try_from(row.codes).unwrap_or_default(),
    }))
}

/// Whether an account has one that is set up.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn stands(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let found = sql("
        select count(*)
        from second_factors
        where account_id = $1 and confirmed_at is not null")
    .bind(account)
    .int(tx)
    .await?;
    Ok(found > 0)
}

/// Whether one of these storefronts asks whoever works there for one; in place of nothing, any.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn asked_at(tx: &mut Tx, storefronts: Option<&[StorefrontId]>) -> Result<bool> {
    let mut count = sql("select count(*) from storefronts where second_factor_for_staff = true");
    if let Some(these) = storefronts {
        count
            .push(" and id in (")
            .push_list(these.iter().copied())
            .push(")");
    }
    Ok(count.int(tx).await? > 0)
}

/// Keeps a secret whose first code is awaited, in place of an earlier such one. Answers no where the
/// account has a second factor already.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn begin(tx: &mut Tx, account: AccountId, sealed: &[u8]) -> Result<bool> {
    let changed = sql("
        insert into second_factors (account_id, secret)
        values ($1, $2)
        on conflict (account_id) do update
        set secret = excluded.secret
        where second_factors.confirmed_at is null")
    .bind(account)
    .bind(sealed)
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// The first code was right: the second factor stands. Whether it was awaited.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn confirm(tx: &mut Tx, account: AccountId, step: i64, now: Timestamp) -> Result<bool> {
    let changed = sql("
        update second_factors
        set confirmed_at = $3, last_step = $2
        where account_id = $1 and confirmed_at is null")
    .bind(account)
    .bind(step)
    .bind(now)
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// Takes the code of a step of time, once: of two at the same time one is refused.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn take_step(tx: &mut Tx, account: AccountId, step: i64) -> Result<bool> {
    let changed = sql("
        update second_factors
        set last_step = $2
        where account_id = $1 and confirmed_at is not null and last_step < $2")
    .bind(account)
    .bind(step)
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// Gives an account recovery codes; earlier ones are worth nothing from now on.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn give_codes(tx: &mut Tx, account: AccountId, codes: &[Hash]) -> Result<()> {
    sql("delete from recovery_codes where account_id = $1")
        .bind(account)
        .run(tx)
        .await?;
    for code in codes {
        sql("insert into recovery_codes (hash, account_id) values ($1, $2)")
            .bind(code.bytes())
            .bind(account)
            .run(tx)
            .await?;
    }
    Ok(())
}

/// Takes a recovery code, once.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn take_code(
    tx: &mut Tx,
    account: AccountId,
    code: &Hash,
    now: Timestamp,
) -> Result<bool> {
    let changed = sql("
        update recovery_codes
        set used_at = $3
        where hash = $1 and account_id = $2 and used_at is null")
    .bind(code.bytes())
    .bind(account)
    .bind(now)
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// Takes the second factor off an account, with its recovery codes.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn remove(tx: &mut Tx, account: AccountId) -> Result<()> {
    for text in [
        "delete from recovery_codes where account_id = $1",
        "delete from second_factors where account_id = $1",
    ] {
        sql(text).bind(account).run(tx).await?;
    }
    Ok(())
}

/// Some sealed secret and whose it is, to try a key on.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn any(tx: &mut Tx) -> Result<Option<(AccountId, Vec<u8>)>> {
    let row: Option<(i64, Vec<u8>)> =
        sql("select account_id, secret from second_factors order by account_id limit 1")
            .optional(tx)
            .await?;
    Ok(row.map(|(account, secret)| (AccountId(account), secret)))
}
