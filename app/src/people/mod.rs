//! People, one person, and the acts on them.

mod add;
mod approvers;
mod filter;
mod list;
mod person;
mod roles;
mod state;

pub(crate) use filter::{choice, choices};
pub(crate) use state::pill;

use crate::{Act, Done, Shop, failed::named, form::Nothing, go, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    AccountId, NoField, paths,
    people::{
        AddField, AddPerson, AssignField, AssignRole, EditPerson, EditPersonField, InviteField,
        OnPerson, PeoplePage, PeopleQuery, PersonPage, SetApprovers, SetApproversField,
        SetDepartments, SetDepartmentsField, WithdrawRole,
    },
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait People: Send + Sync {
    async fn list(&self, ctx: &Ctx, query: &PeopleQuery) -> Result<PeoplePage, Failure>;
    async fn open(&self, ctx: &Ctx, id: AccountId) -> Result<PersonPage, Failure>;
    async fn add(&self, ctx: &Ctx, form: &AddPerson) -> Result<AccountId, Failure<AddField>>;
    async fn edit(&self, ctx: &Ctx, form: &EditPerson) -> Result<(), Failure<EditPersonField>>;
    async fn set_departments(
        &self,
        ctx: &Ctx,
        form: &SetDepartments,
    ) -> Result<(), Failure<SetDepartmentsField>>;
    async fn set_approvers(
        &self,
        ctx: &Ctx,
        form: &SetApprovers,
    ) -> Result<(), Failure<SetApproversField>>;
    async fn invite(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure<InviteField>>;
    async fn suspend(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure>;
    async fn reactivate(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure>;
    async fn reset_second_factor(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure>;
    async fn delete(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure>;
    async fn assign_role(&self, ctx: &Ctx, form: &AssignRole) -> Result<(), Failure<AssignField>>;
    async fn withdraw_role(&self, ctx: &Ctx, form: &WithdrawRole) -> Result<(), Failure>;
    /// The session goes on as that person; answers where.
    async fn log_in_as(&self, act: &Act, form: &OnPerson) -> Result<String, Failure>;
    /// The session goes on as who it was; answers where.
    async fn return_to_account(&self, act: &Act) -> Result<String, Failure>;
}

named! { AddField EditPersonField SetDepartmentsField SetApproversField InviteField AssignField }

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::PEOPLE, list::load))
        .merge(page(&pages::PERSON, person::load))
        .merge(post(&pages::ADD_PERSON, add))
        .merge(post(&pages::EDIT_PERSON, edit))
        .merge(post(&pages::SET_DEPARTMENTS, set_departments))
        .merge(post(&pages::SET_APPROVERS, set_approvers))
        .merge(post(&pages::INVITE, invite))
        .merge(post(&pages::SUSPEND, suspend))
        .merge(post(&pages::REACTIVATE, reactivate))
        .merge(post(&pages::RESET_SECOND_FACTOR, reset_second_factor))
        .merge(post(&pages::DELETE_PERSON, delete))
        .merge(post(&pages::ASSIGN_ROLE, assign_role))
        .merge(post(&pages::WITHDRAW_ROLE, withdraw_role))
        .merge(post(&pages::LOG_IN_AS, log_in_as))
        .merge(post(&pages::RETURN, return_to_account))
}

async fn add(act: Act, form: AddPerson) -> Result<Done, Failure<AddField>> {
    let id = act.shop.people.add(&act.ctx, &form).await?;
    let notice = if form.invite {
        "Added, and the invitation is on its way."
    } else {
        "Added, without access. You can invite them any time."
    };
    Ok(go(paths::Person(id)).saying(notice))
}

async fn edit(act: Act, form: EditPerson) -> Result<Done, Failure<EditPersonField>> {
    act.shop.people.edit(&act.ctx, &form).await?;
    Ok(go(paths::Person(form.person)).saying("Saved."))
}

async fn set_departments(
    act: Act,
    form: SetDepartments,
) -> Result<Done, Failure<SetDepartmentsField>> {
    act.shop.people.set_departments(&act.ctx, &form).await?;
    // Who has left the last of the reader's departments is not theirs to see any more.
    let to = match act.shop.people.open(&act.ctx, form.person).await {
        Ok(_) => paths::Person(form.person).to_string(),
        Err(_) => paths::People.to_string(),
    };
    Ok(go(to).saying("Saved."))
}

async fn set_approvers(act: Act, form: SetApprovers) -> Result<Done, Failure<SetApproversField>> {
    act.shop.people.set_approvers(&act.ctx, &form).await?;
    Ok(go(paths::Person(form.person)).saying("Saved."))
}

async fn invite(act: Act, form: OnPerson) -> Result<Done, Failure<InviteField>> {
    act.shop.people.invite(&act.ctx, &form).await?;
    Ok(go(paths::Person(form.person)).saying("The invitation is on its way."))
}

async fn suspend(act: Act, form: OnPerson) -> Result<Done, Failure<NoField>> {
    act.shop.people.suspend(&act.ctx, &form).await?;
    let notice = "Suspended: every session is ended, and nothing is lost.";
    Ok(go(paths::Person(form.person)).saying(notice))
}

async fn reactivate(act: Act, form: OnPerson) -> Result<Done, Failure<NoField>> {
    act.shop.people.reactivate(&act.ctx, &form).await?;
    Ok(go(paths::Person(form.person)).saying("Reactivated, with everything as it was."))
}

async fn reset_second_factor(act: Act, form: OnPerson) -> Result<Done, Failure<NoField>> {
    act.shop.people.reset_second_factor(&act.ctx, &form).await?;
    let notice = "Reset: the password alone opens the account now. Its sessions are ended, and its owner is told.";
    Ok(go(paths::Person(form.person)).saying(notice))
}

async fn delete(act: Act, form: OnPerson) -> Result<Done, Failure<NoField>> {
    act.shop.people.delete(&act.ctx, &form).await?;
    Ok(go(paths::People).saying("Deleted. Their orders stay."))
}

async fn assign_role(act: Act, form: AssignRole) -> Result<Done, Failure<AssignField>> {
    act.shop.people.assign_role(&act.ctx, &form).await?;
    Ok(go(paths::Person(form.person)).saying("The role is given, and acts from now on."))
}

async fn withdraw_role(act: Act, form: WithdrawRole) -> Result<Done, Failure<NoField>> {
    act.shop.people.withdraw_role(&act.ctx, &form).await?;
    // Staff are seen by where they work: without the role there they may be nobody's to see.
    let to = match act.shop.people.open(&act.ctx, form.person).await {
        Ok(_) => paths::Person(form.person).to_string(),
        Err(_) => paths::People.to_string(),
    };
    Ok(go(to).saying("The role is withdrawn."))
}

async fn log_in_as(act: Act, form: OnPerson) -> Result<Done, Failure<NoField>> {
    Ok(go(act.shop.people.log_in_as(&act, &form).await?))
}

async fn return_to_account(act: Act, _form: Nothing) -> Result<Done, Failure<NoField>> {
    let to = act.shop.people.return_to_account(&act).await?;
    Ok(go(to).saying("You are back in your own account."))
}
