//! One act on several jobs: each for itself, so that one that cannot does not hold up the others.

use super::{block, release, set_status};
use access::{Ctx, Denial, Failure, rules};
use domain::production::{
    forms::{Block, Bulk, BulkAct, Field, OnJob, Picked, SetStatus},
    list::Happened,
};
use store::Store;

/// *Block*, *Release* or a status, on all that are ticked; what became of each.
///
/// # Errors
/// Nothing ticked, no act, or a block without a reason.
pub async fn bulk(store: &Store, ctx: &Ctx, form: &Bulk) -> Result<Vec<Happened>, Failure<Field>> {
    let (act, picked) = form.check()?;
    let mut all = Vec::new();
    for Picked { job, version } in picked {
        let back = String::new();
        let outcome = match act {
            BulkAct::Block => {
                let form = Block {
                    job,
                    version,
                    reason: form.reason.clone(),
                    back,
                };
                block(store, ctx, &form).await
            }
            BulkAct::Release => release(store, ctx, &OnJob { job, version, back }).await,
            BulkAct::Status(to) => {
                let form = SetStatus {
                    job,
                    version,
                    status: to.key().to_owned(),
                    back,
                };
                set_status(store, ctx, &form).await
            }
        };
        all.push(match outcome {
            Ok(moved) => Happened {
                job,
                number: Some(moved.job),
                refused: None,
            },
            Err(failure) => Happened {
                job,
                number: number(store, ctx, job).await?,
                refused: Some(failure.to_string()),
            },
        });
    }
    Ok(all)
}

/// By which name the reader knows the job; nothing where they cannot see it.
async fn number(
    store: &Store,
    ctx: &Ctx,
    job: domain::JobId,
) -> Result<Option<String>, Failure<Field>> {
    let mut tx = store.read().await?;
    let Some(job) = store::production::job(&mut tx, job).await? else {
        return Ok(None);
    };
    let seen = !matches!(
        rules::production::block(&ctx.access, &job.facts()),
        Err(Denial::NotFound)
    );
    Ok(seen.then(|| job.name()))
}
