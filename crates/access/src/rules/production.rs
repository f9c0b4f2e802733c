//! Moving jobs along: the production floor, and the supplier of a job.

use super::seen as visible;
use crate::{Access, Capability, Denial, Object, Permission, Permit, Reach, permission::job};
use domain::production::{JobAct, JobState, list::Can};

/// The facts about a job that its rules ask for. Its place is that of its order; it also names the
/// supplier that it is awarded to.
#[derive(Clone, Copy, Debug)]
pub struct JobFacts<'a> {
    pub object: Object<'a>,
    pub state: JobState,
}

const SEEN_BY: &[Permission] = &[Permission::OrderView, Permission::ProductionQueue];

fn act<C: Capability>(
    access: &Access,
    job: &JobFacts<'_>,
    act: JobAct,
) -> Result<Permit<C>, Denial> {
    visible(access, &job.object, SEEN_BY)?;
    let permit = access.permit(&job.object)?;
    job.state.next(act).map_err(|_| Denial::Job(job.state))?;
    Ok(permit)
}

/// Moving a job to the next status. A supplier marks what it was awarded as produced and
/// dispatched, and nothing else; staff may do that in its stead. What has a permission of its own
/// (approving, blocking, awarding, cancelling) is not done by setting a status.
///
/// # Errors
/// Not seen, not granted, or not in a state for it.
pub fn set_status(
    access: &Access,
    job: &JobFacts<'_>,
    to: JobAct,
) -> Result<Permit<job::SetStatus>, Denial> {
    let permit = act(access, job, to)?;
    let allowed = match to {
        JobAct::Produce | JobAct::Dispatch => true,
        JobAct::Start | JobAct::Ship | JobAct::Complete => permit.reach() != Reach::Assigned,
        JobAct::Approve
        | JobAct::Reject
        | JobAct::Cancel
        | JobAct::Block
        | JobAct::Release
        | JobAct::Award
        | JobAct::TakeBack => false,
    };
    if allowed {
        Ok(permit)
    } else {
        Err(Denial::Missing(Permission::JobSetStatus))
    }
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
pub fn take_back(
    access: &Access,
    job: &JobFacts<'_>,
) -> Result<Permit<job::AssignSupplier>, Denial> {
    act(access, job, JobAct::TakeBack)
}

/// What the actor may do to a job as it stands: what its page and its row offer.
#[must_use]
pub fn can(access: &Access, job: &JobFacts<'_>, has_artwork: bool) -> Can {
    use JobAct::{Award, Block, Complete, Dispatch, Produce, Release, Ship, Start, TakeBack};
    let acts = [
        Block, Release, Start, Ship, Complete, Award, TakeBack, Produce, Dispatch,
    ]
    .into_iter()
    .filter(|one| match one {
        Block => block(access, job).is_ok(),
        Release => release(access, job).is_ok(),
        Award => award(access, job).is_ok(),
        TakeBack => take_back(access, job).is_ok(),
        to => set_status(access, job, *to).is_ok(),
    });
    Can {
        acts: acts.collect(),
        download: has_artwork && super::artwork::download(access, job).is_ok(),
        picture: has_artwork && super::artwork::proof(access, job).is_ok(),
        replace: super::artwork::replace(access, job).is_ok(),
    }
}

/// Whether the job can be seen at all.
#[must_use]
pub fn seen(access: &Access, job: &JobFacts<'_>) -> bool {
    super::seen(access, &job.object, SEEN_BY).is_ok()
}
