//! The order page: one type an audience, so that what one of them must not know is not there to be
//! hidden.

use super::{OrderAct, OrderState};
use crate::{
    JobId, Money, OrderNumber, Timestamp, artwork::Media, catalogue::Chosen, codes::Codes,
    production::JobState,
};
use serde::{Deserialize, Serialize};

/// The page of an order, for who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderPage {
    Customer(OrderForCustomer),
    Supplier(OrderForSupplier),
    Staff(OrderForStaff),
}

/// What every audience reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub number: OrderNumber,
    pub version: i64,
    pub placed_at: Timestamp,
    /// As the audience may know it.
    pub state: OrderState,
    /// What happens next, in one sentence.
    pub next: String,
    /// What the reader can do.
    pub acts: Vec<OrderAct>,
    /// What the reader cannot do, and why.
    pub refused: Vec<Refused>,
    /// Whether the reader can order it again.
    pub reorder: bool,
    /// Whether the reader can change the content of its jobs.
    pub edit_content: bool,
    pub timeline: Vec<Entry>,
    pub messages: Vec<MessageShown>,
    /// To whom the reader can write.
    pub write_to: Vec<Writable>,
    /// The key of the form by which the reader writes.
    pub once: String,
}

/// An act that is not possible, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub act: OrderAct,
    pub why: String,
    /// The reader would otherwise be the one to do it: the reason belongs where the button would be.
    pub in_place: bool,
}

/// An entry of the timeline, in the words of the audience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub at: Timestamp,
    pub sentence: String,
    /// Nothing where the audience is not told.
    pub who: Option<String>,
    /// The product of the job that it is about, where it is about one of several.
    pub job: Option<String>,
    /// What the entry did to the order as a whole, for its mark.
    pub state: Option<OrderState>,
}

/// A message, with whom it was for where that is not plain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageShown {
    pub at: Timestamp,
    pub who: String,
    pub to: Option<String>,
    pub body: String,
}

/// Somebody to write to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writable {
    /// As the form sends it: `customer`, `staff`, `supplier:3`.
    pub key: String,
    pub name: String,
}

/// A request to approve and its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalShown {
    pub state: crate::approvals::ApprovalState,
    pub requested_at: Timestamp,
    pub decided_at: Option<Timestamp>,
    pub by: Option<String>,
    pub reason: String,
}

/// The file of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artwork {
    pub media: Media,
    pub file_name: String,
    pub version: i64,
    pub pages: u32,
    /// The size of its picture, where the reader may see it.
    pub thumbnail: Option<(u32, u32)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderForCustomer {
    pub head: Head,
    pub who: String,
    pub ordered_for: Option<String>,
    pub company: Option<String>,
    pub department: Option<String>,
    pub total: Money,
    pub codes: Codes,
    /// As on an envelope.
    pub delivery: Vec<String>,
    pub jobs: Vec<JobForCustomer>,
    pub approvals: Vec<ApprovalShown>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobForCustomer {
    pub id: JobId,
    pub position: u32,
    pub product: String,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub reference: String,
    pub price: Money,
    /// As a customer may know it.
    pub state: JobState,
    pub due_at: Timestamp,
    pub block_reason: String,
    pub artwork: Option<Artwork>,
}

/// No price, no contact, no other supplier; the address, because the supplier ships there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderForSupplier {
    pub head: Head,
    /// As on an envelope.
    pub delivery: Vec<String>,
    /// Those that were sent to the supplier.
    pub jobs: Vec<JobForSupplier>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobForSupplier {
    pub id: JobId,
    pub position: u32,
    pub product: String,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub reference: String,
    pub state: JobState,
    pub due_at: Timestamp,
    pub artwork: Option<Artwork>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderForStaff {
    pub head: Head,
    pub storefront: String,
    pub who: String,
    pub email: String,
    pub ordered_for: Option<String>,
    pub company: Option<String>,
    pub department: Option<String>,
    pub total: Money,
    pub codes: Codes,
    /// As on an envelope.
    pub delivery: Vec<String>,
    pub jobs: Vec<JobForStaff>,
    pub approvals: Vec<ApprovalShown>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobForStaff {
    pub id: JobId,
    pub position: u32,
    pub product: String,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub reference: String,
    pub price: Money,
    pub state: JobState,
    pub due_at: Timestamp,
    pub supplier: Option<String>,
    pub block_reason: String,
    pub operator_notes: String,
    pub artwork: Option<Artwork>,
}
