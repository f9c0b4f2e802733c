//! Roles and the audit trail, on both engines, in the demo platform: what an edit does to who holds
//! the role, what nobody may do to a role, and what a change behind the program's back leaves.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be arranged has failed, and says why"
)]

mod audit;
mod custom;
mod editing;
mod preview;
mod reading;
mod roles;
mod why;
#[expect(
    dead_code,
    reason = "shared with the tests of orders, which use the rest"
)]
#[path = "../orders/world.rs"]
mod world;
