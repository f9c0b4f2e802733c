//! Publication types: their list, one of them as the rules ask about it, and what is done to them.
//!
//! What a product is limited to by being in one is in [`catalogue`](crate::catalogue).

use crate::{
    Engine, Result, Sql, Tx,
    catalogue::{managed, within},
    lists::{self, Part, counted, named, words},
    reach::{self, Place},
    sql::sql,
};
use access::{
    Object, Permit, Scope, Visible,
    permission::{product, pubtype},
    rules::{catalogue::Offered, publication_types::Listed},
};
use domain::{
    CompanyId, DepartmentId, ProductId, PublicationTypeId, StorefrontId,
    lists::{NameCursor, PageOf},
    publication_types::PublicationTypeFilter,
};
use std::collections::HashMap;

/// A publication type, as the rules ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationTypeRecord {
    pub id: PublicationTypeId,
    pub version: i64,
    pub name: String,
    pub storefront: StorefrontId,
    pub company: CompanyId,
    pub company_name: String,
    /// Those that see it; nothing where all of the company's do.
    pub departments: Option<Vec<DepartmentId>>,
    stands: [CompanyId; 1],
}

impl PublicationTypeRecord {
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        Object {
            company: Scope::These(&self.stands),
            departments: match &self.departments {
                None => Scope::Everybody,
                Some(these) => Scope::These(these),
            },
            ..Object::of_storefront(self.storefront)
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    version: i64,
    name: String,
    storefront_id: i64,
    company_id: i64,
    company_name: String,
    for_all_departments: bool,
}

const SELECT: &str = "
    select t.id, t.version, t.name, t.storefront_id, t.company_id, c.name as company_name, t.for_all_departments
    from publication_types t
    join companies c on c.id = t.company_id
    where ";

async fn read(tx: &mut Tx, statement: Sql) -> Result<Vec<PublicationTypeRecord>> {
    let rows: Vec<Row> = statement.all(tx).await?;
    let mut statement = sql("select l.publication_type_id, l.department_id
         from publication_type_departments l
         where l.publication_type_id in (");
    statement
        .push_list(rows.iter().map(|row| row.id))
        .push(") order by l.publication_type_id, l.department_id");
    let limits: Vec<(i64, i64)> = statement.all(tx).await?;
    let of = |id: i64| -> Vec<DepartmentId> {
        let these = limits.iter().filter(move |(folder, _)| *folder == id);
        these
            .map(|(_, department)| DepartmentId(*department))
            .collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| PublicationTypeRecord {
            id: PublicationTypeId(row.id),
            version: row.version,
            storefront: StorefrontId(row.storefront_id),
            company: CompanyId(row.company_id),
            departments: (!row.for_all_departments).then(|| of(row.id)),
            stands: [CompanyId(row.company_id)],
            name: row.name,
            company_name: row.company_name,
        })
        .collect())
}

/// # Errors
/// See [`Error`](crate::Error).
pub async fn publication_type(
    tx: &mut Tx,
    id: PublicationTypeId,
) -> Result<Option<PublicationTypeRecord>> {
    let mut statement = sql(SELECT);
    statement.push("t.id = ").push_arg(id);
    Ok(read(tx, statement).await?.pop())
}

/// The same, and nobody else changes it until this transaction is over.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn locked(tx: &mut Tx, id: PublicationTypeId) -> Result<Option<PublicationTypeRecord>> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select id from publication_types where id = $1 for update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    publication_type(tx, id).await
}

/// A page of the publication types that are seen and pass the filter, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn list(
    tx: &mut Tx,
    listed: &Listed<'_>,
    filter: &PublicationTypeFilter,
    most: u32,
) -> Result<PageOf<PublicationTypeRecord, NameCursor>> {
    let mut statement = sql(SELECT);
    seen(&mut statement, listed);
    words(&mut statement, &["t.name", "c.name"], &filter.words);
    let part = Part::new(&filter.start, most);
    part.end(&mut statement, ("t.name", "t.id"));
    let rows = read(tx, statement).await?;
    Ok(part.page(rows, |row| NameCursor::at(&row.name, row.id.0)))
}

/// The publication types of a storefront that are seen and have this name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn called(
    tx: &mut Tx,
    listed: &Listed<'_>,
    storefront: StorefrontId,
    name: &str,
    most: u32,
) -> Result<Vec<PublicationTypeRecord>> {
    let mut statement = sql(SELECT);
    seen(&mut statement, listed);
    statement
        .push(" and t.storefront_id = ")
        .push_arg(storefront);
    lists::called(&mut statement, "t.name", name);
    statement.push(" order by t.id limit ").push_arg(most);
    read(tx, statement).await
}

/// Writes which publication types are seen; the same as `access::rules::publication_types::view`, over
/// rows.
fn seen(sql: &mut Sql, listed: &Listed<'_>) {
    sql.push("(false");
    reach::or(sql, &PublicationType, &listed.manage);
    reach::or(sql, &PublicationType, &listed.assign);
    sql.push(")");
}

/// The names of those that are seen and that each of these departments sees.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn beside(
    tx: &mut Tx,
    listed: &Listed<'_>,
    departments: &[DepartmentId],
) -> Result<HashMap<DepartmentId, Vec<String>>> {
    let mut statement = sql("select d.id, t.name
         from departments d
         join publication_types t on t.company_id = d.company_id
         where (t.for_all_departments or exists (
                select 1 from publication_type_departments l
                where l.publication_type_id = t.id and l.department_id = d.id))
            and d.id in (");
    statement
        .push_list(departments.iter().copied())
        .push(") and ");
    seen(&mut statement, listed);
    statement.push(" order by d.id, t.name, t.id");
    let mut all: HashMap<DepartmentId, Vec<String>> = HashMap::new();
    for (department, name) in named(tx, statement).await? {
        all.entry(department).or_default().push(name);
    }
    Ok(all)
}

/// How many of the products that the reader sees are in each of these.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn products_beside(
    tx: &mut Tx,
    _listed: &Listed<'_>,
    offered: &Offered<'_>,
    these: &[PublicationTypeId],
) -> Result<HashMap<PublicationTypeId, i64>> {
    let mut statement = sql("select p.publication_type_id, cast(count(*) as bigint)
         from products p
         where p.publication_type_id in (");
    statement.push_list(these.iter().copied()).push(") and ");
    within(&mut statement, offered);
    statement.push(" group by p.publication_type_id");
    counted(tx, statement).await
}

/// The most products that a dialog offers.
const MOST: u32 = 500;

/// The products that the reader sees and manages: those in a publication type, or those of its
/// storefront that are in none and are not limited to other companies.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn products(
    tx: &mut Tx,
    offered: &Offered<'_>,
    visible: &Visible<'_, product::Manage>,
    folder: &PublicationTypeRecord,
    inside: bool,
) -> Result<Vec<(ProductId, String)>> {
    let mut statement = sql("select p.id, p.name from products p where p.storefront_id = ");
    statement.push_arg(folder.storefront);
    if inside {
        statement
            .push(" and p.publication_type_id = ")
            .push_arg(folder.id);
    } else {
        statement
            .push(
                " and p.publication_type_id is null
              and (p.for_all_companies or exists (
                  select 1 from product_companies l where l.product_id = p.id and l.company_id = ",
            )
            .push_arg(folder.company)
            .push("))");
    }
    statement.push(" and ");
    within(&mut statement, offered);
    statement.push(" and ");
    managed(&mut statement, visible);
    statement
        .push(" order by p.name, p.id limit ")
        .push_arg(MOST);
    named(tx, statement).await
}

/// Whether products are in it, whoever sees them.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn in_use(tx: &mut Tx, id: PublicationTypeId) -> Result<bool> {
    let found = sql("select cast(count(*) as bigint) from products where publication_type_id = $1")
        .bind(id)
        .int(tx)
        .await?;
    Ok(found > 0)
}

/// The publication type as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub publication_type: PublicationTypeId,
    pub version: i64,
}

/// `update … set {what} …`: whether it was as it was shown, and of the permit's storefront.
async fn change(
    tx: &mut Tx,
    shown: Shown,
    storefront: Option<StorefrontId>,
    what: impl FnOnce(&mut Sql),
) -> Result<bool> {
    let mut statement = sql("update publication_types set version = version + 1");
    what(&mut statement);
    statement
        .push(" where id = ")
        .push_arg(shown.publication_type)
        .push(" and version = ")
        .push_arg(shown.version)
        .push(" and storefront_id = ")
        .push_arg(storefront);
    Ok(statement.run(tx).await? == 1)
}

/// Makes one for a company, for all of its departments; nothing where there is no such company on the
/// permit's storefront.
///
/// # Errors
/// The constraint `publication_types_name` where the company has one of that name; see
/// [`Error`](crate::Error).
pub async fn create(
    tx: &mut Tx,
    may: &Permit<pubtype::Manage>,
    company: CompanyId,
    name: &str,
) -> Result<Option<PublicationTypeId>> {
    let row: Option<(i64,)> = sql("
        insert into publication_types (storefront_id, company_id, name)
        select c.storefront_id, c.id, $2
        from companies c
        where c.id = $1 and c.storefront_id = $3
        returning id")
    .bind(company)
    .bind(name)
    .bind(may.storefront())
    .optional(tx)
    .await?;
    Ok(row.map(|(id,)| PublicationTypeId(id)))
}

/// Another name. Whether the version was the one shown.
///
/// # Errors
/// The constraint `publication_types_name` where the company has one of that name; see
/// [`Error`](crate::Error).
pub async fn rename(
    tx: &mut Tx,
    may: &Permit<pubtype::Manage>,
    shown: Shown,
    name: &str,
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        sql.push(", name = ").push_arg(name);
    })
    .await
}

/// The departments that see it; nothing for all of them. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn assign(
    tx: &mut Tx,
    may: &Permit<pubtype::AssignDepartment>,
    shown: Shown,
    departments: Option<&[DepartmentId]>,
) -> Result<bool> {
    let changed = change(tx, shown, may.storefront(), |sql| {
        sql.push(", for_all_departments = ")
            .push_arg(departments.is_none());
    })
    .await?;
    if !changed {
        return Ok(false);
    }
    sql("delete from publication_type_departments where publication_type_id = $1")
        .bind(shown.publication_type)
        .run(tx)
        .await?;
    for one in departments.unwrap_or_default() {
        sql("insert into publication_type_departments (publication_type_id, department_id) values ($1, $2)
             on conflict do nothing")
        .bind(shown.publication_type)
        .bind(*one)
        .run(tx)
        .await?;
    }
    Ok(true)
}

/// Puts a product that is in none into it, or takes it out. Whether the version was the one shown, and
/// the product where it was.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn file(
    tx: &mut Tx,
    (may, product): (&Permit<pubtype::Manage>, &Permit<product::Manage>),
    shown: Shown,
    id: ProductId,
    out: bool,
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    let mut statement = sql("update products set version = version + 1, publication_type_id = ");
    statement
        .push_arg((!out).then_some(shown.publication_type))
        .push(" where id = ")
        .push_arg(id)
        .push(" and storefront_id = ")
        .push_arg(product.storefront());
    if out {
        statement
            .push(" and publication_type_id = ")
            .push_arg(shown.publication_type);
    } else {
        statement.push(" and publication_type_id is null");
    }
    Ok(statement.run(tx).await? == 1)
}

/// Removes one that no product is in. Whether the version was the one shown.
///
/// # Errors
/// A foreign key where a product is in it after all; see [`Error`](crate::Error).
pub async fn delete(tx: &mut Tx, may: &Permit<pubtype::Manage>, shown: Shown) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    for text in [
        "delete from publication_type_departments where publication_type_id = $1",
        "delete from publication_types where id = $1",
    ] {
        sql(text).bind(shown.publication_type).run(tx).await?;
    }
    Ok(true)
}

/// Where one stands; the same as [`PublicationTypeRecord::object`].
struct PublicationType;

impl Place for PublicationType {
    const STOREFRONT: &'static str = "t.storefront_id";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("t.company_id = ").push_arg(company);
    }

    fn departments(&self, sql: &mut Sql, departments: &[DepartmentId]) {
        sql.push(
            "(t.for_all_departments or exists (
                select 1 from publication_type_departments l
                where l.publication_type_id = t.id and l.department_id in (",
        );
        sql.push_list(departments.iter().copied()).push(")))");
    }
}
