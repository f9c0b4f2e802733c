//! Importing people, departments and addresses from a file: reading it, saying what each row would do,
//! and doing it.
//!
//! A row is judged by the checks of the form that a person would fill in, and by the rules in
//! `access::rules::people` for the very place where it would stand. It is judged when it is looked at,
//! and again in the transaction that writes it. The file is kept with the import and read on by
//! [`work`], so that who began it may leave.

mod begin;
mod columns;
mod judge;
mod open;
mod places;
mod read;
mod run;
mod sample;
mod under_way;
mod work;
mod write;

pub use begin::begin;
pub use columns::map_columns;
pub use open::{open, page};
pub use run::run;
pub use sample::sample;
pub use under_way::UnderWay;
pub use work::work;

use access::{Ctx, Denial, Failure, Permission};
use domain::{AccountId, ImportId};
use store::{
    Tx,
    imports::{self, ImportRecord},
};

/// How many rows are judged and written at once.
const STEP: usize = 500;

/// Who imports.
fn importer(ctx: &Ctx) -> Result<AccountId, Denial> {
    ctx.access.holds(Permission::UserImport)?;
    ctx.access.account().ok_or(Denial::SignIn)
}

/// One's own import; there is no other.
async fn own<F>(tx: &mut Tx, ctx: &Ctx, id: ImportId) -> Result<ImportRecord, Failure<F>> {
    let me = importer(ctx)?;
    let found = imports::own(tx, me, id).await?;
    found.ok_or(Failure::Denied(Denial::NotFound))
}
