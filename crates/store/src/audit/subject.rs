//! The company that something was done to.

use super::Entry;
use crate::{Result, Tx, sql::sql};
use serde_json::Value;

/// The company whose people or whose organisation an entry is about; nothing for what is nobody's, and
/// for what somebody does with their own account, which is of their company already.
pub(super) async fn of(tx: &mut Tx, entry: &Entry<'_>, detail: &Value) -> Result<Option<i64>> {
    let Some(id) = entry.object_id else {
        return Ok(None);
    };
    let text = match entry.object {
        "account" if entry.account.is_some_and(|account| account.0 == id) => return Ok(None),
        "account" => "select company_id from accounts where id = $1",
        "company" => return Ok(Some(id)),
        "department" => "select company_id from departments where id = $1",
        "publication-type" => "select company_id from publication_types where id = $1",
        // A person's own address is nobody else's to follow.
        "address" => "select company_id from addresses where id = $1 and account_id is null",
        // How an order is printed is the print shop's alone.
        "order" if entry.act.starts_with("approval.") => {
            "select company_id from orders where id = $1"
        }
        _ => return Ok(None),
    };
    let found: Option<(Option<i64>,)> = sql(text).bind(id).optional(tx).await?;
    // What was removed is found no more, and its last entry says whose it was.
    Ok(match found {
        Some((company,)) => company,
        None => detail.get("company").and_then(Value::as_i64),
    })
}
