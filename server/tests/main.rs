//! The server as it runs: the demo platform, or a yard of roles, behind the real router; the program
//! itself; a real SMTP conversation. One binary, because each would link the whole server anew.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot be arranged has failed, and says why"
)]

mod accounts;
mod albums;
mod flash;
mod golden;
mod imports;
mod invariants;
mod matrix;
mod organisation;
mod passkeys;
mod people;
mod preview;
mod printed;
mod program;
mod reports;
mod roles;
mod second_factor;
mod smtp;
mod storefronts;
mod styles;
#[expect(dead_code, reason = "shared with the tests of the model itself")]
#[path = "../../crates/access/tests/table.rs"]
mod table;
mod world;
mod yard;
