//! What was ordered, by company, department and product, cut to who reads: as a page, and as a file.

use crate::csv::{MOST, line, more};
use access::{Ctx, Failure, rules};
use domain::{
    people::Named,
    reports::{LINES, OrderReport, OrderReportLine, OrderReportQuery},
};
use store::{Store, orders::Reported};

/// # Errors
/// Not granted.
pub async fn orders(
    store: &Store,
    ctx: &Ctx,
    query: &OrderReportQuery,
) -> Result<OrderReport, Failure> {
    read(store, ctx, query, LINES).await
}

/// CSV (RFC 4180) with a heading, in UTF-8. Beyond 20,000 lines its last one says so.
///
/// # Errors
/// Not granted.
pub async fn export_orders(
    store: &Store,
    ctx: &Ctx,
    query: &OrderReportQuery,
) -> Result<String, Failure> {
    let report = read(store, ctx, query, MOST).await?;
    // The storefront is for who works for the print shop.
    let unread = usize::from(!ctx.access.is_staff());
    let heading = [
        "Storefront",
        "Company",
        "Department",
        "Product",
        "Orders",
        "Quantity",
        "Total",
        "Currency",
    ];
    let mut text = String::new();
    line(&mut text, heading.into_iter().skip(unread));
    for one in report.lines {
        line(&mut text, cells(one).into_iter().skip(unread));
    }
    if report.more {
        more(&mut text);
    }
    Ok(text)
}

async fn read(
    store: &Store,
    ctx: &Ctx,
    query: &OrderReportQuery,
    most: usize,
) -> Result<OrderReport, Failure> {
    let visible = rules::reports::orders(&ctx.access)?;
    let staff = ctx.access.is_staff();
    let mut tx = store.read().await?;
    let filter = query.filter(ctx.now);
    let (lines, more) = store::orders::report(&mut tx, &visible, &filter, most).await?;
    let shown = |line: Reported| OrderReportLine {
        storefront: staff.then_some(line.storefront_name),
        company: line.company.map(Named::from),
        department: line.department.map(Named::from),
        product: Named::from(line.product),
        orders: line.orders,
        quantity: line.quantity,
        total: line.total,
    };
    Ok(OrderReport {
        lines: lines.into_iter().map(shown).collect(),
        more,
    })
}

fn cells(line: OrderReportLine) -> [String; 8] {
    let name = |one: Option<Named>| one.map(|one| one.name).unwrap_or_default();
    [
        line.storefront.unwrap_or_default(),
        name(line.company),
        name(line.department),
        line.product.name,
        line.orders.to_string(),
        line.quantity.to_string(),
        line.total.plain(),
        line.total.currency.code().to_owned(),
    ]
}
