//! Importing: bringing a file, saying what its columns are, looking at what it would do, and how far it
//! is.

mod import;
mod preview;
mod sample;
mod start;

use crate::{Act, Done, Shop, Uploaded, failed::named, go, page, post, upload};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    ImportId, NoField,
    imports::{
        BeginField, BeginImport, ImportKind, ImportPage, ImportQuery, ImportSheet, MapColumns,
        RunImport, TableFault,
    },
    paths,
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Imports: Send + Sync {
    async fn page(&self, ctx: &Ctx) -> Result<ImportPage, Failure>;
    async fn open(
        &self,
        ctx: &Ctx,
        id: ImportId,
        query: &ImportQuery,
    ) -> Result<ImportSheet, Failure>;
    /// CSV to begin with.
    async fn sample(&self, ctx: &Ctx, kind: ImportKind) -> Result<String, Failure>;
    /// What is wrong with the file itself is in the answer.
    async fn begin(
        &self,
        ctx: &Ctx,
        form: &BeginImport,
        file: Uploaded,
    ) -> Result<Result<ImportId, TableFault>, Failure<BeginField>>;
    async fn map_columns(&self, ctx: &Ctx, form: &MapColumns) -> Result<(), Failure>;
    async fn run(&self, ctx: &Ctx, form: &RunImport) -> Result<(), Failure>;
}

named! { BeginField }

/// The name under which the page is told once what is wrong with a file.
const FAULT: &str = "fault";

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::IMPORTS, start::load))
        .merge(page(&pages::IMPORT, import::load))
        .merge(sample::route())
        .merge(upload(&pages::BEGIN_IMPORT, begin))
        .merge(post(&pages::MAP_COLUMNS, map_columns))
        .merge(post(&pages::RUN_IMPORT, run))
}

async fn begin(act: Act, form: BeginImport, file: Uploaded) -> Result<Done, Failure<BeginField>> {
    Ok(match act.shop.imports.begin(&act.ctx, &form, file).await? {
        Ok(id) => go(paths::Import(id)),
        // What was chosen stays; the file itself is chosen anew.
        Err(fault) => go(paths::Imports)
            .showing_once(FAULT, [fault.to_string()])
            .showing_once("kind", [form.kind])
            .showing_once("into", [form.into]),
    })
}

async fn map_columns(act: Act, form: MapColumns) -> Result<Done, Failure<NoField>> {
    act.shop.imports.map_columns(&act.ctx, &form).await?;
    Ok(go(paths::Import(form.import)).saying("The columns are set. Nothing is imported yet."))
}

async fn run(act: Act, form: RunImport) -> Result<Done, Failure<NoField>> {
    act.shop.imports.run(&act.ctx, &form).await?;
    Ok(go(paths::Import(form.import)))
}
