//! The list of orders as a file for a spreadsheet: the same rows by the same path, all of them.

use super::list::{page, rows};
use crate::csv::{MOST, STEP, line, more};
use access::{Ctx, Failure, rules};
use domain::{
    codes::Codes,
    lists::{ListQuery as _, PageOf},
    orders::{
        Audience, JobLine, OrderListing, OrderRowForCustomer, OrderRowForStaff,
        OrderRowForSupplier, OrdersQuery, Side,
    },
};
use store::Store;

/// CSV (RFC 4180) with a heading, in UTF-8. Beyond 20,000 orders its last line says so.
///
/// # Errors
/// Nothing of it can be seen at all.
pub async fn export(store: &Store, ctx: &Ctx, query: &OrdersQuery) -> Result<String, Failure> {
    let (seen, listed) = rules::orders::listed(&ctx.access)?;
    let audience = ctx.access.audience();
    let mut filter = query.first_page().filter(audience);
    let mut tx = store.read().await?;
    let mut text = String::new();
    line(&mut text, heading(audience));
    let mut written = 0;
    loop {
        let page = page(&mut tx, &seen, &listed, &filter, STEP).await?;
        let next = page.next.clone();
        written += page.rows.len();
        match rows(&mut tx, &seen, audience, page, Vec::new()).await? {
            OrderListing::Customer(list) => each(&mut text, list.page, customer),
            OrderListing::Supplier(list) => each(&mut text, list.page, supplier),
            OrderListing::Staff(list) => each(&mut text, list.page, staff),
        }
        let Some(next) = next else { return Ok(text) };
        if written >= MOST {
            more(&mut text);
            return Ok(text);
        }
        filter.start = Some((Side::After, next));
    }
}

const fn heading(audience: Audience) -> &'static [&'static str] {
    match audience {
        Audience::Customer => &[
            "Number",
            "Placed",
            "Who",
            "Ordered for",
            "Company",
            "Department",
            "Status",
            "Total",
            "Currency",
            "Purchase order number",
            "Cost centre",
            "Cost centre name",
            "Jobs",
        ],
        Audience::Supplier => &["Number", "Placed", "Due", "Status", "Jobs"],
        Audience::Staff => &[
            "Number",
            "Placed",
            "Storefront",
            "Who",
            "Email",
            "Ordered for",
            "Company",
            "Department",
            "Status",
            "Total",
            "Currency",
            "Purchase order number",
            "Cost centre",
            "Cost centre name",
            "Jobs",
            "Suppliers",
        ],
    }
}

fn customer(row: OrderRowForCustomer) -> Vec<String> {
    let [number, code, name] = codes(row.codes);
    vec![
        row.number.to_string(),
        row.placed_at.iso(),
        row.who,
        row.ordered_for.unwrap_or_default(),
        row.company.unwrap_or_default(),
        row.department.unwrap_or_default(),
        row.state.word(Audience::Customer).to_owned(),
        row.total.plain(),
        row.total.currency.code().to_owned(),
        number,
        code,
        name,
        jobs(row.jobs.iter()),
    ]
}

fn supplier(row: OrderRowForSupplier) -> Vec<String> {
    vec![
        row.number.to_string(),
        row.placed_at.iso(),
        row.due_at.map(domain::Timestamp::iso).unwrap_or_default(),
        row.state.word(Audience::Supplier).to_owned(),
        jobs(row.jobs.iter()),
    ]
}

fn staff(row: OrderRowForStaff) -> Vec<String> {
    let mut suppliers: Vec<&str> = row
        .jobs
        .iter()
        .filter_map(|job| job.supplier.as_deref())
        .collect();
    suppliers.sort_unstable();
    suppliers.dedup();
    let suppliers = suppliers.join("; ");
    let [number, code, name] = codes(row.codes);
    vec![
        row.number.to_string(),
        row.placed_at.iso(),
        row.storefront,
        row.who,
        row.email,
        row.ordered_for.unwrap_or_default(),
        row.company.unwrap_or_default(),
        row.department.unwrap_or_default(),
        row.state.word(Audience::Staff).to_owned(),
        row.total.plain(),
        row.total.currency.code().to_owned(),
        number,
        code,
        name,
        jobs(row.jobs.iter().map(|job| &job.line)),
        suppliers,
    ]
}

/// The purchase order number, and the cost centre's code and name: bookkeeping sorts by each.
fn codes(codes: Codes) -> [String; 3] {
    let (code, name) = codes
        .cost_centre
        .map(|centre| (centre.code, centre.name))
        .unwrap_or_default();
    [codes.purchase_order, code, name]
}

fn jobs<'a>(jobs: impl Iterator<Item = &'a JobLine>) -> String {
    jobs.map(|job| format!("{} × {}", job.quantity, job.product))
        .collect::<Vec<_>>()
        .join("; ")
}

fn each<R>(text: &mut String, page: PageOf<R>, cells: fn(R) -> Vec<String>) {
    for row in page.rows {
        line(text, cells(row));
    }
}
