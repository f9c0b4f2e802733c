//! The mails that whoever gets them may do without.

use serde::{Deserialize, Serialize};

/// A kind of mail that is sent unless its reader says no. What opens an account, or says that somebody
/// else might have, is of none of these kinds and always goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Topic {
    ApprovalAsked,
    OrderPlaced,
    OrderDecided,
    OrderCancelled,
    OrderShipped,
    MessageWritten,
    JobSent,
}

impl Topic {
    pub const ALL: [Self; 7] = [
        Self::ApprovalAsked,
        Self::OrderPlaced,
        Self::OrderDecided,
        Self::OrderCancelled,
        Self::OrderShipped,
        Self::MessageWritten,
        Self::JobSent,
    ];

    /// As it is stored and sent.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ApprovalAsked => "approval-asked",
            Self::OrderPlaced => "order-placed",
            Self::OrderDecided => "order-decided",
            Self::OrderCancelled => "order-cancelled",
            Self::OrderShipped => "order-shipped",
            Self::MessageWritten => "message-written",
            Self::JobSent => "job-sent",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// When it is sent, as its reader chooses it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ApprovalAsked => "An order waits for my approval",
            Self::OrderPlaced => "My order has arrived",
            Self::OrderDecided => "My order is approved or rejected",
            Self::OrderCancelled => "Somebody else has cancelled my order",
            Self::OrderShipped => "My order is on its way",
            Self::MessageWritten => "The print shop has written about my order",
            Self::JobSent => "There is a job for us",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_by_its_key() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_key(topic.key()), Some(topic));
        }
        assert_eq!(Topic::from_key("password-changed"), None);
    }
}
