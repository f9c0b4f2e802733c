//! Putting a corrected artwork in the place of the one that a job was blocked for. The old one is
//! kept.

use super::{Files, NotTaken, Sent};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    Problem,
    orders::Event,
    production::{
        forms::{Field, OnJob},
        list::Moved,
    },
};
use serde_json::json;
use store::{Store, production::JobRecord};

/// *Upload artwork*.
///
/// # Errors
/// Not seen, not granted, not blocked, stale, no file, or what is wrong with it.
pub async fn replace(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    form: &OnJob,
    sent: Sent,
) -> Result<Moved, Failure<Field>> {
    // Asked before the file is read, which is dear, and again while nobody else acts on the order.
    let mut tx = store.read().await?;
    let job = store::production::job(&mut tx, form.job)
        .await?
        .ok_or(Failure::not_found())?;
    drop(tx);
    let _allowed = allowed(ctx, &job, form)?;
    let new = files.take_in(sent).await.map_err(|why| match why {
        NotTaken::Refused(problem) => Failure::field(Field::Artwork, problem),
        NotTaken::Unavailable => Failure::Unavailable,
    })?;
    let new = new.ok_or_else(|| Failure::field(Field::Artwork, Problem::Missing))?;

    let mut tx = store.begin().await?;
    let job = store::production::lock(&mut tx, form.job)
        .await?
        .ok_or(Failure::not_found())?;
    let permit = allowed(ctx, &job, form)?;
    let artwork = store::artwork::insert_for(
        &mut tx,
        permit.storefront(),
        permit.account(),
        &new,
        ctx.now,
    )
    .await?;
    let version =
        store::production::replace_artwork(&mut tx, &permit, &job, artwork, ctx.now).await?;
    let version = version.ok_or(Denial::Stale)?;
    store::orders::record(
        &mut tx,
        ctx,
        job.order.id,
        Some(job.id),
        &Event::ArtworkReplaced { version },
    )
    .await?;
    store::orders::settle(&mut tx, job.order.id, ctx.now).await?;
    let sha256 = store::artwork::hexadecimal(&new.sha256);
    let detail = json!({ "job": job.name(), "version": version, "sha256": sha256 });
    store::audit::record(
        &mut tx,
        ctx,
        "artwork.replace",
        "job",
        Some(job.id.0),
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(Moved {
        order: job.number(),
        job: job.name(),
        state: job.state,
    })
}

type Allowed = access::Permit<access::permission::artwork::Replace>;

fn allowed(ctx: &Ctx, job: &JobRecord, form: &OnJob) -> Result<Allowed, Denial> {
    let permit = rules::artwork::replace(&ctx.access, &job.facts())?;
    if job.version == form.version {
        Ok(permit)
    } else {
        Err(Denial::Stale)
    }
}
