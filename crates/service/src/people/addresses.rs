//! One address on several accounts: a customer may have one with each company, and who works here has
//! an address that is nobody else's.

use access::Failure;
use domain::{AccountId, Problem};
use store::{Tx, people};

/// Refuses an address for who works here, or for a customer, where that may not be. Nobody else takes
/// it until this transaction is over.
///
/// # Errors
/// A fault of this field.
pub(crate) async fn free<F>(
    tx: &mut Tx,
    email: &str,
    but: Option<AccountId>,
    works: bool,
    field: F,
) -> Result<(), Failure<F>> {
    people::hold_address(tx, email).await?;
    let others = people::holders(tx, email, but).await?;
    if others.work || (works && others.buy) {
        return Err(Failure::field(field, Problem::Taken));
    }
    Ok(())
}

/// Takes the address of an account, before the account itself is taken: in this order everywhere.
pub(super) async fn hold_of(tx: &mut Tx, account: AccountId) -> store::Result<()> {
    if let Some(email) = people::address_of(tx, account).await? {
        people::hold_address(tx, &email).await?;
    }
    Ok(())
}
