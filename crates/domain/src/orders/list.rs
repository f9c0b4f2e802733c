//! The Order Manager: what can be asked of it, and a row for each audience.

use super::{Audience, OrderAct, OrderState};
use crate::{
    Money, OrderNumber, Timestamp,
    codes::Codes,
    lists::{Cursor, ListQuery, PageOf, list_query, order_words, query, start},
    paths::{self, Path as _},
    production::JobState,
};
use serde::{Deserialize, Serialize};

/// How far a folder is counted; beyond, "1,000+" says enough, and counting a million rows on every
/// page would not be worth it.
pub const COUNTED: i64 = 1_000;

/// The filters of the Order Manager as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrdersQuery {
    /// Words to look for.
    pub q: String,
    /// The key of a status.
    pub status: String,
    /// The first and the last day, `2026-11-22`.
    pub from: String,
    pub to: String,
    /// The key of a [`Sort`], after a minus where the greatest comes first.
    pub sort: String,
    /// The cursor that the page starts after, or ends before.
    pub after: String,
    pub before: String,
}

impl OrdersQuery {
    /// What it asks for, as far as this audience can ask. What does not read as a filter, or filters
    /// by what the audience cannot know, is as if it were absent.
    #[must_use]
    pub fn filter(&self, audience: Audience) -> OrderFilter {
        let status = OrderState::from_key(&self.status)
            .filter(|state| OrderState::read_by(audience).contains(state));
        let (key, descending) = self
            .sort
            .strip_prefix('-')
            .map_or((&*self.sort, false), |key| (key, true));
        let sort = Sort::ALL
            .into_iter()
            .find(|sort| sort.key() == key && sort.offered_to(audience));
        OrderFilter {
            words: order_words(&self.q),
            status,
            from: Timestamp::from_date(&self.from),
            until: Timestamp::from_date(&self.to).map(|day| day.plus(Timestamp::DAY)),
            sort: sort.unwrap_or(Sort::Placed),
            descending: sort.is_none() || descending,
            start: start(&self.after, &self.before),
        }
    }

    /// The same list in another folder, from its first page.
    #[must_use]
    pub fn in_folder(&self, status: Option<OrderState>) -> Self {
        Self {
            status: status
                .map(|state| state.key().to_owned())
                .unwrap_or_default(),
            ..self.first_page()
        }
    }

    /// The same list sorted by a column: the greatest first, and the other way round where it was.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        let descending = format!("-{}", sort.key());
        let now = if self.sort.is_empty() {
            "-placed"
        } else {
            &self.sort
        };
        let sort = if now == descending {
            sort.key().to_owned()
        } else {
            descending
        };
        Self {
            sort,
            ..self.first_page()
        }
    }

    /// The address of the same list as CSV, from its first row.
    #[must_use]
    pub fn csv_address(&self) -> String {
        format!("{}{}", paths::OrdersCsv, query(&self.first_page().pairs()))
    }
}

list_query! { OrdersQuery at paths::Orders { q, status, from, to, sort } }

/// What a list of orders is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFilter {
    /// Each must occur; lower case.
    pub words: Vec<String>,
    /// As the audience reads it.
    pub status: Option<OrderState>,
    pub from: Option<Timestamp>,
    /// Exclusive.
    pub until: Option<Timestamp>,
    pub sort: Sort,
    pub descending: bool,
    pub start: Option<(Side, Cursor)>,
}

impl Default for OrderFilter {
    fn default() -> Self {
        OrdersQuery::default().filter(Audience::Customer)
    }
}

/// Which side of a cursor a page is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    After,
    Before,
}

/// What the Order Manager can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Placed,
    Number,
    Total,
}

impl Sort {
    pub const ALL: [Self; 3] = [Self::Placed, Self::Number, Self::Total];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Number => "number",
            Self::Total => "total",
        }
    }

    /// An order of totals would tell prices.
    #[must_use]
    pub fn offered_to(self, audience: Audience) -> bool {
        !(self == Self::Total && audience == Audience::Supplier)
    }
}

/// A status folder, and how many orders of the reader's are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    pub state: OrderState,
    /// At most [`COUNTED`]; there may be more then.
    pub count: i64,
}

/// A page of the Order Manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderList<R> {
    pub page: PageOf<R>,
    pub folders: Vec<Folder>,
}

/// A page of the Order Manager, for who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderListing {
    Customer(OrderList<OrderRowForCustomer>),
    Supplier(OrderList<OrderRowForSupplier>),
    Staff(OrderList<OrderRowForStaff>),
}

/// A job of a row, as customers and suppliers read it: without a price, which the page of the order
/// tells those who may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobLine {
    pub product: String,
    pub quantity: u32,
    pub reference: String,
    /// As the audience may know it.
    pub state: JobState,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRowForCustomer {
    pub number: OrderNumber,
    pub version: i64,
    pub placed_at: Timestamp,
    pub who: String,
    /// Whom it was ordered for, where it was somebody else.
    pub ordered_for: Option<String>,
    pub company: Option<String>,
    pub department: Option<String>,
    /// As a customer may know it.
    pub state: OrderState,
    pub total: Money,
    pub codes: Codes,
    pub jobs: Vec<JobLine>,
    /// What the reader can do with it, besides opening it.
    pub acts: Vec<OrderAct>,
}

/// No price, nothing of the client, and only the jobs that were sent to the supplier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRowForSupplier {
    pub number: OrderNumber,
    pub placed_at: Timestamp,
    /// When the first of them is due.
    pub due_at: Option<Timestamp>,
    /// By the jobs that were sent to the supplier.
    pub state: OrderState,
    pub jobs: Vec<JobLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffJobLine {
    pub line: JobLine,
    pub supplier: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRowForStaff {
    pub number: OrderNumber,
    pub version: i64,
    pub placed_at: Timestamp,
    pub storefront: String,
    pub who: String,
    pub email: String,
    pub ordered_for: Option<String>,
    pub company: Option<String>,
    pub department: Option<String>,
    pub state: OrderState,
    pub total: Money,
    pub codes: Codes,
    pub jobs: Vec<StaffJobLine>,
    /// What the reader can do with it, besides opening it.
    pub acts: Vec<OrderAct>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(status: &str, sort: &str) -> OrdersQuery {
        OrdersQuery {
            status: status.to_owned(),
            sort: sort.to_owned(),
            ..OrdersQuery::default()
        }
    }

    #[test]
    fn nobody_filters_by_what_they_cannot_read() {
        assert_eq!(
            asking("with-supplier", "")
                .filter(Audience::Customer)
                .status,
            None
        );
        assert_eq!(
            asking("on-hold", "").filter(Audience::Supplier).status,
            None
        );
        assert_eq!(
            asking("with-supplier", "").filter(Audience::Staff).status,
            Some(OrderState::WithSupplier)
        );
        assert_eq!(
            asking("", "total").filter(Audience::Supplier).sort,
            Sort::Placed
        );
    }

    #[test]
    fn the_newest_come_first_unless_asked_otherwise() {
        let filter = asking("", "").filter(Audience::Staff);
        assert_eq!((filter.sort, filter.descending), (Sort::Placed, true));
        let filter = asking("", "number").filter(Audience::Staff);
        assert_eq!((filter.sort, filter.descending), (Sort::Number, false));
        assert_eq!(asking("", "").sorted(Sort::Placed).sort, "placed");
        assert_eq!(asking("", "placed").sorted(Sort::Placed).sort, "-placed");
    }

    #[test]
    fn an_order_number_is_found_with_and_without_its_letter() {
        assert_eq!(order_words("Q-10042 Cards"), ["10042", "cards"]);
        assert_eq!(order_words("q-cards"), ["q-cards"]);
    }

    #[test]
    fn an_address_keeps_what_was_typed() {
        let query = OrdersQuery {
            q: "a&b c".to_owned(),
            ..asking("on-hold", "")
        };
        assert_eq!(query.address(), "/orders?q=a%26b+c&status=on-hold");
        assert_eq!(OrdersQuery::default().csv_address(), "/orders.csv");
    }
}
