//! Moving jobs along: the production floor, and the supplier of a job.

use super::seen;
use crate::{Access, Capability, Denial, Object, Permission, Permit, Reach, permission::job};
use domain::production::{JobAct, JobState};

/// The facts about a job that its rules ask for. Its place is that of its order; it also names the
/// supplier that it is awarded to.
#[derive(Clone, Copy, Debug)]
pub struct JobFacts<'a> {
    pub object: Object<'a>,
    pub state: JobState,
}

const SEEN_BY: &[Permission] = &[Permission::OrderView, Permission::ProductionQueue];

fn act<C: Capability>(access: &Access, job: &JobFacts<'_>, act: JobAct) -> Result<Permit<C>, Denial> {
    seen(access, &job.object, SEEN_BY)?;
    let permit = access.permit(&job.object)?;
    job.state.next(act).map_err(|_| Denial::Job(job.state))?;
    Ok(permit)
}

/// Moving a job to the next status. A supplier marks what it was awarded as produced and
/// dispatched, and nothing else; for staff those two are the supplier's, unless they take the job
/// back first.
///
/// # Errors
/// Not seen, not granted, or not in a state for it.
pub fn set_status(access: &Access, job: &JobFacts<'_>, to: JobAct) -> Result<Permit<job::SetStatus>, Denial> {
    let permit = act(access, job, to)?;
    let suppliers = matches!(to, JobAct::Produce | JobAct::Dispatch);
    let supplier = permit.reach() == Reach::Assigned;
    if supplier && !suppliers {
        return Err(Denial::Missing(Permission::JobSetStatus));
    }
    Ok(permit)
}

/// Stopping a job before output.
///
/// # Errors
/// Not seen, not granted, or not in a state for it.
pub fn block(access: &Access, job: &JobFacts<'_>) -> Result<Permit<job::BlockRelease>, Denial> {
    act(access, job, JobAct::Block)
}

/// Letting a blocked job go on.
///
/// # Errors
/// Not seen, not granted, or not blocked.
pub fn release(access: &Access, job: &JobFacts<'_>) -> Result<Permit<job::BlockRelease>, Denial> {
    act(access, job, JobAct::Release)
}

/// Sending a job to a supplier, or to another one.
///
/// # Errors
/// Not seen, not granted, or not in a state for it.
pub fn award(access: &Access, job: &JobFacts<'_>) -> Result<Permit<job::AssignSupplier>, Denial> {
    act(access, job, JobAct::Award)
}

/// Taking a job back from its supplier.
///
/// # Errors
/// Not seen, not granted, or not with a supplier.
pub fn take_back(access: &Access, job: &JobFacts<'_>) -> Result<Permit<job::AssignSupplier>, Denial> {
    act(access, job, JobAct::TakeBack)
}
