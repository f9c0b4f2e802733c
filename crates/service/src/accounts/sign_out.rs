//! Signing out.

use access::{Ctx, Failure};
use store::{
    Store, audit,
    sessions::{self, Hash},
};

/// Ends the session that asks. Nothing is wrong with signing out twice.
///
/// # Errors
/// The database.
pub async fn sign_out(store: &Store, ctx: &Ctx, session: Option<&Hash>) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    if let Some(hash) = session {
        sessions::delete(&mut tx, hash).await?;
    }
    if let Some(id) = ctx.access.account() {
        audit::record(
            &mut tx,
            ctx,
            "account.sign-out",
            "account",
            Some(id.0),
            serde_json::json!({}),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}
