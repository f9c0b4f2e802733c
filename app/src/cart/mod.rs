//! Cart, checkout, re-ordering, and changing what was ordered.

mod add;
mod checkout;
mod codes;
pub mod content;
mod files;
mod reorder;
mod show;

pub use add::NotAdded;
pub use content::EditContent;

use crate::{Act, Failed, Shop, Uploaded, failed::named, page, post, upload};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    CartLineId, OrderNumber,
    artwork::Kept,
    cart::{
        AddField, Adding, CartPage, ChangeField, ChangeQuantity, CheckoutPage, ContentField,
        PlaceField, PlaceOrder, Placed, ReOrder, ReOrderField, ReOrderPage, RemoveLine,
    },
};
use ui::Wrong;

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Cart: Send + Sync {
    async fn show(&self, ctx: &Ctx) -> Result<CartPage, Failure>;
    /// Counts a file that came with a form, if one did, for who has sent it.
    async fn count_file(&self, act: &Act, file: &Uploaded) -> Result<(), Failure>;
    async fn add(&self, ctx: &Ctx, adding: &Adding, file: Uploaded) -> Result<(), NotAdded>;
    /// Keeps the file of a form that only asks for its price, or for somebody's data.
    async fn keep(
        &self,
        ctx: &Ctx,
        adding: &Adding,
        file: Uploaded,
    ) -> Result<Option<Kept>, NotAdded>;
    async fn change(&self, ctx: &Ctx, form: &ChangeQuantity) -> Result<(), Failure<ChangeField>>;
    async fn remove(&self, ctx: &Ctx, form: &RemoveLine) -> Result<(), Failure>;
    /// The picture of a line's artwork, a PNG.
    async fn thumbnail(&self, ctx: &Ctx, line: CartLineId) -> Result<Vec<u8>, Failure>;
    async fn kept_thumbnail(&self, ctx: &Ctx, kept: &Kept) -> Result<Vec<u8>, Failure>;
    async fn checkout(&self, ctx: &Ctx) -> Result<CheckoutPage, Failure>;
    async fn place(&self, ctx: &Ctx, form: &PlaceOrder)
    -> Result<OrderNumber, Failure<PlaceField>>;
    /// An order just placed, for who has no order list.
    async fn placed(&self, ctx: &Ctx, number: OrderNumber) -> Result<Placed, Failure>;
    async fn reorder_page(&self, ctx: &Ctx, number: OrderNumber) -> Result<ReOrderPage, Failure>;
    async fn reorder(
        &self,
        ctx: &Ctx,
        form: &ReOrder,
    ) -> Result<OrderNumber, Failure<ReOrderField>>;
    async fn edit_content(
        &self,
        ctx: &Ctx,
        form: &domain::cart::EditContent,
        file: Uploaded,
    ) -> Result<(), Failure<ContentField>>;
}

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::CART, show::load))
        .merge(page(&pages::CHECKOUT, checkout::load))
        .merge(page(&pages::REORDER, reorder::load))
        .merge(upload(&pages::CART_ADD, add::run))
        .merge(post(&pages::CART_CHANGE, show::change))
        .merge(post(&pages::CART_REMOVE, show::remove))
        .merge(post(&pages::PLACE, checkout::run))
        .merge(post(&pages::RE_ORDER, reorder::run))
        .merge(upload(&pages::EDIT_CONTENT, content::run))
        .merge(files::routes())
}

/// What went wrong with a form, for its summary: each faulty field, or the whole.
pub(crate) fn wrong(failed: Option<&Failed>) -> Vec<Wrong> {
    let Some(failed) = failed else {
        return Vec::new();
    };
    if failed.fields.is_empty() {
        return vec![Wrong::whole(failed.message.clone())];
    }
    failed
        .fields
        .iter()
        .map(|(name, problem)| Wrong::field(name.clone(), problem.clone()))
        .collect()
}

named! { AddField ChangeField PlaceField ReOrderField ContentField }
