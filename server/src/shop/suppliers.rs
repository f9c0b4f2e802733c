use super::Backend;
use access::{Ctx, Failure};
use app::suppliers::Suppliers;
use async_trait::async_trait;
use domain::{
    AccountId, SupplierId,
    suppliers::{
        CreateSupplier, EditSupplier, InviteToSupplier, MakesProduct, OnSupplier, SupplierField,
        SuppliersPage, SuppliersQuery,
    },
};
use service::suppliers;

#[async_trait]
impl Suppliers for Backend {
    async fn list(&self, ctx: &Ctx, query: &SuppliersQuery) -> Result<SuppliersPage, Failure> {
        suppliers::list(&self.store, ctx, query).await
    }
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreateSupplier,
    ) -> Result<SupplierId, Failure<SupplierField>> {
        suppliers::create(&self.store, ctx, form).await
    }
    async fn edit(&self, ctx: &Ctx, form: &EditSupplier) -> Result<(), Failure<SupplierField>> {
        suppliers::edit(&self.store, ctx, form).await
    }
    async fn invite(
        &self,
        ctx: &Ctx,
        form: &InviteToSupplier,
    ) -> Result<AccountId, Failure<SupplierField>> {
        suppliers::invite(&self.store, ctx, form).await
    }
    async fn deactivate(&self, ctx: &Ctx, form: &OnSupplier) -> Result<(), Failure> {
        suppliers::deactivate(&self.store, ctx, form).await
    }
    async fn activate(&self, ctx: &Ctx, form: &OnSupplier) -> Result<(), Failure> {
        suppliers::activate(&self.store, ctx, form).await
    }
    async fn makes(&self, ctx: &Ctx, form: &MakesProduct) -> Result<(), Failure<SupplierField>> {
        suppliers::makes(&self.store, ctx, form).await
    }
}
