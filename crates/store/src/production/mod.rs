//! Jobs: the facts that their rules are decided on, what moves them, and the list of the floor.
//!
//! An act on a job takes it with [`lock`], which takes its order: of two acts at once on jobs of one
//! order the second sees what the first has done.

mod list;
mod moves;
mod suppliers;

pub use list::{Listed, folders, list, one, storefronts};
pub use moves::{award, block, release, replace_artwork, set_state, take_back};
pub use suppliers::{Reachable, Supplier, active, people_of, still_with, supplier, usual};

use crate::{
    Error, Result, Tx,
    orders::{OrderRecord, facts_of},
    sql::sql,
};
use access::{Assignee, Object, rules::production::JobFacts};
use domain::{
    ArtworkId, JobId, OrderId, OrderNumber, ProductId, StorefrontId, SupplierId, Timestamp,
    catalogue::Chosen, production::JobState,
};

/// A job as its rules see it. Read without a proof: it is what proofs are made from.
#[derive(Clone, Debug)]
pub struct JobRecord {
    pub id: JobId,
    pub order: OrderRecord,
    pub position: u32,
    pub product: ProductId,
    pub product_name: String,
    pub quantity: u32,
    pub chosen: Vec<Chosen>,
    pub reference: String,
    pub state: JobState,
    pub due_at: Timestamp,
    pub supplier: Option<SupplierId>,
    pub block_reason: String,
    pub artwork: Option<ArtworkId>,
    pub artwork_version: i64,
    pub version: i64,
    /// The order's approvers, and the supplier of this job, not of its neighbours.
    assigned: Vec<Assignee>,
}

impl JobRecord {
    #[must_use]
    pub fn facts(&self) -> JobFacts<'_> {
        JobFacts {
            object: self.object(),
            state: self.state,
        }
    }

    /// It stands where its order does.
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        Object {
            assigned: &self.assigned,
            ..self.order.object()
        }
    }

    #[must_use]
    pub const fn storefront(&self) -> StorefrontId {
        self.order.storefront
    }

    #[must_use]
    pub const fn number(&self) -> OrderNumber {
        self.order.number
    }

    /// `Q-10042-1`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}-{}", self.order.number, self.position)
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    position: i64,
    product_id: i64,
    product_name: String,
    quantity: i64,
    chosen: String,
    reference: String,
    state: String,
    due_at: i64,
    supplier_id: Option<i64>,
    block_reason: String,
    artwork_id: Option<i64>,
    artwork_version: i64,
    version: i64,
}

const COLUMNS: &str =
    "id, position, product_id, product_name, quantity, chosen, reference, state, due_at,
    supplier_id, block_reason, artwork_id, artwork_version, version";

/// The job with this id.
///
/// # Errors
/// See [`Error`].
pub async fn job(tx: &mut Tx, job: JobId) -> Result<Option<JobRecord>> {
    let Some(order) = order_of(tx, job).await? else {
        return Ok(None);
    };
    let Some(order) = facts_of(tx, order).await? else {
        return Ok(None);
    };
    let row = sql(format!("select {COLUMNS} from jobs where id = $1"))
        .bind(job)
        .optional::<Row>(tx)
        .await?;
    row.map(|row| record(order, row)).transpose()
}

/// The same, while other acts on its order wait until this transaction is over.
///
/// # Errors
/// See [`Error`].
pub async fn lock(tx: &mut Tx, of: JobId) -> Result<Option<JobRecord>> {
    let Some(order) = order_of(tx, of).await? else {
        return Ok(None);
    };
    crate::orders::lock(tx, order).await?;
    job(tx, of).await
}

/// The jobs of an order, in their order.
///
/// # Errors
/// See [`Error`].
pub async fn of_order(tx: &mut Tx, order: &OrderRecord) -> Result<Vec<JobRecord>> {
    let rows = sql(format!(
        "select {COLUMNS} from jobs where order_id = $1 order by position"
    ))
    .bind(order.id)
    .all::<Row>(tx)
    .await?;
    rows.into_iter()
        .map(|row| record(order.clone(), row))
        .collect()
}

async fn order_of(tx: &mut Tx, job: JobId) -> Result<Option<OrderId>> {
    let row: Option<(i64,)> = sql("select order_id from jobs where id = $1")
        .bind(job)
        .optional(tx)
        .await?;
    Ok(row.map(|(id,)| OrderId(id)))
}

fn record(order: OrderRecord, row: Row) -> Result<JobRecord> {
    let supplier = row.supplier_id.map(SupplierId);
    let mut assigned: Vec<Assignee> = order
        .assigned()
        .iter()
        .copied()
        .filter(|one| !matches!(one, Assignee::Supplier(_)))
        .collect();
    assigned.extend(supplier.map(Assignee::Supplier));
    Ok(JobRecord {
        id: JobId(row.id),
        order,
        position: unsigned(row.position),
        product: ProductId(row.product_id),
        product_name: row.product_name,
        quantity: unsigned(row.quantity),
        chosen: chosen(&row.chosen)?,
        reference: row.reference,
        state: state(&row.state)?,
        due_at: Timestamp(row.due_at),
        supplier,
        block_reason: row.block_reason,
        artwork: row.artwork_id.map(ArtworkId),
        artwork_version: row.artwork_version,
        version: row.version,
        assigned,
    })
}

fn unsigned(value: i64) -> u32 {
    u32::try_from(value).unwrap_or_default()
}

fn chosen(json: &str) -> Result<Vec<Chosen>> {
    serde_json::from_str(json).map_err(|_| Error::unreadable("jobs.chosen", json))
}

fn state(key: &str) -> Result<JobState> {
    JobState::from_key(key).ok_or_else(|| Error::unreadable("jobs.state", key))
}
