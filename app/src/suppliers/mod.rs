//! Suppliers: the list, and what is done to one of them.

mod dialogs;
mod list;

use crate::{Act, Done, Shop, failed::named, go, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    AccountId, NoField, SupplierId,
    lists::{DialogQuery as _, ListQuery as _},
    paths,
    suppliers::{
        CreateSupplier, EditSupplier, InviteToSupplier, MakesProduct, OnSupplier, SupplierField,
        SupplierPanel, SuppliersPage, SuppliersQuery,
    },
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Suppliers: Send + Sync {
    async fn list(&self, ctx: &Ctx, query: &SuppliersQuery) -> Result<SuppliersPage, Failure>;
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreateSupplier,
    ) -> Result<SupplierId, Failure<SupplierField>>;
    async fn edit(&self, ctx: &Ctx, form: &EditSupplier) -> Result<(), Failure<SupplierField>>;
    async fn invite(
        &self,
        ctx: &Ctx,
        form: &InviteToSupplier,
    ) -> Result<AccountId, Failure<SupplierField>>;
    async fn deactivate(&self, ctx: &Ctx, form: &OnSupplier) -> Result<(), Failure>;
    async fn activate(&self, ctx: &Ctx, form: &OnSupplier) -> Result<(), Failure>;
    async fn makes(&self, ctx: &Ctx, form: &MakesProduct) -> Result<(), Failure<SupplierField>>;
}

named! { SupplierField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::SUPPLIERS, list::load))
        .merge(post(&pages::CREATE_SUPPLIER, create))
        .merge(post(&pages::EDIT_SUPPLIER, edit))
        .merge(post(&pages::INVITE_SUPPLIER, invite))
        .merge(post(&pages::DEACTIVATE_SUPPLIER, deactivate))
        .merge(post(&pages::ACTIVATE_SUPPLIER, activate))
        .merge(post(&pages::MAKES_PRODUCT, makes))
}

async fn create(act: Act, form: CreateSupplier) -> Result<Done, Failure<SupplierField>> {
    act.shop.suppliers.create(&act.ctx, &form).await?;
    let notice = format!("{} was added. Jobs can be sent to it.", form.name());
    Ok(go(paths::Suppliers).saying(notice))
}

async fn edit(act: Act, form: EditSupplier) -> Result<Done, Failure<SupplierField>> {
    act.shop.suppliers.edit(&act.ctx, &form).await?;
    Ok(go(paths::Suppliers).saying("Saved."))
}

async fn invite(act: Act, form: InviteToSupplier) -> Result<Done, Failure<SupplierField>> {
    act.shop.suppliers.invite(&act.ctx, &form).await?;
    Ok(go(paths::Suppliers).saying("The invitation is on its way."))
}

async fn deactivate(act: Act, form: OnSupplier) -> Result<Done, Failure<NoField>> {
    act.shop.suppliers.deactivate(&act.ctx, &form).await?;
    let notice = "Deactivated: it is only recorded now, and its people cannot sign in.";
    Ok(go(paths::Suppliers).saying(notice))
}

async fn activate(act: Act, form: OnSupplier) -> Result<Done, Failure<NoField>> {
    act.shop.suppliers.activate(&act.ctx, &form).await?;
    Ok(go(paths::Suppliers).saying("Activated, with everything as it was."))
}

async fn makes(act: Act, form: MakesProduct) -> Result<Done, Failure<SupplierField>> {
    act.shop.suppliers.makes(&act.ctx, &form).await?;
    let to = SuppliersQuery::default().with(SupplierPanel::Products, form.supplier);
    Ok(go(to.address()).saying("Saved."))
}
