//! The list of companies.

use access::{Ctx, Failure, Storefront, rules, rules::companies::Listed};
use domain::{
    CompanyId, StorefrontId,
    companies::{CompaniesPage, CompaniesQuery, CompanyRow, Likeness},
    lists::PAGE,
    people::Named,
};
use std::collections::HashMap;
use store::{
    Store, Tx,
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
    let names = Names::made_by(&mut tx, ctx, &listed, &all).await?;
    let create: Vec<Named> = all
        .iter()
        .filter(|one| rules::companies::create(access, one.id).is_ok())
        .map(named)
        .collect();
    Ok(CompaniesPage {
        listing: page.map(|company| {
            let count = products.get(&company.id).copied().unwrap_or_default();
            let alike = names.like(&company);
            row(ctx, &all, company, (count, alike))
        }),
        // Who makes companies at several storefronts looks for them there.
        storefronts: Named::several(create.clone()),
        create: (!create.is_empty()).then_some(create),
    })
}

/// The names of the companies of the storefronts where the reader makes some: two of them may be one
/// and the same (decision A-34).
pub(super) struct Names(Vec<(CompanyId, StorefrontId, String, Likeness)>);

impl Names {
    pub(super) async fn made_by(
        tx: &mut Tx,
        ctx: &Ctx,
        listed: &Listed<'_>,
        all: &[Storefront],
    ) -> store::Result<Self> {
        let theirs: Vec<StorefrontId> = all
            .iter()
            .map(|one| one.id)
            .filter(|id| rules::companies::create(&ctx.access, *id).is_ok())
            .collect();
        if theirs.is_empty() {
            return Ok(Self(Vec::new()));
        }
        let names = companies::names(tx, listed, &theirs).await?;
        let names = names.into_iter().map(|(id, at, name)| {
            let likeness = Likeness::of(&name);
            (id, at, name, likeness)
        });
        Ok(Self(names.collect()))
    }

    /// Those that this one is like.
    pub(super) fn like(&self, company: &CompanyRecord) -> Vec<(CompanyId, String)> {
        let likeness = Likeness::of(&company.name);
        self.0
            .iter()
            .filter(|(id, at, _, theirs)| {
                *id != company.id && *at == company.storefront && theirs.is_like(&likeness)
            })
            .map(|(id, _, name, _)| (*id, name.clone()))
            .collect()
    }
}

fn named(storefront: &Storefront) -> Named {
    Named::new(storefront.id, &*storefront.name)
}

/// A row, cut to who reads it.
pub(super) fn row(
    ctx: &Ctx,
    all: &[Storefront],
    company: CompanyRecord,
    (products, alike): (i64, Vec<(CompanyId, String)>),
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
        alike,
    }
}
