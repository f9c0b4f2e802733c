//! Storefronts, found by the address of a request; their list for who runs them, and what is done to
//! them.
//!
//! No proof is asked for which storefront a host name leads to and what everybody sees there. How it is
//! run is listed by what is visible, and each write takes the permit of that very act.

mod platform;
mod run;

pub use platform::{platform, set_platform};
pub use run::{
    Holder, Settings, Shown, StorefrontRecord, add_host, create, edit, first, hold, holders, hosts,
    list_run, locked, record, remove_host, set_logo, set_look, set_packs,
};

use crate::{Error, Result, Sql, Tx, sql::sql};
use access::{Pack, Storefront};
use domain::{
    Currency, StorefrontId, Timestamp,
    storefronts::{Announced, Logo, Look, RegistrationMode, slug_of_host},
};

/// As it is kept.
#[derive(Debug, sqlx_macros::FromRow)]
struct Row {
    id: i64,
    slug: String,
    name: String,
    public: bool,
    pack: String,
    currency: String,
    approval: bool,
    registration: String,
    staff_packs: String,
    accent: Option<String>,
    accent_dark: Option<String>,
    logo: Option<String>,
    logo_width: Option<i64>,
    logo_height: Option<i64>,
    support_email: Option<String>,
    notice: Option<String>,
    notice_until: Option<i64>,
}

/// What the platform says at each comes in the same statement: every request needs both.
const SELECT: &str = "
        select s.id, s.slug, s.name, s.public, s.pack, s.currency, s.approval,
            s.registration, s.staff_packs, s.accent, s.accent_dark,
            s.logo, s.logo_width, s.logo_height,
            y.support_email, y.notice, y.notice_until
        from storefronts s
        left join platform y on y.id = 1 ";

impl TryFrom<Row> for Storefront {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let pack =
            |column, key: &str| Pack::from_key(key).ok_or_else(|| Error::unreadable(column, key));
        Ok(Self {
            id: StorefrontId(row.id),
            pack: pack("storefronts.pack", &row.pack)?,
            currency: Currency::from_code(&row.currency)
                .ok_or_else(|| Error::unreadable("storefronts.currency", &*row.currency))?,
            slug: row.slug,
            name: row.name,
            public: row.public,
            approval: row.approval,
            registration: RegistrationMode::from_key(&row.registration)
                .ok_or_else(|| Error::unreadable("storefronts.registration", &*row.registration))?,
            staff_packs: row
                .staff_packs
                .split_whitespace()
                .map(|key| pack("storefronts.staff_packs", key))
                .collect::<Result<_>>()?,
            look: look(row.accent.as_deref(), row.accent_dark.as_deref()),
            logo: logo(row.logo, (row.logo_width, row.logo_height)),
            announced: Announced {
                support: row.support_email,
                notice: row.notice,
                until: row.notice_until.map(Timestamp),
            },
        })
    }
}

/// Colours that could not be read any more, by what comes with a newer program, are as if there were
/// none: the shop goes on in those that come with it.
fn look(light: Option<&str>, dark: Option<&str>) -> Option<Look> {
    Look::new(light?.parse().ok()?, dark?.parse().ok()?)
}

fn logo(sha256: Option<String>, (width, height): (Option<i64>, Option<i64>)) -> Option<Logo> {
    let pixels = |count: Option<i64>| u32::try_from(count?).ok();
    Some(Logo {
        sha256: sha256?,
        width: pixels(width)?,
        height: pixels(height)?,
    })
}

async fn one(tx: &mut Tx, statement: Sql) -> Result<Option<Storefront>> {
    statement
        .optional::<Row>(tx)
        .await?
        .map(Storefront::try_from)
        .transpose()
}

/// The storefront that a host names: by its slug before the `bare` host, or by an address of its
/// own. Nothing for the bare host itself and for names nobody has taken. A port does not count.
///
/// # Errors
/// See [`Error`].
pub async fn by_host(tx: &mut Tx, host: &str, bare: &str) -> Result<Option<Storefront>> {
    let host = host.to_ascii_lowercase();
    if let Some(slug) = slug_of_host(&host, bare) {
        let statement = sql(format!("{SELECT} where s.slug = $1")).bind(slug);
        if let Some(found) = one(tx, statement).await? {
            return Ok(Some(found));
        }
    }
    let name = host
        .rsplit_once(':')
        .map_or(host.as_str(), |(name, _)| name);
    let statement = sql(format!(
        "{SELECT} join storefront_hosts h on s.id = h.storefront_id where h.host = $1"
    ))
    .bind(name);
    one(tx, statement).await
}

/// # Errors
/// See [`Error`].
pub async fn by_id(tx: &mut Tx, id: StorefrontId) -> Result<Option<Storefront>> {
    let statement = sql(format!("{SELECT} where s.id = $1")).bind(id);
    one(tx, statement).await
}

/// What the bare host shows: the storefront called `storefront`, else the oldest. Nothing on an
/// empty platform.
///
/// # Errors
/// See [`Error`].
pub async fn default(tx: &mut Tx) -> Result<Option<Storefront>> {
    let statement = sql(format!(
        "{SELECT} order by case when s.slug = 'storefront' then 0 else 1 end, s.id limit 1"
    ));
    one(tx, statement).await
}

/// All of them, by name: there are few.
///
/// # Errors
/// See [`Error`].
pub async fn list(tx: &mut Tx) -> Result<Vec<Storefront>> {
    let rows = sql(format!("{SELECT} order by s.name, s.id"))
        .all::<Row>(tx)
        .await?;
    rows.into_iter().map(Storefront::try_from).collect()
}

/// The sentence under a storefront's name.
///
/// # Errors
/// See [`Error`].
pub async fn tagline(tx: &mut Tx, id: StorefrontId) -> Result<String> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        tagline: String,
    }
    let row = sql("select tagline from storefronts where id = $1")
        .bind(id)
        .optional::<Row>(tx)
        .await?;
    Ok(row.map_or_else(String::new, |row| row.tagline))
}
