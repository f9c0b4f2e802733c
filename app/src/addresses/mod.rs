//! Addresses: the lists of companies' and of people's, and what is done to one in its dialogs.

mod dialogs;
mod list;

use crate::{Act, Done, Shop, failed::named, go, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    AddressId, NoField,
    addresses::{
        AddressField, AddressKind, AddressesPage, AddressesQuery, AssignDepartments, EditAddress,
        NewAddress, OnAddress,
    },
    lists::ListQuery as _,
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Addresses: Send + Sync {
    async fn list(&self, ctx: &Ctx, query: &AddressesQuery) -> Result<AddressesPage, Failure>;
    async fn add_to_company(
        &self,
        ctx: &Ctx,
        form: &NewAddress,
    ) -> Result<AddressId, Failure<AddressField>>;
    async fn add_to_person(
        &self,
        ctx: &Ctx,
        form: &NewAddress,
    ) -> Result<AddressId, Failure<AddressField>>;
    async fn correct(&self, ctx: &Ctx, form: &EditAddress) -> Result<(), Failure<AddressField>>;
    async fn remove(&self, ctx: &Ctx, form: &OnAddress) -> Result<(), Failure>;
    async fn assign_departments(
        &self,
        ctx: &Ctx,
        form: &AssignDepartments,
    ) -> Result<(), Failure<AddressField>>;
}

named! { AddressField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::ADDRESSES, list::load))
        .merge(post(&pages::ADD_COMPANY_ADDRESS, add_to_company))
        .merge(post(&pages::ADD_PERSONAL_ADDRESS, add_to_person))
        .merge(post(&pages::EDIT_ADDRESS, correct))
        .merge(post(&pages::DELETE_ADDRESS, remove))
        .merge(post(&pages::ASSIGN_ADDRESS, assign_departments))
}

/// The list that a form came from, as far as it is known; the address says the rest.
fn list_of(kind: AddressKind) -> String {
    AddressesQuery {
        kind: kind.key().to_owned(),
        ..AddressesQuery::default()
    }
    .address()
}

async fn add_to_company(act: Act, form: NewAddress) -> Result<Done, Failure<AddressField>> {
    act.shop.addresses.add_to_company(&act.ctx, &form).await?;
    let notice = "Added, for all departments of the company.";
    Ok(go(list_of(AddressKind::Company)).saying(notice))
}

async fn add_to_person(act: Act, form: NewAddress) -> Result<Done, Failure<AddressField>> {
    act.shop.addresses.add_to_person(&act.ctx, &form).await?;
    let to = match form.of.parse() {
        Ok(person) => AddressesQuery::of_person(person).address(),
        Err(_) => list_of(AddressKind::Personal),
    };
    Ok(go(to).saying("Added. It can be delivered to from now on."))
}

async fn correct(act: Act, form: EditAddress) -> Result<Done, Failure<AddressField>> {
    act.shop.addresses.correct(&act.ctx, &form).await?;
    Ok(go(list_of(form.kind()))
        .saying("Saved. Orders that were placed go where they were placed to."))
}

async fn remove(act: Act, form: OnAddress) -> Result<Done, Failure<NoField>> {
    act.shop.addresses.remove(&act.ctx, &form).await?;
    let notice = "Deleted. Orders that were placed go where they were placed to.";
    Ok(go(list_of(form.kind())).saying(notice))
}

async fn assign_departments(
    act: Act,
    form: AssignDepartments,
) -> Result<Done, Failure<AddressField>> {
    act.shop
        .addresses
        .assign_departments(&act.ctx, &form)
        .await?;
    Ok(go(list_of(AddressKind::Company)).saying("Saved."))
}
