//! The storefront and its products.

mod browse;
mod filling;
mod product;
mod recent;

use crate::{Shop, page};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    AccountId,
    artwork::{Artwork, Kept},
    cart::Recent,
    catalogue::{CataloguePage, Fillable, ProductPage, Shelf},
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Catalogue: Send + Sync {
    async fn browse(&self, ctx: &Ctx, wanted: &Shelf) -> Result<CataloguePage, Failure>;
    /// A product, and the file that an earlier attempt to order it has left behind.
    async fn product(
        &self,
        ctx: &Ctx,
        slug: &str,
        kept: Option<&Kept>,
    ) -> Result<(ProductPage, Option<Artwork>), Failure>;
    /// Whose data the reader may fill in, and that of `of`.
    async fn fillable(&self, ctx: &Ctx, of: Option<AccountId>) -> Result<Fillable, Failure>;
    /// The reader's last orders, for who may order again.
    async fn recent(&self, ctx: &Ctx) -> Result<Vec<Recent>, Failure>;
}

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::CATALOGUE, browse::load))
        .merge(page(&pages::PRODUCT, product::load))
}
