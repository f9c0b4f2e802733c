//! Whose a mail address is: a customer's, once in each of their companies, or that of somebody who
//! works here, and then nobody else's.
//!
//! No proof is asked for: an address is looked at before there is somebody to see.

use crate::{Engine, Result, Sql, Tx, sql::sql};
use access::{Role, Side};
use domain::{AccountId, StorefrontId};

/// Who else signs in with an address, or is about to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holders {
    /// Somebody who works here, or at a supplier.
    pub work: bool,
    /// A customer, of any storefront.
    pub buy: bool,
}

/// Makes others who give or take this address wait until this transaction is over: of two at once the
/// second one sees what the first has done. To be taken before the account that is changed.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn hold_address(tx: &mut Tx, email: &str) -> Result<()> {
    hold(tx, email).await
}

/// Makes others who would begin this platform wait until this transaction is over: there is one first
/// administrator.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn hold_platform(tx: &mut Tx) -> Result<()> {
    hold(tx, "the platform").await
}

async fn hold(tx: &mut Tx, what: &str) -> Result<()> {
    // On SQLite there is one writer. There need be no row yet that could be locked.
    if tx.engine() == Engine::Postgres {
        sql("select pg_advisory_xact_lock(hashtextextended($1, 0))")
            .bind(what)
            .run(tx)
            .await?;
    }
    Ok(())
}

/// Who holds an address besides one account. Records without access may repeat any address, and who
/// only registered, and never showed that it is theirs, takes it from nobody.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn holders(tx: &mut Tx, email: &str, but: Option<AccountId>) -> Result<Holders> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        works: bool,
        waits: bool,
    }
    let mut statement = sql("select ");
    works_here(&mut statement);
    statement
        .push(" as works, (a.state = 'invited' and a.password_hash is not null) as waits")
        .push(" from accounts a where a.state in ('invited', 'active', 'suspended') and a.email = ")
        .push_arg(email)
        .push(" and a.id <> ")
        .push_arg(but.unwrap_or(AccountId(0)));
    let rows = statement.all::<Row>(tx).await?;
    Ok(Holders {
        work: rows.iter().any(|row| row.works),
        buy: rows.iter().any(|row| !row.works && !row.waits),
    })
}

/// Whether an account is that of somebody who works here or at a supplier. A role that has ended
/// counts as well: nobody becomes a customer by the passing of time.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn works(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let mut statement = sql("select count(*) from accounts a where ");
    works_here(&mut statement);
    statement.push(" and a.id = ").push_arg(account);
    Ok(statement.int(tx).await? > 0)
}

/// The storefront whose customer an account is; nothing for who works here or at a supplier.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn customer_of(tx: &mut Tx, account: AccountId) -> Result<Option<StorefrontId>> {
    let mut statement = sql("select a.storefront_id from accounts a where not ");
    works_here(&mut statement);
    statement.push(" and a.id = ").push_arg(account);
    let row: Option<(Option<i64>,)> = statement.optional(tx).await?;
    Ok(row.and_then(|(home,)| home).map(StorefrontId))
}

/// The condition for the account `a`: nobody's customer, or one who holds a role of another side too.
pub(super) fn works_here(statement: &mut Sql) {
    let roles = Role::ALL
        .iter()
        .filter(|role| matches!(role.side(), Side::Staff | Side::Partner))
        .map(|role| role.key());
    statement
        .push(
            "(a.storefront_id is null or exists (
                select 1 from assignments x
                left join custom_roles r on r.id = x.custom_role_id
                where x.account_id = a.id and (r.side in ('staff', 'partner') or x.role in (",
        )
        .push_list(roles)
        .push("))))");
}

/// The address of an account; nothing for a record without one.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn address_of(tx: &mut Tx, account: AccountId) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = sql("select email from accounts where id = $1")
        .bind(account)
        .optional(tx)
        .await?;
    Ok(row.and_then(|(email,)| email))
}

/// What the password of another account of this address hashes to. All passwords of one address are
/// hashed with one salt, so that signing in takes one computation however many accounts there are.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn hash_beside(
    tx: &mut Tx,
    email: &str,
    but: Option<AccountId>,
) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = sql("
        select password_hash
        from accounts
        where email = $1 and id <> $2 and password_hash is not null and state <> 'deleted'
        order by id
        limit 1")
    .bind(email)
    .bind(but.unwrap_or(AccountId(0)))
    .optional(tx)
    .await?;
    Ok(row.and_then(|(hash,)| hash))
}
