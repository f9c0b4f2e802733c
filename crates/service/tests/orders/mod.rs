//! Orders and approvals, on both engines, in the demo platform: what each reads, what each may do,
//! and what happens when two act at once.

mod acts;
mod approvals;
mod at_once;
mod mails;
mod seeing;
