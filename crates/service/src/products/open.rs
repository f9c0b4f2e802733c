//! One product, for who says whom it is for.

use access::{Ctx, Failure, rules};
use domain::{
    ProductId,
    departments::DepartmentBox,
    products::{CompanyBox, Limit, ProductLimits},
};
use store::{Store, catalogue, people, storefronts};

/// # Errors
/// Not seen, or not granted.
pub async fn open(store: &Store, ctx: &Ctx, id: ProductId) -> Result<ProductLimits, Failure> {
    let mut tx = store.read().await?;
    let product = catalogue::product_of(&mut tx, id)
        .await?
        .ok_or(Failure::not_found())?;
    rules::catalogue::limit(&ctx.access, &product.facts()).map(drop)?;
    let limit = catalogue::limit_of(&mut tx, id)
        .await?
        .ok_or(Failure::not_found())?;
    let folder = catalogue::folder_of(&mut tx, id).await?;
    let companies = people::companies_of(&mut tx, &[product.storefront]).await?;
    let ids: Vec<_> = companies.iter().map(|one| one.id).collect();
    let departments = people::departments_of(&mut tx, &ids).await?;
    let all = storefronts::list(&mut tx).await?;
    let storefront = all.into_iter().find(|one| one.id == product.storefront);
    let companies = companies
        .into_iter()
        .map(|company| CompanyBox {
            ticked: matches!(&limit, Limit::Companies(these) if these.contains(&company.id)),
            departments: departments
                .iter()
                .filter(|one| one.company == company.id)
                .map(|one| DepartmentBox {
                    ticked: matches!(&limit, Limit::Departments(these) if these.contains(&one.id)),
                    id: one.id,
                    name: one.name.clone(),
                })
                .collect(),
            id: company.id,
            name: company.name,
        })
        .collect();
    Ok(ProductLimits {
        id,
        version: product.version,
        here: product.storefront == ctx.at.id,
        storefront: storefront.map(|one| one.name).unwrap_or_default(),
        active: product.active,
        kind: limit.kind(),
        slug: product.slug,
        name: product.name,
        folder,
        companies,
    })
}
