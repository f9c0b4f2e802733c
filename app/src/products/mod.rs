//! Whom each product is for: the list of those that somebody manages, and the page of one.

mod limits;
mod list;

use crate::{Act, Done, Shop, failed::named, go, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    ProductId,
    lists::{NameCursor, PageOf},
    paths,
    products::{LimitProduct, ProductField, ProductLimits, ProductRow, ProductsQuery},
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Products: Send + Sync {
    async fn list(
        &self,
        ctx: &Ctx,
        query: &ProductsQuery,
    ) -> Result<PageOf<ProductRow, NameCursor>, Failure>;
    async fn open(&self, ctx: &Ctx, id: ProductId) -> Result<ProductLimits, Failure>;
    async fn limit(&self, ctx: &Ctx, form: &LimitProduct) -> Result<(), Failure<ProductField>>;
}

named! { ProductField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::PRODUCTS, list::load))
        .merge(page(&pages::PRODUCT_LIMITS, limits::load))
        .merge(post(&pages::LIMIT_PRODUCT, limit))
}

async fn limit(act: Act, form: LimitProduct) -> Result<Done, Failure<ProductField>> {
    act.shop.products.limit(&act.ctx, &form).await?;
    Ok(go(paths::ProductLimits(form.product)).saying("Saved. It acts from now on."))
}
