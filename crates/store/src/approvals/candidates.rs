//! Whom an order might wait for.

use crate::{Result, Sql, Tx, orders::OrderRecord, roles, sql::sql};
use access::{Permission, RoleBook, RoleId};
use domain::AccountId;

/// The accounts that might decide on an order, because they are of its company or named on it and
/// hold a role that can: few enough to ask each of them. Whether they may is asked of the rules; no
/// proof is asked for, since nobody reads this list before that.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn candidates(tx: &mut Tx, order: &OrderRecord) -> Result<Vec<AccountId>> {
    let book = roles::book(tx).await?;
    let mut found = sql("
        select distinct a.id, a.name
        from accounts a
        join assignments g on g.account_id = a.id
        where a.state = 'active'
            and (
                a.company_id = $1
                or a.id in (select n.assignee_id from order_assignees n where n.kind = 'account' and n.order_id = $2)
            )
            and ")
    .bind(order.company)
    .bind(order.id);
    deciding(&mut found, &book);
    found.push(" order by a.name, a.id");
    let rows: Vec<(i64, String)> = found.all(tx).await?;
    Ok(rows.into_iter().map(|(id, _)| AccountId(id)).collect())
}

/// The condition for the assignment `g`: of a role that may decide as it is now.
pub(crate) fn deciding(sql: &mut Sql, book: &RoleBook) {
    let (mut built_in, mut custom) = (Vec::new(), Vec::new());
    for role in book.granting(Permission::ApprovalDecide) {
        match role {
            RoleId::BuiltIn(role) => built_in.push(role.key()),
            RoleId::Custom(id) => custom.push(id),
        }
    }
    sql.push("(g.custom_role_id in (")
        .push_list(custom)
        .push(") or (g.custom_role_id is null and g.role in (")
        .push_list(built_in)
        .push(")))");
}
