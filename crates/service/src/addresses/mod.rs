//! Addresses: listing them, adding, correcting and removing one, and which departments a company's is
//! for.
//!
//! Every act takes the address, for its transaction alone, and asks the rules in
//! `access::rules::addresses`. What the checkout offers follows from the same rows.

mod add;
mod assign;
mod correct;
mod list;
mod remove;
mod told;

pub use add::{add_to_company, add_to_person};
pub use assign::assign_departments;
pub use correct::correct;
pub use list::list;
pub use remove::remove;

use crate::refused::fresh;
use access::{Access, Ctx, Denial, Failure, rules};
use domain::AddressId;
use store::{
    Tx,
    addresses::{self, AddressRecord, Shown},
    audit,
};

/// The address, for this transaction alone; not found for who does not see it.
async fn taken<F>(
    tx: &mut Tx,
    access: &Access,
    id: AddressId,
) -> Result<AddressRecord, Failure<F>> {
    let address = addresses::locked(tx, id).await?.ok_or(Denial::NotFound)?;
    rules::addresses::view(access, &address.facts())?;
    Ok(address)
}

const fn shown(address: AddressId, version: i64) -> Shown {
    Shown { address, version }
}

async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    act: &str,
    address: AddressId,
    detail: serde_json::Value,
) -> store::Result<()> {
    audit::record(tx, ctx, act, "address", Some(address.0), detail).await
}
