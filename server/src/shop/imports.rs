use super::Backend;
use access::{Ctx, Failure};
use app::{Uploaded, imports::Imports};
use async_trait::async_trait;
use domain::{
    ImportId,
    imports::{
        BeginField, BeginImport, ImportKind, ImportPage, ImportQuery, ImportSheet, MEGABYTES_MOST,
        MapColumns, RunImport, TableFault,
    },
};
use service::imports;

#[async_trait]
impl Imports for Backend {
    async fn page(&self, ctx: &Ctx) -> Result<ImportPage, Failure> {
        imports::page(&self.store, ctx).await
    }
    async fn open(
        &self,
        ctx: &Ctx,
        id: ImportId,
        query: &ImportQuery,
    ) -> Result<ImportSheet, Failure> {
        imports::open(&self.store, &self.imports, ctx, id, query).await
    }
    async fn sample(&self, ctx: &Ctx, kind: ImportKind) -> Result<String, Failure> {
        imports::sample(ctx, kind)
    }
    async fn begin(
        &self,
        ctx: &Ctx,
        form: &BeginImport,
        file: Uploaded,
    ) -> Result<Result<ImportId, TableFault>, Failure<BeginField>> {
        let (name, bytes) = match file {
            Uploaded::Nothing => (String::new(), Vec::new()),
            Uploaded::File(file) => (file.file_name, file.bytes),
            Uploaded::TooLarge => {
                return Ok(Err(TableFault::TooLarge {
                    most_megabytes: MEGABYTES_MOST,
                }));
            }
        };
        imports::begin(&self.store, ctx, form, (&name, bytes)).await
    }
    async fn map_columns(&self, ctx: &Ctx, form: &MapColumns) -> Result<(), Failure> {
        imports::map_columns(&self.store, ctx, form).await
    }
    async fn run(&self, ctx: &Ctx, form: &RunImport) -> Result<(), Failure> {
        imports::run(&self.store, ctx, form).await
    }
}
