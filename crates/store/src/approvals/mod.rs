//! Requests to approve and their decisions.

mod candidates;
mod decision;
mod waiting;

pub use candidates::candidates;
pub(crate) use candidates::deciding;
pub use decision::{ApprovalRow, Decided, decide, of_order};
pub use waiting::{WaitingRow, count, waiting};
