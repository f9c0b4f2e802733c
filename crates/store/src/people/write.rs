//! What is done to others' accounts. Each write takes the permit of that very act, changes an account
//! of its storefront only, and only as it was shown.

use super::{NewAccount, approvers, insert, stands::HOME, write_assignment};
use crate::{Result, Sql, Tx, sql::sql};
use access::{
    Anchor, Permit, RoleName,
    permission::{role, user},
};
use domain::{
    AccountId, AssignmentId, DepartmentId, StorefrontId, Timestamp, accounts::AccountState,
};

/// The account as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub account: AccountId,
    pub version: i64,
}

/// `update … set {what} …`: whether the account was as it was shown, and of the permit's storefront.
pub(super) async fn change(
    tx: &mut Tx,
    shown: Shown,
    storefront: Option<StorefrontId>,
    what: impl FnOnce(&mut Sql),
) -> Result<bool> {
    let mut statement = sql("update accounts as a set version = version + 1");
    what(&mut statement);
    statement
        .push(" where a.id = ")
        .push_arg(shown.account)
        .push(" and a.version = ")
        .push_arg(shown.version);
    statement
        .push(" and ")
        .push(HOME)
        .push(" is not distinct from ")
        .push_arg(storefront);
    Ok(statement.run(tx).await? == 1)
}

fn to_state(state: AccountState) -> impl FnOnce(&mut Sql) {
    move |sql| {
        sql.push(", state = ").push_arg(state.key());
    }
}

/// Writes somebody down.
///
/// # Errors
/// The constraint `accounts_email` where the address is in use beside it, `accounts_once` where the
/// form was sent before; see [`Error`](crate::Error).
pub async fn create(
    tx: &mut Tx,
    may: &Permit<user::Create>,
    new: &NewAccount<'_>,
    (phone, once): (&str, Option<&str>),
    now: Timestamp,
) -> Result<AccountId> {
    // Staff are nobody's customers; whoever else is written down is of the permit's storefront.
    let storefront = new.storefront.and(may.storefront());
    let id = insert(tx, &NewAccount { storefront, ..*new }, now).await?;
    sql("update accounts set phone = $2, once = $3 where id = $1")
        .bind(id)
        .bind(phone)
        .bind(once)
        .run(tx)
        .await?;
    Ok(id)
}

/// Whom a form has written down at the permit's storefront before, if it was sent already.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn written(
    tx: &mut Tx,
    may: &Permit<user::Create>,
    once: &str,
) -> Result<Option<AccountId>> {
    let row: Option<(i64,)> = sql(format!(
        "select a.id from accounts a where a.once = $1 and {HOME} is not distinct from $2"
    ))
    .bind(once)
    .bind(may.storefront())
    .optional(tx)
    .await?;
    Ok(row.map(|(id,)| AccountId(id)))
}

/// Name, address and telephone number. Whether the version was the one shown.
///
/// # Errors
/// The constraint `accounts_email` where the address is in use beside it; see [`Error`](crate::Error).
pub async fn edit(
    tx: &mut Tx,
    may: &Permit<user::Edit>,
    shown: Shown,
    (name, email, phone): (&str, Option<&str>, &str),
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        sql.push(", name = ").push_arg(name);
        sql.push(", email = ").push_arg(email);
        sql.push(", phone = ").push_arg(phone);
    })
    .await
}

/// A link is mailed. Whether the version was the one shown.
///
/// # Errors
/// The constraint `accounts_email` where the address is in use beside it; see [`Error`](crate::Error).
pub async fn invite(tx: &mut Tx, may: &Permit<user::Invite>, shown: Shown) -> Result<bool> {
    change(tx, shown, may.storefront(), to_state(AccountState::Invited)).await
}

/// No sign-in for now. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn suspend(
    tx: &mut Tx,
    may: &Permit<user::Suspend>,
    shown: Shown,
    by_staff: bool,
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        to_state(AccountState::Suspended)(sql);
        sql.push(", suspended_by_staff = ").push_arg(by_staff);
    })
    .await
}

/// Everything as it was. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn reactivate(tx: &mut Tx, may: &Permit<user::Reactivate>, shown: Shown) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        to_state(AccountState::Active)(sql);
        sql.push(", suspended_by_staff = ").push_arg(false);
    })
    .await
}

/// What is shown beside a password, or in its place, goes. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn reset_second_factor(
    tx: &mut Tx,
    may: &Permit<user::Edit>,
    shown: Shown,
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    for text in FACTORS {
        sql(text).bind(shown.account).run(tx).await?;
    }
    Ok(true)
}

/// All that somebody has shown or may show beside a password, or in its place.
const FACTORS: [&str; 4] = [
    "delete from recovery_codes where account_id = $1",
    "delete from second_factors where account_id = $1",
    "delete from passkeys where account_id = $1",
    "delete from passkey_challenges where account_id = $1",
];

/// A tombstone stays: the name behind orders, and no way in. What was held goes, so that nobody is
/// counted, asked or replaced in their name. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn delete(tx: &mut Tx, may: &Permit<user::Delete>, shown: Shown) -> Result<bool> {
    let changed = change(tx, shown, may.storefront(), |sql| {
        to_state(AccountState::Deleted)(sql);
        sql.push(", password_hash = ").push_arg(None::<String>);
    })
    .await?;
    if !changed {
        return Ok(false);
    }
    for text in [
        "delete from assignment_storefronts where assignment_id in (select id from assignments where account_id = $1)",
        "delete from assignment_departments where assignment_id in (select id from assignments where account_id = $1)",
        "delete from assignments where account_id = $1",
        "delete from department_members where account_id = $1",
        "delete from department_managers where account_id = $1",
        "delete from approver_links where approver_id = $1 or account_id = $1",
        "delete from tokens where account_id = $1",
        "delete from muted_mails where account_id = $1",
    ]
    .into_iter()
    .chain(FACTORS)
    {
        sql(text).bind(shown.account).run(tx).await?;
    }
    Ok(true)
}

/// The departments that somebody belongs to from now on. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn set_departments(
    tx: &mut Tx,
    may: &Permit<user::SetDepartment>,
    shown: Shown,
    departments: &[DepartmentId],
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    belong(tx, shown.account, departments).await?;
    Ok(true)
}

/// What an import says of somebody: their name and telephone number, and the departments that they
/// belong to from now on, where it names some. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn import(
    tx: &mut Tx,
    may: &Permit<user::Import>,
    shown: Shown,
    (name, phone): (&str, &str),
    departments: Option<&[DepartmentId]>,
) -> Result<bool> {
    let changed = change(tx, shown, may.storefront(), |sql| {
        sql.push(", name = ").push_arg(name);
        sql.push(", phone = ").push_arg(phone);
    })
    .await?;
    if !changed {
        return Ok(false);
    }
    if let Some(these) = departments {
        belong(tx, shown.account, these).await?;
    }
    Ok(true)
}

/// The departments of who was written down just now.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn first_departments(
    tx: &mut Tx,
    _may: &Permit<user::Create>,
    account: AccountId,
    departments: &[DepartmentId],
) -> Result<()> {
    join(tx, account, departments).await
}

/// A role of who was written down just now: the first one that every customer has, or one that
/// `access` was asked about beside the permit.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn first_role(
    tx: &mut Tx,
    _may: &Permit<user::Create>,
    account: AccountId,
    role: &RoleName,
    anchor: &Anchor,
    now: Timestamp,
) -> Result<AssignmentId> {
    write_assignment(tx, account, role, (anchor, None), now).await
}

async fn belong(tx: &mut Tx, account: AccountId, departments: &[DepartmentId]) -> Result<()> {
    sql("delete from department_members where account_id = $1")
        .bind(account)
        .run(tx)
        .await?;
    join(tx, account, departments).await?;
    approvers::part(tx, account).await
}

async fn join(tx: &mut Tx, account: AccountId, departments: &[DepartmentId]) -> Result<()> {
    for one in departments {
        sql("insert into department_members (department_id, account_id) values ($1, $2) on conflict do nothing")
            .bind(*one)
            .bind(account)
            .run(tx)
            .await?;
    }
    Ok(())
}

/// Gives a role; nothing where the version was not the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn hand_out(
    tx: &mut Tx,
    may: &Permit<role::Assign>,
    shown: Shown,
    role: &RoleName,
    (anchor, ends): (&Anchor, Option<Timestamp>),
    now: Timestamp,
) -> Result<Option<AssignmentId>> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(None);
    }
    write_assignment(tx, shown.account, role, (anchor, ends), now)
        .await
        .map(Some)
}

/// Takes a role back. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn take_back(
    tx: &mut Tx,
    may: &Permit<role::Assign>,
    shown: Shown,
    assignment: AssignmentId,
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    for text in [
        "delete from assignment_storefronts
         where assignment_id in (select id from assignments where id = $1 and account_id = $2)",
        "delete from assignment_departments
         where assignment_id in (select id from assignments where id = $1 and account_id = $2)",
        "delete from assignments where id = $1 and account_id = $2",
    ] {
        sql(text)
            .bind(assignment)
            .bind(shown.account)
            .run(tx)
            .await?;
    }
    Ok(true)
}
