//! What moves a job. Each writes only where the job still is at the version that was decided on, on
//! the storefront of the proof; false where it is not.

use super::JobRecord;
use crate::{Result, Sql, Tx, sql::sql};
use access::{
    Capability, Permit,
    permission::{artwork, job},
};
use domain::{ArtworkId, SupplierId, Timestamp, production::JobState};

/// Writes the new values, with the end of the `where` that all share.
async fn change<C: Capability>(
    tx: &mut Tx,
    permit: &Permit<C>,
    of: &JobRecord,
    mut set: Sql,
) -> Result<bool> {
    set.push(", version = version + 1 where id = ")
        .push_arg(of.id);
    set.push(" and version = ").push_arg(of.version);
    set.push(" and storefront_id = ")
        .push_arg(permit.storefront());
    Ok(set.run(tx).await? == 1)
}

/// Moves it along its statuses.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn set_state(
    tx: &mut Tx,
    permit: &Permit<job::SetStatus>,
    of: &JobRecord,
    to: JobState,
) -> Result<bool> {
    change(
        tx,
        permit,
        of,
        sql("update jobs set state = $1").bind(to.key()),
    )
    .await
}

/// Stops it, for a reason.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn block(
    tx: &mut Tx,
    permit: &Permit<job::BlockRelease>,
    of: &JobRecord,
    to: JobState,
    reason: &str,
) -> Result<bool> {
    change(
        tx,
        permit,
        of,
        sql("update jobs set state = $1, block_reason = $2")
            .bind(to.key())
            .bind(reason),
    )
    .await
}

/// Lets it go on.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn release(
    tx: &mut Tx,
    permit: &Permit<job::BlockRelease>,
    of: &JobRecord,
    to: JobState,
) -> Result<bool> {
    change(
        tx,
        permit,
        of,
        sql("update jobs set state = $1, block_reason = ''").bind(to.key()),
    )
    .await
}

/// Awards it to a supplier.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn award(
    tx: &mut Tx,
    permit: &Permit<job::AssignSupplier>,
    of: &JobRecord,
    to: JobState,
    supplier: SupplierId,
    now: Timestamp,
) -> Result<bool> {
    let set = sql("update jobs set state = $1, supplier_id = $2, awarded_at = $3")
        .bind(to.key())
        .bind(supplier)
        .bind(now);
    change(tx, permit, of, set).await
}

/// Takes it back from its supplier.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn take_back(
    tx: &mut Tx,
    permit: &Permit<job::AssignSupplier>,
    of: &JobRecord,
    to: JobState,
) -> Result<bool> {
    change(
        tx,
        permit,
        of,
        sql("update jobs set state = $1, supplier_id = null, awarded_at = null").bind(to.key()),
    )
    .await
}

/// Puts another artwork in the place of the one it has; the old one is kept. The new version.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn replace_artwork(
    tx: &mut Tx,
    permit: &Permit<artwork::Replace>,
    of: &JobRecord,
    artwork: ArtworkId,
    now: Timestamp,
) -> Result<Option<i64>> {
    let version = of.artwork_version + 1;
    let set = sql("update jobs set artwork_id = $1, artwork_version = $2")
        .bind(artwork)
        .bind(version);
    if !change(tx, permit, of, set).await? {
        return Ok(None);
    }
    sql("insert into job_artwork (job_id, version, artwork_id, account_id, created_at) values ($1, $2, $3, $4, $5)")
        .bind(of.id)
        .bind(version)
        .bind(artwork)
        .bind(permit.account())
        .bind(now)
        .run(tx)
        .await?;
    Ok(Some(version))
}
