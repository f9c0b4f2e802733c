//! A type for each kind of id, so that an order's id is never taken for a company's.
//!
//! Ids are given by the database, are positive, and mean nothing outside it; what people read and
//! quote is the [`OrderNumber`].

use serde::{Deserialize, Serialize};
use std::{fmt, num::ParseIntError, str::FromStr};

macro_rules! ids {
    ($( $(#[doc = $doc:literal])+ $name:ident )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl FromStr for $name {
            type Err = ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }
    )+ };
}

ids! {
    /// A web shop of the platform.
    StorefrontId
    /// A client: the business that buys print.
    CompanyId
    /// A part of a company.
    DepartmentId
    /// What an order of a company can be charged to.
    CostCentreId
    /// A folder of products for one company.
    PublicationTypeId
    /// A person's account, or a person's record without access.
    AccountId
    /// A firm that produces jobs for the print shop.
    SupplierId
    /// A passkey of an account.
    PasskeyId
    /// A role that an administrator made.
    CustomRoleId
    /// An account's holding of a role.
    AssignmentId
    /// Something a storefront sells.
    ProductId
    /// A company's or a person's address.
    AddressId
    /// A line of a cart.
    CartLineId
    /// One checkout of a cart.
    OrderId
    /// One line of an order: one product, its quantity, its artwork.
    JobId
    /// An uploaded file.
    ArtworkId
    /// An album of images.
    AlbumId
    /// An image of an album.
    ImageId
    /// A request to approve an order.
    ApprovalId
    /// A one-off link.
    LinkId
    /// A file that somebody imports.
    ImportId
    /// A browser without an account. Random, kept in its session only.
    VisitorId
    /// A place where jobs are output.
    PrintLocationId
}

/// The number by which people speak of an order: `Q-10042`. Unique on the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderNumber(pub i64);

impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q-{}", self.0)
    }
}

/// The text is not an order number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnOrderNumber;

impl FromStr for OrderNumber {
    type Err = NotAnOrderNumber;

    /// Reads `Q-10042`, also in lower case and without the letter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text
            .strip_prefix("Q-")
            .or_else(|| text.strip_prefix("q-"))
            .unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAnOrderNumber);
        }
        digits.parse().map(Self).map_err(|_| NotAnOrderNumber)
    }
}
