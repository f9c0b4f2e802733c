//! Roles: the list, one role, who can do what, making and changing one.

mod change;
mod csv;
mod edit;
mod list;
mod matrix;
mod new;
mod role;
mod why;

use crate::{Act, At, Done, Shop, failed::named, form::Nothing, go, page, post};
use access::{
    Answer, ChangePage, Ctx, EditPage, Failure, Matrix, RoleId, RolePage, RolesPage, pages,
};
use async_trait::async_trait;
use axum::Router;
use domain::{
    CustomRoleId, NoField,
    lists::{NameCursor, PageOf},
    paths,
    roles::{
        DeleteRole, EditRole, HolderLine, HoldersQuery, MatrixQuery, NewRole, OnRole, RoleField,
        WhyQuery,
    },
};
use leptos::prelude::*;
use ui::{Pager, Wrong};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Roles: Send + Sync {
    async fn list(&self, ctx: &Ctx) -> Result<RolesPage, Failure>;
    async fn open(&self, ctx: &Ctx, id: &str, holders: &HoldersQuery) -> Result<RolePage, Failure>;
    async fn matrix(&self, ctx: &Ctx, query: &MatrixQuery) -> Result<Matrix, Failure>;
    /// The same as CSV.
    async fn csv(&self, ctx: &Ctx, query: &MatrixQuery) -> Result<String, Failure>;
    /// Of the reader, or of somebody else; nothing where nothing is asked, or of nobody they may see.
    async fn why(&self, ctx: &Ctx, query: &WhyQuery) -> Result<Option<Answer>, Failure>;
    /// The session goes on in the role, to look at the storefront; answers where.
    async fn preview(&self, act: &Act, form: &OnRole) -> Result<String, Failure>;
    /// The session goes on in its owner's own right; answers where.
    async fn end_preview(&self, act: &Act) -> Result<String, Failure>;
    /// What can be copied, and whether for the whole platform.
    async fn copies(&self, ctx: &Ctx) -> Result<(Vec<(RoleId, String)>, bool), Failure>;
    async fn create(&self, ctx: &Ctx, form: &NewRole) -> Result<CustomRoleId, Failure<RoleField>>;
    async fn edit_page(&self, ctx: &Ctx, id: &str) -> Result<EditPage, Failure>;
    /// What saving would change, before it is saved.
    async fn change(
        &self,
        ctx: &Ctx,
        form: &EditRole,
        holders: &HoldersQuery,
    ) -> Result<ChangePage, Failure<RoleField>>;
    /// What restoring a built-in role would change.
    async fn restoring(
        &self,
        ctx: &Ctx,
        id: &str,
        holders: &HoldersQuery,
    ) -> Result<ChangePage, Failure>;
    async fn edit(&self, ctx: &Ctx, form: &EditRole) -> Result<(), Failure<RoleField>>;
    async fn restore(&self, ctx: &Ctx, form: &OnRole) -> Result<(), Failure>;
    async fn delete(&self, ctx: &Ctx, form: &DeleteRole) -> Result<(), Failure<RoleField>>;
}

named! { RoleField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::ROLES, list::load))
        .merge(page(&pages::ROLE_MATRIX, matrix::load))
        .merge(csv::route())
        .merge(page(&pages::WHY, why::load))
        .merge(page(&pages::NEW_ROLE, new::load))
        .merge(page(&pages::ROLE, role::load))
        .merge(page(&pages::EDIT_ROLE, edit::load))
        .merge(page(&pages::CHANGE_OF_ROLE, change::load))
        .merge(post(&pages::CREATE_ROLE, create))
        .merge(post(&pages::SAVE_ROLE, save))
        .merge(post(&pages::RESTORE_ROLE, restore))
        .merge(post(&pages::DELETE_ROLE, delete))
        .merge(post(&pages::PREVIEW_ROLE, preview))
        .merge(post(&pages::END_PREVIEW, end_preview))
}

async fn create(act: Act, form: NewRole) -> Result<Done, Failure<RoleField>> {
    let id = act.shop.roles.create(&act.ctx, &form).await?;
    let name = form.name.trim();
    let notice = format!("{name} was made. Set what it grants, then give it to somebody.");
    Ok(go(paths::EditRole(id.to_string())).saying(notice))
}

async fn save(act: Act, form: EditRole) -> Result<Done, Failure<RoleField>> {
    act.shop.roles.edit(&act.ctx, &form).await?;
    Ok(go(paths::Role(form.role)).saying("The role was saved. It acts from now on."))
}

async fn restore(act: Act, form: OnRole) -> Result<Done, Failure<NoField>> {
    act.shop.roles.restore(&act.ctx, &form).await?;
    Ok(go(paths::Role(form.role)).saying("The role is as it was at first."))
}

async fn delete(act: Act, form: DeleteRole) -> Result<Done, Failure<RoleField>> {
    act.shop.roles.delete(&act.ctx, &form).await?;
    Ok(go(paths::Roles).saying("The role was deleted."))
}

async fn preview(act: Act, form: OnRole) -> Result<Done, Failure<NoField>> {
    Ok(go(act.shop.roles.preview(&act, &form).await?))
}

async fn end_preview(act: Act, _form: Nothing) -> Result<Done, Failure<NoField>> {
    let to = act.shop.roles.end_preview(&act).await?;
    Ok(go(to).saying("You see the storefront as yourself again."))
}

/// What went wrong with a form of this page, for the summary on top of it.
fn wrong(at: &At, endpoint: &str) -> Vec<Wrong> {
    let Some(failed) = at.failed(endpoint) else {
        return Vec::new();
    };
    if failed.fields.is_empty() {
        return vec![Wrong::whole(failed.message.clone())];
    }
    let fields = failed.fields.iter();
    fields
        .map(|(name, problem)| Wrong::field(name.clone(), problem.clone()))
        .collect()
}

/// A holder's name, which leads to their page.
fn holder(line: &HolderLine) -> AnyView {
    let (href, label) = (paths::Person(line.id).to_string(), line.name.clone());
    view! { <ui::Link href label/> }.into_any()
}

/// The ways to the holders before and after these.
fn pager<T>(page: &PageOf<T, NameCursor>, address: impl Fn(&HoldersQuery) -> String) -> AnyView {
    let previous = page.previous.as_ref();
    let previous = previous.map(|cursor| address(&HoldersQuery::before(cursor)));
    let next = page.next.as_ref();
    let next = next.map(|cursor| address(&HoldersQuery::after(cursor)));
    view! { <Pager previous next/> }.into_any()
}
