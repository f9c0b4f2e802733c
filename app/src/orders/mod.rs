//! Order Manager, the order, and the acts on it.

pub(crate) mod csv;
mod filter;
mod jobs;
mod list;
mod money;
mod order;
mod rows;
pub(crate) mod status;
mod story;

use crate::{Act, At, Done, Shop, failed::named, go, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    NoField, OrderNumber,
    orders::{
        Bulk, BulkField, Message, MessageField, OnOrder, OrderAct, OrderListing, OrderPage,
        OrdersQuery,
    },
    paths,
};
use ui::Crumb;

/// Back to the Order Manager, for who has one.
pub(crate) fn crumb(at: &At) -> Option<Crumb> {
    let opens = pages::ORDERS.needs.met_by(&at.ctx.access, false).is_ok();
    opens.then(|| Crumb::new(pages::ORDERS.heading, paths::Orders.to_string()))
}

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Orders: Send + Sync {
    async fn list(&self, ctx: &Ctx, query: &OrdersQuery) -> Result<OrderListing, Failure>;
    /// The same list as CSV.
    async fn export(&self, ctx: &Ctx, query: &OrdersQuery) -> Result<String, Failure>;
    async fn open(&self, ctx: &Ctx, number: OrderNumber) -> Result<OrderPage, Failure>;
    async fn hold(&self, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure>;
    async fn release(&self, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure>;
    async fn cancel(&self, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure>;
    async fn confirm_receipt(&self, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure>;
    async fn message(&self, ctx: &Ctx, form: &Message) -> Result<(), Failure<MessageField>>;
    /// What happened to each, in one sentence.
    async fn bulk(&self, ctx: &Ctx, form: &Bulk) -> Result<String, Failure<BulkField>>;
}

named! { MessageField BulkField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::ORDERS, list::load))
        .merge(page(&pages::ORDER, order::load))
        .merge(csv::route())
        .merge(post(&pages::HOLD_ORDER, hold))
        .merge(post(&pages::RELEASE_ORDER, release))
        .merge(post(&pages::CANCEL_ORDER, cancel))
        .merge(post(&pages::CONFIRM_RECEIPT, confirm_receipt))
        .merge(post(&pages::ORDER_MESSAGE, message))
        .merge(post(&pages::ORDERS_BULK, bulk))
}

async fn hold(act: Act, form: OnOrder) -> Result<Done, Failure<NoField>> {
    act.shop.orders.hold(&act.ctx, &form).await?;
    Ok(done(form, OrderAct::Hold))
}

async fn release(act: Act, form: OnOrder) -> Result<Done, Failure<NoField>> {
    act.shop.orders.release(&act.ctx, &form).await?;
    Ok(done(form, OrderAct::Release))
}

async fn cancel(act: Act, form: OnOrder) -> Result<Done, Failure<NoField>> {
    act.shop.orders.cancel(&act.ctx, &form).await?;
    Ok(done(form, OrderAct::Cancel))
}

async fn confirm_receipt(act: Act, form: OnOrder) -> Result<Done, Failure<NoField>> {
    act.shop.orders.confirm_receipt(&act.ctx, &form).await?;
    Ok(done(form, OrderAct::ConfirmReceipt))
}

async fn message(act: Act, form: Message) -> Result<Done, Failure<MessageField>> {
    act.shop.orders.message(&act.ctx, &form).await?;
    Ok(go(paths::Order(form.order)).saying("Your message was sent."))
}

async fn bulk(act: Act, form: Bulk) -> Result<Done, Failure<BulkField>> {
    let back = form.back();
    let sentence = act.shop.orders.bulk(&act.ctx, &form).await?;
    Ok(go(back).saying(sentence))
}

fn done(on: OnOrder, act: OrderAct) -> Done {
    go(paths::Order(on.order)).saying(format!("{} was {}.", on.order, act.done()))
}
