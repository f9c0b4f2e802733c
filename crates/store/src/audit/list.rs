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
struct Entry;

impl Place for Entry {
    const STOREFRONT: &'static str = "t.storefront_id";

    fn company(&self, sql: &mut Sql, company: CompanyId) {
        sql.push("t.company_id = ").push_arg(company);
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    at: i64,
    who: Option<String>,
    /// Whose company the entry is of; nothing for the people of the print shop.
    company_id: Option<i64>,
    acting: Option<String>,
    storefront: Option<String>,
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
        select t.id, t.at, a.name as who, a.company_id, b.name as acting, s.name as storefront, t.act, t.object,
            t.object_id, t.detail
        from audit t
        left join accounts a on a.id = t.account_id
        left join accounts b on b.id = t.acting_account_id
        left join storefronts s on s.id = t.storefront_id
        where ");
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
        let words = like(&filter.who.to_lowercase());
        let of_the_shop: &[_] = &["lower(b.name)", "b.email"];
        let named = ["lower(a.name)", "a.email"];
        // Nobody finds by what they are not told.
        let named = named.iter().chain(of_the_shop.iter().filter(|_| details));
        for (place, column) in named.enumerate() {
            statement
                .push(if place == 0 { " and (" } else { " or " })
                .push(column)
                .push(" like ")
                .push_arg(&words)
                .push(" escape '\\'");
        }
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
    let mut statement = sql("select distinct t.act from audit t where ");
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
            statement.push(" or (");
            reach::term(statement, &Entry, term);
            for denial in &part.except {
                statement.push(" and not coalesce((");
                reach::term(statement, &Entry, denial);
                statement.push("), false)");
            }
            statement.push(")");
        }
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
    AuditLine {
        at: Timestamp(row.at),
        who: shop(row.who, row.company_id.is_none()),
        acting: shop(row.acting, true),
        storefront: row.storefront,
        act: row.act,
        object: match row.object_id {
            Some(id) => format!("{} {id}", row.object),
            None => row.object,
        },
        detail,
    }
}
