//! Suppliers, as far as jobs are sent to them.

use crate::{Result, Tx, sql::sql};
use access::{Permit, permission::job};
use domain::{OrderId, ProductId, SupplierId};

/// A firm that jobs are sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplier {
    pub id: SupplierId,
    pub name: String,
    /// Where it is told of jobs if none of its people can sign in.
    pub email: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    name: String,
    email: Option<String>,
}

impl From<Row> for Supplier {
    fn from(row: Row) -> Self {
        Self {
            id: SupplierId(row.id),
            name: row.name,
            email: row.email,
        }
    }
}

/// Those that jobs can be sent to, by name. They belong to the platform; who may send a job anywhere
/// sees them all.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn active(tx: &mut Tx, _permit: &Permit<job::AssignSupplier>) -> Result<Vec<Supplier>> {
    let rows = sql("select id, name, email from suppliers where active order by name, id")
        .all::<Row>(tx)
        .await?;
    Ok(rows.into_iter().map(Supplier::from).collect())
}

/// The supplier with this id, active or not.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn supplier(tx: &mut Tx, id: SupplierId) -> Result<Option<Supplier>> {
    let row = sql("select id, name, email from suppliers where id = $1")
        .bind(id)
        .optional::<Row>(tx)
        .await?;
    Ok(row.map(Supplier::from))
}

/// Somebody of a supplier who can be written to.
#[derive(Clone, Debug, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Reachable {
    /// Of their account.
    pub id: i64,
    pub name: String,
    pub email: String,
}

/// The people of a supplier who can sign in.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn people_of(tx: &mut Tx, supplier: SupplierId) -> Result<Vec<Reachable>> {
    sql("select id, name, email from accounts
         where supplier_id = $1 and state = 'active' and email is not null
         order by id")
    .bind(supplier)
    .all(tx)
    .await
}

/// Who makes a product as a rule.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn usual(tx: &mut Tx, product: ProductId) -> Result<Option<SupplierId>> {
    let row: Option<(Option<i64>,)> = sql("select default_supplier_id from products where id = $1")
        .bind(product)
        .optional(tx)
        .await?;
    Ok(row.and_then(|(id,)| id).map(SupplierId))
}

/// Whether a supplier still has a job of an order.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn still_with(tx: &mut Tx, order: OrderId, supplier: SupplierId) -> Result<bool> {
    let jobs = sql("select count(*) from jobs where order_id = $1 and supplier_id = $2")
        .bind(order)
        .bind(supplier);
    Ok(jobs.int(tx).await? > 0)
}
