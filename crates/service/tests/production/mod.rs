//! The production floor and suppliers on both engines, in the demo platform.

mod artwork;
mod at_once;
mod demo;
mod floor;
mod moving;
mod suppliers;
mod world;
