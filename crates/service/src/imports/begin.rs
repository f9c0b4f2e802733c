//! Bringing a file.

use super::{importer, places, read::read};
use crate::accounts::{limits, limits::IMPORTS};
use access::{Ctx, Denial, Failure};
use domain::{
    ImportId, Problem,
    imports::{BeginField, BeginImport, Mapping, TableFault},
};
use store::{
    Store,
    imports::{self, NewImport},
};

/// The longest name of a file that is kept.
const NAME_MOST: usize = 120;

/// Reads a file and keeps it to be looked at; nothing of it is imported yet. Its columns are guessed.
///
/// # Errors
/// A kind or a place that is none of those offered, not granted, or too many files. What is wrong with the
/// file is in the answer.
pub async fn begin(
    store: &Store,
    ctx: &Ctx,
    form: &BeginImport,
    (file_name, bytes): (&str, Vec<u8>),
) -> Result<Result<ImportId, TableFault>, Failure<BeginField>> {
    let me = importer(ctx)?;
    let not_offered = |field| Failure::field(field, Problem::NotOffered);
    let kind = form.kind().ok_or(not_offered(BeginField::Kind))?;
    let place = form.destination().ok_or(not_offered(BeginField::Into))?;
    let mut tx = store.read().await?;
    let chosen = places::chosen(&mut tx, &ctx.access, place).await?;
    drop(tx);
    let (company, may) = chosen.ok_or(not_offered(BeginField::Into))?;
    limits::count(store, &[(&IMPORTS, &me.to_string())], ctx.now).await?;
    // Reading takes a while, and others are served meanwhile. A file that a library cannot stand is
    // one that is damaged.
    let table = match tokio::task::spawn_blocking(move || read(&bytes)).await {
        Ok(Ok(table)) => table,
        Ok(Err(fault)) => return Ok(Err(fault)),
        Err(_) => return Ok(Err(TableFault::Broken)),
    };
    let mapping = Mapping::guess(kind, &table.head);
    let file_name: String = file_name
        .chars()
        .filter(|letter| !letter.is_control())
        .take(NAME_MOST)
        .collect();
    let new = NewImport {
        once: &form.once,
        company,
        account: me,
        kind,
        file_name: &file_name,
        content: &table,
        mapping: &mapping,
    };
    let mut tx = store.begin().await?;
    let import = imports::create(&mut tx, &may, &new, ctx.now).await?;
    tx.commit().await?;
    Ok(Ok(import.ok_or(Denial::NotFound)?))
}
