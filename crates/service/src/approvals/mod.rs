//! Deciding on what waits for approval.

mod decide;
mod deciders;
mod waiting;

pub use decide::{Outcome, decide};
pub use deciders::deciders;
pub use waiting::{count, waiting};
