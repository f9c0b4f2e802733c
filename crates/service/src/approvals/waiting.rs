//! What waits for the reader.

use access::{
    Ctx, Failure, Permission,
    permission::{approval, order},
};
use domain::{
    Money, OrderId,
    approvals::{Waiting, WaitingJob},
};
use store::Store;

/// The most that one screen shows; whoever has more decides on these first.
const MOST: u32 = 100;

/// Everything that the reader may decide on, the longest waiting first.
///
/// # Errors
/// Nothing can be decided on at all, or not while logged in as somebody else.
pub async fn waiting(store: &Store, ctx: &Ctx) -> Result<Vec<Waiting>, Failure> {
    let decidable = ctx.access.visible::<approval::Decide>()?;
    let seen = ctx.access.visible::<order::View>()?;
    let mut tx = store.read().await?;
    let rows = store::approvals::waiting(&mut tx, &seen, &decidable, MOST).await?;
    let ids: Vec<OrderId> = rows.iter().map(|row| row.id).collect();
    let mut jobs = store::orders::jobs_beside(&mut tx, &seen, &ids).await?;
    // Who decides on an order sees what it looks like, where they may see proofs at all.
    let proof = ctx.access.holds(Permission::ProofView).is_ok();
    Ok(rows
        .into_iter()
        .map(|row| {
            let jobs = jobs.remove(&row.id).unwrap_or_default();
            Waiting {
                number: row.number,
                version: row.version,
                since: row.since,
                who: row.who,
                ordered_for: row.ordered_for,
                company: row.company,
                department: row.department,
                codes: row.codes,
                total: row.total,
                jobs: jobs
                    .into_iter()
                    .map(|job| WaitingJob {
                        id: job.id,
                        product: job.product,
                        quantity: job.quantity,
                        reference: job.reference,
                        price: Money::new(job.price, row.total.currency),
                        thumbnail: job.thumbnail.filter(|_| proof),
                    })
                    .collect(),
            }
        })
        .collect())
}

/// How many wait, for the menu; none where nothing can be decided on.
///
/// # Errors
/// The database is not available.
pub async fn count(store: &Store, ctx: &Ctx) -> Result<u32, Failure> {
    let (Ok(decidable), Ok(seen)) = (
        ctx.access.visible::<approval::Decide>(),
        ctx.access.visible::<order::View>(),
    ) else {
        return Ok(0);
    };
    let mut tx = store.read().await?;
    let count = store::approvals::count(&mut tx, &seen, &decidable).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
