//! Departments: their list, one of them as the rules ask about it, and what is done to them.
//!
//! Members and managers are read here as facts of the department; people are read in
//! [`people`](crate::people). Each write takes the permit of that very act and changes a department of
//! its storefront only, as it was shown.

mod write;

pub use write::{Shown, appoint, create, delete, dismiss, import, rename};

use crate::{
    Engine, Result, Sql, Tx,
    catalogue::{FILED_FOR_DEPARTMENT, VISIBLE, WITHHELD, visible, within},
    lists::{self, Part, counted, named, words},
    people::People,
    reach::{self, Place},
    sql::sql,
};
use access::{
    Object, Scope, Visible,
    permission::user,
    rules::{catalogue::Offered, departments::Listed},
};
use domain::{
    AccountId, CompanyId, DepartmentId, StorefrontId,
    accounts::AccountState,
    catalogue::VisibleProduct,
    departments::DepartmentFilter,
    lists::{NameCursor, PageOf},
};
use std::collections::HashMap;

/// A department, as the rules ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentRecord {
    pub id: DepartmentId,
    pub version: i64,
    pub name: String,
    pub company: CompanyId,
    pub company_name: String,
    pub storefront: StorefrontId,
    /// How many people belong to it.
    pub members: i64,
    stands: ([CompanyId; 1], [DepartmentId; 1]),
}

impl DepartmentRecord {
    #[must_use]
    pub const fn object(&self) -> Object<'_> {
        Object {
            company: Scope::These(&self.stands.0),
            departments: Scope::These(&self.stands.1),
            ..Object::of_storefront(self.storefront)
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    version: i64,
    name: String,
    company_id: i64,
    company_name: String,
    storefront_id: i64,
    members: i64,
}

impl From<Row> for DepartmentRecord {
    fn from(row: Row) -> Self {
        let (id, company) = (DepartmentId(row.id), CompanyId(row.company_id));
        Self {
            id,
            version: row.version,
            name: row.name,
            company,
            company_name: row.company_name,
            storefront: StorefrontId(row.storefront_id),
            members: row.members,
            stands: ([company], [id]),
        }
    }
}

const SELECT: &str = "
    select d.id, d.version, d.name, d.company_id, c.name as company_name, c.storefront_id,
        (select cast(count(*) as bigint) from department_members m where m.department_id = d.id) as members
    from departments d
    join companies c on c.id = d.company_id
    where ";

/// # Errors
/// See [`Error`](crate::Error).
pub async fn department(tx: &mut Tx, id: DepartmentId) -> Result<Option<DepartmentRecord>> {
    let mut statement = sql(SELECT);
    statement.push("d.id = ").push_arg(id);
    let row: Option<Row> = statement.optional(tx).await?;
    Ok(row.map(DepartmentRecord::from))
}

/// The same, and nobody else changes it until this transaction is over: of two acts at once the second
/// one sees what the first has done.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn locked(tx: &mut Tx, id: DepartmentId) -> Result<Option<DepartmentRecord>> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select id from departments where id = $1 for update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    department(tx, id).await
}

/// A page of the departments that are seen and pass the filter, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn list(
    tx: &mut Tx,
    listed: &Listed<'_>,
    filter: &DepartmentFilter,
    most: u32,
) -> Result<PageOf<DepartmentRecord, NameCursor>> {
    let mut statement = sql(SELECT);
    seen(&mut statement, listed);
    words(&mut statement, &["d.name", "c.name"], &filter.words);
    if let Some(company) = filter.company {
        statement.push(" and d.company_id = ").push_arg(company);
    }
    let part = Part::new(&filter.start, most);
    part.end(&mut statement, ("d.name", "d.id"));
    let rows: Vec<Row> = statement.all(tx).await?;
    let page = part.page(rows, |row| NameCursor::at(&row.name, row.id));
    Ok(page.map(DepartmentRecord::from))
}

/// The departments of a storefront that are seen and have this name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn called(
    tx: &mut Tx,
    listed: &Listed<'_>,
    storefront: StorefrontId,
    name: &str,
    most: u32,
) -> Result<Vec<DepartmentRecord>> {
    let mut statement = sql(SELECT);
    seen(&mut statement, listed);
    statement
        .push(" and c.storefront_id = ")
        .push_arg(storefront);
    lists::called(&mut statement, "d.name", name);
    statement.push(" order by d.id limit ").push_arg(most);
    let rows: Vec<Row> = statement.all(tx).await?;
    Ok(rows.into_iter().map(DepartmentRecord::from).collect())
}

/// Writes which departments are seen; the same as `access::rules::departments::view`, over rows.
fn seen(sql: &mut Sql, listed: &Listed<'_>) {
    sql.push("(false");
    reach::or(sql, &Department, &listed.edit);
    reach::or(sql, &Department, &listed.delete);
    reach::or(sql, &Department, &listed.set_manager);
    sql.push(")");
}

/// The most companies that a filter offers.
const MOST: u32 = 500;

/// The companies of the departments that are seen.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn companies(tx: &mut Tx, listed: &Listed<'_>) -> Result<Vec<(CompanyId, String)>> {
    let mut statement = sql(
        "select distinct c.id, c.name from departments d join companies c on c.id = d.company_id where ",
    );
    seen(&mut statement, listed);
    statement
        .push(" order by c.name, c.id limit ")
        .push_arg(MOST);
    named(tx, statement).await
}

/// Who manages each of these departments, by name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn managers_beside(
    tx: &mut Tx,
    _listed: &Listed<'_>,
    departments: &[DepartmentId],
) -> Result<HashMap<DepartmentId, Vec<(AccountId, String)>>> {
    let mut statement = sql("select m.department_id, a.id, a.name
         from department_managers m
         join accounts a on a.id = m.account_id
         where m.department_id in (");
    statement
        .push_list(departments.iter().copied())
        .push(") order by m.department_id, a.name, a.id");
    let rows: Vec<(i64, i64, String)> = statement.all(tx).await?;
    let mut all: HashMap<DepartmentId, Vec<(AccountId, String)>> = HashMap::new();
    for (department, account, name) in rows {
        let managers = all.entry(DepartmentId(department)).or_default();
        managers.push((AccountId(account), name));
    }
    Ok(all)
}

/// How many of the products that the reader sees are for each of these departments.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn products_beside(
    tx: &mut Tx,
    _listed: &Listed<'_>,
    offered: &Offered<'_>,
    departments: &[DepartmentId],
) -> Result<HashMap<DepartmentId, i64>> {
    let mut statement = offered_to("e.id, cast(count(*) as bigint)", offered, departments);
    statement.push(" group by e.id");
    counted(tx, statement).await
}

/// Those of the products that the reader sees that are for a department, by name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn products(
    tx: &mut Tx,
    _listed: &Listed<'_>,
    offered: &Offered<'_>,
    department: DepartmentId,
) -> Result<Vec<VisibleProduct>> {
    visible(tx, offered_to(VISIBLE, offered, &[department])).await
}

/// `select {what}` of the products `p` that the reader sees and that are for these departments `e`.
fn offered_to(what: &str, offered: &Offered<'_>, departments: &[DepartmentId]) -> Sql {
    let mut statement = sql(format!(
        "select {what}
         from departments e
         join companies c on c.id = e.company_id
         join products p on p.storefront_id = c.storefront_id
         where p.active
            and (p.for_all_companies or exists (
                select 1 from product_companies l where l.product_id = p.id and l.company_id = c.id))
            and (p.for_all_departments or exists (
                select 1 from product_departments l where l.product_id = p.id and l.department_id = e.id))
            and {FILED_FOR_DEPARTMENT}
            and not {WITHHELD}
            and e.id in ("
    ));
    statement
        .push_list(departments.iter().copied())
        .push(") and ");
    within(&mut statement, offered);
    statement
}

/// The people that could manage a department, as far as the reader sees them: active ones of its
/// company who do not yet.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn candidates(
    tx: &mut Tx,
    visible: &Visible<'_, user::View>,
    department: &DepartmentRecord,
) -> Result<Vec<(AccountId, String)>> {
    let mut statement = sql("select a.id, a.name from accounts a where a.company_id = ");
    statement
        .push_arg(department.company)
        .push(" and a.state = ")
        .push_arg(AccountState::Active.key())
        .push(" and not exists (select 1 from department_managers b where b.account_id = a.id and b.department_id = ")
        .push_arg(department.id)
        .push(") and ");
    reach::filter(&mut statement, &People, visible);
    statement
        .push(" order by a.name, a.id limit ")
        .push_arg(MOST);
    named(tx, statement).await
}

/// Whether people belong to a department or orders are of it.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn in_use(tx: &mut Tx, id: DepartmentId) -> Result<bool> {
    let found = sql("
        select cast(count(*) as bigint)
        from departments d
        where d.id = $1 and (
            exists (select 1 from department_members m where m.department_id = d.id)
            or exists (select 1 from orders o where o.department_id = d.id)
        )")
    .bind(id)
    .int(tx)
    .await?;
    Ok(found > 0)
}

/// Whether somebody manages any department.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn manages_any(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let found = sql("select count(*) from department_managers where account_id = $1")
        .bind(account)
        .int(tx)
        .await?;
    Ok(found > 0)
}

/// Where a department stands; the same as [`DepartmentRecord::object`].
struct Department;

impl Place for Department {
    const STOREFRONT: &'static str = "c.storefront_id";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("d.company_id = ").push_arg(company);
    }

    fn departments(&self, sql: &mut Sql, departments: &[DepartmentId]) {
        sql.push("d.id in (")
            .push_list(departments.iter().copied())
            .push(")");
    }
}
