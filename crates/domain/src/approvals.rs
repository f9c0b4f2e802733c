//! Approval requests and decisions: the form, and what waits.

use crate::{
    AccountId, Checked, JobId, Money, OrderNumber, Problem, Timestamp, check::Check, codes::Codes,
    orders::OnOrder,
};
use serde::{Deserialize, Serialize};

/// The decision on an order as it was shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decide {
    /// The number of the order, in digits.
    pub order: i64,
    /// The version that the page showed; a page that is stale by now decides nothing.
    pub version: i64,
    /// `approve` or `reject`: the button that was pressed.
    pub decision: String,
    /// Needed for whatever is not approved; the requester reads it.
    pub reason: String,
    /// Jobs that are rejected while the rest of the order is approved.
    pub leave_out: Vec<i64>,
    /// `approvals` where the list of what waits is to be shown again.
    pub back: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecideField {
    Decision,
    Reason,
    LeaveOut,
}

impl DecideField {
    /// The HTML name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Reason => "reason",
            Self::LeaveOut => "leave_out",
        }
    }
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    Approve,
    Reject,
}

impl Decision {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
        }
    }
}

/// The longest reason.
pub const REASON_MOST: u32 = 500;

impl Decide {
    /// An approval of the whole order.
    #[must_use]
    pub fn approve(on: OnOrder) -> Self {
        Self {
            order: on.order.0,
            version: on.version,
            decision: Decision::Approve.key().to_owned(),
            ..Self::default()
        }
    }

    /// A rejection of the whole order.
    #[must_use]
    pub fn reject(on: OnOrder, reason: impl Into<String>) -> Self {
        let decision = Decision::Reject.key().to_owned();
        Self {
            order: on.order.0,
            version: on.version,
            decision,
            reason: reason.into(),
            ..Self::default()
        }
    }

    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<DecideField> {
        let mut check = Check::new();
        if self.decision().is_none() {
            check.problem(DecideField::Decision, Problem::NotOffered);
        }
        if self.decision() == Some(Decision::Reject) || !self.leave_out.is_empty() {
            check.required(DecideField::Reason, &self.reason, REASON_MOST);
        }
        check.at_most(DecideField::Reason, &self.reason, REASON_MOST);
        check.done()
    }

    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        [Decision::Approve, Decision::Reject]
            .into_iter()
            .find(|one| one.key() == self.decision)
    }

    #[must_use]
    pub const fn number(&self) -> OrderNumber {
        OrderNumber(self.order)
    }
}

/// Where a request to approve stands (lifecycles.md, Approval).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApprovalState {
    Pending,
    Approved,
    /// Some of its jobs were left out.
    PartlyApproved,
    Rejected,
    /// The order was cancelled before anybody decided.
    Withdrawn,
}

impl ApprovalState {
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Approved,
        Self::PartlyApproved,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// The name in the database and the API.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::PartlyApproved => "partly-approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "Awaiting approval",
            Self::Approved => "Approved",
            Self::PartlyApproved => "Approved in part",
            Self::Rejected => "Rejected",
            Self::Withdrawn => "Withdrawn",
        }
    }
}

/// Somebody who may decide on an order, and where to tell them that it waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decider {
    pub account: AccountId,
    pub name: String,
    /// A person's record need not have one.
    pub email: Option<String>,
}

/// An order that waits for the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub number: OrderNumber,
    pub version: i64,
    pub since: Timestamp,
    pub who: String,
    /// Whom it is for, where that is somebody else.
    pub ordered_for: Option<String>,
    pub company: Option<String>,
    pub department: Option<String>,
    pub codes: Codes,
    pub total: Money,
    pub jobs: Vec<WaitingJob>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingJob {
    pub id: JobId,
    pub product: String,
    pub quantity: u32,
    pub reference: String,
    pub price: Money,
    /// The size of its picture, where there is one and the reader may see it.
    pub thumbnail: Option<(u32, u32)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_rejected_without_a_reason() {
        let on = OnOrder {
            order: OrderNumber(1),
            version: 1,
        };
        assert_eq!(Decide::approve(on).check(), Ok(()));
        assert_eq!(
            Decide::reject(on, " ").check(),
            Err(vec![(DecideField::Reason, Problem::Missing)])
        );
        assert_eq!(Decide::reject(on, "Wrong logo").check(), Ok(()));
        let in_part = Decide {
            leave_out: vec![3],
            ..Decide::approve(on)
        };
        assert_eq!(
            in_part.check(),
            Err(vec![(DecideField::Reason, Problem::Missing)])
        );
    }
}
