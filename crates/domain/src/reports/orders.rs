//! The report of the orders: what was ordered in a period, by company, department and product.

use crate::{
    CompanyId, DepartmentId, Money, ProductId, Timestamp,
    lists::{ListQuery, query, words},
    paths::{self, Path as _},
    people::Named,
};
use serde::{Deserialize, Serialize};

/// How many lines the page shows; the file holds more.
pub const LINES: usize = 200;

/// How many days ago the period starts where no first day is given.
const DAYS: i64 = 30;

/// The filters as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderReportQuery {
    /// Words to look for in the names of company, department and product.
    pub q: String,
    /// The first and the last day, `2026-11-22`.
    pub from: String,
    pub to: String,
    /// Ids.
    pub company: String,
    pub department: String,
    pub product: String,
}

impl OrderReportQuery {
    /// What it asks for. What does not read as a filter is as if it were absent; the period starts
    /// thirty days ago where it has no first day.
    #[must_use]
    pub fn filter(&self, now: Timestamp) -> OrderReportFilter {
        let lately = (now.0.div_euclid(Timestamp::DAY) - DAYS) * Timestamp::DAY;
        OrderReportFilter {
            words: words(&self.q),
            from: Timestamp::from_date(&self.from).unwrap_or(Timestamp(lately)),
            until: Timestamp::from_date(&self.to).map(|day| day.plus(Timestamp::DAY)),
            company: self.company.parse().ok(),
            department: self.department.parse().ok(),
            product: self.product.parse().ok(),
        }
    }

    /// The address of the same report as CSV.
    #[must_use]
    pub fn csv_address(&self) -> String {
        format!("{}{}", paths::OrderReportCsv, query(&self.pairs()))
    }
}

impl ListQuery for OrderReportQuery {
    const PATH: &'static str = paths::OrderReport::PATTERN;

    fn pairs(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("q", &*self.q),
            ("from", &self.from),
            ("to", &self.to),
            ("company", &self.company),
            ("department", &self.department),
            ("product", &self.product),
        ]
    }

    /// It has one page.
    fn starting(self, _after: String, _before: String) -> Self {
        self
    }
}

/// What the report is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderReportFilter {
    pub words: Vec<String>,
    /// Placed then or later, and earlier than then.
    pub from: Timestamp,
    pub until: Option<Timestamp>,
    pub company: Option<CompanyId>,
    pub department: Option<DepartmentId>,
    pub product: Option<ProductId>,
}

/// What one department ordered of one product, in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderReportLine {
    /// For who works for the print shop.
    pub storefront: Option<String>,
    /// Nothing for who buys without a company.
    pub company: Option<Named>,
    pub department: Option<Named>,
    pub product: Named,
    /// An order of several products stands in the line of each.
    pub orders: i64,
    pub quantity: i64,
    pub total: Money,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderReport {
    pub lines: Vec<OrderReportLine>,
    /// Whether there are more than are shown.
    pub more: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_is_of_whole_days_and_starts_thirty_days_ago() {
        let day = |text: &str| Timestamp::from_date(text).unwrap();
        let now = day("2026-11-22").plus(15 * Timestamp::HOUR);
        let lately = OrderReportQuery::default().filter(now);
        assert_eq!(lately.from, day("2026-10-23"));
        assert_eq!(lately.until, None);
        let november = OrderReportQuery {
            from: "2026-11-01".to_owned(),
            to: "2026-11-30".to_owned(),
            ..OrderReportQuery::default()
        };
        let asked = november.filter(now);
        assert_eq!(asked.from, day("2026-11-01"));
        assert_eq!(asked.until, Some(day("2026-12-01")));
        assert_eq!(
            november.csv_address(),
            "/reports/orders.csv?from=2026-11-01&to=2026-11-30"
        );
    }
}
