//! Moving a job along: started, shipped, completed; by its supplier produced and dispatched.

use super::{fresh, happened, take, told, wrote};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    orders::Event,
    production::{
        JobAct,
        forms::{Field, SetStatus},
        list::Moved,
    },
};
use store::{Store, Tx, production::JobRecord};

/// *Set status*, *Mark as produced*, *Mark as dispatched*.
///
/// # Errors
/// No such status, not seen, not granted, not in a state for it, or stale.
pub async fn set_status(
    store: &Store,
    ctx: &Ctx,
    form: &SetStatus,
) -> Result<Moved, Failure<Field>> {
    let act = form.check()?;
    let mut tx = store.begin().await?;
    let job = take(&mut tx, form.job).await?;
    let permit = rules::production::set_status(&ctx.access, &job.facts(), act)?;
    fresh(&job, form.version)?;
    let to = job.state.next(act).map_err(|_| Denial::Job(job.state))?;
    wrote(store::production::set_state(&mut tx, &permit, &job, to).await?)?;
    let event = event(&mut tx, &job, act).await?;
    let moved = happened(&mut tx, ctx, &job, to, "job.set-status", &event).await?;
    if matches!(act, JobAct::Ship | JobAct::Dispatch) {
        told::shipped(&mut tx, ctx, &job).await?;
    }
    tx.commit().await?;
    Ok(moved)
}

/// What the timeline says; of a supplier's acts by whose name, for staff.
async fn event(tx: &mut Tx, job: &JobRecord, act: JobAct) -> Result<Event, Failure<Field>> {
    let supplier = match (act, job.supplier) {
        (JobAct::Produce | JobAct::Dispatch, Some(id)) => {
            store::production::supplier(tx, id).await?
        }
        _ => None,
    };
    let supplier = supplier.map(|firm| firm.name).unwrap_or_default();
    Ok(match act {
        JobAct::Produce => Event::Produced { supplier },
        JobAct::Dispatch => Event::Dispatched { supplier },
        JobAct::Ship => Event::Shipped,
        JobAct::Complete => Event::JobCompleted,
        _ => Event::Started,
    })
}
