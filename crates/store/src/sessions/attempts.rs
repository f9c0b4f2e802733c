//! How often something was tried: limits that hold for all servers on one database.

use crate::{Result, Tx, sql::sql};
use domain::Timestamp;

/// Counts one more try under a name such as `sign-in:1.2.3.4`. Answers the seconds to wait where it
/// is one more than `limit` within `window` milliseconds.
///
/// To be committed whatever comes after: a refused act must not take its count along.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn attempt(
    tx: &mut Tx,
    bucket: &str,
    window: i64,
    limit: u32,
    now: Timestamp,
) -> Result<Option<u32>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        since: i64,
        count: i64,
    }
    let row = sql("
        insert into attempts (bucket, since, count)
        values ($1, $2, 1)
        on conflict (bucket) do update
        set since = case when attempts.since <= $3 then $2 else attempts.since end,
            count = case when attempts.since <= $3 then 1 else attempts.count + 1 end
        returning since, count")
    .bind(bucket)
    .bind(now)
    .bind(now.plus(-window))
    .one::<Row>(tx)
    .await?;
    if row.count <= i64::from(limit) {
        return Ok(None);
    }
    let left = (row.since + window - now.0).max(1);
    Ok(Some(
        u32::try_from((left + Timestamp::SECOND - 1) / Timestamp::SECOND).unwrap_or(u32::MAX),
    ))
}

/// Takes one try back: it succeeded, and only failures count.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn give_back(tx: &mut Tx, bucket: &str) -> Result<()> {
    sql("update attempts set count = count - 1 where bucket = $1 and count > 0")
        .bind(bucket)
        .run(tx)
        .await?;
    Ok(())
}

/// Forgets tries under a name: they succeeded.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn forget_attempts(tx: &mut Tx, bucket: &str) -> Result<()> {
    sql("delete from attempts where bucket = $1")
        .bind(bucket)
        .run(tx)
        .await?;
    Ok(())
}
