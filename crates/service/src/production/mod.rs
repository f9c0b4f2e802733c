//! Jobs in production: the floor's list, what is done to a job, and suppliers.
//!
//! Every act takes the job's order first, asks its rule, and then the version that the page had
//! shown: a second press, or somebody faster, finds the job elsewhere and changes nothing.

mod award;
mod block;
mod bulk;
mod on_order;
mod queue;
mod release;
mod set_status;
mod take_back;
mod told;

pub use award::award;
pub use block::block;
pub use bulk::bulk;
pub use on_order::on_order;
pub use queue::{queue, ticket};
pub use release::release;
pub use set_status::set_status;
pub use take_back::take_back;

use access::{Ctx, Denial, Failure};
use domain::{
    JobId,
    orders::Event,
    production::{JobState, forms::Field, list::Moved},
};
use serde_json::json;
use store::{Tx, production::JobRecord};

/// The job, while nobody else acts on its order.
async fn take(tx: &mut Tx, job: JobId) -> Result<JobRecord, Failure<Field>> {
    store::production::lock(tx, job)
        .await?
        .ok_or(Failure::not_found())
}

/// The page that was acted on still shows how it is.
fn fresh(job: &JobRecord, version: i64) -> Result<(), Denial> {
    if job.version == version {
        Ok(())
    } else {
        Err(Denial::Stale)
    }
}

/// The write found the job as it was decided on.
fn wrote(changed: bool) -> Result<(), Denial> {
    if changed { Ok(()) } else { Err(Denial::Stale) }
}

/// What every act on a job leaves behind: the timeline, the order's state, the audit trail.
async fn happened(
    tx: &mut Tx,
    ctx: &Ctx,
    job: &JobRecord,
    to: JobState,
    act: &str,
    event: &Event,
) -> Result<Moved, Failure<Field>> {
    store::orders::record(tx, ctx, job.order.id, Some(job.id), event).await?;
    store::orders::settle(tx, job.order.id, ctx.now).await?;
    let detail = json!({ "order": job.number(), "job": job.name(), "from": job.state.key(), "to": to.key() });
    store::audit::record(tx, ctx, act, "job", Some(job.id.0), detail).await?;
    Ok(Moved {
        order: job.number(),
        job: job.name(),
        state: to,
    })
}
