//! What was done by whom. Rows are added, never changed or removed, in the transaction of the act.
//!
//! Each row covers the one before it ([`chain`]), so that a row that was changed, removed or slipped
//! in is found. What is read of it is in [`list`].

mod chain;
mod list;
mod subject;

pub use chain::{Verdict, verify};
pub use list::{acts, companies, list, storefronts};

use crate::{
    Result, Tx,
    batch::{Batch, row},
    sql::sql,
};
use access::Ctx;
use chain::Sealed;
use domain::{AccountId, CompanyId, StorefrontId, Timestamp};

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

/// Records an entry, at the end of the chain. Whoever records another one waits until this
/// transaction is over: acts therefore record last.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn add(tx: &mut Tx, entry: &Entry<'_>, detail: serde_json::Value) -> Result<()> {
    let subject = subject::of(tx, entry, &detail).await?;
    let (before, seq, company) = chain::take(tx, entry.account, 1).await?;
    let detail = detail.to_string();
    let hash = Sealed {
        seq,
        at: entry.at.0,
        storefront: entry.storefront.map(|id| id.0),
        company,
        account: entry.account.map(|id| id.0),
        acting: entry.acting.map(|id| id.0),
        act: entry.act,
        object: entry.object,
        object_id: entry.object_id,
        detail: &detail,
        subject,
    }
    .after(&before);
    sql("
        insert into audit (at, storefront_id, company_id, account_id, acting_account_id, act, object, object_id,
            detail, seq, hash, subject_company_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
    .bind(entry.at)
    .bind(entry.storefront)
    .bind(company)
    .bind(entry.account)
    .bind(entry.acting)
    .bind(entry.act)
    .bind(entry.object)
    .bind(entry.object_id)
    .bind(detail)
    .bind(seq)
    .bind(&hash)
    .bind(subject)
    .run(tx)
    .await?;
    chain::put(tx, &hash).await
}

/// One of many acts of one actor at one moment.
#[derive(Clone, Debug)]
pub struct Done {
    /// `user.create`
    pub act: &'static str,
    /// What it was done to: `account`.
    pub object: &'static str,
    pub object_id: i64,
    /// Whose people or whose organisation it is about.
    pub subject: Option<CompanyId>,
    pub detail: serde_json::Value,
}

/// Records many acts of the actor of the context in few statements, each as [`record`] does.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn record_all(tx: &mut Tx, ctx: &Ctx, done: &[Done]) -> Result<()> {
    let more = i64::try_from(done.len()).unwrap_or_default();
    if more == 0 {
        return Ok(());
    }
    let (account, acting) = (ctx.access.account(), ctx.access.acting);
    let (mut before, last, company) = chain::take(tx, account, more).await?;
    let mut batch = Batch::new(
        "insert into audit (at, storefront_id, company_id, account_id, acting_account_id, act, object, object_id,
            detail, seq, hash, subject_company_id)",
    );
    for (seq, one) in (last - more + 1..).zip(done) {
        let detail = one.detail.to_string();
        let hash = Sealed {
            seq,
            at: ctx.now.0,
            storefront: Some(ctx.at.id.0),
            company,
            account: account.map(|id| id.0),
            acting: acting.map(|id| id.0),
            act: one.act,
            object: one.object,
            object_id: Some(one.object_id),
            detail: &detail,
            subject: one.subject.map(|id| id.0),
        }
        .after(&before);
        batch.row(row![
            ctx.now,
            ctx.at.id,
            company,
            account,
            acting,
            one.act,
            one.object,
            one.object_id,
            detail,
            seq,
            &hash,
            one.subject,
        ]);
        before = hash;
    }
    batch.run(tx).await?;
    chain::put(tx, &before).await
}
