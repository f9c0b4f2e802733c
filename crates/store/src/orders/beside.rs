//! What stands beside the rows of a list of orders: their jobs, and whom they name.

use super::{
    Listed,
    details::{job_state, small},
};
use crate::{Error, Result, Tx, sql::sql};
use access::{Assignee, Capability, Object, Owner, Scope, Visible};
use domain::{AccountId, JobId, OrderId, SupplierId, Timestamp, production::JobState};
use std::collections::HashMap;

/// A job of a listed order.
#[derive(Clone, Debug)]
pub struct ListedJob {
    pub id: JobId,
    pub product: String,
    pub quantity: u32,
    pub reference: String,
    pub price: i64,
    pub state: JobState,
    pub due_at: Timestamp,
    pub supplier: Option<(SupplierId, String)>,
    pub thumbnail: Option<(u32, u32)>,
}

/// The jobs of listed orders. The ids are those of rows that were listed under the same proof.
///
/// # Errors
/// See [`Error`].
pub async fn jobs_beside<C: Capability>(
    tx: &mut Tx,
    _: &Visible<'_, C>,
    orders: &[OrderId],
) -> Result<HashMap<OrderId, Vec<ListedJob>>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        order_id: i64,
        id: i64,
        product_name: String,
        quantity: i64,
        reference: String,
        price: i64,
        state: String,
        due_at: i64,
        supplier_id: Option<i64>,
        supplier: Option<String>,
        thumbnail_width: Option<i64>,
        thumbnail_height: Option<i64>,
    }
    if orders.is_empty() {
        return Ok(HashMap::new());
    }
    let mut text = sql("
        select j.order_id, j.id, j.product_name, j.quantity, j.reference, j.price, j.state, j.due_at, j.supplier_id,
            s.name as supplier, a.thumbnail_width, a.thumbnail_height
        from jobs j
        left join suppliers s on s.id = j.supplier_id
        left join artwork a on a.id = j.artwork_id
        where j.order_id in (");
    text.push_list(orders.iter().copied())
        .push(") order by j.order_id, j.position");
    let mut jobs: HashMap<OrderId, Vec<ListedJob>> = HashMap::new();
    for row in text.all::<Row>(tx).await? {
        jobs.entry(OrderId(row.order_id))
            .or_default()
            .push(ListedJob {
                id: JobId(row.id),
                product: row.product_name,
                quantity: small(row.quantity),
                reference: row.reference,
                price: row.price,
                state: job_state(row.state)?,
                due_at: Timestamp(row.due_at),
                supplier: row.supplier_id.map(SupplierId).zip(row.supplier),
                thumbnail: row
                    .thumbnail_width
                    .map(small)
                    .zip(row.thumbnail_height.map(small)),
            });
    }
    Ok(jobs)
}

/// Whom listed orders name.
///
/// # Errors
/// See [`Error`].
pub async fn names_beside<C: Capability>(
    tx: &mut Tx,
    _: &Visible<'_, C>,
    orders: &[OrderId],
) -> Result<HashMap<OrderId, Vec<Assignee>>> {
    if orders.is_empty() {
        return Ok(HashMap::new());
    }
    let mut text =
        sql("select order_id, kind, assignee_id from order_assignees where order_id in (");
    text.push_list(orders.iter().copied()).push(")");
    let mut names: HashMap<OrderId, Vec<Assignee>> = HashMap::new();
    for (order, kind, id) in text.all::<(i64, String, i64)>(tx).await? {
        let name = match kind.as_str() {
            "account" => Assignee::Account(AccountId(id)),
            "supplier" => Assignee::Supplier(SupplierId(id)),
            _ => return Err(Error::unreadable("order_assignees.kind", kind)),
        };
        names.entry(OrderId(order)).or_default().push(name);
    }
    Ok(names)
}

impl Listed {
    /// Whose it is, for [`Listed::object`].
    #[must_use]
    pub fn owners(&self) -> Vec<Owner> {
        let accounts = self
            .account
            .into_iter()
            .chain(self.beneficiary)
            .map(Owner::Account);
        accounts.chain(self.visitor.map(Owner::Visitor)).collect()
    }

    /// Where it stands, for the rules.
    #[must_use]
    pub fn object<'a>(&'a self, owners: &'a [Owner], assigned: &'a [Assignee]) -> Object<'a> {
        let company = self.company.as_slice();
        let departments = self.department.as_slice();
        Object {
            storefront: Some(self.storefront),
            company: if company.is_empty() {
                Scope::Nobody
            } else {
                Scope::These(company)
            },
            departments: if departments.is_empty() {
                Scope::Nobody
            } else {
                Scope::These(departments)
            },
            owners,
            assigned,
            ..Object::PLATFORM
        }
    }
}
