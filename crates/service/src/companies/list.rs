//! The list of companies.

use access::{Ctx, Failure, Storefront, rules};
use domain::{
    CompanyId,
    companies::{CompaniesPage, CompaniesQuery, CompanyRow},
    lists::PAGE,
    people::Named,
};
use std::collections::HashMap;
use store::{
    Store,
    companies::{self, CompanyRecord},
    storefronts,
};

/// # Errors
/// Nothing to do with companies at all.
pub async fn list(
    store: &Store,
    ctx: &Ctx,
    query: &CompaniesQuery,
) -> Result<CompaniesPage, Failure> {
    let access = &ctx.access;
    let listed = rules::companies::listed(access)?;
    let mut tx = store.read().await?;
    let page = companies::list(&mut tx, &listed, &query.filter(), PAGE).await?;
    let ids: Vec<CompanyId> = page.rows.iter().map(|row| row.id).collect();
    let products = match rules::catalogue::offered(access) {
        Ok(offered) => companies::products_beside(&mut tx, &listed, &offered, &ids).await?,
        Err(_) => HashMap::new(),
    };
    let all = storefronts::list(&mut tx).await?;
    let create: Vec<Named> = all
        .iter()
        .filter(|one| rules::companies::create(access, one.id).is_ok())
        .map(named)
        .collect();
    Ok(CompaniesPage {
        listing: page.map(|company| {
            let count = products.get(&company.id).copied().unwrap_or_default();
            row(ctx, &all, company, count)
        }),
        // Who makes companies at several storefronts looks for them there.
        storefronts: Named::several(create.clone()),
        create: (!create.is_empty()).then_some(create),
    })
}

fn named(storefront: &Storefront) -> Named {
    Named::new(storefront.id, &*storefront.name)
}

/// A row, cut to who reads it.
pub(super) fn row(
    ctx: &Ctx,
    all: &[Storefront],
    company: CompanyRecord,
    products: i64,
) -> CompanyRow {
    let storefront = all.iter().find(|one| one.id == company.storefront);
    let storefront = storefront.filter(|_| ctx.access.is_staff());
    CompanyRow {
        id: company.id,
        name: company.name,
        storefront: storefront.map(|one| one.name.clone()),
        public: company.public,
        active: company.active,
        people: company.people,
        departments: company.departments,
        products,
    }
}
