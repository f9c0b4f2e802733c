use super::{Backend, accounts::lost};
use crate::http::sessions;
use access::{Answer, ChangePage, Ctx, EditPage, Failure, Matrix, RoleId, RolePage, RolesPage};
use app::{Act, roles::Roles};
use async_trait::async_trait;
use domain::{
    CustomRoleId, paths,
    roles::{
        DeleteRole, EditRole, HoldersQuery, MatrixQuery, NewRole, OnRole, RoleField, WhyQuery,
    },
};
use service::roles;

#[async_trait]
impl Roles for Backend {
    async fn list(&self, ctx: &Ctx) -> Result<RolesPage, Failure> {
        roles::list(&self.store, ctx).await
    }
    async fn open(&self, ctx: &Ctx, id: &str, holders: &HoldersQuery) -> Result<RolePage, Failure> {
        roles::open(&self.store, ctx, id, holders).await
    }
    async fn matrix(&self, ctx: &Ctx, query: &MatrixQuery) -> Result<Matrix, Failure> {
        roles::matrix(&self.store, ctx, query).await
    }
    async fn csv(&self, ctx: &Ctx, query: &MatrixQuery) -> Result<String, Failure> {
        roles::csv(&self.store, ctx, query).await
    }
    async fn why(&self, ctx: &Ctx, query: &WhyQuery) -> Result<Option<Answer>, Failure> {
        roles::why(&self.store, ctx, query).await
    }
    async fn preview(&self, act: &Act, form: &OnRole) -> Result<String, Failure> {
        let to = roles::preview(&self.store, &act.ctx, form).await?;
        sessions::go_on_in(&act.session, Some(form.role.as_str()))
            .await
            .map_err(|error| lost(&error))?;
        Ok(to)
    }
    async fn end_preview(&self, act: &Act) -> Result<String, Failure> {
        // Nothing is wrong with ending it twice.
        let Some(role) = sessions::preview(&act.session).await else {
            return Ok(paths::Catalogue.to_string());
        };
        let to = roles::end_preview(&self.store, &act.ctx, &role).await?;
        sessions::go_on_in(&act.session, None)
            .await
            .map_err(|error| lost(&error))?;
        Ok(to)
    }
    async fn copies(&self, ctx: &Ctx) -> Result<(Vec<(RoleId, String)>, bool), Failure> {
        roles::copies(&self.store, ctx).await
    }
    async fn create(&self, ctx: &Ctx, form: &NewRole) -> Result<CustomRoleId, Failure<RoleField>> {
        roles::create(&self.store, ctx, form).await
    }
    async fn edit_page(&self, ctx: &Ctx, id: &str) -> Result<EditPage, Failure> {
        roles::edit_page(&self.store, ctx, id).await
    }
    async fn change(
        &self,
        ctx: &Ctx,
        form: &EditRole,
        holders: &HoldersQuery,
    ) -> Result<ChangePage, Failure<RoleField>> {
        roles::change(&self.store, ctx, form, holders).await
    }
    async fn restoring(
        &self,
        ctx: &Ctx,
        id: &str,
        holders: &HoldersQuery,
    ) -> Result<ChangePage, Failure> {
        roles::restoring(&self.store, ctx, id, holders).await
    }
    async fn edit(&self, ctx: &Ctx, form: &EditRole) -> Result<(), Failure<RoleField>> {
        roles::edit(&self.store, ctx, form).await
    }
    async fn restore(&self, ctx: &Ctx, form: &OnRole) -> Result<(), Failure> {
        roles::restore(&self.store, ctx, form).await
    }
    async fn delete(&self, ctx: &Ctx, form: &DeleteRole) -> Result<(), Failure<RoleField>> {
        roles::delete(&self.store, ctx, form).await
    }
}
