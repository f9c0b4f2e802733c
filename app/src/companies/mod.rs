//! Companies: the list, one company, and what is done to it.

mod codes;
mod company;
mod list;
mod state;

use crate::{Act, Done, Shop, failed::named, go, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    CompanyId, NoField,
    codes::{AskCodes, CodeField, KeepCostCentre},
    companies::{
        CompaniesPage, CompaniesQuery, CompanyField, CompanyPage, CreateCompany, EditCompany,
        OnCompany, SetPasskey,
    },
    paths,
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Companies: Send + Sync {
    async fn list(&self, ctx: &Ctx, query: &CompaniesQuery) -> Result<CompaniesPage, Failure>;
    async fn open(&self, ctx: &Ctx, id: CompanyId) -> Result<CompanyPage, Failure>;
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreateCompany,
    ) -> Result<CompanyId, Failure<CompanyField>>;
    async fn edit(&self, ctx: &Ctx, form: &EditCompany) -> Result<(), Failure<CompanyField>>;
    async fn ask_codes(&self, ctx: &Ctx, form: &AskCodes) -> Result<(), Failure<CodeField>>;
    async fn keep_cost_centre(
        &self,
        ctx: &Ctx,
        form: &KeepCostCentre,
    ) -> Result<(), Failure<CodeField>>;
    async fn set_passkey(&self, ctx: &Ctx, form: &SetPasskey) -> Result<(), Failure<CompanyField>>;
    async fn remove_passkey(&self, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure>;
    async fn deactivate(&self, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure>;
    async fn activate(&self, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure>;
    async fn delete(&self, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure>;
}

named! { CompanyField CodeField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::COMPANIES, list::load))
        .merge(page(&pages::COMPANY, company::load))
        .merge(post(&pages::CREATE_COMPANY, create))
        .merge(post(&pages::EDIT_COMPANY, edit))
        .merge(post(&pages::ASK_CODES, ask_codes))
        .merge(post(&pages::KEEP_COST_CENTRE, keep_cost_centre))
        .merge(post(&pages::SET_COMPANY_PASSKEY, set_passkey))
        .merge(post(&pages::REMOVE_COMPANY_PASSKEY, remove_passkey))
        .merge(post(&pages::DEACTIVATE_COMPANY, deactivate))
        .merge(post(&pages::ACTIVATE_COMPANY, activate))
        .merge(post(&pages::DELETE_COMPANY, delete))
}

async fn create(act: Act, form: CreateCompany) -> Result<Done, Failure<CompanyField>> {
    let id = act.shop.companies.create(&act.ctx, &form).await?;
    let notice = format!("{} was added.", form.name());
    Ok(go(paths::Company(id)).saying(notice))
}

async fn edit(act: Act, form: EditCompany) -> Result<Done, Failure<CompanyField>> {
    act.shop.companies.edit(&act.ctx, &form).await?;
    Ok(go(paths::Company(form.company)).saying("Saved."))
}

async fn ask_codes(act: Act, form: AskCodes) -> Result<Done, Failure<CodeField>> {
    act.shop.companies.ask_codes(&act.ctx, &form).await?;
    Ok(go(paths::Company(form.company)).saying("Saved. The checkout asks for this from now on."))
}

async fn keep_cost_centre(act: Act, form: KeepCostCentre) -> Result<Done, Failure<CodeField>> {
    act.shop.companies.keep_cost_centre(&act.ctx, &form).await?;
    let notice = "Saved. Orders keep the cost centre as it was when they were placed.";
    Ok(go(paths::Company(form.company)).saying(notice))
}

async fn set_passkey(act: Act, form: SetPasskey) -> Result<Done, Failure<CompanyField>> {
    act.shop.companies.set_passkey(&act.ctx, &form).await?;
    Ok(go(paths::Company(form.company)).saying("The passkey is set. Tell it to your people."))
}

async fn remove_passkey(act: Act, form: OnCompany) -> Result<Done, Failure<NoField>> {
    act.shop.companies.remove_passkey(&act.ctx, &form).await?;
    let notice = "Removed: nobody registers as one of its people any more.";
    Ok(go(paths::Company(form.company)).saying(notice))
}

async fn deactivate(act: Act, form: OnCompany) -> Result<Done, Failure<NoField>> {
    act.shop.companies.deactivate(&act.ctx, &form).await?;
    let notice = "Deactivated: its people cannot sign in for now, and nothing is lost.";
    Ok(go(paths::Company(form.company)).saying(notice))
}

async fn activate(act: Act, form: OnCompany) -> Result<Done, Failure<NoField>> {
    act.shop.companies.activate(&act.ctx, &form).await?;
    Ok(go(paths::Company(form.company)).saying("Activated, with everything as it was."))
}

async fn delete(act: Act, form: OnCompany) -> Result<Done, Failure<NoField>> {
    act.shop.companies.delete(&act.ctx, &form).await?;
    Ok(go(paths::Companies).saying("The company was deleted."))
}
