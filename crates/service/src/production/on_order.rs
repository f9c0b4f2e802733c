//! What the order page offers on the jobs of an order.

use access::{Ctx, Failure, rules};
use domain::{
    OrderNumber,
    production::{JobAct, list::JobOnOrder},
};
use store::Store;

/// Each job of the order that the reader can see, with what they may do to it.
///
/// # Errors
/// The order cannot be seen.
pub async fn on_order(
    store: &Store,
    ctx: &Ctx,
    number: OrderNumber,
) -> Result<Vec<JobOnOrder>, Failure> {
    let mut tx = store.read().await?;
    let order = store::orders::facts(&mut tx, number)
        .await?
        .ok_or(Failure::not_found())?;
    let _seen = rules::orders::view(&ctx.access, &order.facts())?;
    let mut jobs = Vec::new();
    for job in store::production::of_order(&mut tx, &order).await? {
        let facts = job.facts();
        // A supplier sees its own jobs of the order.
        if !rules::production::seen(&ctx.access, &facts) {
            continue;
        }
        let can = rules::production::can(&ctx.access, &facts, job.artwork.is_some());
        let mut suppliers = Vec::new();
        let mut usual_supplier = None;
        if can.act(JobAct::Award) {
            let permit = rules::production::award(&ctx.access, &facts)?;
            let offered = store::production::active(&mut tx, &permit).await?;
            suppliers = offered
                .into_iter()
                .filter(|one| job.supplier != Some(one.id))
                .map(|one| (one.id, one.name))
                .collect();
            usual_supplier = store::production::usual(&mut tx, job.product).await?;
        }
        jobs.push(JobOnOrder {
            id: job.id,
            number: job.name(),
            version: job.version,
            state: job.state,
            has_artwork: job.artwork.is_some(),
            can,
            suppliers,
            usual_supplier,
        });
    }
    Ok(jobs)
}
