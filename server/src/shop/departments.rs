use super::Backend;
use access::{Ctx, Failure};
use app::departments::Departments;
use async_trait::async_trait;
use domain::{
    DepartmentId,
    departments::{
        CreateDepartment, DeleteDepartment, DepartmentField, DepartmentsPage, DepartmentsQuery,
        OnManager, RenameDepartment,
    },
};
use service::departments;

#[async_trait]
impl Departments for Backend {
    async fn list(&self, ctx: &Ctx, query: &DepartmentsQuery) -> Result<DepartmentsPage, Failure> {
        departments::list(&self.store, ctx, query).await
    }
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreateDepartment,
    ) -> Result<DepartmentId, Failure<DepartmentField>> {
        departments::create(&self.store, ctx, form).await
    }
    async fn rename(
        &self,
        ctx: &Ctx,
        form: &RenameDepartment,
    ) -> Result<(), Failure<DepartmentField>> {
        departments::rename(&self.store, ctx, form).await
    }
    async fn delete(
        &self,
        ctx: &Ctx,
        form: &DeleteDepartment,
    ) -> Result<(), Failure<DepartmentField>> {
        departments::delete(&self.store, ctx, form).await
    }
    async fn appoint(&self, ctx: &Ctx, form: &OnManager) -> Result<(), Failure<DepartmentField>> {
        departments::appoint(&self.store, ctx, form).await
    }
    async fn dismiss(&self, ctx: &Ctx, form: &OnManager) -> Result<(), Failure<DepartmentField>> {
        departments::dismiss(&self.store, ctx, form).await
    }
}
