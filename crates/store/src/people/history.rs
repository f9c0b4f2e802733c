//! What was done to an account, as its page tells it.

use crate::{Result, Tx, sql::sql};
use access::{Permit, permission::user};
use domain::{AccountId, CompanyId, Timestamp};

/// An entry of the audit trail about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub at: Timestamp,
    pub act: String,
    /// Who did it; nothing for the person's own doing before they had a name here.
    pub by: Option<String>,
    pub by_company: Option<CompanyId>,
    /// The administrator who was logged in as them.
    pub through: Option<String>,
    pub detail: serde_json::Value,
}

/// The most that a page tells.
const MOST: u32 = 50;

/// The latest of these acts on an account, the last one first.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn history(
    tx: &mut Tx,
    _may: &Permit<user::View>,
    account: AccountId,
    acts: &[&str],
) -> Result<Vec<Entry>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        at: i64,
        act: String,
        name: Option<String>,
        company_id: Option<i64>,
        through: Option<String>,
        detail: String,
    }
    let mut statement = sql(
        "select u.at, u.act, b.name, b.company_id, t.name as through, u.detail
         from audit u
         left join accounts b on b.id = u.account_id
         left join accounts t on t.id = u.acting_account_id
         where u.object = 'account' and u.object_id = ",
    );
    statement
        .push_arg(account)
        .push(" and u.act in (")
        .push_list(acts.iter().copied())
        .push(") order by u.id desc limit ")
        .push_arg(MOST);
    let rows: Vec<Row> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            at: Timestamp(row.at),
            act: row.act,
            by: row.name,
            by_company: row.company_id.map(CompanyId),
            through: row.through,
            detail: serde_json::from_str(&row.detail).unwrap_or_default(),
        })
        .collect())
}
