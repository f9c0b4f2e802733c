//! Jobs on the production floor and with suppliers: their states and the acts that move them. What
//! people fill in is in [`forms`], what the floor asks and sees in [`list`].

pub mod forms;
pub mod list;

use crate::orders::WrongState;
use serde::{Deserialize, Serialize};

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum JobState {
    /// Its order waits for approval.
    Waiting,
    Ready,
    Blocked,
    InProduction,
    WithSupplier,
    /// By the supplier, and not yet on its way.
    Produced,
    Shipping,
    Completed,
    Rejected,
    Cancelled,
}

/// What moves a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum JobAct {
    Approve,
    Reject,
    Cancel,
    Block,
    Release,
    /// Output begins in the shop's own plant.
    Start,
    Ship,
    Complete,
    /// To a supplier, or to another one.
    Award,
    TakeBack,
    /// The supplier has produced it.
    Produce,
    /// The supplier has sent it off.
    Dispatch,
}

impl JobState {
    pub const ALL: [Self; 10] = [
        Self::Waiting,
        Self::Ready,
        Self::Blocked,
        Self::InProduction,
        Self::WithSupplier,
        Self::Produced,
        Self::Shipping,
        Self::Completed,
        Self::Rejected,
        Self::Cancelled,
    ];

    /// The name in the database, the address and the API.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Ready => "ready",
            Self::Blocked => "blocked",
            Self::InProduction => "in-production",
            Self::WithSupplier => "with-supplier",
            Self::Produced => "produced",
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
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "Awaiting approval",
            Self::Ready => "Ready",
            Self::Blocked => "Blocked",
            Self::InProduction => "In production",
            Self::WithSupplier => "With supplier",
            Self::Produced => "Produced",
            Self::Shipping => "Shipping",
            Self::Completed => "Completed",
            Self::Rejected => "Rejected",
            Self::Cancelled => "Cancelled",
        }
    }

    /// As an audience may know it: for a customer a supplier's part is production.
    #[must_use]
    pub const fn seen_by(self, audience: crate::orders::Audience) -> Self {
        match (self, audience) {
            (Self::WithSupplier | Self::Produced, crate::orders::Audience::Customer) => {
                Self::InProduction
            }
            (state, _) => state,
        }
    }

    /// As a customer reads it: a supplier's part is production.
    #[must_use]
    pub const fn customer_word(self) -> &'static str {
        match self {
            Self::WithSupplier | Self::Produced => Self::InProduction.word(),
            Self::Ready => "Approved",
            other => other.word(),
        }
    }

    /// The state that an act leads to.
    ///
    /// # Errors
    /// [`WrongState`] where the act is not possible (lifecycles.md, Job in production).
    pub const fn next(self, act: JobAct) -> Result<Self, WrongState> {
        match (self, act) {
            (Self::Waiting, JobAct::Approve) => Ok(Self::Ready),
            (Self::Waiting, JobAct::Reject) => Ok(Self::Rejected),
            (
                Self::Waiting
                | Self::Ready
                | Self::Blocked
                | Self::InProduction
                | Self::WithSupplier
                | Self::Produced,
                JobAct::Cancel,
            ) => Ok(Self::Cancelled),
            (Self::Ready, JobAct::Block) => Ok(Self::Blocked),
            (Self::Blocked, JobAct::Release) => Ok(Self::Ready),
            (Self::Ready, JobAct::Start) => Ok(Self::InProduction),
            (Self::InProduction, JobAct::Ship) => Ok(Self::Shipping),
            (Self::Shipping, JobAct::Complete) => Ok(Self::Completed),
            (Self::Ready | Self::InProduction | Self::WithSupplier, JobAct::Award) => {
                Ok(Self::WithSupplier)
            }
            (Self::WithSupplier | Self::Produced, JobAct::TakeBack) => Ok(Self::Ready),
            (Self::WithSupplier, JobAct::Produce) => Ok(Self::Produced),
            (Self::Produced, JobAct::Dispatch) => Ok(Self::Shipping),
            _ => Err(WrongState),
        }
    }

    /// A corrected artwork may be put in the place of the old one.
    #[must_use]
    pub const fn artwork_replaceable(self) -> bool {
        matches!(self, Self::Blocked)
    }

    /// On the board of Shared Print Operations.
    #[must_use]
    pub const fn on_the_floor(self) -> bool {
        !matches!(self, Self::Waiting | Self::Rejected | Self::Cancelled)
    }
}

impl JobAct {
    /// The name in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Cancel => "cancel",
            Self::Block => "block",
            Self::Release => "release",
            Self::Start => "start",
            Self::Ship => "ship",
            Self::Complete => "complete",
            Self::Award => "award",
            Self::TakeBack => "take-back",
            Self::Produce => "produce",
            Self::Dispatch => "dispatch",
        }
    }

    /// What *Set status* offers, with the word of the status it leads to.
    pub const STATUSES: [(Self, JobState); 3] = [
        (Self::Start, JobState::InProduction),
        (Self::Ship, JobState::Shipping),
        (Self::Complete, JobState::Completed),
    ];
}
