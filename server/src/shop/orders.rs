use super::Backend;
use access::{Ctx, Failure};
use app::orders::Orders;
use async_trait::async_trait;
use domain::{
    OrderNumber,
    orders::{
        Bulk, BulkField, Message, MessageField, OnOrder, OrderListing, OrderPage, OrdersQuery,
    },
};
use service::orders;

#[async_trait]
impl Orders for Backend {
    async fn list(&self, ctx: &Ctx, query: &OrdersQuery) -> Result<OrderListing, Failure> {
        orders::list(&self.store, ctx, query).await
    }
    async fn export(&self, ctx: &Ctx, query: &OrdersQuery) -> Result<String, Failure> {
        orders::export(&self.store, ctx, query).await
    }
    async fn open(&self, ctx: &Ctx, number: OrderNumber) -> Result<OrderPage, Failure> {
        orders::open(&self.store, ctx, number).await
    }
    async fn hold(&self, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure> {
        orders::hold(&self.store, ctx, form).await
    }
    async fn release(&self, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure> {
        orders::release(&self.store, ctx, form).await
    }
    async fn cancel(&self, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure> {
        orders::cancel(&self.store, ctx, form).await
    }
    async fn confirm_receipt(&self, ctx: &Ctx, form: &OnOrder) -> Result<(), Failure> {
        orders::confirm_receipt(&self.store, ctx, form).await
    }
    async fn message(&self, ctx: &Ctx, form: &Message) -> Result<(), Failure<MessageField>> {
        orders::message(&self.store, ctx, form).await
    }
    async fn bulk(&self, ctx: &Ctx, form: &Bulk) -> Result<String, Failure<BulkField>> {
        Ok(orders::bulk(&self.store, ctx, form).await?.sentence())
    }
}
