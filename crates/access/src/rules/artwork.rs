//! Reading and replacing the files of a job.

use super::{production::JobFacts, seen};
use crate::{
    Access, Denial, Permission, Permit,
    permission::{artwork, proof},
};

const SEEN_BY: &[Permission] = &[Permission::OrderView, Permission::ProductionQueue];

/// Fetching the artwork as it was uploaded.
///
/// # Errors
/// Not seen or not granted.
pub fn download(access: &Access, job: &JobFacts<'_>) -> Result<Permit<artwork::Download>, Denial> {
    seen(access, &job.object, SEEN_BY)?;
    access.permit(&job.object)
}

/// Seeing the picture of its first page.
///
/// # Errors
/// Not seen or not granted.
pub fn proof(access: &Access, job: &JobFacts<'_>) -> Result<Permit<proof::View>, Denial> {
    seen(access, &job.object, SEEN_BY)?;
    access.permit(&job.object)
}

/// Uploading a corrected artwork: while the job is blocked.
///
/// # Errors
/// Not seen, not granted, or not blocked.
pub fn replace(access: &Access, job: &JobFacts<'_>) -> Result<Permit<artwork::Replace>, Denial> {
    seen(access, &job.object, SEEN_BY)?;
    let permit = access.permit(&job.object)?;
    if job.state.artwork_replaceable() {
        Ok(permit)
    } else {
        Err(Denial::Job(job.state))
    }
}
