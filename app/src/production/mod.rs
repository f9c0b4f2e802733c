//! Shared Print Operations, and the acts on a job wherever they stand.
//!
//! The forms of a job are the same on the floor and on the order page; each names the page it was
//! on, and leads back to it.

pub mod acts;
mod bulk;
mod floor;
mod status;
mod ticket;

pub use acts::JobActs;
pub use status::{job_pill, pill_of};

use crate::{Act, Done, Shop, Uploaded, failed::named, go, page, post, upload};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    JobId, OrderNumber, paths,
    production::{
        JobState,
        forms::{Award, Block, Bulk, Field, OnJob, SetStatus},
        list::{Floor, FloorJob, Happened, JobOnOrder, JobsQuery, Moved},
    },
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Production: Send + Sync {
    async fn floor(&self, ctx: &Ctx, query: &JobsQuery) -> Result<Floor, Failure>;
    async fn ticket(&self, ctx: &Ctx, job: JobId) -> Result<FloorJob, Failure>;
    /// What the order page offers on each job of an order: for [`JobActs`].
    async fn on_order(&self, ctx: &Ctx, order: OrderNumber) -> Result<Vec<JobOnOrder>, Failure>;
    async fn set_status(&self, ctx: &Ctx, form: &SetStatus) -> Result<Moved, Failure<Field>>;
    async fn block(&self, ctx: &Ctx, form: &Block) -> Result<Moved, Failure<Field>>;
    async fn release(&self, ctx: &Ctx, form: &OnJob) -> Result<Moved, Failure<Field>>;
    async fn award(&self, ctx: &Ctx, form: &Award) -> Result<Moved, Failure<Field>>;
    async fn take_back(&self, ctx: &Ctx, form: &OnJob) -> Result<Moved, Failure<Field>>;
    async fn replace_artwork(
        &self,
        ctx: &Ctx,
        form: &OnJob,
        file: Uploaded,
    ) -> Result<Moved, Failure<Field>>;
    async fn bulk(&self, ctx: &Ctx, form: &Bulk) -> Result<Vec<Happened>, Failure<Field>>;
}

named! { Field }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::PRINT_OPERATIONS, floor::load))
        .merge(post(&pages::SET_STATUS, set_status))
        .merge(post(&pages::BLOCK, block))
        .merge(post(&pages::RELEASE_JOB, release))
        .merge(post(&pages::AWARD, award))
        .merge(post(&pages::TAKE_BACK, take_back))
        .merge(post(&pages::PRODUCTION_BULK, bulk::run))
        .merge(upload(&pages::REPLACE_ARTWORK, replace_artwork))
}

async fn set_status(act: Act, form: SetStatus) -> Result<Done, Failure<Field>> {
    let moved = act.shop.production.set_status(&act.ctx, &form).await?;
    Ok(done(&form.back, &moved))
}

async fn block(act: Act, form: Block) -> Result<Done, Failure<Field>> {
    let moved = act.shop.production.block(&act.ctx, &form).await?;
    Ok(done(&form.back, &moved))
}

async fn release(act: Act, form: OnJob) -> Result<Done, Failure<Field>> {
    let moved = act.shop.production.release(&act.ctx, &form).await?;
    Ok(done(&form.back, &moved))
}

async fn award(act: Act, form: Award) -> Result<Done, Failure<Field>> {
    let moved = act.shop.production.award(&act.ctx, &form).await?;
    Ok(done(&form.back, &moved))
}

async fn take_back(act: Act, form: OnJob) -> Result<Done, Failure<Field>> {
    let moved = act.shop.production.take_back(&act.ctx, &form).await?;
    Ok(done(&form.back, &moved))
}

async fn replace_artwork(act: Act, form: OnJob, file: Uploaded) -> Result<Done, Failure<Field>> {
    let moved = act
        .shop
        .production
        .replace_artwork(&act.ctx, &form, file)
        .await?;
    Ok(back_to(&form.back).saying(format!("The artwork of {} was replaced.", moved.job)))
}

fn done(back: &str, moved: &Moved) -> Done {
    let sentence = match moved.state {
        JobState::Ready => "is ready",
        JobState::Blocked => "is blocked",
        JobState::InProduction => "is in production",
        JobState::WithSupplier => "was sent to the supplier",
        JobState::Produced => "is marked as produced",
        JobState::Shipping => "is on its way",
        JobState::Completed => "is completed",
        JobState::Waiting | JobState::Rejected | JobState::Cancelled => "has changed",
    };
    back_to(back).saying(format!("Job {} {sentence}.", moved.job))
}

/// The page that the form was on. An address that is none of ours leads to the start.
fn back_to(page: &str) -> Done {
    if page.is_empty() {
        go(paths::PrintOperations)
    } else {
        go(page)
    }
}
