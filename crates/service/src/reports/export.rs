//! The report as a file for a spreadsheet: the same rows by the same path, all of them.

use super::customers::{asked, rows};
use crate::csv::{MOST, STEP, line, more};
use access::{Ctx, Failure, rules};
use domain::{
    Timestamp,
    lists::ListQuery as _,
    orders::Side,
    reports::{CustomerRow, ReportQuery},
};
use store::{Store, people};

/// CSV (RFC 4180) with a heading, in UTF-8. Beyond 20,000 customers its last line says so.
///
/// # Errors
/// Not granted.
pub async fn export(store: &Store, ctx: &Ctx, query: &ReportQuery) -> Result<String, Failure> {
    let listed = rules::reports::customers(&ctx.access)?;
    let staff = ctx.access.is_staff();
    let mut tx = store.read().await?;
    let (mut filter, _) = asked(&mut tx, ctx, &query.first_page()).await?;
    let mut text = String::new();
    let heading = [
        "Name",
        "Email",
        "Storefront",
        "Company",
        "Departments",
        "Roles",
        "Registered",
        "State",
        "Last order",
    ];
    line(&mut text, shown(staff, heading.map(str::to_owned)));
    let mut written = 0;
    loop {
        let page = people::customers(&mut tx, &listed, &filter, ctx.now, STEP).await?;
        let page = rows(&mut tx, ctx, &listed, page).await?;
        written += page.rows.len();
        for row in page.rows {
            line(&mut text, shown(staff, cells(row)));
        }
        let Some(next) = page.next else {
            return Ok(text);
        };
        if written >= MOST {
            more(&mut text);
            return Ok(text);
        }
        filter.start = Some((Side::After, next));
    }
}

const STOREFRONT: usize = 2;

/// The storefront is for who works for the print shop.
fn shown(staff: bool, cells: [String; 9]) -> impl Iterator<Item = String> {
    let cells = cells.into_iter().enumerate();
    cells
        .filter(move |(place, _)| staff || *place != STOREFRONT)
        .map(|(_, cell)| cell)
}

fn cells(row: CustomerRow) -> [String; 9] {
    let registered = row.registered();
    [
        row.name,
        row.email.unwrap_or_default(),
        row.storefront.unwrap_or_default(),
        row.company.unwrap_or_default(),
        row.departments.join("; "),
        row.roles.join("; "),
        if registered { "Yes" } else { "No" }.to_owned(),
        row.state.word().to_owned(),
        row.last_order.map(Timestamp::iso).unwrap_or_default(),
    ]
}
