//! The production floor and suppliers on both engines, in the demo platform.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be arranged has failed, and says why"
)]

mod artwork;
mod at_once;
mod demo;
mod floor;
mod moving;
mod suppliers;
mod world;
