use super::Backend;
use access::{Ctx, Failure};
use app::catalogue::Catalogue;
use async_trait::async_trait;
use domain::{
    AccountId,
    artwork::{Artwork, Kept},
    cart::Recent,
    catalogue::{CataloguePage, Fillable, ProductPage, Shelf},
};

#[async_trait]
impl Catalogue for Backend {
    async fn browse(&self, ctx: &Ctx, wanted: &Shelf) -> Result<CataloguePage, Failure> {
        service::catalogue::browse(&self.store, ctx, wanted).await
    }

    async fn product(
        &self,
        ctx: &Ctx,
        slug: &str,
        kept: Option<&Kept>,
    ) -> Result<(ProductPage, Option<Artwork>), Failure> {
        service::catalogue::product(&self.store, ctx, slug, kept).await
    }

    async fn fillable(&self, ctx: &Ctx, of: Option<AccountId>) -> Result<Fillable, Failure> {
        service::catalogue::fillable(&self.store, ctx, of).await
    }

    async fn recent(&self, ctx: &Ctx) -> Result<Vec<Recent>, Failure> {
        service::catalogue::recent(&self.store, ctx).await
    }
}
