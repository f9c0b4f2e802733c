//! Saying whom a product is for (PJ-15).

use crate::refused::fresh;
use access::{Ctx, Denial, Failure, rules};
use domain::{
    Problem, StorefrontId,
    products::{Limit, LimitProduct, ProductField},
};
use store::{
    Store, Tx, audit,
    catalogue::{self, Shown},
    people,
};

/// # Errors
/// Not seen, not granted, nobody chosen, a company or department of another storefront, or stale.
pub async fn limit(
    store: &Store,
    ctx: &Ctx,
    form: &LimitProduct,
) -> Result<(), Failure<ProductField>> {
    let mut tx = store.begin().await?;
    let product = catalogue::locked(&mut tx, form.product).await?;
    let product = product.ok_or(Denial::NotFound)?;
    // Who may not do it is told that, and not what is wrong with the form.
    let may = rules::catalogue::limit(&ctx.access, &product.facts())?;
    let faulty = |(field, problem)| Failure::field(field, problem);
    let wanted = form.limit().map_err(faulty)?;
    if let Some(field) = elsewhere(&mut tx, product.storefront, &wanted).await? {
        return Err(Failure::field(field, Problem::NotOffered));
    }
    let before = catalogue::limit_of(&mut tx, product.id).await?;
    let shown = Shown {
        product: product.id,
        version: form.version,
    };
    fresh(catalogue::limit(&mut tx, &may, shown, &wanted).await?)?;
    let detail = serde_json::json!({ "before": before, "after": wanted });
    let id = Some(product.id.0);
    audit::record(&mut tx, ctx, "product.limit", "product", id, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// The field that names somebody of another storefront, if one does.
async fn elsewhere(
    tx: &mut Tx,
    storefront: StorefrontId,
    wanted: &Limit,
) -> store::Result<Option<ProductField>> {
    let companies = people::companies_of(tx, &[storefront]).await?;
    let companies: Vec<_> = companies.iter().map(|one| one.id).collect();
    Ok(match wanted {
        Limit::Everybody => None,
        Limit::Companies(these) => {
            let known = these.iter().all(|one| companies.contains(one));
            (!known).then_some(ProductField::Companies)
        }
        Limit::Departments(these) => {
            let all = people::departments_of(tx, &companies).await?;
            let known = these
                .iter()
                .all(|one| all.iter().any(|place| place.id == *one));
            (!known).then_some(ProductField::Departments)
        }
    })
}
