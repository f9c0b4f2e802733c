use super::Backend;
use access::{Ctx, Failure};
use app::products::Products;
use async_trait::async_trait;
use domain::{
    ProductId,
    lists::{NameCursor, PageOf},
    products::{LimitProduct, ProductField, ProductLimits, ProductRow, ProductsQuery},
};
use service::products;

#[async_trait]
impl Products for Backend {
    async fn list(
        &self,
        ctx: &Ctx,
        query: &ProductsQuery,
    ) -> Result<PageOf<ProductRow, NameCursor>, Failure> {
        products::list(&self.store, ctx, query).await
    }
    async fn open(&self, ctx: &Ctx, id: ProductId) -> Result<ProductLimits, Failure> {
        products::open(&self.store, ctx, id).await
    }
    async fn limit(&self, ctx: &Ctx, form: &LimitProduct) -> Result<(), Failure<ProductField>> {
        products::limit(&self.store, ctx, form).await
    }
}
