//! Deciding on what waits for approval.

mod deciders;

pub use deciders::deciders;
