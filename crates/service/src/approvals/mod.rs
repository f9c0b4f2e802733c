//! Deciding on what waits.
