//! The four packs: what each built-in role grants, one row a permission, as in roles.csv.
//!
//! The umbrella roles hold everything at one reach; their rows in roles.csv are a minimum. A test
//! holds these tables against every row of roles.csv.

use crate::{Grants, Permission, Reach, Reaches};

pub mod configurator;
pub mod corporate;
pub mod printshop;
pub mod storefront;

/// A role's table from its rows.
#[expect(
    clippy::indexing_slicing,
    reason = "both loops count below the length; iterators are not const"
)]
const fn rows(rows: &[(Permission, &[Reach])]) -> Grants {
    let mut grants = Grants::NONE;
    let mut row = 0;
    while row < rows.len() {
        let (permission, reaches) = rows[row];
        let mut place = 0;
        while place < reaches.len() {
            grants = grants.with(permission, reaches[place]);
            place += 1;
        }
        row += 1;
    }
    grants
}

/// An umbrella: everything at one reach, except what is named. One that ends at the storefront also
/// reaches its holder's own: an account and its session are on no storefront.
#[expect(
    clippy::indexing_slicing,
    reason = "the loop counts below the length; iterators are not const"
)]
const fn all_but(reach: Reach, but: &[Permission]) -> Grants {
    let mut grants = Grants::all(Reaches::one(reach).with(Reach::Own));
    let mut place = 0;
    while place < but.len() {
        grants = grants.set(but[place], Reaches::NONE);
        place += 1;
    }
    grants
}
