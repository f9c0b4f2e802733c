//! What all acts on one person have in common.

pub(super) use crate::refused::fresh;

use crate::administrators::{self, Going};
use access::{Access, Ctx, Denial, Failure, Permission, Storefront, rules};
use domain::{AccountId, people::PersonAct};
use store::{
    Tx, audit,
    people::{self, Held, PersonRecord, Shown},
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
    person.holdings.iter().any(administrators::one_must_remain)
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

/// That administrators remain without this person.
pub(super) async fn one_remains(
    tx: &mut Tx,
    ctx: &Ctx,
    person: &PersonRecord,
) -> Result<(), Failure> {
    let going = Going {
        account: person.id,
        holdings: &person.holdings,
        assignment: None,
    };
    match administrators::in_the_way(tx, &ctx.access, going).await? {
        Some(why) => Err(why.into()),
        None => Ok(()),
    }
}

/// What is in the way of taking this role of theirs.
pub(super) async fn last_of(
    tx: &mut Tx,
    ctx: &Ctx,
    person: &PersonRecord,
    one: &Held,
) -> store::Result<Option<Denial>> {
    let going = Going {
        account: person.id,
        holdings: std::slice::from_ref(&one.holding),
        assignment: Some(one.id),
    };
    administrators::in_the_way(tx, &ctx.access, going).await
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
