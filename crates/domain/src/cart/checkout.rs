//! Placing what is in the cart.

use super::{CartPage, Delivery};
use crate::{
    AccountId, AddressId, CartLineId, Money, OrderNumber, Problem, Timestamp,
    check::{Check, Checked, is_once},
    codes::{CodesAsked, NUMBER_MOST},
    money::Currency,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The value of "Deliver to" that stands for the address typed below it.
pub const NEW_ADDRESS: &str = "new";

/// The checkout's form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceOrder {
    /// Issued with the page: the same form sent twice is one order.
    pub once: String,
    /// What the page showed: the cart's version, the total, and the price of each line.
    pub cart_version: i64,
    pub total: i64,
    pub shown: String,
    /// An address, or [`NEW_ADDRESS`].
    pub deliver_to: String,
    pub recipient: String,
    pub line1: String,
    pub line2: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
    /// Keeps the typed address among one's own.
    pub keep_address: bool,
    /// The person it is ordered for; empty for oneself.
    pub order_for: String,
    /// A cost centre's id; empty for none.
    pub cost_centre: String,
    pub purchase_order: String,
    /// Approves at once what one may approve oneself.
    pub approve_now: bool,
    /// Of a guest, who has no account to take them from.
    pub name: String,
    pub email: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlaceField {
    DeliverTo,
    Recipient,
    Line1,
    Line2,
    Postcode,
    City,
    Country,
    OrderFor,
    CostCentre,
    PurchaseOrder,
    Name,
    Email,
    /// What was shown is not what it would be now.
    Total,
}

impl PlaceField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DeliverTo => "deliver_to",
            Self::Recipient => "recipient",
            Self::Line1 => "line1",
            Self::Line2 => "line2",
            Self::Postcode => "postcode",
            Self::City => "city",
            Self::Country => "country",
            Self::OrderFor => "order_for",
            Self::CostCentre => "cost_centre",
            Self::PurchaseOrder => "purchase_order",
            Self::Name => "name",
            Self::Email => "email",
            Self::Total => "total",
        }
    }
}

/// The fields of the address, in the order of [`Delivery::check`].
const ADDRESS: [PlaceField; 6] = [
    PlaceField::Recipient,
    PlaceField::Line1,
    PlaceField::Line2,
    PlaceField::Postcode,
    PlaceField::City,
    PlaceField::Country,
];

impl PlaceOrder {
    /// The fields of the codes, in the order of [`CodesAsked::taken`].
    pub const CODES: [PlaceField; 2] = [PlaceField::CostCentre, PlaceField::PurchaseOrder];

    /// What can be told without knowing who asks; `guest` says whether name and email are needed.
    ///
    /// # Errors
    /// The faulty fields.
    pub fn check(&self, guest: bool) -> Checked<PlaceField> {
        let mut check = Check::new();
        if guest {
            check
                .required(PlaceField::Name, &self.name, 120)
                .email(PlaceField::Email, &self.email);
        }
        match self.chosen_address() {
            Ok(Some(_)) => {}
            Ok(None) => self.typed_address().check(&mut check, ADDRESS),
            Err(problem) => {
                check.problem(PlaceField::DeliverTo, problem);
            }
        }
        if let Err(problem) = self.beneficiary() {
            check.problem(PlaceField::OrderFor, problem);
        }
        check.at_most(PlaceField::PurchaseOrder, &self.purchase_order, NUMBER_MOST);
        if !is_once(&self.once) {
            check.problem(PlaceField::Total, Problem::CartChanged);
        }
        check.done()
    }

    /// The address chosen; nothing where one is typed.
    ///
    /// # Errors
    /// Neither.
    pub fn chosen_address(&self) -> Result<Option<AddressId>, Problem> {
        match self.deliver_to.as_str() {
            NEW_ADDRESS => Ok(None),
            "" => Err(Problem::Missing),
            id => id.parse().map(Some).map_err(|_| Problem::NotOffered),
        }
    }

    #[must_use]
    pub fn typed_address(&self) -> Delivery {
        Delivery {
            address: None,
            recipient: self.recipient.clone(),
            line1: self.line1.clone(),
            line2: self.line2.clone(),
            postcode: self.postcode.clone(),
            city: self.city.clone(),
            country: self.country.clone(),
        }
        .trimmed()
    }

    /// Whom it is for; nothing for oneself.
    ///
    /// # Errors
    /// No account's id.
    pub fn beneficiary(&self) -> Result<Option<AccountId>, Problem> {
        match self.order_for.as_str() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| Problem::NotOffered),
        }
    }
}

/// The price of each line as a page showed it, so that the page after it can say which have changed:
/// `12:4500,13:900`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown(pub Vec<(i64, i64)>);

impl Shown {
    #[must_use]
    pub fn of_cart(cart: &CartPage) -> Self {
        let priced = cart
            .lines
            .iter()
            .filter_map(|line| Some((line.id.0, line.price.as_ref().ok()?.total.minor)));
        Self(priced.collect())
    }

    /// What a line cost then.
    #[must_use]
    pub fn price(&self, id: CartLineId, currency: Currency) -> Option<Money> {
        let (_, minor) = self.0.iter().find(|(line, _)| *line == id.0)?;
        Some(Money::new(*minor, currency))
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (id, minor)) in self.0.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(f, "{comma}{id}:{minor}")?;
        }
        Ok(())
    }
}

impl FromStr for Shown {
    type Err = std::convert::Infallible;

    /// What does not read is left out: it only serves to tell what changed.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let pair = |pair: &str| -> Option<(i64, i64)> {
            let (id, minor) = pair.split_once(':')?;
            Some((id.parse().ok()?, minor.parse().ok()?))
        };
        Ok(Self(text.split(',').filter_map(pair).collect()))
    }
}

/// All that the checkout offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutPage {
    pub cart: CartPage,
    pub once: String,
    pub addresses: Vec<AddressChoice>,
    /// May have it delivered to an address that is typed here.
    pub may_type: bool,
    /// May keep a typed address among their own.
    pub may_keep: bool,
    /// For whom one may order; nothing where only for oneself.
    pub people: Option<Vec<PersonChoice>>,
    /// The codes that the reader's company asks for.
    pub codes: CodesAsked,
    /// The order will wait for approval, unless approved at once.
    pub waits: bool,
    /// May approve it at once.
    pub may_approve: bool,
    /// Has no account: name and email are asked for.
    pub guest: bool,
}

/// An address to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressChoice {
    pub id: AddressId,
    pub label: String,
    pub delivery: Delivery,
    /// Whose it is, where it is neither the company's nor one's own.
    pub of: Option<String>,
    pub own: bool,
}

/// A person to order for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonChoice {
    pub id: AccountId,
    pub name: String,
    /// Their department, to tell namesakes apart.
    pub department: Option<String>,
}

/// An order just placed, as a guest sees it, who has no order list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    pub number: OrderNumber,
    pub email: String,
    pub total: Money,
    pub delivery: Delivery,
    /// Quantity and product of each job.
    pub jobs: Vec<(u32, String)>,
}

/// When something is due that takes so many working days: on the last of them, at five in the
/// afternoon UTC. Saturdays and Sundays do not count; holidays differ by country and are not known.
#[must_use]
pub fn due(from: Timestamp, working_days: u32) -> Timestamp {
    // 1 January 1970 was a Thursday: weekday 3, counted from Monday.
    let weekday = |day: i64| (day + 3).rem_euclid(7);
    let mut day = from.0.div_euclid(Timestamp::DAY);
    let mut left = working_days.min(1_000);
    while left > 0 || weekday(day) > 4 {
        day += 1;
        if weekday(day) <= 4 {
            left = left.saturating_sub(1);
        }
    }
    Timestamp(day * Timestamp::DAY + 17 * Timestamp::HOUR)
}
