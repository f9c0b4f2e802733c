use super::Backend;
use access::{Ctx, Failure};
use app::addresses::Addresses;
use async_trait::async_trait;
use domain::{
    AddressId,
    addresses::{
        AddressField, AddressesPage, AddressesQuery, AssignDepartments, EditAddress, NewAddress,
        OnAddress,
    },
};
use service::addresses;

#[async_trait]
impl Addresses for Backend {
    async fn list(&self, ctx: &Ctx, query: &AddressesQuery) -> Result<AddressesPage, Failure> {
        addresses::list(&self.store, ctx, query).await
    }
    async fn add_to_company(
        &self,
        ctx: &Ctx,
        form: &NewAddress,
    ) -> Result<AddressId, Failure<AddressField>> {
        addresses::add_to_company(&self.store, ctx, form).await
    }
    async fn add_to_person(
        &self,
        ctx: &Ctx,
        form: &NewAddress,
    ) -> Result<AddressId, Failure<AddressField>> {
        addresses::add_to_person(&self.store, ctx, form).await
    }
    async fn correct(&self, ctx: &Ctx, form: &EditAddress) -> Result<(), Failure<AddressField>> {
        addresses::correct(&self.store, ctx, form).await
    }
    async fn remove(&self, ctx: &Ctx, form: &OnAddress) -> Result<(), Failure> {
        addresses::remove(&self.store, ctx, form).await
    }
    async fn assign_departments(
        &self,
        ctx: &Ctx,
        form: &AssignDepartments,
    ) -> Result<(), Failure<AddressField>> {
        addresses::assign_departments(&self.store, ctx, form).await
    }
}
