//! What was done by whom. Rows are added, never changed or removed, in the transaction of the act.

use crate::{Result, Tx, sql::sql};
use access::Ctx;
use domain::{AccountId, StorefrontId, Timestamp};

/// One entry, for acts whose actor is not (yet) the one of the context: signing in, the system.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub at: Timestamp,
    pub storefront: Option<StorefrontId>,
    pub account: Option<AccountId>,
    /// The administrator who was logged in as the account.
    pub acting: Option<AccountId>,
    /// `order.approve`, `account.sign-in`.
    pub act: &'a str,
    /// What it was done to: `order`, `account`.
    pub object: &'a str,
    pub object_id: Option<i64>,
}

/// Records an act of the actor of the context, at the storefront of the context.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    act: &str,
    object: &str,
    object_id: Option<i64>,
    detail: serde_json::Value,
) -> Result<()> {
    let entry = Entry {
        at: ctx.now,
        storefront: Some(ctx.at.id),
        account: ctx.access.account(),
        acting: ctx.access.acting,
        act,
        object,
        object_id,
    };
    add(tx, &entry, detail).await
}

/// Records an entry.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn add(tx: &mut Tx, entry: &Entry<'_>, detail: serde_json::Value) -> Result<()> {
    sql("
        insert into audit (at, storefront_id, account_id, acting_account_id, act, object, object_id, detail)
        values ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(entry.at)
    .bind(entry.storefront)
    .bind(entry.account)
    .bind(entry.acting)
    .bind(entry.act)
    .bind(entry.object)
    .bind(entry.object_id)
    .bind(detail.to_string())
    .run(tx)
    .await?;
    Ok(())
}
