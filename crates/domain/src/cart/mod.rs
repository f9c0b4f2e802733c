//! The cart: what somebody means to order, and what it costs now. Prices are never kept with a
//! line but worked out from the product each time it is shown, so that nobody orders at a price of
//! last week.

mod add;
mod checkout;
mod content;
mod delivery;
mod filling;
mod reorder;

pub use add::{AddField, AddToCart, ChangeField, ChangeQuantity, RemoveLine};
pub use checkout::{
    AddressChoice, CheckoutPage, NEW_ADDRESS, PersonChoice, PlaceField, PlaceOrder, Placed, Shown,
    due,
};
pub use content::{ContentField, EditContent};
pub use delivery::Delivery;
pub use filling::{Adding, Filling};
pub use reorder::{Obstacle, ReOrder, ReOrderField, ReOrderJob, ReOrderPage, WAS_BEFORE};

use crate::{
    CartLineId, Currency, Money, Problem,
    artwork::Artwork,
    catalogue::{ArtworkNeed, Chosen, NoPrice, Price, Quantities},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The cart as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartPage {
    /// Moves with every change; a checkout names the one it was drawn from.
    pub version: i64,
    pub lines: Vec<Line>,
    /// Of the lines that can be ordered.
    pub total: Money,
}

impl CartPage {
    #[must_use]
    pub fn empty(currency: Currency) -> Self {
        Self {
            version: 0,
            lines: Vec::new(),
            total: Money::zero(currency),
        }
    }

    /// Something is in it, and all of it can be ordered.
    #[must_use]
    pub fn is_orderable(&self) -> bool {
        !self.lines.is_empty() && self.lines.iter().all(|line| line.price.is_ok())
    }
}

/// A line of the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub id: CartLineId,
    /// Nothing where the product can no longer be seen: then not even its name is told.
    pub product: Option<LineProduct>,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub reference: String,
    pub artwork: Option<Artwork>,
    pub price: Result<Price, LineProblem>,
}

/// What a line tells of its product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineProduct {
    pub slug: String,
    pub name: String,
    pub picture: String,
    pub quantities: Quantities,
    pub artwork: ArtworkNeed,
}

/// Why a line cannot be ordered as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineProblem {
    /// The product is gone, switched off, or not for this reader any more.
    NotOffered,
    /// An option is gone, or the choice made for it; or a field that was filled in.
    Option(String),
    /// A field is to be filled in otherwise by now.
    Printed(String),
    Quantity(Problem),
    NoArtwork,
    Beyond,
}

impl From<NoPrice> for LineProblem {
    fn from(why: NoPrice) -> Self {
        match why {
            NoPrice::Quantity(problem) => Self::Quantity(problem),
            NoPrice::Option(option) => Self::Option(option),
            NoPrice::Beyond => Self::Beyond,
        }
    }
}

impl fmt::Display for LineProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOffered => f.write_str("This product is no longer offered. Please remove it."),
            Self::Option(option) => {
                write!(
                    f,
                    "What you chose for {option} is no longer offered. Please remove this and choose anew."
                )
            }
            Self::Printed(field) => {
                write!(
                    f,
                    "What you filled in for {field} will not do any more. Please remove this and fill it in anew."
                )
            }
            Self::Quantity(problem) => {
                write!(f, "This quantity cannot be ordered any more. {problem}")
            }
            Self::NoArtwork => f.write_str(
                "This product needs artwork by now. Please remove it and add it with your file.",
            ),
            Self::Beyond => f.write_str("No price can be worked out for this. Please ask us."),
        }
    }
}

/// One of the reader's last orders, to order again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    pub number: crate::OrderNumber,
    pub placed_at: crate::Timestamp,
    /// The product of its first job.
    pub product: String,
    pub jobs: u32,
    pub total: Money,
    /// The first job and the size of its picture, where it has artwork.
    pub thumbnail: Option<(crate::JobId, (u32, u32))>,
}

/// Working out the total of a cart or an order again, from its lines' prices.
#[must_use]
pub fn total(lines: impl IntoIterator<Item = Money>, currency: Currency) -> Option<Money> {
    lines
        .into_iter()
        .try_fold(Money::zero(currency), Money::checked_add)
}

/// Reads a count as people type one: blanks around it and between thousands are no mistake.
pub(crate) fn count(typed: &str) -> Result<u32, Problem> {
    let digits: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if digits.is_empty() {
        return Err(Problem::Missing);
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::NotANumber);
    }
    digits.parse().map_err(|_| Problem::OutOfRange {
        least: 1,
        most: i64::from(u32::MAX),
    })
}

#[cfg(test)]
mod tests;
