//! One platform administrator remains, whatever is done (invariant 4): suspending, deleting and taking
//! the role ask before; what takes one away in a roundabout manner is done first and then asked about
//! here, and undone where it was too much.

use access::{Denial, Failure};
use store::{Tx, people};

/// How many there are. Whoever else changes that waits until this transaction is over.
pub(crate) async fn counted(tx: &mut Tx) -> store::Result<i64> {
    people::lock_administrators(tx).await?;
    people::other_administrators(tx, None, None).await
}

/// That one is left of those that were counted.
///
/// # Errors
/// [`Denial::LastAdministrator`].
pub(crate) async fn one_remains_of<F>(tx: &mut Tx, before: i64) -> Result<(), Failure<F>> {
    if before > 0 && people::other_administrators(tx, None, None).await? == 0 {
        return Err(Denial::LastAdministrator.into());
    }
    Ok(())
}
