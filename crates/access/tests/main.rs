//! The permission model held against its specification, against two oracles, and against itself.
//!
//! - `matrix`: every row of roles.csv.
//! - `assigning`, `roles`: who hands out and who changes which role.
//! - `logging_in_as`: who logs in as whom.
//! - `escalation`: random hand-outs and edits, one after the other, and what they never lead to.
//! - `rules`: a grant with a relation and a state.
//! - `people`: who has whose account in hand.
//! - `albums`: who keeps them, and who sees an image.
//! - `organisation`: departments, companies, addresses, suppliers.
//! - `pages`: the page table and the start pages.
//! - `preview`: looking at a storefront through a role.
//! - `why`: the answer about one thing against the rule of the act.
//! - `behaviours`: each row of behaviours.md is shown by some test of the project, or not yet.
//! - `properties`: the invariants, over random worlds.
//! - `small_world`: a small world enumerated completely, against a plain formulation.
//! - `cedar_oracle`: random worlds against cedar-policy.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod albums;
mod assigning;
mod behaviours;
mod cedar;
mod cedar_oracle;
mod escalation;
mod logging_in_as;
mod matrix;
mod organisation;
mod pages;
mod people;
mod preview;
mod properties;
mod roles;
mod rules;
mod small_world;
mod table;
mod why;
mod world;
