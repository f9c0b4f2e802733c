//! The timeline of an order: what can happen, and what each audience reads of it.

use super::Audience;
use serde::{Deserialize, Serialize};

/// What can happen to an order: an entry of its timeline. Kept as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    Placed { waits: bool },
    ReOrdered { from: crate::OrderNumber },
    Approved { own: bool },
    Rejected { reason: String },
    Held,
    Released,
    Cancelled,
    ContentEdited,
    ArtworkReplaced { version: i64 },
    Blocked { reason: String },
    Unblocked,
    Started,
    Shipped,
    JobCompleted,
    Awarded { supplier: String },
    TakenBack { supplier: String },
    Produced { supplier: String },
    Dispatched { supplier: String },
    ReceiptConfirmed,
}

impl Event {
    /// What an audience reads; nothing where it is not told. A customer never learns of a supplier,
    /// a supplier nothing of what was before or beside it.
    #[must_use]
    pub fn sentence(&self, audience: Audience) -> Option<String> {
        use Audience::{Customer, Staff, Supplier};
        let words = match (self, audience) {
            (Self::Awarded { supplier }, Staff) => format!("Sent to {supplier}"),
            (Self::TakenBack { supplier }, Staff) => format!("Taken back from {supplier}"),
            (Self::Produced { supplier }, Staff) => format!("Produced by {supplier}"),
            (Self::Dispatched { supplier }, Staff) => format!("Dispatched by {supplier}"),
            (Self::Awarded { .. }, Customer) => "In production".to_owned(),
            (Self::Dispatched { .. }, Customer) => "Shipped".to_owned(),
            (Self::TakenBack { .. } | Self::Produced { .. }, Customer) => return None,
            (Self::Awarded { .. }, Supplier) => "Sent to you".to_owned(),
            (Self::Produced { .. }, Supplier) => "Marked as produced".to_owned(),
            (Self::Dispatched { .. }, Supplier) => "Marked as dispatched".to_owned(),
            (Self::ArtworkReplaced { version }, Supplier) => {
                format!("Artwork replaced, version {version}")
            }
            (_, Supplier) => return None,
            (Self::Placed { waits: true }, _) => "Ordered, waits for approval".to_owned(),
            (Self::Placed { waits: false }, _) => "Ordered".to_owned(),
            (Self::ReOrdered { from }, _) => format!("Re-ordered from {from}"),
            (Self::Approved { own: true }, _) => "Approved, as an own order".to_owned(),
            (Self::Approved { own: false }, _) => "Approved".to_owned(),
            (Self::Rejected { reason }, _) => format!("Rejected: {reason}"),
            (Self::Held, _) => "Put on hold".to_owned(),
            (Self::Released, _) => "Released from hold".to_owned(),
            (Self::Cancelled, _) => "Cancelled".to_owned(),
            (Self::ContentEdited, _) => "Content changed".to_owned(),
            (Self::ArtworkReplaced { version }, _) => {
                format!("Artwork replaced, version {version}")
            }
            (Self::Blocked { reason }, _) if reason.is_empty() => "Blocked".to_owned(),
            (Self::Blocked { reason }, _) => format!("Blocked: {reason}"),
            (Self::Unblocked, _) => "Block released".to_owned(),
            (Self::Started, _) => "In production".to_owned(),
            (Self::Shipped, _) => "Shipped".to_owned(),
            (Self::JobCompleted, _) => "Completed".to_owned(),
            (Self::ReceiptConfirmed, _) => "Receipt confirmed".to_owned(),
        };
        Some(words)
    }

    /// Whether an audience reads who it was. What the print shop or a supplier does has no name for
    /// a customer, since a supplier's people would be among them; a supplier reads no names at all.
    #[must_use]
    pub const fn names_who(&self, audience: Audience) -> bool {
        match audience {
            Audience::Staff => true,
            Audience::Supplier => false,
            Audience::Customer => matches!(
                self,
                Self::Placed { .. }
                    | Self::ReOrdered { .. }
                    | Self::Approved { .. }
                    | Self::Rejected { .. }
                    | Self::Held
                    | Self::Released
                    | Self::Cancelled
                    | Self::ContentEdited
                    | Self::ReceiptConfirmed
            ),
        }
    }
}
