use super::Backend;
use access::{Ctx, Failure};
use app::companies::Companies;
use async_trait::async_trait;
use domain::{
    CompanyId,
    codes::{AskCodes, CodeField, KeepCostCentre},
    companies::{
        CompaniesPage, CompaniesQuery, CompanyField, CompanyPage, CreateCompany, EditCompany,
        OnCompany, SetPasskey,
    },
};
use service::companies;

#[async_trait]
impl Companies for Backend {
    async fn list(&self, ctx: &Ctx, query: &CompaniesQuery) -> Result<CompaniesPage, Failure> {
        companies::list(&self.store, ctx, query).await
    }
    async fn open(&self, ctx: &Ctx, id: CompanyId) -> Result<CompanyPage, Failure> {
        companies::open(&self.store, ctx, id).await
    }
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreateCompany,
    ) -> Result<CompanyId, Failure<CompanyField>> {
        companies::create(&self.store, ctx, form).await
    }
    async fn edit(&self, ctx: &Ctx, form: &EditCompany) -> Result<(), Failure<CompanyField>> {
        companies::edit(&self.store, ctx, form).await
    }
    async fn ask_codes(&self, ctx: &Ctx, form: &AskCodes) -> Result<(), Failure<CodeField>> {
        companies::ask_codes(&self.store, ctx, form).await
    }
    async fn keep_cost_centre(
        &self,
        ctx: &Ctx,
        form: &KeepCostCentre,
    ) -> Result<(), Failure<CodeField>> {
        companies::keep_cost_centre(&self.store, ctx, form).await
    }
    async fn set_passkey(&self, ctx: &Ctx, form: &SetPasskey) -> Result<(), Failure<CompanyField>> {
        companies::set_passkey(&self.store, &self.passwords, ctx, form).await
    }
    async fn remove_passkey(&self, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure> {
        companies::remove_passkey(&self.store, ctx, form).await
    }
    async fn deactivate(&self, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure> {
        companies::deactivate(&self.store, ctx, form).await
    }
    async fn activate(&self, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure> {
        companies::activate(&self.store, ctx, form).await
    }
    async fn delete(&self, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure> {
        companies::delete(&self.store, ctx, form).await
    }
}
