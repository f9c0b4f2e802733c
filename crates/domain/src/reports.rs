//! The report of the customers: who they are, and when they last ordered. That of the orders is below.

mod orders;

pub use orders::{LINES, OrderReport, OrderReportFilter, OrderReportLine, OrderReportQuery};

use crate::{
    AccountId, Timestamp,
    accounts::AccountState,
    lists::{ListQuery, NameCursor, PageOf, list_query, query, start, words},
    orders::Side,
    paths::{self, Path as _},
    people::{NOT_REGISTERED, Named, PeopleFilter, REGISTERED},
};
use serde::{Deserialize, Serialize};

/// The filters as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportQuery {
    /// Words to look for in name and email.
    pub q: String,
    /// The key of a role.
    pub role: String,
    /// [`REGISTERED`] or [`NOT_REGISTERED`].
    pub registered: String,
    /// Ids.
    pub company: String,
    pub department: String,
    /// Days, `2026-11-22`: the last order was then or later, or earlier than then.
    pub ordered_from: String,
    pub ordered_before: String,
    /// The cursor that the page starts after, or ends before.
    pub after: String,
    pub before: String,
}

impl ReportQuery {
    /// What it asks for. What does not read as a filter is as if it were absent.
    #[must_use]
    pub fn filter(&self) -> ReportFilter {
        let role = self.role.trim();
        ReportFilter {
            people: PeopleFilter {
                words: words(&self.q),
                role: (!role.is_empty()).then(|| role.to_owned()),
                company: self.company.parse().ok(),
                department: self.department.parse().ok(),
                ..PeopleFilter::default()
            },
            registered: match &*self.registered {
                REGISTERED => Some(true),
                NOT_REGISTERED => Some(false),
                _ => None,
            },
            ordered_from: Timestamp::from_date(&self.ordered_from),
            ordered_before: Timestamp::from_date(&self.ordered_before),
            start: start(&self.after, &self.before),
        }
    }

    /// The address of the same report as CSV, from its first row.
    #[must_use]
    pub fn csv_address(&self) -> String {
        format!("{}{}", paths::ReportsCsv, query(&self.first_page().pairs()))
    }
}

list_query! {
    ReportQuery at paths::Reports {
        q, role, registered, company, department, ordered_from, ordered_before
    }
}

/// What the report is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportFilter {
    /// Words, role, company and department, as in the list of people; it has no start of its own.
    pub people: PeopleFilter,
    /// Whether they have an account.
    pub registered: Option<bool>,
    /// The last order is of then or later.
    pub ordered_from: Option<Timestamp>,
    /// There was a last order, and it is earlier than then.
    pub ordered_before: Option<Timestamp>,
    pub start: Option<(Side, NameCursor)>,
}

/// A customer, as the report tells of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    pub id: AccountId,
    pub name: String,
    pub email: Option<String>,
    /// For who works for the print shop.
    pub storefront: Option<String>,
    pub company: Option<String>,
    pub departments: Vec<String>,
    pub roles: Vec<String>,
    pub state: AccountState,
    /// Nothing for who has not ordered yet.
    pub last_order: Option<Timestamp>,
    /// Whether the reader may open the person's page.
    pub opens: bool,
}

impl CustomerRow {
    /// Somebody with an account, rather than a record of a person.
    #[must_use]
    pub fn registered(&self) -> bool {
        self.state != AccountState::Inactive
    }
}

/// The page: rows, and what they can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPage {
    pub listing: PageOf<CustomerRow, NameCursor>,
    pub companies: Vec<Named>,
    pub departments: Vec<Named>,
    pub roles: Vec<Named>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_reports_state() {
        let report = ReportQuery {
            registered: REGISTERED.to_owned(),
            ordered_before: "2026-05-01".to_owned(),
            ..ReportQuery::default()
        };
        let words = "?registered=registered&ordered_before=2026-05-01";
        assert_eq!(report.address(), format!("/reports{words}"));
        let cursor = NameCursor {
            name: "Dana".to_owned(),
            id: 31,
        };
        let second = report.after(&cursor);
        assert_eq!(second.filter().start, Some((Side::After, cursor)));
        assert_eq!(second.csv_address(), format!("/reports.csv{words}"));
    }

    #[test]
    fn what_does_not_read_as_a_filter_filters_nothing() {
        let report = ReportQuery {
            registered: "perhaps".to_owned(),
            company: "x".to_owned(),
            ordered_from: "in May".to_owned(),
            after: "zz".to_owned(),
            ..ReportQuery::default()
        };
        assert_eq!(report.filter(), ReportFilter::default());
    }
}
