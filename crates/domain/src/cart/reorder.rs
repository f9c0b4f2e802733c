//! Ordering the same again: what has changed since is shown before anybody agrees.

use super::{AddressChoice, Delivery, LineProblem, NEW_ADDRESS};
use crate::{
    AddressId, JobId, Money, OrderNumber, Problem,
    artwork::Artwork,
    catalogue::Chosen,
    check::{Check, Checked, is_once},
    codes::{Codes, CodesAsked, NUMBER_MOST},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The value of "Deliver to" that stands for the address of the first order, as it was then.
pub const WAS_BEFORE: &str = "before";

/// The form of the re-order page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReOrder {
    pub number: OrderNumber,
    /// Issued with the page: the same form sent twice is one order.
    pub once: String,
    /// What the page showed, and how many jobs it spoke of.
    pub total: i64,
    pub jobs: i64,
    /// An address, or [`WAS_BEFORE`].
    #[serde(default)]
    pub deliver_to: String,
    /// A cost centre's id; empty for none.
    #[serde(default)]
    pub cost_centre: String,
    #[serde(default)]
    pub purchase_order: String,
    #[serde(default)]
    pub approve_now: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReOrderField {
    DeliverTo,
    CostCentre,
    PurchaseOrder,
    /// What was shown is not what it would be now.
    Total,
}

impl ReOrderField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DeliverTo => "deliver_to",
            Self::CostCentre => "cost_centre",
            Self::PurchaseOrder => "purchase_order",
            Self::Total => "total",
        }
    }
}

impl ReOrder {
    /// The fields of the codes, in the order of [`CodesAsked::taken`].
    pub const CODES: [ReOrderField; 2] = [ReOrderField::CostCentre, ReOrderField::PurchaseOrder];

    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<ReOrderField> {
        let mut check = Check::new();
        if let Err(problem) = self.chosen_address() {
            check.problem(ReOrderField::DeliverTo, problem);
        }
        check.at_most(
            ReOrderField::PurchaseOrder,
            &self.purchase_order,
            NUMBER_MOST,
        );
        if !is_once(&self.once) {
            check.problem(ReOrderField::Total, Problem::CartChanged);
        }
        check.done()
    }

    /// The address chosen; nothing for the one it was before.
    ///
    /// # Errors
    /// Neither.
    pub fn chosen_address(&self) -> Result<Option<AddressId>, Problem> {
        match self.deliver_to.as_str() {
            WAS_BEFORE => Ok(None),
            "" => Err(Problem::Missing),
            NEW_ADDRESS => Err(Problem::NotOffered),
            id => id.parse().map(Some).map_err(|_| Problem::NotOffered),
        }
    }
}

/// All that the re-order page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReOrderPage {
    pub number: OrderNumber,
    pub once: String,
    pub jobs: Vec<ReOrderJob>,
    /// What the jobs that can be ordered again cost now.
    pub total: Money,
    /// What they cost then.
    pub was: Money,
    /// Where it went.
    pub delivery: Delivery,
    /// It may go there again as it was.
    pub same_delivery: bool,
    /// The address has been changed since; it is among those offered.
    pub moved: Option<AddressId>,
    pub addresses: Vec<AddressChoice>,
    /// The codes that the reader's company asks for now.
    pub codes: CodesAsked,
    /// Those of the first order: proposed where they still can be.
    pub codes_then: Codes,
    pub waits: bool,
    pub may_approve: bool,
}

impl ReOrderPage {
    /// How many jobs would be ordered.
    #[must_use]
    pub fn orderable(&self) -> usize {
        self.jobs.iter().filter(|job| job.now.is_ok()).count()
    }
}

/// A job of the first order, and how it stands today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReOrderJob {
    pub id: JobId,
    pub product: String,
    /// Nothing where the product can no longer be seen.
    pub slug: Option<String>,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub reference: String,
    pub artwork: Option<Artwork>,
    pub was: Money,
    pub now: Result<Money, Obstacle>,
}

/// Why a job cannot be ordered again as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obstacle {
    Line(LineProblem),
    /// The file is no longer there.
    ArtworkLost,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(LineProblem::NotOffered) => {
                f.write_str("This product is no longer offered. It is left out of the new order.")
            }
            Self::Line(LineProblem::Option(option)) => write!(
                f,
                "What was chosen for {option} is no longer offered. It is left out of the new order; you can choose anew."
            ),
            Self::Line(LineProblem::Printed(field)) => write!(
                f,
                "What was filled in for {field} will not do any more. It is left out of the new order; you can fill it in anew."
            ),
            Self::Line(LineProblem::Quantity(_)) => f.write_str(
                "This quantity is no longer offered. It is left out of the new order; you can choose anew.",
            ),
            Self::Line(LineProblem::NoArtwork) => f.write_str(
                "This product needs artwork by now, and there was none. It is left out of the new order.",
            ),
            Self::Line(LineProblem::Beyond) => {
                f.write_str("No price can be worked out for this. It is left out of the new order.")
            }
            Self::ArtworkLost => f.write_str(
                "Its artwork is no longer kept. It is left out of the new order; you can upload it again.",
            ),
        }
    }
}
