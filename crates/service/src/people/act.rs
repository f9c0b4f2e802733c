//! What all acts on one person have in common.

pub(super) use crate::refused::fresh;

use access::{Access, Ctx, Denial, Failure, Permission, Storefront, rules};
use domain::{AccountId, AssignmentId, people::PersonAct};
use store::{
    Tx, audit,
    people::{self, PersonRecord, Shown},
    storefronts,
};

/// The person, for this transaction alone: whoever acts on them at the same time waits, and then
/// sees what was done.
pub(super) async fn taken<F>(
    tx: &mut Tx,
    ctx: &Ctx,
    id: AccountId,
) -> Result<PersonRecord, Failure<F>> {
    // In this order everywhere: the administrators, then the person.
    let before = people::person(tx, id, ctx.now).await?;
    if before.is_some_and(|person| administers(&person)) {
        people::lock_administrators(tx).await?;
    }
    let person = people::locked(tx, id, ctx.now).await?;
    person.ok_or(Failure::Denied(Denial::NotFound))
}

pub(super) fn administers(person: &PersonRecord) -> bool {
    person
        .holdings
        .iter()
        .any(rules::people::administers_the_platform)
}

/// The storefront that writes to them: their own; of staff, the one where they are looked after.
pub(super) async fn home(
    tx: &mut Tx,
    ctx: &Ctx,
    person: &PersonRecord,
) -> store::Result<Storefront> {
    let home = match person.home {
        Some(home) => storefronts::by_id(tx, home).await?,
        None => None,
    };
    Ok(home.unwrap_or_else(|| ctx.at.clone()))
}

/// That a platform administrator remains without this person.
pub(crate) async fn one_remains(tx: &mut Tx, person: &PersonRecord) -> Result<(), Failure> {
    if administers(person) && people::other_administrators(tx, Some(person.id), None).await? == 0 {
        return Err(Denial::LastAdministrator.into());
    }
    Ok(())
}

/// That one remains without this assignment.
pub(super) async fn one_remains_without(
    tx: &mut Tx,
    assignment: AssignmentId,
) -> store::Result<bool> {
    Ok(people::other_administrators(tx, None, Some(assignment)).await? > 0)
}

pub(super) const fn shown(account: AccountId, version: i64) -> Shown {
    Shown { account, version }
}

/// Writes an act on a person down; both people where an administrator is logged in as somebody.
pub(super) async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    act: &str,
    person: AccountId,
    detail: serde_json::Value,
) -> store::Result<()> {
    audit::record(tx, ctx, act, "account", Some(person.0), detail).await
}

/// Whether an act is possible, by the same rules that let the writes through.
pub(super) fn may(access: &Access, person: &PersonRecord, act: PersonAct) -> Result<(), Denial> {
    let facts = person.facts();
    match act {
        PersonAct::Invite => rules::people::invite(access, &facts).map(drop),
        PersonAct::Suspend => rules::people::suspend(access, &facts).map(drop),
        PersonAct::Reactivate => rules::people::reactivate(access, &facts).map(drop),
        PersonAct::ResetSecondFactor => {
            rules::people::reset_second_factor(access, &facts).map(drop)
        }
        PersonAct::Delete => rules::people::delete(access, &facts).map(drop),
        PersonAct::LogInAs => rules::people::log_in_as(access, &facts).map(drop),
    }
}

/// The permission behind a button.
pub(super) const fn permission(act: PersonAct) -> Permission {
    match act {
        PersonAct::Invite => Permission::UserInvite,
        PersonAct::Suspend => Permission::UserSuspend,
        PersonAct::Reactivate => Permission::UserReactivate,
        PersonAct::ResetSecondFactor => Permission::UserEdit,
        PersonAct::Delete => Permission::UserDelete,
        PersonAct::LogInAs => Permission::SessionImpersonate,
    }
}
