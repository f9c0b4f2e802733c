//! Whether somebody must agree first, and who is asked.

use crate::{Result, Tx, sql::sql};
use access::{
    Permit,
    permission::{approval, order},
};
use domain::{
    AccountId, CompanyId, DepartmentId, OrderId, ProductId, Timestamp, accounts::AccountState,
};

/// Whose an order is to be: their company, and the departments of who orders and who gets it.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    pub company: Option<CompanyId>,
    pub departments: &'a [DepartmentId],
}

/// The approvers that a storefront has designated for a person, for one of their departments, or for
/// one of the products; never the person themselves. Who is asked about a product is a colleague: of the
/// same company, or without one as they are, and where there are departments of one of them (behaviour
/// INF-22).
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn designated(
    tx: &mut Tx,
    permit: &Permit<order::Place>,
    whose: Whose<'_>,
    products: &[ProductId],
) -> Result<Vec<AccountId>> {
    let me = permit.account();
    let mut statement = sql("select distinct l.approver_id
         from approver_links l
         join accounts a on a.id = l.approver_id
         where l.storefront_id = ");
    statement.push_arg(permit.storefront());
    statement
        .push(" and a.state = ")
        .push_arg(AccountState::Active.key());
    statement.push(" and (l.account_id = ").push_arg(me);
    statement
        .push(" or l.department_id in (")
        .push_list(whose.departments.iter().copied());
    statement
        .push(") or (l.product_id in (")
        .push_list(products.iter().copied())
        .push(")");
    match whose.company {
        Some(company) => statement.push(" and a.company_id = ").push_arg(company),
        None => statement.push(" and a.company_id is null"),
    };
    if !whose.departments.is_empty() {
        statement
            .push(
                " and exists (
                    select 1 from department_members m
                    where m.account_id = a.id and m.department_id in (",
            )
            .push_list(whose.departments.iter().copied())
            .push("))");
    }
    statement.push(")) order by l.approver_id");
    let rows: Vec<(i64,)> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|(id,)| AccountId(id))
        .filter(|id| Some(*id) != me)
        .collect())
}

/// Asks for approval of an order.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn request(
    tx: &mut Tx,
    permit: &Permit<order::Place>,
    order: OrderId,
    now: Timestamp,
) -> Result<()> {
    sql("insert into approvals (order_id, storefront_id, state, requested_at) values ($1, $2, 'pending', $3)")
        .bind(order)
        .bind(permit.storefront())
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Notes that who placed an order has approved it themselves, as they may.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn self_approved(
    tx: &mut Tx,
    permit: &Permit<approval::Itself>,
    order: OrderId,
    name: &str,
    now: Timestamp,
) -> Result<()> {
    sql("insert into approvals (order_id, storefront_id, state, requested_at, order_version, decided_at, decided_by,
            decided_by_name)
         values ($1, $2, 'approved', $3, 1, $3, $4, $5)")
    .bind(order)
    .bind(permit.storefront())
    .bind(now)
    .bind(permit.account())
    .bind(name)
    .run(tx)
    .await?;
    Ok(())
}
