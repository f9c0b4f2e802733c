//! Reading the audit trail, as far as it is the reader's.

use crate::{
    Result, Sql, Tx,
    lists::{Part, like},
    reach::{self, Place},
    sql::sql,
};
use access::rules::audit::Readable;
use domain::{
    CompanyId, Timestamp,
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
        // The number of a company that was removed may be another's by now.
        sql.push(
            " and not exists (
                select 1 from audit g
                where g.object = 'company' and g.object_id = t.subject_company_id
                    and g.act = 'company.delete' and g.id >= t.id)",
        );
    }
}

/// What an entry names: who did it, who was logged in as them, to whom and to whose company, and where.
const NAMED: &str = "
    from audit t
    left join accounts a on a.id = t.account_id
    left join accounts b on b.id = t.acting_account_id
    left join accounts d on t.object = 'account' and d.id = t.object_id
    left join companies c on c.id = t.subject_company_id
    left join storefronts s on s.id = t.storefront_id
    where ";

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    at: i64,
    who: Option<String>,
    /// Whose company the entry is of; nothing for the people of the print shop.
    company_id: Option<i64>,
    subject_company_id: Option<i64>,
    acting: Option<String>,
    storefront: Option<String>,
    storefront_id: Option<i64>,
    /// The storefront of the company that it was done to.
    home: Option<i64>,
    act: String,
    object: String,
    object_id: Option<i64>,
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
        select t.id, t.at, a.name as who, a.company_id, t.subject_company_id, b.name as acting,
            s.name as storefront, t.storefront_id, c.storefront_id as home, t.act, t.object, t.object_id, t.detail");
    statement.push(NAMED);
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
        named(&mut statement, &like(&filter.who.to_lowercase()), details);
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

/// By or to somebody whose name or address has these words. Nobody finds by what they are not told: of
/// a company's entries, who is not of that company.
fn named(statement: &mut Sql, words: &str, details: bool) {
    let people: [(_, _, Option<&str>); 3] = [
        (
            "lower(a.name)",
            "a.email",
            Some("a.company_id = coalesce(t.subject_company_id, a.company_id)"),
        ),
        (
            "lower(d.name)",
            "d.email",
            Some("t.subject_company_id = coalesce(a.company_id, t.subject_company_id)"),
        ),
        ("lower(b.name)", "b.email", None),
    ];
    statement.push(" and (false");
    for (name, email, told) in people {
        let told = if details { Some("true") } else { told };
        let Some(told) = told else { continue };
        statement.push(" or (").push(told).push(" and (");
        statement.push(name).push(" like ").push_arg(words);
        statement.push(" escape '\\' or ").push(email);
        statement.push(" like ").push_arg(words);
        statement.push(" escape '\\'))");
    }
    statement.push(")");
}

fn line(row: Row, details: bool) -> AuditLine {
    let detail = Some(row.detail).filter(|detail| details && detail != "{}");
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
        object: match row.object_id {
            Some(id) => format!("{} {id}", row.object),
            None => row.object,
        },
        detail,
    }
}
