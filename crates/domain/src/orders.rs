//! Orders: their states, the acts that move them, and how each audience sees them.

use crate::production::JobState;
use serde::{Deserialize, Serialize};

/// Where an order stands. `Draft` is the cart and not kept as an order. After approval the state
/// follows from the jobs: see [`OrderState::of_jobs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OrderState {
    AwaitingApproval,
    OnHold,
    Approved,
    Blocked,
    InProduction,
    WithSupplier,
    Shipping,
    Completed,
    Rejected,
    Cancelled,
}

/// What moves an order as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OrderAct {
    Approve,
    Reject,
    Hold,
    Release,
    Cancel,
    ConfirmReceipt,
}

/// The act is not possible in this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongState;

/// For whom a page is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// Never learns that a supplier is involved.
    Customer,
    /// Never learns a price, or more of the client than it needs.
    Supplier,
    Staff,
}

impl OrderState {
    pub const ALL: [Self; 10] = [
        Self::AwaitingApproval,
        Self::OnHold,
        Self::Approved,
        Self::Blocked,
        Self::InProduction,
        Self::WithSupplier,
        Self::Shipping,
        Self::Completed,
        Self::Rejected,
        Self::Cancelled,
    ];

    /// The name in the database, the address and the API.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::AwaitingApproval => "awaiting-approval",
            Self::OnHold => "on-hold",
            Self::Approved => "approved",
            Self::Blocked => "blocked",
            Self::InProduction => "in-production",
            Self::WithSupplier => "with-supplier",
            Self::Shipping => "shipping",
            Self::Completed => "completed",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// As staff read it.
    #[must_use]
    pub const fn staff_word(self) -> &'static str {
        match self {
            Self::AwaitingApproval => "Awaiting approval",
            Self::OnHold => "On hold",
            Self::Approved => "Approved",
            Self::Blocked => "Blocked",
            Self::InProduction => "In production",
            Self::WithSupplier => "With supplier",
            Self::Shipping => "Shipping",
            Self::Completed => "Completed",
            Self::Rejected => "Rejected",
            Self::Cancelled => "Cancelled",
        }
    }

    /// As an audience may know it: for a customer, what is with a supplier is in production, and a
    /// block in the print shop is its own business.
    #[must_use]
    pub const fn seen_by(self, audience: Audience) -> Self {
        match (self, audience) {
            (Self::WithSupplier, Audience::Customer) => Self::InProduction,
            (state, _) => state,
        }
    }

    /// As an audience reads it.
    #[must_use]
    pub const fn word(self, audience: Audience) -> &'static str {
        self.seen_by(audience).staff_word()
    }

    /// The state that an act leads to.
    ///
    /// # Errors
    /// [`WrongState`] where the act is not possible (lifecycles.md, Order).
    pub const fn next(self, act: OrderAct) -> Result<Self, WrongState> {
        match (self, act) {
            (Self::AwaitingApproval | Self::OnHold, OrderAct::Approve) => Ok(Self::Approved),
            (Self::AwaitingApproval | Self::OnHold, OrderAct::Reject) => Ok(Self::Rejected),
            (Self::AwaitingApproval, OrderAct::Hold) => Ok(Self::OnHold),
            (Self::OnHold, OrderAct::Release) => Ok(Self::AwaitingApproval),
            (
                Self::AwaitingApproval
                | Self::OnHold
                | Self::Approved
                | Self::Blocked
                | Self::InProduction
                | Self::WithSupplier,
                OrderAct::Cancel,
            ) => Ok(Self::Cancelled),
            (Self::Shipping, OrderAct::ConfirmReceipt) => Ok(Self::Completed),
            _ => Err(WrongState),
        }
    }

    /// Content may still change, and a customer may still cancel.
    #[must_use]
    pub const fn before_approval(self) -> bool {
        matches!(self, Self::AwaitingApproval | Self::OnHold)
    }

    /// Nothing will happen to it any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Rejected | Self::Cancelled)
    }

    /// The state of an approved order, from its jobs. Jobs that were rejected or cancelled do not
    /// count, unless there are no others.
    #[must_use]
    pub fn of_jobs(jobs: &[JobState]) -> Self {
        let live = || jobs.iter().copied().filter(|job| !matches!(job, JobState::Rejected | JobState::Cancelled));
        if live().next().is_none() {
            return if jobs.contains(&JobState::Cancelled) { Self::Cancelled } else { Self::Rejected };
        }
        let all = |of: &[JobState]| live().all(|job| of.contains(&job));
        let any = |of: &[JobState]| live().any(|job| of.contains(&job));
        if any(&[JobState::Waiting]) {
            Self::AwaitingApproval
        } else if any(&[JobState::Blocked]) {
            Self::Blocked
        } else if all(&[JobState::Completed]) {
            Self::Completed
        } else if all(&[JobState::Shipping, JobState::Completed]) {
            Self::Shipping
        } else if all(&[JobState::WithSupplier, JobState::Produced]) {
            Self::WithSupplier
        } else if all(&[JobState::Ready]) {
            Self::Approved
        } else {
            Self::InProduction
        }
    }
}

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
            (Self::ArtworkReplaced { version }, Supplier) => format!("Artwork replaced, version {version}"),
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
            (Self::ArtworkReplaced { version }, _) => format!("Artwork replaced, version {version}"),
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_never_reads_with_supplier() {
        for state in OrderState::ALL {
            assert!(!state.word(Audience::Customer).contains("upplier"));
        }
    }

    #[test]
    fn what_is_over_stays_over() {
        let acts = [
            OrderAct::Approve,
            OrderAct::Reject,
            OrderAct::Hold,
            OrderAct::Release,
            OrderAct::Cancel,
            OrderAct::ConfirmReceipt,
        ];
        for state in OrderState::ALL.into_iter().filter(|state| state.is_over()) {
            for act in acts {
                assert_eq!(state.next(act), Err(WrongState));
            }
        }
    }

    #[test]
    fn an_order_follows_its_jobs() {
        use JobState as J;
        assert_eq!(OrderState::of_jobs(&[J::Ready, J::Ready]), OrderState::Approved);
        assert_eq!(OrderState::of_jobs(&[J::Ready, J::Blocked]), OrderState::Blocked);
        assert_eq!(OrderState::of_jobs(&[J::Ready, J::InProduction]), OrderState::InProduction);
        assert_eq!(OrderState::of_jobs(&[J::Shipping, J::InProduction]), OrderState::InProduction);
        assert_eq!(OrderState::of_jobs(&[J::Shipping, J::Cancelled]), OrderState::Shipping);
        assert_eq!(OrderState::of_jobs(&[J::WithSupplier]), OrderState::WithSupplier);
        assert_eq!(OrderState::of_jobs(&[J::Completed, J::Completed]), OrderState::Completed);
        assert_eq!(OrderState::of_jobs(&[J::Rejected]), OrderState::Rejected);
        assert_eq!(OrderState::of_jobs(&[J::Rejected, J::Cancelled]), OrderState::Cancelled);
    }
}
