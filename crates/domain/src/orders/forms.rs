//! The forms of the order page and of the Order Manager's bulk bar.

use super::OrderAct;
use crate::{
    Checked, OrderNumber, Problem,
    check::{Check, is_once},
};
use serde::{Deserialize, Serialize};

/// An act on one order as it was shown: holding, releasing, cancelling, confirming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnOrder {
    pub order: OrderNumber,
    /// The version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
}

/// The form of [`OnOrder`] has nothing to fill in.
pub type ActField = crate::NoField;

/// The longest message.
pub const MESSAGE_MOST: u32 = 2_000;

/// A message about an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The key of the form; what is sent twice is one message.
    #[serde(default)]
    pub once: String,
    pub order: OrderNumber,
    /// Whom it is for: the key of a [`Writable`](super::Writable). Only staff choose.
    #[serde(default)]
    pub to: String,
    #[serde(default)]
    pub body: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MessageField {
    To,
    Body,
}

impl MessageField {
    /// The HTML name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::To => "to",
            Self::Body => "body",
        }
    }
}

impl Message {
    /// The key, where the form has one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        Some(&*self.once).filter(|once| is_once(once))
    }

    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<MessageField> {
        let mut check = Check::new();
        check.required(MessageField::Body, &self.body, MESSAGE_MOST);
        check.done()
    }
}

/// One act on the ticked rows of the Order Manager.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bulk {
    /// The key of an [`OrderAct`]: the button that was pressed.
    pub act: String,
    /// [`Picked`], each as text.
    pub orders: Vec<String>,
    /// The address of the list as it was filtered.
    pub back: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BulkField {
    Act,
    Orders,
}

impl BulkField {
    /// The HTML name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Orders => "orders",
        }
    }
}

impl Bulk {
    /// The acts that need nothing but a tick. Rejecting asks for a reason, one by one.
    pub const ACTS: [OrderAct; 5] = [
        OrderAct::Approve,
        OrderAct::Hold,
        OrderAct::Release,
        OrderAct::Cancel,
        OrderAct::ConfirmReceipt,
    ];

    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<BulkField> {
        let mut check = Check::new();
        if self.act().is_none() {
            check.problem(BulkField::Act, Problem::NotOffered);
        }
        if self.orders.is_empty() {
            check.problem(BulkField::Orders, Problem::Missing);
        } else if self.orders.len() > crate::lists::PAGE as usize
            || self.picked().count() < self.orders.len()
        {
            check.problem(BulkField::Orders, Problem::NotOffered);
        }
        check.done()
    }

    /// Where the list was; only a list of ours.
    #[must_use]
    pub fn back(&self) -> String {
        let start = crate::paths::Orders.to_string();
        let ours = self.back == start
            || self
                .back
                .strip_prefix(&start)
                .is_some_and(|rest| rest.starts_with('?'));
        if ours { self.back.clone() } else { start }
    }

    #[must_use]
    pub fn act(&self) -> Option<OrderAct> {
        Self::ACTS.into_iter().find(|act| act.key() == self.act)
    }

    /// The ticked orders that can be read.
    pub fn picked(&self) -> impl Iterator<Item = OnOrder> {
        self.orders
            .iter()
            .filter_map(|text| text.parse::<Picked>().ok())
            .map(|Picked(one)| one)
    }
}

/// The value of a row's box: the order, and its version as it was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked(pub OnOrder);

impl std::fmt::Display for Picked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0.order.0, self.0.version)
    }
}

/// The text is not the value of a row's box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotPicked;

impl std::str::FromStr for Picked {
    type Err = NotPicked;
    fn from_str(text: &str) -> Result<Self, NotPicked> {
        let (order, version) = text.split_once('.').ok_or(NotPicked)?;
        Ok(Self(OnOrder {
            order: order.parse().map_err(|_| NotPicked)?,
            version: version.parse().map_err(|_| NotPicked)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_reads_as_it_was_written() {
        let one = OnOrder {
            order: OrderNumber(10_042),
            version: 7,
        };
        assert_eq!(Picked(one).to_string().parse(), Ok(Picked(one)));
        assert_eq!("10042".parse::<Picked>(), Err(NotPicked));
    }

    #[test]
    fn many_cannot_be_rejected_without_a_word() {
        let bulk = Bulk {
            act: "reject".to_owned(),
            orders: vec!["10042.1".to_owned()],
            ..Bulk::default()
        };
        assert_eq!(
            bulk.check(),
            Err(vec![(BulkField::Act, Problem::NotOffered)])
        );
    }
}
