//! Publication types: listing them, making, renaming and removing one, which products are in it, and
//! which departments see it.
//!
//! Every act takes the publication type, for its transaction alone, and asks the rules in
//! `access::rules::publication_types`. What somebody is offered of them follows from the same rows.

mod assign;
mod create;
mod delete;
mod file;
mod list;
mod rename;

pub use assign::assign;
pub use create::create;
pub use delete::delete;
pub use file::file;
pub use list::list;
pub use rename::rename;

use crate::refused::{already_taken, fresh};
use access::{Access, Ctx, Denial, Failure, rules};
use domain::{PublicationTypeId, publication_types::PublicationTypeField};
use store::{
    Tx, audit,
    publication_types::{self, PublicationTypeRecord, Shown},
};

/// The publication type, for this transaction alone; not found for who does not see it.
async fn taken<F>(
    tx: &mut Tx,
    access: &Access,
    id: PublicationTypeId,
) -> Result<PublicationTypeRecord, Failure<F>> {
    let found = publication_types::locked(tx, id).await?;
    let folder = found.ok_or(Denial::NotFound)?;
    rules::publication_types::view(access, &folder.object())?;
    Ok(folder)
}

const fn shown(publication_type: PublicationTypeId, version: i64) -> Shown {
    Shown {
        publication_type,
        version,
    }
}

/// A name that the company has already is a fault of its field.
fn taken_name(error: store::Error) -> Failure<PublicationTypeField> {
    already_taken(error, "publication_types_name", PublicationTypeField::Name)
}

async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    act: &str,
    id: PublicationTypeId,
    detail: serde_json::Value,
) -> store::Result<()> {
    audit::record(tx, ctx, act, "publication-type", Some(id.0), detail).await
}
