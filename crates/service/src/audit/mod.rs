//! The audit trail, for those it is for.

use access::{Ctx, Failure, rules};
use domain::{
    audit::{AuditPage, AuditQuery},
    lists::PAGE,
};
use store::Store;

/// A page of what was done, the latest first: all of it where the reader is an administrator, and
/// what people of their company did for who cares for those.
///
/// # Errors
/// Not for the reader.
pub async fn read(store: &Store, ctx: &Ctx, query: &AuditQuery) -> Result<AuditPage, Failure> {
    let readable = rules::audit::read(&ctx.access)?;
    let mut tx = store.read().await?;
    let page = store::audit::list(&mut tx, &readable, &query.filter(), PAGE).await?;
    let acts = store::audit::acts(&mut tx, &readable).await?;
    tx.commit().await?;
    Ok(AuditPage { page, acts })
}
