//! Stopping a job before output, for a reason that its customer reads.

use super::{fresh, happened, take, wrote};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    orders::Event,
    production::{
        JobAct,
        forms::{Block, Field},
        list::Moved,
    },
};
use store::Store;

/// *Block*.
///
/// # Errors
/// No reason, not seen, not granted, not in a state for it, or stale.
pub async fn block(store: &Store, ctx: &Ctx, form: &Block) -> Result<Moved, Failure<Field>> {
    form.check()?;
    let reason = form.reason.trim();
    let mut tx = store.begin().await?;
    let job = take(&mut tx, form.job).await?;
    let permit = rules::production::block(&ctx.access, &job.facts())?;
    fresh(&job, form.version)?;
    let to = job
        .state
        .next(JobAct::Block)
        .map_err(|_| Denial::Job(job.state))?;
    wrote(store::production::block(&mut tx, &permit, &job, to, reason).await?)?;
    let event = Event::Blocked {
        reason: reason.to_owned(),
    };
    let moved = happened(&mut tx, ctx, &job, to, "job.block", &event).await?;
    tx.commit().await?;
    Ok(moved)
}
