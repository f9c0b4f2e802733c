//! The list of the products that somebody manages.

use access::{Ctx, Failure, rules};
use domain::{
    lists::{NameCursor, PAGE, PageOf},
    products::{ProductRow, ProductsQuery},
};
use std::collections::HashMap;
use store::{
    Store,
    catalogue::{self, LimitedProduct},
    storefronts,
};

/// # Errors
/// Nothing to do with products at all.
pub async fn list(
    store: &Store,
    ctx: &Ctx,
    query: &ProductsQuery,
) -> Result<PageOf<ProductRow, NameCursor>, Failure> {
    let managed = rules::catalogue::managed(&ctx.access)?;
    let mut tx = store.read().await?;
    let page = catalogue::limited(&mut tx, &managed, &query.filter(), PAGE).await?;
    let all = storefronts::list(&mut tx).await?;
    let names: HashMap<_, _> = all.into_iter().map(|one| (one.id, one.name)).collect();
    Ok(page.map(|one: LimitedProduct| ProductRow {
        storefront: names.get(&one.storefront).cloned().unwrap_or_default(),
        id: one.id,
        name: one.name,
        category: one.category,
        active: one.active,
        kind: one.kind,
        count: one.count,
        folder: one.folder,
    }))
}
