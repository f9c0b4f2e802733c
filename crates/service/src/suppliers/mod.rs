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

use crate::refused::{already_taken, fresh};
use access::{Ctx, Denial, Failure, Permit, permission::supplier};
use domain::{
    SupplierId,
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

/// A name that another has already is a fault of its field.
fn taken_name(error: store::Error) -> Failure<SupplierField> {
    already_taken(error, "suppliers_name", SupplierField::Name)
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
