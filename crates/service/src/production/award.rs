//! Sending a job to a supplier, or to another one.

use super::{fresh, happened, take, told, wrote};
use access::{Assignee, Ctx, Denial, Failure, rules};
use domain::{
    Problem, SupplierId,
    orders::Event,
    production::{
        JobAct,
        forms::{Award, Field},
        list::Moved,
    },
};
use serde_json::json;
use store::{Store, Tx, production::JobRecord};

/// *Send to supplier*.
///
/// # Errors
/// No active supplier or the one that has it already, not seen, not granted, not in a state for it,
/// or stale.
pub async fn award(store: &Store, ctx: &Ctx, form: &Award) -> Result<Moved, Failure<Field>> {
    let chosen = form.check()?;
    let mut tx = store.begin().await?;
    let job = take(&mut tx, form.job).await?;
    let permit = rules::production::award(&ctx.access, &job.facts())?;
    fresh(&job, form.version)?;
    let to = job
        .state
        .next(JobAct::Award)
        .map_err(|_| Denial::Job(job.state))?;
    let offered = store::production::active(&mut tx, &permit).await?;
    let supplier = offered
        .into_iter()
        .find(|one| one.id == chosen && job.supplier != Some(chosen));
    let supplier = supplier.ok_or_else(|| Failure::field(Field::Supplier, Problem::NotOffered))?;
    wrote(store::production::award(&mut tx, &permit, &job, to, supplier.id, ctx.now).await?)?;
    if let Some(former) = job.supplier {
        leave(&mut tx, ctx, &job, former).await?;
    }
    store::orders::assign(&mut tx, job.order.id, Assignee::Supplier(supplier.id)).await?;
    let event = Event::Awarded {
        supplier: supplier.name.clone(),
    };
    let moved = happened(&mut tx, ctx, &job, to, "job.award", &event).await?;
    let detail = json!({ "job": job.name(), "supplier": supplier.name });
    store::audit::record(
        &mut tx,
        ctx,
        "supplier.award",
        "supplier",
        Some(supplier.id.0),
        detail,
    )
    .await?;
    told::awarded(&mut tx, ctx, &job, &supplier).await?;
    tx.commit().await?;
    Ok(moved)
}

/// A supplier that has nothing of the order any more does not see it any more.
pub(super) async fn leave(
    tx: &mut Tx,
    ctx: &Ctx,
    job: &JobRecord,
    former: SupplierId,
) -> Result<(), Failure<Field>> {
    if !store::production::still_with(tx, job.order.id, former).await? {
        store::orders::unassign(tx, job.order.id, Assignee::Supplier(former)).await?;
    }
    if let Some(former) = store::production::supplier(tx, former).await? {
        let event = Event::TakenBack {
            supplier: former.name.clone(),
        };
        store::orders::record(tx, ctx, job.order.id, Some(job.id), &event).await?;
        told::taken_back(tx, ctx, job, &former).await?;
    }
    Ok(())
}
