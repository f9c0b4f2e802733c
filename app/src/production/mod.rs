//! Shared Print Operations, and the acts on a job wherever it is shown.

mod board;
mod forms;
mod job_acts;
mod ticket;

pub use job_acts::JobActs;

use crate::{Shop, Upload};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    OrderNumber,
    production::{
        forms::{Award, Block, Bulk, Field, OnJob, SetStatus},
        list::{Floor, FloorJob, Happened, JobOnOrder, JobsQuery},
    },
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Production: Send + Sync {
    /// The jobs that the actor reaches.
    async fn floor(&self, ctx: &Ctx, query: &JobsQuery) -> Result<Floor, Failure>;
    /// One of them, for its ticket.
    async fn ticket(&self, ctx: &Ctx, job: domain::JobId) -> Result<FloorJob, Failure>;
    /// What can be done to the jobs of an order that the actor sees.
    async fn on_order(&self, ctx: &Ctx, order: OrderNumber) -> Result<Vec<JobOnOrder>, Failure>;
    /// Each act answers with the order that the job is of.
    async fn set_status(&self, ctx: &Ctx, form: &SetStatus) -> Result<OrderNumber, Failure<Field>>;
    async fn block(&self, ctx: &Ctx, form: &Block) -> Result<OrderNumber, Failure<Field>>;
    async fn release(&self, ctx: &Ctx, form: &OnJob) -> Result<OrderNumber, Failure<Field>>;
    async fn award(&self, ctx: &Ctx, form: &Award) -> Result<OrderNumber, Failure<Field>>;
    async fn take_back(&self, ctx: &Ctx, form: &OnJob) -> Result<OrderNumber, Failure<Field>>;
    async fn replace_artwork(&self, ctx: &Ctx, form: &OnJob, file: Upload) -> Result<OrderNumber, Failure<Field>>;
    /// What became of each.
    async fn bulk(&self, ctx: &Ctx, form: &Bulk) -> Result<Vec<Happened>, Failure<Field>>;
}

pub(crate) fn routes() -> Router<Shop> {
    crate::page(&pages::PRINT_OPERATIONS, board::load).merge(forms::routes())
}
