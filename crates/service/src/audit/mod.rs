//! The audit trail, for those it is for.

use crate::accounts::limits::REFUSALS;
use access::{Ctx, Denial, Failure, Permission, rules};
use domain::{
    audit::{AuditPage, AuditQuery},
    lists::PAGE,
    people::Named,
};
use serde_json::json;
use store::Store;

/// A page of what was done, the latest first: all of it where the reader is an administrator, and
/// what people of their company did, and what was done to those, for who cares for them.
///
/// # Errors
/// Not for the reader.
pub async fn read(store: &Store, ctx: &Ctx, query: &AuditQuery) -> Result<AuditPage, Failure> {
    let readable = rules::audit::read(&ctx.access)?;
    let mut tx = store.read().await?;
    let page = store::audit::list(&mut tx, &readable, &query.filter(), PAGE).await?;
    let acts = store::audit::acts(&mut tx, &readable).await?;
    let storefronts = store::audit::storefronts(&mut tx, &readable).await?;
    let companies = store::audit::companies(&mut tx, &readable).await?;
    Ok(AuditPage {
        page,
        acts,
        storefronts: Named::several(storefronts),
        companies: Named::several(companies),
    })
}

/// Writes down that somebody who is signed in was refused a page or an act, which `path` is the pattern
/// of; the first of many in a few minutes. Not in a preview, which is there for being refused, and not
/// what is told as if it did not exist, waits for a second factor, or is in another state by now.
///
/// # Errors
/// The database.
pub async fn refused(store: &Store, ctx: &Ctx, path: &str, why: Denial) -> store::Result<()> {
    let Some(account) = ctx.access.account() else {
        return Ok(());
    };
    let failure: Failure = why.into();
    if ctx.previewing.is_some() || failure.status() != 403 || why == Denial::SecondFactor {
        return Ok(());
    }
    let behind = ctx.access.acting.map_or(0, |behind| behind.0);
    let whose = format!("{account}:{behind}:{path}");
    let mut tx = store.begin().await?;
    if REFUSALS.count(&mut tx, &whose, ctx.now).await?.is_none() {
        let detail = json!({
            "permission": why.permission().map(Permission::key),
            "why": why.to_string(),
        });
        store::audit::record(&mut tx, ctx, "access.refused", path, None, detail).await?;
    }
    tx.commit().await
}
