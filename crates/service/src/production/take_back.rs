//! Taking a job back from its supplier.

use super::{award::leave, fresh, take, wrote};
use access::{Ctx, Denial, Failure, rules};
use domain::production::{
    JobAct,
    forms::{Field, OnJob},
    list::Moved,
};
use serde_json::json;
use store::Store;

/// *Take back*.
///
/// # Errors
/// Not seen, not granted, not with a supplier, or stale.
pub async fn take_back(store: &Store, ctx: &Ctx, form: &OnJob) -> Result<Moved, Failure<Field>> {
    let mut tx = store.begin().await?;
    let job = take(&mut tx, form.job).await?;
    let permit = rules::production::take_back(&ctx.access, &job.facts())?;
    fresh(&job, form.version)?;
    let to = job
        .state
        .next(JobAct::TakeBack)
        .map_err(|_| Denial::Job(job.state))?;
    wrote(store::production::take_back(&mut tx, &permit, &job, to).await?)?;
    if let Some(former) = job.supplier {
        leave(&mut tx, ctx, &job, former).await?;
    }
    store::orders::settle(&mut tx, job.order.id, ctx.now).await?;
    let detail = json!({ "order": job.number(), "job": job.name(), "from": job.state.key(), "to": to.key() });
    store::audit::record(&mut tx, ctx, "job.take-back", "job", Some(job.id.0), detail).await?;
    tx.commit().await?;
    Ok(Moved {
        order: job.number(),
        job: job.name(),
        state: to,
    })
}
