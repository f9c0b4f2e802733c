//! The demo platform: what a newcomer looks at, and what tests of the whole sign in to.
//!
//! Five storefronts, their people, products, suppliers, and a year of orders, each written as a life
//! that is told up to now ([`tale`]), so that every state occurs as often as in a print shop. The
//! same data each time but for the instants, which are relative to now. Nothing here is a decision
//! about who may do what: it is data, written past the permits, on an empty database only.

mod albums;
mod cast;
mod dice;
mod goods;
mod orders;
mod people;
mod pinned;
mod range;
mod range_more;
mod records;
mod shops;
mod tale;

use crate::{Result, Store, sql::sql};
use domain::Timestamp;

/// What the demo is given, because it is made elsewhere: a password's hash and files.
#[derive(Clone, Debug)]
pub struct Given {
    /// Of the one password that all demo accounts have.
    pub password_hash: String,
    pub artwork: Vec<Artwork>,
    /// PNGs for an album.
    pub images: Vec<Artwork>,
}

/// A file that is kept already, as it is told of in a row.
#[derive(Clone, Debug)]
pub struct Artwork {
    /// Which products it is for.
    pub motif: Motif,
    pub sha256: [u8; 32],
    pub bytes: u64,
    pub file_name: String,
    pub pages: u32,
    /// Distinct page sizes in words.
    pub sizes: Vec<String>,
    pub thumbnail_width: u32,
    pub thumbnail_height: u32,
}

/// What is drawn on a piece of artwork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motif {
    Card,
    Flyer,
    Brochure,
    Poster,
    Letterhead,
    Label,
    Banner,
}

/// Somebody that one can sign in as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub email: String,
    pub name: String,
    /// `End User, Department Manager`.
    pub roles: String,
    /// The slug of the storefront that they sign in at; nothing for the platform's own people and
    /// suppliers, who sign in at the bare address.
    pub storefront: Option<&'static str>,
}

/// Fills an empty database, in one transaction; who can sign in, or nothing if there was a
/// storefront already.
///
/// # Errors
/// The database is not available.
pub async fn fill(store: &Store, given: &Given, now: Timestamp) -> Result<Option<Vec<Person>>> {
    let mut tx = store.begin().await?;
    if sql("select count(*) from storefronts").int(&mut tx).await? > 0 {
        return Ok(None);
    }
    let mut dice = dice::Dice::new(0x51_75_6f_69_6e);
    let mut world = shops::write(&mut tx).await?;
    people::write(&mut tx, &mut world, given, now).await?;
    goods::write(&mut tx, &mut world).await?;
    shops::write_addresses(&mut tx, &mut world).await?;
    orders::write(&mut tx, &world, given, &mut dice, now).await?;
    albums::write(&mut tx, &world, given, now).await?;
    goods::write_printed(&mut tx, &world).await?;
    let people = world.signs_in;
    match tx.commit().await {
        // Another server on the same database was faster.
        Err(error) if error.is_constraint("storefronts_slug") => Ok(None),
        other => {
            other?;
            store.optimize().await?;
            Ok(Some(people))
        }
    }
}
