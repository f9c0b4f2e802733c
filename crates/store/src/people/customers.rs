//! The report of the customers, cut to whom the reader reaches.

use super::{
    addresses::works_here,
    list::{passing, registered, seen},
    stands::{People, SHOWN_STATE, state},
};
use crate::{Result, Tx, lists::Part, reach, sql::sql};
use access::rules::reports::Listed;
use domain::{
    AccountId, StorefrontId, Timestamp,
    accounts::AccountState,
    lists::{NameCursor, PageOf},
    reports::ReportFilter,
};

/// A row, before it is cut to an audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    pub id: AccountId,
    pub name: String,
    pub email: Option<String>,
    /// As people read it.
    pub state: AccountState,
    pub storefront: StorefrontId,
    pub company_name: Option<String>,
    pub last_order: Option<Timestamp>,
    /// Whether the reader may open the person's page.
    pub opens: bool,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    name: String,
    email: Option<String>,
    state: String,
    storefront_id: i64,
    company_name: Option<String>,
    last_order: Option<i64>,
    opens: bool,
}

/// When the account `a` last ordered at its storefront: what somebody does elsewhere is not told here.
const LAST_ORDER: &str = "(select max(o.placed_at) from orders o
    where o.account_id = a.id and o.storefront_id = a.storefront_id)";

/// A page of the customers that the report tells the reader of and that pass the filter, by name, at
/// most `most`. Who works for the print shop or for a supplier is nobody's customer.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn customers(
    tx: &mut Tx,
    listed: &Listed<'_>,
    filter: &ReportFilter,
    now: Timestamp,
    most: u32,
) -> Result<PageOf<Customer, NameCursor>> {
    let mut statement = sql(format!(
        "select a.id, a.name, a.email, {SHOWN_STATE} as state, a.storefront_id, c.name as company_name,
            {LAST_ORDER} as last_order, coalesce(("
    ));
    match &listed.open {
        Some(open) => reach::filter(&mut statement, &People, open),
        None => {
            statement.push("false");
        }
    }
    statement.push(
        "), false) as opens
         from accounts a
         left join companies c on c.id = a.company_id
         where ",
    );
    seen(&mut statement, &listed.customers);
    statement.push(" and not ");
    works_here(&mut statement);
    passing(&mut statement, &filter.people, now);
    if let Some(yes) = filter.registered {
        registered(&mut statement, yes);
    }
    for (day, than) in [
        (filter.ordered_from, " >= "),
        (filter.ordered_before, " < "),
    ] {
        if let Some(day) = day {
            statement
                .push(" and ")
                .push(LAST_ORDER)
                .push(than)
                .push_arg(day);
        }
    }
    let part = Part::new(&filter.start, most);
    part.end(&mut statement, ("a.name", "a.id"));
    let rows: Vec<Row> = statement.all(tx).await?;
    let rows = rows.into_iter().map(customer).collect::<Result<Vec<_>>>()?;
    Ok(part.page(rows, |row| NameCursor::at(&row.name, row.id.0)))
}

fn customer(row: Row) -> Result<Customer> {
    Ok(Customer {
        id: AccountId(row.id),
        name: row.name,
        email: row.email,
        state: state(&row.state)?,
        storefront: StorefrontId(row.storefront_id),
        company_name: row.company_name,
        last_order: row.last_order.map(Timestamp),
        opens: row.opens,
    })
}
