//! Orders and approvals, on both engines, in the demo platform: what each reads, what each may do,
//! and what happens when two act at once.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be arranged has failed, and says why"
)]

mod acts;
mod approvals;
mod at_once;
mod mails;
mod seeing;
mod world;
