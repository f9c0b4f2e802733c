//! What the database refuses, as it is told to who asked.

use access::{Denial, Failure};
use domain::Problem;

/// Refuses what was decided on a page that is stale by now.
pub(crate) fn fresh(changed: bool) -> Result<(), Denial> {
    if changed { Ok(()) } else { Err(Denial::Stale) }
}

/// What this constraint says is there already is a fault of its field.
pub(crate) fn already_taken<F>(error: store::Error, constraint: &str, field: F) -> Failure<F> {
    if error.is_constraint(constraint) {
        Failure::field(field, Problem::Taken)
    } else {
        error.into()
    }
}
