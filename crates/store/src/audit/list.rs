//! Reading the audit trail, as far as it is the reader's.

use crate::{
    Result, Sql, Tx,
    lists::{self, Part, like},
    reach::{self, Place},
    sql::sql,
};
use access::{Role, rules::audit::Readable};
use domain::{
    CompanyId, OrderNumber, StorefrontId, Timestamp,
    audit::{AuditFilter, AuditLine},
    lists::{Cursor, PageOf},
};

/// Where an entry stands: at the storefront where it was done, in the company of who did it.
struct By;

impl Place for By {
    const STOREFRONT: &'static str = "t.storefront_id";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("t.company_id = ").push_arg(company);
    }
}

/// Where it stands as well: in the company that it was done to, wherever that was.
struct To;

impl Place for To {
    const STOREFRONT: &'static str = "c.storefront_id";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("t.subject_company_id = ").push_arg(company);
        sql.push(" and not ").push(COMPANY_GONE);
    }
}

/// Where what it was done to is at home; nothing for what is at no storefront. Somebody of the print
/// shop does to a storefront's people from wherever they are.
struct Home;

impl Place for Home {
    const STOREFRONT: &'static str = "
        coalesce(c.storefront_id, d.storefront_id, os.id, og.storefront_id, ob.storefront_id, oz.storefront_id,
            oi.storefront_id, oo.storefront_id, jo.storefront_id)";
}

/// Where a company stands that a filter offers.
struct Offered;

impl Place for Offered {
    const STOREFRONT: &'static str = "k.storefront_id";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("k.id = ").push_arg(company);
    }
}

/// The number of a company that was removed may be another's by now.
const COMPANY_GONE: &str = "exists (
    select 1 from audit g
    where g.object = 'company' and g.object_id = t.subject_company_id
        and g.act = 'company.delete' and g.id >= t.id)";

/// The most storefronts or companies that a filter offers.
const MOST: u32 = 500;

/// Whether what an entry was done to was removed since: its number may be another's by now. With a
/// company goes what it has, except for people, who are never removed.
const GONE: &str = "exists (
        select 1 from audit g
        where g.object = t.object and g.object_id = t.object_id and g.id >= t.id
            and g.act in (t.object || '.delete', t.object || '.remove'))
    or t.object <> 'account' and ";

/// The name of what an entry was done to, where that is still there. A person's own address is not named.
const OBJECT: &str = " then null
    else coalesce(d.name, oc.name, od.name, op.name, oa.label, os.name, ou.name, og.name, ob.name, oz.name,
        oi.file_name)
    end as named,
    coalesce(oo.number, jo.number) as number, oj.position";

/// What is of each kind. Imports are swept without an entry: what came later is another one.
const OBJECTS: &str = "
    left join companies oc on t.object = 'company' and oc.id = t.object_id
    left join departments od on t.object = 'department' and od.id = t.object_id
    left join publication_types op on t.object = 'publication-type' and op.id = t.object_id
    left join addresses oa on t.object = 'address' and oa.id = t.object_id and oa.account_id is null
    left join storefronts os on t.object = 'storefront' and os.id = t.object_id
    left join suppliers ou on t.object = 'supplier' and ou.id = t.object_id
    left join products og on t.object = 'product' and og.id = t.object_id
    left join albums ob on t.object = 'album' and ob.id = t.object_id
    left join custom_roles oz on t.object = 'role' and oz.id = t.object_id
    left join imports oi on t.object = 'import' and oi.id = t.object_id and oi.created_at <= t.at
    left join orders oo on t.object = 'order' and oo.id = t.object_id
    left join jobs oj on t.object = 'job' and oj.id = t.object_id
    left join orders jo on jo.id = oj.order_id";

/// What an entry names: who did it, who was logged in as them, to whom and to whose company, and where.
const NAMED: &str = "
    from audit t
    left join accounts a on a.id = t.account_id
    left join accounts b on b.id = t.acting_account_id
    left join accounts d on t.object = 'account' and d.id = t.object_id
    left join companies c on c.id = t.subject_company_id
    left join storefronts s on s.id = t.storefront_id";

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    at: i64,
    who: Option<String>,
    account_id: Option<i64>,
    /// Whose company the entry is of; nothing for the people of the print shop.
    company_id: Option<i64>,
    subject_company_id: Option<i64>,
    acting: Option<String>,
    storefront: Option<String>,
    storefront_id: Option<i64>,
    /// The storefront of what it was done to.
    home: Option<i64>,
    /// Whether that is one where the reader is an administrator.
    reached: bool,
    act: String,
    object: String,
    object_id: Option<i64>,
    named: Option<String>,
    number: Option<i64>,
    /// Of a job in its order.
    position: Option<i64>,
    detail: String,
}

/// A page of entries, the latest first, at most `most`.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn list(
    tx: &mut Tx,
    readable: &Readable<'_>,
    filter: &AuditFilter,
    most: u32,
) -> Result<PageOf<AuditLine>> {
    let mut statement = sql("
        select t.id, t.at, a.name as who, t.account_id, a.company_id, t.subject_company_id, b.name as acting,
            s.name as storefront, t.storefront_id, t.act, t.object, t.object_id, t.detail,");
    statement.push(Home::STOREFRONT).push(" as home, ");
    reached(&mut statement, readable);
    statement
        .push(" as reached, case when ")
        .push(GONE)
        .push(COMPANY_GONE)
        .push(OBJECT)
        .push(NAMED)
        .push(OBJECTS)
        .push(" where ");
    within(&mut statement, readable);
    let details = readable.details();
    if !filter.act.is_empty() {
        statement
            .push(" and (t.act = ")
            .push_arg(&filter.act)
            .push(" or t.object = ")
            .push_arg(&filter.act)
            .push(")");
    }
    if !filter.who.is_empty() {
        named(&mut statement, &like(&filter.who.to_lowercase()), readable);
    }
    if let Some(storefront) = filter.storefront.filter(|_| details) {
        statement
            .push(" and t.storefront_id = ")
            .push_arg(storefront);
    }
    if let Some(company) = filter.company.filter(|_| details) {
        statement.push(" and ").push_arg(company);
        statement.push(" in (t.company_id, t.subject_company_id)");
        statement.push(" and exists (select 1 from companies k where k.id = ");
        statement.push_arg(company).push(" and ");
        inside(&mut statement, &Offered, readable);
        statement.push(")");
    }
    if let Some(from) = filter.from {
        statement.push(" and t.at >= ").push_arg(from);
    }
    if let Some(until) = filter.until {
        statement.push(" and t.at < ").push_arg(until);
    }
    if let Some(cursor) = &filter.after {
        statement
            .push(" and (t.at, t.id) < (")
            .push_arg(cursor.value)
            .push(", ")
            .push_arg(cursor.id)
            .push(")");
    }
    statement
        .push(" order by t.at desc, t.id desc limit ")
        .push_arg(most + 1);
    let rows = statement.all::<Row>(tx).await?;
    // There is no way back: an entry that is new would move every page.
    let page = Part::new(&None, most).page(rows, |row| Cursor {
        value: row.at,
        id: row.id,
    });
    Ok(page.map(|row| line(row, details)))
}

/// The acts that there are entries of, for a filter to offer.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn acts(tx: &mut Tx, readable: &Readable<'_>) -> Result<Vec<String>> {
    let mut statement = sql("
        select distinct t.act
        from audit t
        left join companies c on c.id = t.subject_company_id
        where ");
    within(&mut statement, readable);
    statement.push(" order by t.act");
    let rows: Vec<(String,)> = statement.all(tx).await?;
    Ok(rows.into_iter().map(|(act,)| act).collect())
}

/// The storefronts that there are entries of, for a filter to offer. Where the print shop did what a
/// company reads is not theirs to know.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn storefronts(
    tx: &mut Tx,
    readable: &Readable<'_>,
) -> Result<Vec<(StorefrontId, String)>> {
    if !readable.details() {
        return Ok(Vec::new());
    }
    let mut statement = sql("select k.id, k.name from storefronts k where ");
    has_entries(&mut statement, "t.storefront_id", readable);
    offered(tx, statement).await
}

/// The companies that there are entries of, as [`storefronts`], and of those the ones at storefronts
/// where the reader is an administrator.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn companies(tx: &mut Tx, readable: &Readable<'_>) -> Result<Vec<(CompanyId, String)>> {
    if !readable.details() {
        return Ok(Vec::new());
    }
    let mut statement = sql("select k.id, k.name from companies k where ");
    inside(&mut statement, &Offered, readable);
    statement.push(" and (");
    has_entries(&mut statement, "t.company_id", readable);
    statement.push(" or ");
    has_entries(&mut statement, "t.subject_company_id", readable);
    statement.push(")");
    offered(tx, statement).await
}

/// Whether there is an entry with `k` in this column. Each column is asked by itself: an index leads to
/// the first entry, and the trail is not read through.
fn has_entries(statement: &mut Sql, column: &str, readable: &Readable<'_>) {
    statement
        .push("exists (select 1 from audit t left join companies c on c.id = t.subject_company_id where ")
        .push(column)
        .push(" = k.id and ");
    within(statement, readable);
    statement.push(")");
}

async fn offered<Id: From<i64>>(tx: &mut Tx, mut statement: Sql) -> Result<Vec<(Id, String)>> {
    statement
        .push(" order by k.name, k.id limit ")
        .push_arg(MOST);
    lists::named(tx, statement).await
}

/// Inside one of the parts, each without what is denied of it, where that is a place of one kind.
fn inside<P: Place>(statement: &mut Sql, place: &P, readable: &Readable<'_>) {
    statement.push("(false");
    for part in readable.parts() {
        for term in &part.inside {
            statement.push(" or ((");
            reach::term(statement, place, term);
            statement.push(")");
            for denial in &part.except {
                statement.push(" and not coalesce((");
                reach::term(statement, place, denial);
                statement.push("), false)");
            }
            statement.push(")");
        }
    }
    statement.push(")");
}

/// What it was done to is at no storefront, or at one where the reader is an administrator.
fn reached(statement: &mut Sql, readable: &Readable<'_>) {
    statement.push("coalesce(").push(Home::STOREFRONT);
    statement.push(" is null or ");
    inside(statement, &Home, readable);
    statement.push(", false)");
}

/// Inside one of the parts, each without what is denied of it.
fn within(statement: &mut Sql, readable: &Readable<'_>) {
    statement.push("(false");
    for part in readable.parts() {
        for term in &part.inside {
            statement.push(" or (((");
            reach::term(statement, &By, term);
            statement.push(")");
            if term.reach.is_of_company() {
                statement.push(" or (");
                reach::term(statement, &To, term);
                statement.push(")");
            }
            statement.push(")");
            for denial in &part.except {
                statement.push(" and not coalesce((");
                reach::term(statement, &By, denial);
                statement.push(") or (");
                reach::term(statement, &To, denial);
                statement.push("), false)");
            }
            statement.push(")");
        }
    }
    statement.push(")");
}

/// The name of the person it was done to.
const DONE_TO: &str = "lower(d.name)";

/// By or to somebody whose name or address has these words. Nobody finds by what they are not told: of
/// a company's entries, who is not of that company; elsewhere, who is at home where they do not reach.
fn named(statement: &mut Sql, words: &str, readable: &Readable<'_>) {
    let details = readable.details();
    let people: [(_, _, Option<&str>); 3] = [
        (
            "lower(a.name)",
            "a.email",
            Some("a.company_id = coalesce(t.subject_company_id, a.company_id)"),
        ),
        (
            DONE_TO,
            "d.email",
            Some("t.subject_company_id = coalesce(a.company_id, t.subject_company_id)"),
        ),
        ("lower(b.name)", "b.email", None),
    ];
    statement.push(" and (false");
    for (name, email, told) in people {
        let told = if details { Some("true") } else { told };
        let Some(told) = told else { continue };
        statement.push(" or (").push(told).push(" and ");
        if details && name == DONE_TO {
            reached(statement, readable);
            statement.push(" and ");
        }
        statement.push("(");
        statement.push(name).push(" like ").push_arg(words);
        statement.push(" escape '\\' or ").push(email);
        statement.push(" like ").push_arg(words);
        statement.push(" escape '\\'))");
    }
    statement.push(")");
}

/// What it was done to. Who reads a company's entries is told no name of somebody or something of
/// another's: of an order its number, and who they are who did it to themselves. No administrator is
/// told that of another storefront's.
fn object(row: &Row, details: bool) -> String {
    if let Some(number) = row.number.map(OrderNumber) {
        return match row.position {
            Some(position) => format!("{number}-{position}"),
            None => number.to_string(),
        };
    }
    let own = row.object == "account" && row.account_id == row.object_id;
    let theirs = row.subject_company_id.is_some()
        && (row.company_id.is_none() || row.company_id == row.subject_company_id);
    let told = if details { row.reached } else { theirs };
    let named = row.named.clone().filter(|_| own || told);
    match (named.or_else(|| built_in(row)), row.object_id) {
        (Some(name), _) => name,
        (None, Some(id)) => format!("{} {id}", row.object),
        (None, None) => row.object.clone(),
    }
}

/// The name of a built-in role, which has a key and no number.
fn built_in(row: &Row) -> Option<String> {
    if row.object != "role" || row.object_id.is_some() {
        return None;
    }
    let detail: serde_json::Value = serde_json::from_str(&row.detail).ok()?;
    let role = Role::from_key(detail.get("role")?.as_str()?)?;
    Some(format!("{} ({})", role.name(), role.pack().word()))
}

fn line(row: Row, details: bool) -> AuditLine {
    let object = object(&row, details);
    let detail = Some(row.detail).filter(|detail| details && row.reached && detail != "{}");
    // Who it was at the print shop is the print shop's to know.
    let shop = |name: Option<String>, ours: bool| match name {
        Some(_) if ours && !details => Some("The print shop".to_owned()),
        name => name,
    };
    let ours = match (row.company_id, row.subject_company_id) {
        (Some(by), Some(to)) => by != to,
        (by, _) => by.is_none(),
    };
    // From where the print shop did it is not theirs to know either, who know one storefront.
    let there = row.home.is_none_or(|home| row.storefront_id == Some(home));
    AuditLine {
        at: Timestamp(row.at),
        who: shop(row.who, ours),
        acting: shop(row.acting, true),
        storefront: row.storefront.filter(|_| details || there),
        act: row.act,
        object,
        detail,
    }
}
