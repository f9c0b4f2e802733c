//! Orders: their states, the acts that move them, and how each audience sees them.

mod event;
mod forms;
mod list;
mod view;

pub use event::Event;
pub use forms::{ActField, Bulk, BulkField, MESSAGE_MOST, Message, MessageField, OnOrder, Picked};
pub use list::{
    COUNTED, Folder, JobLine, OrderFilter, OrderList, OrderListing, OrderRowForCustomer,
    OrderRowForStaff, OrderRowForSupplier, OrdersQuery, Side, Sort, StaffJobLine,
};
pub use view::{
    ApprovalShown, Artwork, Entry, Head, JobForCustomer, JobForStaff, JobForSupplier, MessageShown,
    OrderForCustomer, OrderForStaff, OrderForSupplier, OrderPage, Refused, Writable,
};

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

impl OrderAct {
    pub const ALL: [Self; 6] = [
        Self::Approve,
        Self::Reject,
        Self::Hold,
        Self::Release,
        Self::Cancel,
        Self::ConfirmReceipt,
    ];

    /// The name in forms and in the audit trail.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Cancel => "cancel",
            Self::ConfirmReceipt => "confirm-receipt",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// What its button says.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Approve => "Approve",
            Self::Reject => "Reject",
            Self::Hold => "Put on hold",
            Self::Release => "Release from hold",
            Self::Cancel => "Cancel order",
            Self::ConfirmReceipt => "Confirm receipt",
        }
    }

    /// What was done, after "Q-10042 was".
    #[must_use]
    pub const fn done(self) -> &'static str {
        match self {
            Self::Approve => "approved",
            Self::Reject => "rejected",
            Self::Hold => "put on hold",
            Self::Release => "released from hold",
            Self::Cancel => "cancelled",
            Self::ConfirmReceipt => "confirmed as received",
        }
    }
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

    /// As an audience may know it: for a customer, what is with a supplier is in production.
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

    /// The statuses that an audience can filter by: those that it can read. A supplier has no part
    /// in an order before it is sent to it.
    #[must_use]
    pub const fn read_by(audience: Audience) -> &'static [Self] {
        match audience {
            Audience::Staff => &Self::ALL,
            Audience::Customer => &[
                Self::AwaitingApproval,
                Self::OnHold,
                Self::Approved,
                Self::Blocked,
                Self::InProduction,
                Self::Shipping,
                Self::Completed,
                Self::Rejected,
                Self::Cancelled,
            ],
            Audience::Supplier => &[
                Self::WithSupplier,
                Self::Shipping,
                Self::Completed,
                Self::Cancelled,
            ],
        }
    }

    /// The states that an audience reads as this one.
    #[must_use]
    pub fn behind(self, audience: Audience) -> Vec<Self> {
        Self::ALL
            .into_iter()
            .filter(|state| state.seen_by(audience) == self)
            .collect()
    }

    /// Where an order stands for a supplier: by the jobs that it was sent, and by nothing else.
    #[must_use]
    pub fn of_supplied_jobs(jobs: &[JobState]) -> Self {
        let live = || {
            jobs.iter()
                .filter(|job| !matches!(job, JobState::Rejected | JobState::Cancelled))
        };
        if live().next().is_none() {
            Self::Cancelled
        } else if live().all(|job| *job == JobState::Completed) {
            Self::Completed
        } else if live().all(|job| matches!(job, JobState::Shipping | JobState::Completed)) {
            Self::Shipping
        } else {
            Self::WithSupplier
        }
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
        let live = || {
            jobs.iter()
                .copied()
                .filter(|job| !matches!(job, JobState::Rejected | JobState::Cancelled))
        };
        if live().next().is_none() {
            return if jobs.contains(&JobState::Cancelled) {
                Self::Cancelled
            } else {
                Self::Rejected
            };
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
        assert_eq!(
            OrderState::of_jobs(&[J::Ready, J::Ready]),
            OrderState::Approved
        );
        assert_eq!(
            OrderState::of_jobs(&[J::Ready, J::Blocked]),
            OrderState::Blocked
        );
        assert_eq!(
            OrderState::of_jobs(&[J::Ready, J::InProduction]),
            OrderState::InProduction
        );
        assert_eq!(
            OrderState::of_jobs(&[J::Shipping, J::InProduction]),
            OrderState::InProduction
        );
        assert_eq!(
            OrderState::of_jobs(&[J::Shipping, J::Cancelled]),
            OrderState::Shipping
        );
        assert_eq!(
            OrderState::of_jobs(&[J::WithSupplier]),
            OrderState::WithSupplier
        );
        assert_eq!(
            OrderState::of_jobs(&[J::Completed, J::Completed]),
            OrderState::Completed
        );
        assert_eq!(OrderState::of_jobs(&[J::Rejected]), OrderState::Rejected);
        assert_eq!(
            OrderState::of_jobs(&[J::Rejected, J::Cancelled]),
            OrderState::Cancelled
        );
    }
}
