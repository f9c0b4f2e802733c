//! The content of a job, as long as it may change.

use crate::{Result, Tx, sql::sql};
use access::{Permit, permission::job};
use domain::{ArtworkId, JobId, OrderId, ProductId, Timestamp, production::JobState};

/// What a job is to hold.
#[derive(Clone, Copy, Debug)]
pub struct NewContent<'a> {
    pub reference: &'a str,
    /// Nothing where the artwork stays.
    pub artwork: Option<ArtworkId>,
}

/// The product and reference of a job of this order that waits for approval.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn content(
    tx: &mut Tx,
    permit: &Permit<job::EditContent>,
    order: OrderId,
    job: JobId,
) -> Result<Option<(ProductId, String)>> {
    let row: Option<(i64, String)> = sql("select product_id, reference
         from jobs
         where id = $1 and order_id = $2 and storefront_id = $3 and state = $4")
    .bind(job)
    .bind(order)
    .bind(permit.storefront())
    .bind(JobState::Waiting.key())
    .optional(tx)
    .await?;
    Ok(row.map(|(product, reference)| (ProductId(product), reference)))
}

/// Changes a job and moves its order's version on, unless the order is not as it was shown; whether
/// it did. The order was locked before.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn edit(
    tx: &mut Tx,
    permit: &Permit<job::EditContent>,
    order: (OrderId, i64),
    job: JobId,
    new: &NewContent<'_>,
    now: Timestamp,
) -> Result<bool> {
    let (order, version) = order;
    let current = sql("update orders
         set version = version + 1, updated_at = $4
         where id = $1 and storefront_id = $2 and version = $3")
    .bind(order)
    .bind(permit.storefront())
    .bind(version)
    .bind(now)
    .run(tx)
    .await?;
    if current == 0 {
        return Ok(false);
    }
    sql("update jobs
         set reference = $4, version = version + 1
         where id = $1 and order_id = $2 and storefront_id = $3")
    .bind(job)
    .bind(order)
    .bind(permit.storefront())
    .bind(new.reference)
    .run(tx)
    .await?;
    if let Some(artwork) = new.artwork {
        // The first artwork of a job that had none is its first version.
        let (next,): (i64,) = sql(
            "update jobs
             set artwork_version = (select coalesce(max(a.version), 0) + 1 from job_artwork a where a.job_id = jobs.id),
                artwork_id = $4
             where id = $1 and order_id = $2 and storefront_id = $3
             returning artwork_version",
        )
        .bind(job)
        .bind(order)
        .bind(permit.storefront())
        .bind(artwork)
        .one(tx)
        .await?;
        sql("insert into job_artwork (job_id, version, artwork_id, account_id, created_at) values ($1, $2, $3, $4, $5)")
            .bind(job)
            .bind(next)
            .bind(artwork)
            .bind(permit.account())
            .bind(now)
            .run(tx)
            .await?;
    }
    Ok(true)
}
