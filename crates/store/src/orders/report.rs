//! The report of the orders, cut to what the reader reaches: what was ordered of each product, by whom.

use super::Orders;
use crate::{Error, Result, Tx, lists::words, reach, sql::sql};
use access::{Visible, permission::report_orders};
use domain::{
    CompanyId, DepartmentId, Money, ProductId, StorefrontId, money::Currency,
    reports::OrderReportFilter,
};

/// A line, before it is cut to an audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    pub storefront: StorefrontId,
    pub storefront_name: String,
    pub company: Option<(CompanyId, String)>,
    pub department: Option<(DepartmentId, String)>,
    pub product: (ProductId, String),
    pub orders: i64,
    pub quantity: i64,
    pub total: Money,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    storefront_id: i64,
    storefront_name: String,
    company_id: Option<i64>,
    company_name: Option<String>,
    department_id: Option<i64>,
    department_name: Option<String>,
    product_id: i64,
    product_name: String,
    currency: String,
    orders: i64,
    quantity: i64,
    total: i64,
}

/// The lines of the orders that are visible and pass the filter, by name, at most `most`, and whether
/// there are more. What was rejected or cancelled is in none.
///
/// # Errors
/// See [`Error`].
pub async fn report(
    tx: &mut Tx,
    visible: &Visible<'_, report_orders::Export>,
    filter: &OrderReportFilter,
    most: usize,
) -> Result<(Vec<Reported>, bool)> {
    let mut statement = sql("
        select o.storefront_id, s.name as storefront_name, o.company_id, c.name as company_name, o.department_id,
            d.name as department_name, j.product_id, p.name as product_name, o.currency,
            cast(count(distinct o.id) as bigint) as orders, cast(sum(j.quantity) as bigint) as quantity,
            cast(sum(j.price) as bigint) as total
        from orders o
        join jobs j on j.order_id = o.id
        join products p on p.id = j.product_id
        join storefronts s on s.id = o.storefront_id
        left join companies c on c.id = o.company_id
        left join departments d on d.id = o.department_id
        where j.state not in ('rejected', 'cancelled') and o.placed_at >= ");
    statement.push_arg(filter.from);
    if let Some(until) = filter.until {
        statement.push(" and o.placed_at < ").push_arg(until);
    }
    if let Some(company) = filter.company {
        statement.push(" and o.company_id = ").push_arg(company);
    }
    if let Some(department) = filter.department {
        statement
            .push(" and o.department_id = ")
            .push_arg(department);
    }
    if let Some(product) = filter.product {
        statement.push(" and j.product_id = ").push_arg(product);
    }
    words(
        &mut statement,
        &["c.name", "d.name", "p.name"],
        &filter.words,
    );
    statement.push(" and ");
    reach::filter(&mut statement, &Orders, visible);
    statement.push(&format!(
        " group by o.storefront_id, s.name, o.company_id, c.name, o.department_id, d.name, j.product_id, p.name,
            o.currency
         order by coalesce(c.name, ''), coalesce(d.name, ''), p.name, s.name, o.company_id, o.department_id,
            j.product_id, o.currency
         limit {}",
        most + 1
    ));
    let rows: Vec<Row> = statement.all(tx).await?;
    let more = rows.len() > most;
    let lines = rows.into_iter().take(most).map(reported);
    Ok((lines.collect::<Result<_>>()?, more))
}

fn reported(row: Row) -> Result<Reported> {
    let currency = Currency::from_code(&row.currency)
        .ok_or_else(|| Error::unreadable("orders.currency", row.currency))?;
    Ok(Reported {
        storefront: StorefrontId(row.storefront_id),
        storefront_name: row.storefront_name,
        company: row.company_id.map(CompanyId).zip(row.company_name),
        department: row.department_id.map(DepartmentId).zip(row.department_name),
        product: (ProductId(row.product_id), row.product_name),
        orders: row.orders,
        quantity: row.quantity,
        total: Money::new(row.total, currency),
    })
}
