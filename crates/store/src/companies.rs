//! Companies: their list, one of them as the rules ask about it, and what is done to them.
//!
//! Founding one by registering is in [`people`](crate::people): there nobody is there yet to be asked
//! for a permit. Each write here takes the permit of that very act.

mod codes;

pub use codes::{CentreKept, CentreRecord, ask_for, asked_of, codes_kept, in_use_of, keep_centre};

use crate::{
    Engine, Result, Sql, Tx,
    catalogue::{FILED_FOR_COMPANY, VISIBLE, WITHHELD, visible, within},
    lists::{self, Part, counted, words},
    reach::{self, Place},
    sql::sql,
};
use access::{
    Object, Permit, Scope,
    permission::company,
    rules::{catalogue::Offered, companies::Listed},
};
use domain::{
    CompanyId, StorefrontId,
    catalogue::VisibleProduct,
    companies::CompanyFilter,
    lists::{NameCursor, PageOf},
};
use std::collections::HashMap;

/// A company, as the rules ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyRecord {
    pub id: CompanyId,
    pub version: i64,
    pub name: String,
    pub storefront: StorefrontId,
    pub public: bool,
    pub active: bool,
    /// Whether its people can show a passkey.
    pub passkey: bool,
    /// How many people it has, without the tombstones.
    pub people: i64,
    pub departments: i64,
    stands: [CompanyId; 1],
}

impl CompanyRecord {
    #[must_use]
    pub const fn object(&self) -> Object<'_> {
        Object {
            company: Scope::These(&self.stands),
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
    public: bool,
    active: bool,
    passkey: bool,
    people: i64,
    departments: i64,
}

impl From<Row> for CompanyRecord {
    fn from(row: Row) -> Self {
        Self {
            id: CompanyId(row.id),
            version: row.version,
            name: row.name,
            storefront: StorefrontId(row.storefront_id),
            public: row.public,
            active: row.active,
            passkey: row.passkey,
            people: row.people,
            departments: row.departments,
            stands: [CompanyId(row.id)],
        }
    }
}

const SELECT: &str = "
    select c.id, c.version, c.name, c.storefront_id, c.public, c.active,
        (c.passkey_hash is not null) as passkey,
        (select cast(count(*) as bigint) from accounts a where a.company_id = c.id and a.state <> 'deleted') as people,
        (select cast(count(*) as bigint) from departments d where d.company_id = c.id) as departments
    from companies c
    where ";

/// # Errors
/// See [`Error`](crate::Error).
pub async fn company(tx: &mut Tx, id: CompanyId) -> Result<Option<CompanyRecord>> {
    let mut statement = sql(SELECT);
    statement.push("c.id = ").push_arg(id);
    let row: Option<Row> = statement.optional(tx).await?;
    Ok(row.map(CompanyRecord::from))
}

/// The same, and nobody else changes it until this transaction is over.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn locked(tx: &mut Tx, id: CompanyId) -> Result<Option<CompanyRecord>> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select id from companies where id = $1 for no key update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    company(tx, id).await
}

/// A page of the companies that are seen and pass the filter, by name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn list(
    tx: &mut Tx,
    listed: &Listed<'_>,
    filter: &CompanyFilter,
    most: u32,
) -> Result<PageOf<CompanyRecord, NameCursor>> {
    let mut statement = sql(SELECT);
    seen(&mut statement, listed);
    words(&mut statement, &["c.name"], &filter.words);
    if let Some(storefront) = filter.storefront {
        statement
            .push(" and c.storefront_id = ")
            .push_arg(storefront);
    }
    if let Some(active) = filter.active {
        statement.push(" and c.active = ").push_arg(active);
    }
    let part = Part::new(&filter.start, most);
    part.end(&mut statement, ("c.name", "c.id"));
    let rows: Vec<Row> = statement.all(tx).await?;
    let page = part.page(rows, |row| NameCursor::at(&row.name, row.id));
    Ok(page.map(CompanyRecord::from))
}

/// The companies of a storefront that are seen and have this name, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn called(
    tx: &mut Tx,
    listed: &Listed<'_>,
    storefront: StorefrontId,
    name: &str,
    most: u32,
) -> Result<Vec<CompanyRecord>> {
    let mut statement = sql(SELECT);
    seen(&mut statement, listed);
    statement
        .push(" and c.storefront_id = ")
        .push_arg(storefront);
    lists::called(&mut statement, "c.name", name);
    statement.push(" order by c.id limit ").push_arg(most);
    let rows: Vec<Row> = statement.all(tx).await?;
    Ok(rows.into_iter().map(CompanyRecord::from).collect())
}

/// The most names that a company's is held beside: the newest.
const MOST_NAMES: u32 = 2_000;

/// The companies of these storefronts that are seen, each with its storefront and name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn names(
    tx: &mut Tx,
    listed: &Listed<'_>,
    storefronts: &[StorefrontId],
) -> Result<Vec<(CompanyId, StorefrontId, String)>> {
    let mut statement =
        sql("select c.id, c.storefront_id, c.name from companies c where c.storefront_id in (");
    statement
        .push_list(storefronts.iter().copied())
        .push(") and ");
    seen(&mut statement, listed);
    statement
        .push(" order by c.id desc limit ")
        .push_arg(MOST_NAMES);
    let rows: Vec<(i64, i64, String)> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|(id, at, name)| (CompanyId(id), StorefrontId(at), name))
        .collect())
}

/// Writes which companies are seen; the same as `access::rules::companies::view`, over rows.
fn seen(sql: &mut Sql, listed: &Listed<'_>) {
    sql.push("(false");
    reach::or(sql, &Company, &listed.edit);
    reach::or(sql, &Company, &listed.delete);
    reach::or(sql, &Company, &listed.create);
    sql.push(")");
}

/// How many of the products that the reader sees are for each of these companies, or for one of its
/// departments.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn products_beside(
    tx: &mut Tx,
    _listed: &Listed<'_>,
    offered: &Offered<'_>,
    companies: &[CompanyId],
) -> Result<HashMap<CompanyId, i64>> {
    let mut statement = offered_to("c.id, cast(count(*) as bigint)", offered, companies);
    statement.push(" group by c.id");
    counted(tx, statement).await
}

/// Those of the products that the reader sees that are for a company, or for one of its departments, by
/// name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn products(
    tx: &mut Tx,
    _listed: &Listed<'_>,
    offered: &Offered<'_>,
    company: CompanyId,
) -> Result<Vec<VisibleProduct>> {
    visible(tx, offered_to(VISIBLE, offered, &[company])).await
}

/// `select {what}` of the products `p` that the reader sees and that are for these companies `c`.
fn offered_to(what: &str, offered: &Offered<'_>, companies: &[CompanyId]) -> Sql {
    let mut statement = sql(format!(
        "select {what}
         from companies c
         join products p on p.storefront_id = c.storefront_id
         where p.active and {FOR_COMPANY} and {FILED_FOR_COMPANY} and not {WITHHELD} and c.id in ("
    ));
    statement
        .push_list(companies.iter().copied())
        .push(") and ");
    within(&mut statement, offered);
    statement
}

/// That the product `p` is for the company `c`, or for one of its departments.
const FOR_COMPANY: &str = "
    case
        when not p.for_all_companies then exists (
            select 1 from product_companies l where l.product_id = p.id and l.company_id = c.id)
        when not p.for_all_departments then exists (
            select 1 from product_departments l
            join departments e on e.id = l.department_id
            where l.product_id = p.id and e.company_id = c.id)
        else true
    end";

/// Whether people, tombstones included, orders, entries of the audit trail or products in a publication
/// type hold a company.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn in_use(tx: &mut Tx, id: CompanyId) -> Result<bool> {
    let found = sql("
        select cast(count(*) as bigint)
        from companies c
        where c.id = $1 and (
            exists (select 1 from accounts a where a.company_id = c.id)
            or exists (select 1 from orders o where o.company_id = c.id)
            or exists (select 1 from assignments x where x.company_id = c.id)
            or exists (select 1 from audit u where u.company_id = c.id)
            or exists (
                select 1 from publication_types t join products p on p.publication_type_id = t.id
                where t.company_id = c.id)
        )")
    .bind(id)
    .int(tx)
    .await?;
    Ok(found > 0)
}

/// The company as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub company: CompanyId,
    pub version: i64,
}

/// `update … set {what} …`: whether the company was as it was shown, and of the permit's storefront.
async fn change(
    tx: &mut Tx,
    shown: Shown,
    storefront: Option<StorefrontId>,
    what: impl FnOnce(&mut Sql),
) -> Result<bool> {
    let mut statement = sql("update companies set version = version + 1");
    what(&mut statement);
    statement
        .push(" where id = ")
        .push_arg(shown.company)
        .push(" and version = ")
        .push_arg(shown.version)
        .push(" and storefront_id = ")
        .push_arg(storefront);
    Ok(statement.run(tx).await? == 1)
}

/// Makes a company at the permit's storefront.
///
/// # Errors
/// The constraint `companies_name` where the storefront has one of that name; see
/// [`Error`](crate::Error).
pub async fn create(
    tx: &mut Tx,
    may: &Permit<company::Create>,
    name: &str,
    public: bool,
) -> Result<CompanyId> {
    let id = sql("
        insert into companies (storefront_id, name, public)
        values ($1, $2, $3)
        returning id")
    .bind(may.storefront())
    .bind(name)
    .bind(public)
    .int(tx)
    .await?;
    Ok(CompanyId(id))
}

/// Its name, and whether it is public. Whether the version was the one shown.
///
/// # Errors
/// The constraint `companies_name` where the storefront has one of that name; see
/// [`Error`](crate::Error).
pub async fn edit(
    tx: &mut Tx,
    may: &Permit<company::Edit>,
    shown: Shown,
    (name, public): (&str, bool),
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        sql.push(", name = ").push_arg(name);
        sql.push(", public = ").push_arg(public);
    })
    .await
}

/// Out of use, or back. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn set_active(
    tx: &mut Tx,
    may: &Permit<company::Delete>,
    shown: Shown,
    active: bool,
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        sql.push(", active = ").push_arg(active);
    })
    .await
}

/// The word of its people, as it is kept; nothing for none from now on. Whether the version was the one
/// shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn set_passkey(
    tx: &mut Tx,
    may: &Permit<company::Edit>,
    shown: Shown,
    hash: Option<&str>,
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        sql.push(", passkey_hash = ").push_arg(hash);
    })
    .await
}

/// A company in use by its name, however it is written, and what its passkey hashes to; nothing where
/// it has none. Asks for no proof: it is how somebody shows that they are of the company.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn passkey(
    tx: &mut Tx,
    storefront: StorefrontId,
    name: &str,
) -> Result<Option<(CompanyId, String)>> {
    let row: Option<(i64, String)> = sql("
        select id, passkey_hash
        from companies
        where storefront_id = $1 and (lower(name) = lower($2) or name = $2)
            and active and passkey_hash is not null
        order by id
        limit 1")
    .bind(storefront)
    .bind(name)
    .optional(tx)
    .await?;
    Ok(row.map(|(id, hash)| (CompanyId(id), hash)))
}

/// The same of one company of a storefront: whether what was shown is its passkey still.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn passkey_of(
    tx: &mut Tx,
    storefront: StorefrontId,
    company: CompanyId,
) -> Result<Option<String>> {
    let row: Option<(String,)> = sql("
        select passkey_hash
        from companies
        where id = $1 and storefront_id = $2 and active and passkey_hash is not null")
    .bind(company)
    .bind(storefront)
    .optional(tx)
    .await?;
    Ok(row.map(|(hash,)| hash))
}

/// Removes a company that nobody and no order holds, with its departments, its addresses and what was
/// limited to it. Whether the version was the one shown.
///
/// # Errors
/// A foreign key where something holds it after all; see [`Error`](crate::Error).
pub async fn delete(tx: &mut Tx, may: &Permit<company::Delete>, shown: Shown) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    for text in [
        "delete from cost_centre_departments where cost_centre_id in (select id from cost_centres where company_id = $1)",
        "delete from cost_centres where company_id = $1",
        "delete from publication_type_departments where publication_type_id in (select id from publication_types where company_id = $1)",
        "delete from publication_types where company_id = $1",
        "delete from address_departments where address_id in (select id from addresses where company_id = $1)",
        "delete from address_departments where department_id in (select id from departments where company_id = $1)",
        "delete from addresses where company_id = $1",
        "delete from product_departments where department_id in (select id from departments where company_id = $1)",
        "delete from product_companies where company_id = $1",
        "delete from approver_links where department_id in (select id from departments where company_id = $1)",
        "delete from department_members where department_id in (select id from departments where company_id = $1)",
        "delete from department_managers where department_id in (select id from departments where company_id = $1)",
        "delete from assignment_departments where department_id in (select id from departments where company_id = $1)",
        "delete from departments where company_id = $1",
        "delete from companies where id = $1",
    ] {
        sql(text).bind(shown.company).run(tx).await?;
    }
    Ok(true)
}

/// Where a company stands; the same as [`CompanyRecord::object`].
struct Company;

impl Place for Company {
    const STOREFRONT: &'static str = "c.storefront_id";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("c.id = ").push_arg(company);
    }
}
