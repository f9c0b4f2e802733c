//! Saying which column of a file is what.

use super::own;
use access::{Ctx, Denial, Failure};
use domain::imports::{MapColumns, Mapping};
use store::{Store, imports};

/// # Errors
/// Not one's own, or stale: begun already, or changed in another window.
pub async fn map_columns(store: &Store, ctx: &Ctx, form: &MapColumns) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let import = own(&mut tx, ctx, form.import).await?;
    let mapping = Mapping::read(import.kind, import.content.head.len(), &form.column);
    let shown = (form.import, form.version);
    if !imports::map(&mut tx, import.account, shown, &mapping).await? {
        return Err(Denial::Stale.into());
    }
    tx.commit().await?;
    Ok(())
}
