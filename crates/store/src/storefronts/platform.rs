//! What is set for the whole platform: one row.

use crate::{Result, Tx, sql::sql};
use access::{Permit, permission::system_settings};
use domain::{
    Timestamp,
    storefronts::{Announced, PlatformSettings},
};

/// What is set, and its version.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn platform(
    tx: &mut Tx,
    _may: &Permit<system_settings::Edit>,
) -> Result<(i64, PlatformSettings)> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        version: i64,
        name: Option<String>,
        support_email: Option<String>,
        notice: Option<String>,
        notice_until: Option<i64>,
    }
    let row: Row = sql("
        select version, name, support_email, notice, notice_until
        from platform
        where id = 1")
    .one(tx)
    .await?;
    let settings = PlatformSettings {
        name: row.name,
        announced: Announced {
            support: row.support_email,
            notice: row.notice,
            until: row.notice_until.map(Timestamp),
        },
    };
    Ok((row.version, settings))
}

/// Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn set_platform(
    tx: &mut Tx,
    _may: &Permit<system_settings::Edit>,
    version: i64,
    wanted: &PlatformSettings,
) -> Result<bool> {
    let changed = sql("
        update platform
        set version = version + 1, name = $2, support_email = $3, notice = $4, notice_until = $5
        where id = 1 and version = $1")
    .bind(version)
    .bind(wanted.name.as_deref())
    .bind(wanted.announced.support.as_deref())
    .bind(wanted.announced.notice.as_deref())
    .bind(wanted.announced.until)
    .run(tx)
    .await?;
    Ok(changed == 1)
}
