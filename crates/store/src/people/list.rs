//! The list of people, cut to whom the reader reaches, and what it can be filtered by.

use super::stands::{HOME, People, SHOWN_STATE, state};
use crate::{
    Error, Result, Sql, Tx,
    lists::{Part, like, named},
    reach,
    roles::side,
    sql::sql,
};
use access::{
    Capability, Role, Side, Visible,
    permission::{report, user},
};
use domain::{
    AccountId, CompanyId, DepartmentId, StorefrontId, Timestamp,
    accounts::AccountState,
    lists::{NameCursor, PageOf},
    people::{NOT_REGISTERED, PeopleFilter, REGISTERED},
};
use std::collections::HashMap;

/// What a list of people is read by; what stands beside one is for whoever reads it.
pub trait OfPeople: Capability {}
impl OfPeople for user::View {}
impl OfPeople for report::Customers {}

/// A row, before it is cut to an audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: AccountId,
    pub name: String,
    pub email: Option<String>,
    /// As people read it.
    pub state: AccountState,
    pub home: Option<StorefrontId>,
    pub company: Option<CompanyId>,
    pub company_name: Option<String>,
    pub last_signed_in: Option<Timestamp>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    name: String,
    email: Option<String>,
    state: String,
    home: Option<i64>,
    company_id: Option<i64>,
    company_name: Option<String>,
    last_signed_in_at: Option<i64>,
}

/// A page of the people that are visible and pass the filter, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn list(
    tx: &mut Tx,
    visible: &Visible<'_, user::View>,
    filter: &PeopleFilter,
    now: Timestamp,
    most: u32,
) -> Result<PageOf<Listed, NameCursor>> {
    let mut statement = sql(format!(
        "select a.id, a.name, a.email, {SHOWN_STATE} as state, {HOME} as home, a.company_id, c.name as company_name,
            a.last_signed_in_at
         from accounts a
         left join companies c on c.id = a.company_id
         where "
    ));
    seen(&mut statement, visible);
    passing(&mut statement, filter, now);
    let part = Part::new(&filter.start, most);
    part.end(&mut statement, ("a.name", "a.id"));
    let rows: Vec<Row> = statement.all(tx).await?;
    let rows = rows.into_iter().map(listed).collect::<Result<Vec<_>>>()?;
    Ok(part.page(rows, |row| NameCursor::at(&row.name, row.id.0)))
}

/// Writes who is visible. A deleted person is a tombstone behind orders, in no list.
pub(super) fn seen<C: OfPeople>(sql: &mut Sql, visible: &Visible<'_, C>) {
    sql.push("a.state <> ")
        .push_arg(AccountState::Deleted.key())
        .push(" and ");
    reach::filter(sql, &People, visible);
}

pub(super) fn passing(sql: &mut Sql, filter: &PeopleFilter, now: Timestamp) {
    for word in &filter.words {
        // Not every engine knows the small letters of all alphabets: as typed finds those.
        let (typed, lower) = (like(word), like(&word.to_lowercase()));
        sql.push(" and (lower(a.name) like ")
            .push_arg(&lower)
            .push(" escape '\\' or a.name like ")
            .push_arg(typed)
            .push(" escape '\\' or a.email like ")
            .push_arg(lower)
            .push(" escape '\\')");
    }
    if let Some(state) = filter.state {
        sql.push(" and ")
            .push(SHOWN_STATE)
            .push(" = ")
            .push_arg(state.key());
    }
    if let Some(company) = filter.company {
        sql.push(" and a.company_id = ").push_arg(company);
    }
    if let Some(department) = filter.department {
        for (word, table) in [
            (" and (exists (", "department_members"),
            (" or exists (", "department_managers"),
        ] {
            sql.push(word).push("select 1 from ").push(table);
            sql.push(" d where d.account_id = a.id and d.department_id = ")
                .push_arg(department)
                .push(")");
        }
        sql.push(")");
    }
    match filter.role.as_deref() {
        None => {}
        Some(REGISTERED) => registered(sql, true),
        Some(NOT_REGISTERED) => registered(sql, false),
        Some(key) => {
            sql.push(" and exists (select 1 from assignments r where r.account_id = a.id and (r.ends_at is null or r.ends_at > ");
            sql.push_arg(now).push(") and ");
            match super::custom(key) {
                Some(id) => sql.push("r.custom_role_id = ").push_arg(id),
                None => sql.push("r.role = ").push_arg(key),
            };
            sql.push(")");
        }
    }
}

/// Writes that they have an account, or that they are a record without one.
pub(super) fn registered(sql: &mut Sql, yes: bool) {
    sql.push(if yes {
        " and a.state <> "
    } else {
        " and a.state = "
    })
    .push_arg(AccountState::Inactive.key());
}

fn listed(row: Row) -> Result<Listed> {
    Ok(Listed {
        id: AccountId(row.id),
        name: row.name,
        email: row.email,
        state: state(&row.state)?,
        home: row.home.map(StorefrontId),
        company: row.company_id.map(CompanyId),
        company_name: row.company_name,
        last_signed_in: row.last_signed_in_at.map(Timestamp),
    })
}

/// The departments that each of these people belongs to or manages, by name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn departments_beside<C: OfPeople>(
    tx: &mut Tx,
    _visible: &Visible<'_, C>,
    people: &[AccountId],
) -> Result<HashMap<AccountId, Vec<String>>> {
    let mut statement = sql("select b.account_id, d.name
         from (
            select account_id, department_id from department_members
            union
            select account_id, department_id from department_managers
         ) as b
         join departments d on d.id = b.department_id
         where b.account_id in (");
    statement
        .push_list(people.iter().copied())
        .push(") order by b.account_id, d.name");
    Ok(beside(statement.all(tx).await?))
}

/// The roles that each of these people holds now, the first assigned first: their names, and whose
/// side they are on.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn roles_beside<C: OfPeople>(
    tx: &mut Tx,
    _visible: &Visible<'_, C>,
    people: &[AccountId],
    now: Timestamp,
) -> Result<HashMap<AccountId, Vec<(String, Side)>>> {
    let mut statement = sql("select x.account_id, x.role, r.name, r.side
         from assignments x
         left join custom_roles r on r.id = x.custom_role_id
         where (x.ends_at is null or x.ends_at > ");
    statement
        .push_arg(now)
        .push(") and x.account_id in (")
        .push_list(people.iter().copied())
        .push(") order by x.account_id, x.id");
    let rows: Vec<(i64, String, Option<String>, Option<String>)> = statement.all(tx).await?;
    let mut all: HashMap<AccountId, Vec<(String, Side)>> = HashMap::new();
    for (account, key, name, of) in rows {
        let role = match (Role::from_key(&key), name, of) {
            (Some(role), _, _) => (role.name().to_owned(), role.side()),
            (None, Some(name), Some(of)) => (name, side(&of)?),
            (None, _, _) => return Err(Error::unreadable("assignments.role", key)),
        };
        let roles = all.entry(AccountId(account)).or_default();
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(all)
}

fn beside(rows: Vec<(i64, String)>) -> HashMap<AccountId, Vec<String>> {
    let mut all: HashMap<AccountId, Vec<String>> = HashMap::new();
    for (id, name) in rows {
        all.entry(AccountId(id)).or_default().push(name);
    }
    all
}

/// The most companies or departments that a filter offers.
const MOST: u32 = 500;

/// The companies of the people that are visible.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn companies<C: OfPeople>(
    tx: &mut Tx,
    visible: &Visible<'_, C>,
) -> Result<Vec<(CompanyId, String)>> {
    let mut statement = sql("select c.id, c.name from companies c
         where exists (select 1 from accounts a where a.company_id = c.id and ");
    seen(&mut statement, visible);
    statement
        .push(") order by c.name, c.id limit ")
        .push_arg(MOST);
    named(tx, statement).await
}

/// The departments of a company that visible people belong to.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn departments<C: OfPeople>(
    tx: &mut Tx,
    visible: &Visible<'_, C>,
    company: CompanyId,
) -> Result<Vec<(DepartmentId, String)>> {
    let mut statement = sql("select d.id, d.name from departments d where d.company_id = ");
    statement.push_arg(company).push(
        " and exists (
            select 1 from department_members b
            join accounts a on a.id = b.account_id
            where b.department_id = d.id and ",
    );
    seen(&mut statement, visible);
    statement
        .push(") order by d.name, d.id limit ")
        .push_arg(MOST);
    named(tx, statement).await
}
