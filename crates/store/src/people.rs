//! People: listing and loading them, and writing down accounts, companies, and the roles that are
//! assigned.
//!
//! What is done here to others' data takes a permit. What has none says why: registering is done by
//! somebody who has no account yet, and a person's own account is theirs.

mod addresses;
mod approvers;
mod customers;
mod history;
mod list;
mod places;
mod stands;
mod write;

pub(crate) use crate::accounts::assignments;
pub use addresses::{
    Holders, address_of, customer_of, hash_beside, hold_address, hold_platform, holders, works,
};
pub use approvers::{
    Designated, approvers_of, approves_for, approves_products, might_approve, others_asked_for,
    products_to_approve, set_approvers,
};
pub use customers::{Customer, customers};
pub use history::{Entry, history};
pub use list::{Listed, OfPeople, companies, departments, departments_beside, list, roles_beside};
pub use places::{CompanyPlace, DepartmentPlace, companies_of, company, departments_of, suppliers};
pub(crate) use stands::People;
pub use stands::{
    Held, PersonRecord, administered_storefronts, held, is_administered, lock_administrators,
    locked, other_administrators, person, platform_administrators,
};
pub use write::{
    Shown, create, delete, edit, first_departments, first_role, hand_out, import, invite,
    reactivate, reset_second_factor, set_departments, suspend, take_back, written,
};

use crate::{Error, Result, Tx, sql::sql};
use access::{Anchor, Permit, Role, RoleName, permission::account};
use domain::{
    AccountId, AssignmentId, CompanyId, CustomRoleId, StorefrontId, SupplierId, Timestamp,
    accounts::AccountState,
};

/// The words of `assignments.anchor`.
pub(crate) mod anchor_word {
    pub(crate) const PLATFORM: &str = "platform";
    pub(crate) const STOREFRONTS: &str = "storefronts";
    pub(crate) const COMPANY: &str = "company";
    pub(crate) const DEPARTMENTS: &str = "departments";
    pub(crate) const SUPPLIER: &str = "supplier";
}

/// A person to be written down.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    pub storefront: Option<StorefrontId>,
    pub company: Option<CompanyId>,
    pub supplier: Option<SupplierId>,
    pub name: &'a str,
    /// As [`normal_email`](domain::accounts::normal_email) gives it.
    pub email: Option<&'a str>,
    pub state: AccountState,
    pub password_hash: Option<&'a str>,
}

/// Writes a person down. Asks for no permit: who registers has no account yet, and an empty platform
/// nobody who could give one; the acts of administrators ask before.
///
/// # Errors
/// The constraint `accounts_email` where the address is in use beside it; see [`Error`].
pub async fn insert(tx: &mut Tx, new: &NewAccount<'_>, now: Timestamp) -> Result<AccountId> {
    let verified = (new.state == AccountState::Active).then_some(now);
    let id = sql("
        insert into accounts (storefront_id, company_id, supplier_id, name, email, state, password_hash, verified_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id")
    .bind(new.storefront)
    .bind(new.company)
    .bind(new.supplier)
    .bind(new.name)
    .bind(new.email)
    .bind(new.state.key())
    .bind(new.password_hash)
    .bind(verified)
    .bind(now)
    .int(tx)
    .await?;
    Ok(AccountId(id))
}

/// Founds a company. See [`insert`] for why it asks for no permit.
///
/// # Errors
/// The constraint `companies_name` where the name is taken; see [`Error`].
pub async fn insert_company(
    tx: &mut Tx,
    storefront: StorefrontId,
    name: &str,
) -> Result<CompanyId> {
    let id = sql("
        insert into companies (storefront_id, name)
        values ($1, $2)
        returning id")
    .bind(storefront)
    .bind(name)
    .int(tx)
    .await?;
    Ok(CompanyId(id))
}

/// Gives an account a built-in role at an anchor. See [`insert`] for why it asks for no permit.
///
/// # Errors
/// See [`Error`].
pub async fn assign(
    tx: &mut Tx,
    account: AccountId,
    role: Role,
    anchor: &Anchor,
    now: Timestamp,
) -> Result<AssignmentId> {
    write_assignment(tx, account, &RoleName::BuiltIn(role), (anchor, None), now).await
}

/// The id of a custom role, as forms and addresses name it.
#[must_use]
pub fn custom(key: &str) -> Option<CustomRoleId> {
    key.parse().ok()
}

async fn write_assignment(
    tx: &mut Tx,
    account: AccountId,
    role: &RoleName,
    (anchor, ends): (&Anchor, Option<Timestamp>),
    now: Timestamp,
) -> Result<AssignmentId> {
    let (key, custom) = match role {
        RoleName::BuiltIn(role) => (role.key(), None),
        RoleName::Custom { id, .. } => ("", Some(*id)),
    };
    let (word, storefront, company, supplier) = match anchor {
        Anchor::Platform => (anchor_word::PLATFORM, None, None, None),
        Anchor::Storefronts(_) => (anchor_word::STOREFRONTS, None, None, None),
        Anchor::Company {
            storefront: [at],
            company,
        } => (anchor_word::COMPANY, Some(*at), Some(*company), None),
        Anchor::Departments {
            storefront: [at],
            company,
            ..
        } => (anchor_word::DEPARTMENTS, Some(*at), Some(*company), None),
        Anchor::Supplier([supplier]) => (anchor_word::SUPPLIER, None, None, Some(*supplier)),
    };
    let id = sql("
        insert into assignments (account_id, role, custom_role_id, anchor, storefront_id, company_id, supplier_id,
            created_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id")
    .bind(account)
    .bind(key)
    .bind(custom)
    .bind(word)
    .bind(storefront)
    .bind(company)
    .bind(supplier)
    .bind(now)
    .bind(ends)
    .int(tx)
    .await?;
    if let Anchor::Storefronts(these) = anchor {
        for one in these {
            sql(
                "insert into assignment_storefronts (assignment_id, storefront_id) values ($1, $2)",
            )
            .bind(id)
            .bind(*one)
            .run(tx)
            .await?;
        }
    }
    if let Anchor::Departments { departments, .. } = anchor {
        for one in departments {
            sql(
                "insert into assignment_departments (assignment_id, department_id) values ($1, $2)",
            )
            .bind(id)
            .bind(*one)
            .run(tx)
            .await?;
        }
    }
    Ok(AssignmentId(id))
}

/// An account as signing in asks for it.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub id: AccountId,
    pub storefront: Option<StorefrontId>,
    pub state: AccountState,
    /// Nothing for who never chose one.
    pub password_hash: Option<String>,
}

impl std::fmt::Debug for Credentials {
    /// Without the hash.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

#[derive(sqlx_macros::FromRow)]
struct CredentialsRow {
    id: i64,
    storefront_id: Option<i64>,
    state: String,
    password_hash: Option<String>,
}

impl TryFrom<CredentialsRow> for Credentials {
    type Error = Error;
    fn try_from(row: CredentialsRow) -> Result<Self> {
        Ok(Self {
            id: AccountId(row.id),
            storefront: row.storefront_id.map(StorefrontId),
            state: AccountState::from_key(&row.state)
                .ok_or_else(|| Error::unreadable("accounts.state", &*row.state))?,
            password_hash: row.password_hash,
        })
    }
}

/// The accounts of a mail address, on all storefronts, those first that can sign in. Asks for no
/// permit: it is how somebody shows who they are.
///
/// # Errors
/// See [`Error`].
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Vec<Credentials>> {
    let rows = sql("
        select id, storefront_id, state, password_hash
        from accounts
        where email = $1 and state <> 'deleted'
        order by case when state = 'active' then 0 else 1 end, id
        limit 20")
    .bind(email)
    .all::<CredentialsRow>(tx)
    .await?;
    rows.into_iter().map(Credentials::try_from).collect()
}

/// The same of one account.
///
/// # Errors
/// See [`Error`].
pub async fn credentials(tx: &mut Tx, id: AccountId) -> Result<Option<Credentials>> {
    let row = sql("
        select id, storefront_id, state, password_hash
        from accounts
        where id = $1 and state <> 'deleted'")
    .bind(id)
    .optional::<CredentialsRow>(tx)
    .await?;
    row.map(Credentials::try_from).transpose()
}

/// Whether a storefront has a company of this name, however it is written.
///
/// # Errors
/// See [`Error`].
pub async fn company_exists(tx: &mut Tx, storefront: StorefrontId, name: &str) -> Result<bool> {
    let found = sql("
        select count(*)
        from companies
        where storefront_id = $1 and (lower(name) = lower($2) or name = $2)")
    .bind(storefront)
    .bind(name)
    .int(tx)
    .await?;
    Ok(found > 0)
}

/// Somebody registers again before they followed the link: what they typed last counts.
///
/// # Errors
/// See [`Error`].
pub async fn register_again(
    tx: &mut Tx,
    id: AccountId,
    name: &str,
    password_hash: &str,
) -> Result<()> {
    sql("
        update accounts
        set name = $2, password_hash = $3, version = version + 1
        where id = $1 and state = 'invited'")
    .bind(id)
    .bind(name)
    .bind(password_hash)
    .run(tx)
    .await?;
    Ok(())
}

/// The link was followed: the account may sign in. Whether it was waiting for that.
///
/// # Errors
/// See [`Error`].
pub async fn activate(
    tx: &mut Tx,
    id: AccountId,
    company: Option<CompanyId>,
    now: Timestamp,
) -> Result<bool> {
    let changed = sql("
        update accounts
        set state = 'active', verified_at = $2, company_id = coalesce(company_id, $3), version = version + 1
        where id = $1 and state = 'invited'")
    .bind(id)
    .bind(now)
    .bind(company)
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// Notes a sign-in.
///
/// # Errors
/// See [`Error`].
pub async fn signed_in(tx: &mut Tx, id: AccountId, now: Timestamp) -> Result<()> {
    sql("
        update accounts
        set first_signed_in_at = coalesce(first_signed_in_at, $2), last_signed_in_at = $2
        where id = $1")
    .bind(id)
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// A new password, for who has shown the old one or the link that was mailed. The version stays: it
/// is of what is shown.
///
/// # Errors
/// See [`Error`].
pub async fn set_password(tx: &mut Tx, id: AccountId, hash: &str) -> Result<()> {
    sql("update accounts set password_hash = $2 where id = $1")
        .bind(id)
        .bind(hash)
        .run(tx)
        .await?;
    Ok(())
}

/// One's own name and telephone number. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`].
pub async fn edit_profile(
    tx: &mut Tx,
    _own: &Permit<account::EditOwn>,
    id: AccountId,
    version: i64,
    name: &str,
    phone: &str,
) -> Result<bool> {
    let changed = sql("
        update accounts
        set name = $3, phone = $4, version = version + 1
        where id = $1 and version = $2")
    .bind(id)
    .bind(version)
    .bind(name)
    .bind(phone)
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// The names of the departments an account belongs to or manages, for its own page.
///
/// # Errors
/// See [`Error`].
pub async fn department_names(tx: &mut Tx, id: AccountId) -> Result<Vec<String>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        name: String,
    }
    let rows = sql("
        select name
        from departments
        where id in (
            select department_id from department_members where account_id = $1
            union
            select department_id from department_managers where account_id = $1
        )
        order by name")
    .bind(id)
    .all::<Row>(tx)
    .await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}
