//! Buying, on both engines: what a storefront offers, the cart, placing and ordering again.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be arranged has failed, and says why"
)]

mod albums;
mod asked;
mod cart;
mod catalogue;
mod codes;
mod content;
mod placing;
mod printed;
mod reordering;
mod world;
