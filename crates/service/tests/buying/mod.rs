//! Buying, on both engines: what a storefront offers, the cart, placing and ordering again.

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
