//! Departments: the list, and what is done to one of them in its dialogs.

mod boxes;
mod dialogs;
mod list;

pub(crate) use boxes::{all_or_some, boxes};

use crate::{Act, Done, Shop, failed::named, go, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    DepartmentId,
    departments::{
        CreateDepartment, DeleteDepartment, DepartmentField, DepartmentPanel, DepartmentsPage,
        DepartmentsQuery, OnManager, RenameDepartment,
    },
    lists::{DialogQuery as _, ListQuery as _},
    paths,
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Departments: Send + Sync {
    async fn list(&self, ctx: &Ctx, query: &DepartmentsQuery) -> Result<DepartmentsPage, Failure>;
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreateDepartment,
    ) -> Result<DepartmentId, Failure<DepartmentField>>;
    async fn rename(
        &self,
        ctx: &Ctx,
        form: &RenameDepartment,
    ) -> Result<(), Failure<DepartmentField>>;
    async fn delete(
        &self,
        ctx: &Ctx,
        form: &DeleteDepartment,
    ) -> Result<(), Failure<DepartmentField>>;
    async fn appoint(&self, ctx: &Ctx, form: &OnManager) -> Result<(), Failure<DepartmentField>>;
    async fn dismiss(&self, ctx: &Ctx, form: &OnManager) -> Result<(), Failure<DepartmentField>>;
}

named! { DepartmentField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::DEPARTMENTS, list::load))
        .merge(post(&pages::CREATE_DEPARTMENT, create))
        .merge(post(&pages::RENAME_DEPARTMENT, rename))
        .merge(post(&pages::DELETE_DEPARTMENT, delete))
        .merge(post(&pages::APPOINT, appoint))
        .merge(post(&pages::DISMISS, dismiss))
}

async fn create(act: Act, form: CreateDepartment) -> Result<Done, Failure<DepartmentField>> {
    act.shop.departments.create(&act.ctx, &form).await?;
    let notice = format!("{} was added.", form.name());
    Ok(go(paths::Departments).saying(notice))
}

async fn rename(act: Act, form: RenameDepartment) -> Result<Done, Failure<DepartmentField>> {
    act.shop.departments.rename(&act.ctx, &form).await?;
    let notice = format!("It is called {} from now on.", form.name());
    Ok(go(paths::Departments).saying(notice))
}

async fn delete(act: Act, form: DeleteDepartment) -> Result<Done, Failure<DepartmentField>> {
    act.shop.departments.delete(&act.ctx, &form).await?;
    let notice = if form.replacement.is_empty() {
        "The department was deleted."
    } else {
        "The department was deleted. Its people and orders are in the other one."
    };
    Ok(go(paths::Departments).saying(notice))
}

/// Where one goes on appointing and dismissing.
fn managers(of: DepartmentId) -> String {
    DepartmentsQuery::default()
        .with(DepartmentPanel::Managers, of)
        .address()
}

async fn appoint(act: Act, form: OnManager) -> Result<Done, Failure<DepartmentField>> {
    act.shop.departments.appoint(&act.ctx, &form).await?;
    Ok(go(managers(form.department)).saying("Appointed, from now on."))
}

async fn dismiss(act: Act, form: OnManager) -> Result<Done, Failure<DepartmentField>> {
    act.shop.departments.dismiss(&act.ctx, &form).await?;
    Ok(go(managers(form.department)).saying("Dismissed, from now on."))
}
