//! Suppliers: listing them, adding one, changing it, inviting its people, taking it out of use, and
//! which products it makes as a rule.

mod create;
mod edit;
mod invite;
mod list;
mod makes;
mod switch;

pub use create::create;
pub use edit::edit;
pub use invite::invite;
pub use list::list;
pub use makes::makes;
pub use switch::{activate, deactivate};

use access::{Ctx, Denial, Failure, Permit, permission::supplier};
use domain::{
    Problem, SupplierId,
    suppliers::{SupplierField, SupplierRow},
};
use store::{
    Tx, audit,
    suppliers::{self, Shown},
};

/// The supplier, for this transaction alone.
async fn taken<F>(
    tx: &mut Tx,
    may: &Permit<supplier::Manage>,
    id: SupplierId,
) -> Result<SupplierRow, Failure<F>> {
    let found = suppliers::locked(tx, may, id).await?;
    Ok(found.ok_or(Denial::NotFound)?)
}

const fn shown(supplier: SupplierId, version: i64) -> Shown {
    Shown { supplier, version }
}

/// Refuses what was decided on a page that is stale by now.
fn fresh(changed: bool) -> Result<(), Denial> {
    if changed { Ok(()) } else { Err(Denial::Stale) }
}

/// A name that another has already is a fault of its field.
fn taken_name(error: store::Error) -> Failure<SupplierField> {
    if error.is_constraint("suppliers_name") {
        Failure::field(SupplierField::Name, Problem::Taken)
    } else {
        error.into()
    }
}

async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    act: &str,
    supplier: SupplierId,
    detail: serde_json::Value,
) -> store::Result<()> {
    audit::record(tx, ctx, act, "supplier", Some(supplier.0), detail).await
}
