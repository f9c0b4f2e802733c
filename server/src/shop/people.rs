use super::{Backend, accounts::lost};
use crate::http::sessions;
use access::{Ctx, Failure};
use app::{Act, people::People};
use async_trait::async_trait;
use domain::{
    AccountId,
    people::{
        AddField, AddPerson, AssignField, AssignRole, EditPerson, EditPersonField, InviteField,
        OnPerson, PeoplePage, PeopleQuery, PersonPage, SetApprovers, SetApproversField,
        SetDepartments, SetDepartmentsField, WithdrawRole,
    },
};
use service::people;

#[async_trait]
impl People for Backend {
    async fn list(&self, ctx: &Ctx, query: &PeopleQuery) -> Result<PeoplePage, Failure> {
        people::list(&self.store, ctx, query).await
    }
    async fn open(&self, ctx: &Ctx, id: AccountId) -> Result<PersonPage, Failure> {
        people::open(&self.store, ctx, id).await
    }
    async fn add(&self, ctx: &Ctx, form: &AddPerson) -> Result<AccountId, Failure<AddField>> {
        people::add(&self.store, ctx, form).await
    }
    async fn edit(&self, ctx: &Ctx, form: &EditPerson) -> Result<(), Failure<EditPersonField>> {
        people::edit(&self.store, ctx, form).await
    }
    async fn set_departments(
        &self,
        ctx: &Ctx,
        form: &SetDepartments,
    ) -> Result<(), Failure<SetDepartmentsField>> {
        people::set_departments(&self.store, ctx, form).await
    }
    async fn set_approvers(
        &self,
        ctx: &Ctx,
        form: &SetApprovers,
    ) -> Result<(), Failure<SetApproversField>> {
        people::set_approvers(&self.store, ctx, form).await
    }
    async fn invite(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure<InviteField>> {
        people::invite(&self.store, ctx, form).await
    }
    async fn suspend(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure> {
        people::suspend(&self.store, ctx, form).await
    }
    async fn reactivate(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure> {
        people::reactivate(&self.store, ctx, form).await
    }
    async fn reset_second_factor(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure> {
        people::reset_second_factor(&self.store, ctx, form).await
    }
    async fn delete(&self, ctx: &Ctx, form: &OnPerson) -> Result<(), Failure> {
        people::delete(&self.store, ctx, form).await
    }
    async fn assign_role(&self, ctx: &Ctx, form: &AssignRole) -> Result<(), Failure<AssignField>> {
        people::assign_role(&self.store, ctx, form).await
    }
    async fn withdraw_role(&self, ctx: &Ctx, form: &WithdrawRole) -> Result<(), Failure> {
        people::withdraw_role(&self.store, ctx, form).await
    }
    async fn log_in_as(&self, act: &Act, form: &OnPerson) -> Result<String, Failure> {
        let goes_on = people::log_in_as(&self.store, &act.ctx, form).await?;
        sessions::go_on_as(&act.session, goes_on.account, goes_on.acting)
            .await
            .map_err(|error| lost(&error))?;
        Ok(goes_on.to)
    }
    async fn return_to_account(&self, act: &Act) -> Result<String, Failure> {
        let goes_on = people::return_to_account(&self.store, &act.ctx).await?;
        sessions::go_on_as(&act.session, goes_on.account, goes_on.acting)
            .await
            .map_err(|error| lost(&error))?;
        Ok(goes_on.to)
    }
}
