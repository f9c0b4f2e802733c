//! The customers with what they can be filtered by, cut to who reads.

use crate::people::roles_told;
use access::{
    Ctx, Failure, RoleName, Side,
    rules::reports::{self as rules, Listed},
};
use domain::{
    AccountId,
    lists::{NameCursor, PAGE, PageOf},
    people::Named,
    reports::{CustomerRow, ReportFilter, ReportPage, ReportQuery},
};
use std::collections::HashMap;
use store::{
    Store, Tx,
    people::{self, Customer},
    storefronts,
};

/// # Errors
/// Not granted.
pub async fn customers(
    store: &Store,
    ctx: &Ctx,
    query: &ReportQuery,
) -> Result<ReportPage, Failure> {
    let listed = rules::customers(&ctx.access)?;
    let staff = ctx.access.is_staff();
    let mut tx = store.read().await?;
    let (filter, roles) = asked(&mut tx, ctx, query).await?;
    let page = people::customers(&mut tx, &listed, &filter, ctx.now, PAGE).await?;
    let listing = rows(&mut tx, ctx, &listed, page).await?;
    let company = filter
        .people
        .company
        .or(ctx.access.company.filter(|_| !staff));
    Ok(ReportPage {
        listing,
        companies: if staff {
            let these = people::companies(&mut tx, &listed.customers).await?;
            these.into_iter().map(Named::from).collect()
        } else {
            Vec::new()
        },
        departments: match company {
            Some(company) => {
                let these = people::departments(&mut tx, &listed.customers, company).await?;
                these.into_iter().map(Named::from).collect()
            }
            None => Vec::new(),
        },
        roles,
    })
}

/// What is asked for, and the roles that can be: nobody filters by what they are not told.
pub(super) async fn asked(
    tx: &mut Tx,
    ctx: &Ctx,
    query: &ReportQuery,
) -> store::Result<(ReportFilter, Vec<Named>)> {
    let book = store::roles::book(tx).await?;
    let roles = roles_told(&book, ctx, |role: &RoleName| role.side() == Side::Customer);
    let mut filter = query.filter();
    filter.people.role = filter
        .people
        .role
        .filter(|role| roles.iter().any(|one| one.value == *role));
    Ok((filter, roles))
}

/// The rows with what stands beside them.
pub(super) async fn rows(
    tx: &mut Tx,
    ctx: &Ctx,
    listed: &Listed<'_>,
    page: PageOf<Customer, NameCursor>,
) -> store::Result<PageOf<CustomerRow, NameCursor>> {
    let ids: Vec<AccountId> = page.rows.iter().map(|row| row.id).collect();
    let mut departments = people::departments_beside(tx, &listed.customers, &ids).await?;
    let mut roles = people::roles_beside(tx, &listed.customers, &ids, ctx.now).await?;
    let names: HashMap<_, _> = if ctx.access.is_staff() {
        let all = storefronts::list(tx).await?;
        all.into_iter().map(|one| (one.id, one.name)).collect()
    } else {
        HashMap::new()
    };
    let row = |customer: Customer| {
        let roles = roles.remove(&customer.id).unwrap_or_default();
        CustomerRow {
            departments: departments.remove(&customer.id).unwrap_or_default(),
            roles: roles.into_iter().map(|(name, _)| name).collect(),
            storefront: names.get(&customer.storefront).cloned(),
            id: customer.id,
            name: customer.name,
            email: customer.email,
            company: customer.company_name,
            state: customer.state,
            last_order: customer.last_order,
            opens: customer.opens,
        }
    };
    Ok(page.map(row))
}
