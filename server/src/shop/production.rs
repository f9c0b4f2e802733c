use super::Backend;
use access::{Ctx, Failure};
use app::{Uploaded, production::Production};
use async_trait::async_trait;
use domain::{
    JobId, OrderNumber,
    production::{
        forms::{Award, Block, Bulk, Field, OnJob, SetStatus},
        list::{Floor, FloorJob, Happened, JobOnOrder, JobsQuery, Moved},
    },
};
use service::{
    artwork::{self, Sent},
    production,
};

#[async_trait]
impl Production for Backend {
    async fn floor(&self, ctx: &Ctx, query: &JobsQuery) -> Result<Floor, Failure> {
        production::queue(&self.store, ctx, query).await
    }

    async fn ticket(&self, ctx: &Ctx, job: JobId) -> Result<FloorJob, Failure> {
        production::ticket(&self.store, ctx, job).await
    }

    async fn on_order(&self, ctx: &Ctx, order: OrderNumber) -> Result<Vec<JobOnOrder>, Failure> {
        production::on_order(&self.store, ctx, order).await
    }

    async fn set_status(&self, ctx: &Ctx, form: &SetStatus) -> Result<Moved, Failure<Field>> {
        production::set_status(&self.store, ctx, form).await
    }

    async fn block(&self, ctx: &Ctx, form: &Block) -> Result<Moved, Failure<Field>> {
        production::block(&self.store, ctx, form).await
    }

    async fn release(&self, ctx: &Ctx, form: &OnJob) -> Result<Moved, Failure<Field>> {
        production::release(&self.store, ctx, form).await
    }

    async fn award(&self, ctx: &Ctx, form: &Award) -> Result<Moved, Failure<Field>> {
        production::award(&self.store, ctx, form).await
    }

    async fn take_back(&self, ctx: &Ctx, form: &OnJob) -> Result<Moved, Failure<Field>> {
        production::take_back(&self.store, ctx, form).await
    }

    async fn replace_artwork(
        &self,
        ctx: &Ctx,
        form: &OnJob,
        file: Uploaded,
    ) -> Result<Moved, Failure<Field>> {
        let sent = match file {
            Uploaded::Nothing => Sent::Nothing,
            Uploaded::File(file) => Sent::File {
                name: file.file_name,
                bytes: file.bytes,
            },
            Uploaded::TooLarge => Sent::TooLarge,
        };
        artwork::replace(&self.store, &self.files, ctx, form, sent).await
    }

    async fn bulk(&self, ctx: &Ctx, form: &Bulk) -> Result<Vec<Happened>, Failure<Field>> {
        production::bulk(&self.store, ctx, form).await
    }
}
