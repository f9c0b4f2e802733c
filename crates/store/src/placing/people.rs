//! For whom somebody may order.

use crate::{
    Result, Sql, Tx,
    reach::{self, Place},
    sql::sql,
};
use access::{Object, Owner, Scope, Visible, permission::order};
use domain::{
    AccountId, CompanyId, DepartmentId, StorefrontId, accounts::AccountState, cart::PersonChoice,
};

/// A person as `access::rules::cart::place_for` asks for them, and as an order names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord {
    pub id: AccountId,
    pub name: String,
    pub email: Option<String>,
    pub storefront: Option<StorefrontId>,
    pub company: Option<CompanyId>,
    pub company_name: Option<String>,
    pub departments: Vec<DepartmentId>,
    owners: [Owner; 1],
}

impl PersonRecord {
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        Object {
            storefront: self.storefront,
            company: these(self.company.as_slice()),
            departments: these(&self.departments),
            owners: &self.owners,
            ..Object::PLATFORM
        }
    }
}

const fn these<T>(some: &[T]) -> Scope<'_, T> {
    if some.is_empty() {
        Scope::Nobody
    } else {
        Scope::These(some)
    }
}

/// Somebody's record, unless it is deleted. People without access are people all the same.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn person(tx: &mut Tx, id: AccountId) -> Result<Option<PersonRecord>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        name: String,
        email: Option<String>,
        storefront_id: Option<i64>,
        company_id: Option<i64>,
        company_name: Option<String>,
    }
    let row: Option<Row> = sql(
        "select a.name, a.email, a.storefront_id, a.company_id, c.name as company_name
         from accounts a
         left join companies c on c.id = a.company_id
         where a.id = $1 and a.state <> $2",
    )
    .bind(id)
    .bind(AccountState::Deleted.key())
    .optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(PersonRecord {
        id,
        name: row.name,
        email: row.email,
        storefront: row.storefront_id.map(StorefrontId),
        company: row.company_id.map(CompanyId),
        company_name: row.company_name,
        departments: departments(tx, id).await?,
        owners: [Owner::Account(id)],
    }))
}

/// The departments somebody belongs to.
async fn departments(tx: &mut Tx, id: AccountId) -> Result<Vec<DepartmentId>> {
    let rows: Vec<(i64,)> = sql(
        "select department_id from department_members where account_id = $1 order by department_id",
    )
    .bind(id)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(id,)| DepartmentId(id)).collect())
}

/// The most people that a page offers to choose from.
const MOST: u32 = 500;

/// The people of a storefront to order for, by name, without oneself.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn people(
    tx: &mut Tx,
    visible: &Visible<'_, order::PlaceOnBehalf>,
    storefront: StorefrontId,
) -> Result<Vec<PersonChoice>> {
    let mut statement = people_of(storefront);
    statement.push(" and ");
    reach::filter(&mut statement, &Person, visible);
    if let Some(me) = visible.access().account() {
        statement.push(" and a.id <> ").push_arg(me);
    }
    choices(tx, statement).await
}

/// Begins a list of the people of a storefront to choose from.
pub(crate) fn people_of(storefront: StorefrontId) -> Sql {
    let mut statement = sql("select a.id, a.name,
            (select min(d.name)
             from department_members m
             join departments d on d.id = m.department_id
             where m.account_id = a.id) as department
         from accounts a
         where a.storefront_id = ");
    statement
        .push_arg(storefront)
        .push(" and a.state <> ")
        .push_arg(AccountState::Deleted.key());
    statement
}

/// Reads such a list by name, up to the most that a page offers.
pub(crate) async fn choices(tx: &mut Tx, mut statement: Sql) -> Result<Vec<PersonChoice>> {
    statement
        .push(" order by a.name, a.id limit ")
        .push_arg(MOST);
    let rows: Vec<(i64, String, Option<String>)> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|(id, name, department)| PersonChoice {
            id: AccountId(id),
            name,
            department,
        })
        .collect())
}

/// Where a person stands; the same as [`PersonRecord::object`].
pub(crate) struct Person;

impl Place for Person {
    const STOREFRONT: &'static str = "a.storefront_id";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("a.company_id = ").push_arg(company);
    }

    fn departments(&self, sql: &mut Sql, departments: &[DepartmentId]) {
        sql.push("exists (select 1 from department_members m where m.account_id = a.id and m.department_id in (");
        sql.push_list(departments.iter().copied()).push("))");
    }

    fn account(&self, sql: &mut Sql, account: AccountId) {
        sql.push("a.id = ").push_arg(account);
    }
}
