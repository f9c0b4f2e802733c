//! Letting an import run.

use super::own;
use access::{Ctx, Denial, Failure};
use domain::imports::{ImportState, RunImport};
use store::{Store, imports};

/// Hands it to [`work`](super::work). One that runs already is let run: nothing is pressed twice.
///
/// # Errors
/// Not one's own, without a column that it needs, or not as it was shown.
pub async fn run(store: &Store, ctx: &Ctx, form: &RunImport) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let import = own(&mut tx, ctx, form.import).await?;
    if import.state != ImportState::Ready {
        return Ok(());
    }
    if !import.mapping.missing(import.kind).is_empty() {
        return Err(Denial::Stale.into());
    }
    let shown = (form.import, form.version);
    let by = (form.mode(), ctx.access.acting);
    if !imports::start(&mut tx, import.account, shown, by, ctx.now).await? {
        return Err(Denial::Stale.into());
    }
    tx.commit().await?;
    Ok(())
}
