//! Companies: listing and opening them, making one, its settings, codes and passkey, taking it out of
//! use, removing it.
//!
//! Every act takes the company, for its transaction alone, and asks the rules in
//! `access::rules::companies`.

mod codes;
mod create;
mod delete;
mod edit;
mod list;
mod open;
mod passkey;
mod switch;

pub use codes::{ask_codes, keep_cost_centre};
pub use create::create;
pub use delete::delete;
pub use edit::edit;
pub use list::list;
pub use open::open;
pub use passkey::{remove_passkey, set_passkey};
pub use switch::{activate, deactivate};

use crate::refused::{already_taken, fresh};
use access::{Access, Ctx, Denial, Failure, rules};
use domain::{CompanyId, companies::CompanyField};
use store::{
    Tx, audit,
    companies::{self, CompanyRecord, Shown},
};

/// The company, for this transaction alone; not found for who does not see it.
async fn taken<F>(
    tx: &mut Tx,
    access: &Access,
    id: CompanyId,
) -> Result<CompanyRecord, Failure<F>> {
    let company = companies::locked(tx, id).await?.ok_or(Denial::NotFound)?;
    rules::companies::view(access, &company.object())?;
    Ok(company)
}

const fn shown(company: CompanyId, version: i64) -> Shown {
    Shown { company, version }
}

/// A name that the storefront has already is a fault of its field.
fn taken_name(error: store::Error) -> Failure<CompanyField> {
    already_taken(error, "companies_name", CompanyField::Name)
}

async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    act: &str,
    company: CompanyId,
    detail: serde_json::Value,
) -> store::Result<()> {
    audit::record(tx, ctx, act, "company", Some(company.0), detail).await
}
