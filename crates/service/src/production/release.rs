//! Letting a blocked job go on.

use super::{fresh, happened, take, wrote};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    orders::Event,
    production::{
        JobAct,
        forms::{Field, OnJob},
        list::Moved,
    },
};
use store::Store;

/// *Release*.
///
/// # Errors
/// Not seen, not granted, not blocked, or stale.
pub async fn release(store: &Store, ctx: &Ctx, form: &OnJob) -> Result<Moved, Failure<Field>> {
    let mut tx = store.begin().await?;
    let job = take(&mut tx, form.job).await?;
    let permit = rules::production::release(&ctx.access, &job.facts())?;
    fresh(&job, form.version)?;
    let to = job
        .state
        .next(JobAct::Release)
        .map_err(|_| Denial::Job(job.state))?;
    wrote(store::production::release(&mut tx, &permit, &job, to).await?)?;
    let moved = happened(&mut tx, ctx, &job, to, "job.release", &Event::Unblocked).await?;
    tx.commit().await?;
    Ok(moved)
}
