use super::Backend;
use access::{Ctx, Failure};
use app::{
    Act, Uploaded,
    cart::{Cart, NotAdded},
};
use async_trait::async_trait;
use domain::{
    CartLineId, OrderNumber,
    artwork::Kept,
    cart::{
        Adding, CartPage, ChangeField, ChangeQuantity, CheckoutPage, ContentField, EditContent,
        PlaceField, PlaceOrder, Placed, ReOrder, ReOrderField, ReOrderPage, RemoveLine,
    },
};
use service::{
    artwork::{self, Sent},
    cart, orders,
};

/// A file as the acts take it.
pub(super) fn sent(file: Uploaded) -> Sent {
    match file {
        Uploaded::Nothing => Sent::Nothing,
        Uploaded::TooLarge => Sent::TooLarge,
        Uploaded::File(file) => Sent::File {
            name: file.file_name,
            bytes: file.bytes,
        },
    }
}

fn not_added(not: cart::NotAdded) -> NotAdded {
    NotAdded {
        failure: not.failure,
        kept: not.kept,
    }
}

#[async_trait]
impl Cart for Backend {
    async fn show(&self, ctx: &Ctx) -> Result<CartPage, Failure> {
        cart::show(&self.store, ctx).await
    }

    async fn count_file(&self, act: &Act, file: &Uploaded) -> Result<(), Failure> {
        match file {
            Uploaded::File(_) => artwork::count(&self.store, &act.ctx, &act.client.address).await,
            Uploaded::Nothing | Uploaded::TooLarge => Ok(()),
        }
    }

    async fn add(&self, ctx: &Ctx, adding: &Adding, file: Uploaded) -> Result<(), NotAdded> {
        let added = cart::add(&self.store, &self.files, ctx, adding, sent(file)).await;
        added.map(|_| ()).map_err(not_added)
    }

    async fn keep(
        &self,
        ctx: &Ctx,
        adding: &Adding,
        file: Uploaded,
    ) -> Result<Option<Kept>, NotAdded> {
        let kept = cart::keep(&self.store, &self.files, ctx, adding, sent(file)).await;
        kept.map_err(not_added)
    }

    async fn change(&self, ctx: &Ctx, form: &ChangeQuantity) -> Result<(), Failure<ChangeField>> {
        cart::change(&self.store, ctx, form).await
    }

    async fn remove(&self, ctx: &Ctx, form: &RemoveLine) -> Result<(), Failure> {
        cart::remove(&self.store, ctx, form).await
    }

    async fn thumbnail(&self, ctx: &Ctx, line: CartLineId) -> Result<Vec<u8>, Failure> {
        cart::thumbnail(&self.store, &self.files, ctx, line).await
    }

    async fn kept_thumbnail(&self, ctx: &Ctx, kept: &Kept) -> Result<Vec<u8>, Failure> {
        cart::kept_thumbnail(&self.store, &self.files, ctx, kept).await
    }

    async fn checkout(&self, ctx: &Ctx) -> Result<CheckoutPage, Failure> {
        cart::checkout(&self.store, ctx).await
    }

    async fn place(
        &self,
        ctx: &Ctx,
        form: &PlaceOrder,
    ) -> Result<OrderNumber, Failure<PlaceField>> {
        orders::place(&self.store, ctx, form).await
    }

    async fn placed(&self, ctx: &Ctx, number: OrderNumber) -> Result<Placed, Failure> {
        cart::placed(&self.store, ctx, number).await
    }

    async fn reorder_page(&self, ctx: &Ctx, number: OrderNumber) -> Result<ReOrderPage, Failure> {
        orders::reorder_page(&self.store, &self.files, ctx, number).await
    }

    async fn reorder(
        &self,
        ctx: &Ctx,
        form: &ReOrder,
    ) -> Result<OrderNumber, Failure<ReOrderField>> {
        orders::reorder(&self.store, &self.files, ctx, form).await
    }

    async fn edit_content(
        &self,
        ctx: &Ctx,
        form: &EditContent,
        file: Uploaded,
    ) -> Result<(), Failure<ContentField>> {
        orders::edit_content(&self.store, &self.files, ctx, form, sent(file)).await
    }
}
