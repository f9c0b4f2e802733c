//! Storefronts, found by the address of a request.
//!
//! No proof is asked for: which storefront a host name leads to is what everybody sees.

use crate::{Error, Result, Sql, Tx, sql::sql};
use access::{Pack, Storefront};
use domain::{Currency, StorefrontId, storefronts::slug_of_host};

/// As it is kept.
#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: i64,
    slug: String,
    name: String,
    public: bool,
    pack: String,
    currency: String,
    approval: bool,
}

impl TryFrom<Row> for Storefront {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: StorefrontId(row.id),
            pack: Pack::from_key(&row.pack)
                .ok_or_else(|| Error::unreadable("storefronts.pack", &*row.pack))?,
            currency: Currency::from_code(&row.currency)
                .ok_or_else(|| Error::unreadable("storefronts.currency", &*row.currency))?,
            slug: row.slug,
            name: row.name,
            public: row.public,
            approval: row.approval,
        })
    }
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
        let statement = sql("
            select id, slug, name, public, pack, currency, approval
            from storefronts
            where slug = $1")
        .bind(slug);
        if let Some(found) = one(tx, statement).await? {
            return Ok(Some(found));
        }
    }
    let name = host
        .rsplit_once(':')
        .map_or(host.as_str(), |(name, _)| name);
    let statement = sql("
        select s.id, s.slug, s.name, s.public, s.pack, s.currency, s.approval
        from storefront_hosts h
        join storefronts s on s.id = h.storefront_id
        where h.host = $1")
    .bind(name);
    one(tx, statement).await
}

/// # Errors
/// See [`Error`].
pub async fn by_id(tx: &mut Tx, id: StorefrontId) -> Result<Option<Storefront>> {
    let statement = sql("
        select id, slug, name, public, pack, currency, approval
        from storefronts
        where id = $1")
    .bind(id);
    one(tx, statement).await
}

/// What the bare host shows: the storefront called `storefront`, else the oldest. Nothing on an
/// empty platform.
///
/// # Errors
/// See [`Error`].
pub async fn default(tx: &mut Tx) -> Result<Option<Storefront>> {
    let statement = sql("
        select id, slug, name, public, pack, currency, approval
        from storefronts
        order by case when slug = 'storefront' then 0 else 1 end, id
        limit 1");
    one(tx, statement).await
}

/// All of them, by name: there are few.
///
/// # Errors
/// See [`Error`].
pub async fn list(tx: &mut Tx) -> Result<Vec<Storefront>> {
    let rows = sql("
        select id, slug, name, public, pack, currency, approval
        from storefronts
        order by name, id")
    .all::<Row>(tx)
    .await?;
    rows.into_iter().map(Storefront::try_from).collect()
}

/// The sentence under a storefront's name.
///
/// # Errors
/// See [`Error`].
pub async fn tagline(tx: &mut Tx, id: StorefrontId) -> Result<String> {
    #[derive(sqlx::FromRow)]
    struct Row {
        tagline: String,
    }
    let row = sql("select tagline from storefronts where id = $1")
        .bind(id)
        .optional::<Row>(tx)
        .await?;
    Ok(row.map_or_else(String::new, |row| row.tagline))
}
