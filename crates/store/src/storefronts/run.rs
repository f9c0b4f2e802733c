//! Storefronts as those see them who run them.

use super::{SELECT, by_id};
use crate::{
    Engine, Error, Result, Sql, Tx,
    reach::{self, Place},
    sql::sql,
};
use access::{
    Pack, Permit, Role, Side, Storefront,
    permission::{storefront, storefront_settings, webdesign},
    rules::storefronts::Listed,
};
use domain::{
    AccountId, StorefrontId,
    storefronts::{CreateStorefront, Logo, Look, RegistrationMode},
};

/// A storefront, with what only those read who run it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorefrontRecord {
    pub at: Storefront,
    pub version: i64,
    pub tagline: String,
    pub second_factor_for_staff: bool,
    pub default_visible: bool,
    pub personal_addresses_hidden: bool,
    pub data_without_department: bool,
    pub companies: i64,
    /// Customers, without the tombstones.
    pub people: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    version: i64,
    tagline: String,
    second_factor_for_staff: bool,
    default_visible: bool,
    personal_addresses_hidden: bool,
    data_without_department: bool,
    companies: i64,
    people: i64,
}

const FACTS: &str = "
    select s.version, s.tagline, s.second_factor_for_staff, s.default_visible, s.personal_addresses_hidden,
        s.data_without_department,
        (select cast(count(*) as bigint) from companies c where c.storefront_id = s.id) as companies,
        (select cast(count(*) as bigint) from accounts a where a.storefront_id = s.id and a.state <> 'deleted') as people
    from storefronts s
    where s.id = $1";

/// # Errors
/// See [`Error`].
pub async fn record(tx: &mut Tx, id: StorefrontId) -> Result<Option<StorefrontRecord>> {
    let Some(at) = by_id(tx, id).await? else {
        return Ok(None);
    };
    let row: Row = sql(FACTS).bind(id).one(tx).await?;
    Ok(Some(StorefrontRecord {
        at,
        version: row.version,
        tagline: row.tagline,
        second_factor_for_staff: row.second_factor_for_staff,
        default_visible: row.default_visible,
        personal_addresses_hidden: row.personal_addresses_hidden,
        data_without_department: row.data_without_department,
        companies: row.companies,
        people: row.people,
    }))
}

/// The same, and nobody else changes it, nor lets a role start there, until this transaction is over.
///
/// # Errors
/// See [`Error`].
pub async fn locked(tx: &mut Tx, id: StorefrontId) -> Result<Option<StorefrontRecord>> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select id from storefronts where id = $1 for no key update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    record(tx, id).await
}

/// Makes who sets these storefronts up wait until this transaction is over: what is about to start
/// there is seen by who would switch it off.
///
/// # Errors
/// See [`Error`].
pub async fn hold(tx: &mut Tx, these: &[StorefrontId]) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        let mut lock = sql("select id from storefronts where id in (");
        lock.push_list(these.iter().copied())
            .push(") order by id for share");
        lock.all::<(i64,)>(tx).await?;
    }
    Ok(())
}

/// Those that are seen, by name: there are few.
///
/// # Errors
/// See [`Error`].
pub async fn list_run(tx: &mut Tx, listed: &Listed<'_>) -> Result<Vec<StorefrontRecord>> {
    let mut statement = sql(format!("{SELECT} where "));
    seen(&mut statement, listed);
    statement.push(" order by s.name, s.id");
    let rows = statement.all::<super::Row>(tx).await?;
    let mut records = Vec::new();
    for row in rows {
        records.extend(record(tx, StorefrontId(row.id)).await?);
    }
    Ok(records)
}

/// Writes which storefronts are seen; the same as `access::rules::storefronts::view`, over rows.
fn seen(sql: &mut Sql, listed: &Listed<'_>) {
    sql.push("(false");
    reach::or(sql, &Itself, &listed.edit);
    reach::or(sql, &Itself, &listed.view);
    sql.push(")");
}

/// Where a storefront stands: on itself.
struct Itself;

impl Place for Itself {
    const STOREFRONT: &'static str = "s.id";
}

/// The host names of its own.
///
/// # Errors
/// See [`Error`].
pub async fn hosts(tx: &mut Tx, id: StorefrontId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        sql("select host from storefront_hosts where storefront_id = $1 order by host")
            .bind(id)
            .all(tx)
            .await?;
    Ok(rows.into_iter().map(|(host,)| host).collect())
}

/// Somebody who holds a role of a pack that starts at a storefront.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    pub account: AccountId,
    pub pack: Pack,
}

/// Who holds staff roles that start at a storefront, once for each pack, by id. Roles of the platform
/// start nowhere else. What has ended counts as well: nothing is switched off by the passing of time.
///
/// # Errors
/// See [`Error`].
pub async fn holders(tx: &mut Tx, id: StorefrontId) -> Result<Vec<Holder>> {
    let mut statement = sql("
        select distinct x.account_id, x.role
        from assignments x
        join accounts a on a.id = x.account_id
        left join assignment_storefronts w on w.assignment_id = x.id
        where a.state <> 'deleted' and coalesce(w.storefront_id, x.storefront_id) = ");
    let staff = Role::ALL.iter().filter(|role| role.side() == Side::Staff);
    statement
        .push_arg(id)
        .push(" and x.role in (")
        .push_list(staff.map(|role| role.key()))
        .push(") order by x.account_id, x.role");
    let rows: Vec<(i64, String)> = statement.all(tx).await?;
    let mut holders = Vec::new();
    for (account, role) in rows {
        let role =
            Role::from_key(&role).ok_or_else(|| Error::unreadable("assignments.role", role))?;
        let one = Holder {
            account: AccountId(account),
            pack: role.pack(),
        };
        if !holders.contains(&one) {
            holders.push(one);
        }
    }
    Ok(holders)
}

/// The storefront as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub storefront: StorefrontId,
    pub version: i64,
}

/// `update … set {what} …`: whether the storefront was as it was shown, and is the permit's.
async fn change(
    tx: &mut Tx,
    shown: Shown,
    of: Option<StorefrontId>,
    what: impl FnOnce(&mut Sql),
) -> Result<bool> {
    let mut statement = sql("update storefronts set version = version + 1");
    what(&mut statement);
    statement
        .push(" where id = ")
        .push_arg(shown.storefront)
        .push(" and version = ")
        .push_arg(shown.version)
        .push(" and id = ")
        .push_arg(of);
    Ok(statement.run(tx).await? == 1)
}

/// Makes a storefront, in the colours that come with the program, where the staff of every pack may
/// work.
///
/// # Errors
/// The constraint `storefronts_slug` where the slug is taken; see [`Error`].
pub async fn create(
    tx: &mut Tx,
    _may: &Permit<storefront::Create>,
    new: &CreateStorefront,
    pack: Pack,
) -> Result<StorefrontId> {
    insert(tx, new, pack).await
}

/// Makes the first storefront of an installation. Asks for no permit: nobody is there who could be
/// asked for one; who shows the token of the installation makes it.
///
/// # Errors
/// The constraint `storefronts_slug` where the slug is taken; see [`Error`].
pub async fn first(
    tx: &mut Tx,
    new: &CreateStorefront,
    pack: Pack,
    host: Option<&str>,
) -> Result<StorefrontId> {
    let id = insert(tx, new, pack).await?;
    if let Some(host) = host {
        insert_host(tx, id, host).await?;
    }
    Ok(id)
}

async fn insert(tx: &mut Tx, new: &CreateStorefront, pack: Pack) -> Result<StorefrontId> {
    let id = sql("
        insert into storefronts (slug, name, public, pack, currency, approval)
        values ($1, $2, $3, $4, $5, $6)
        returning id")
    .bind(new.slug())
    .bind(new.name())
    .bind(new.public)
    .bind(pack.key())
    .bind(new.currency().unwrap_or_default().code())
    .bind(new.approval)
    .int(tx)
    .await?;
    Ok(StorefrontId(id))
}

/// What its settings are to be.
#[derive(Clone, Debug)]
pub struct Settings<'a> {
    pub name: &'a str,
    pub tagline: &'a str,
    pub registration: RegistrationMode,
    pub public: bool,
    pub approval: bool,
    pub second_factor_for_staff: bool,
    pub default_visible: bool,
    pub personal_addresses_hidden: bool,
    pub data_without_department: bool,
}

/// Whether the version was the one shown.
///
/// # Errors
/// See [`Error`].
pub async fn edit(
    tx: &mut Tx,
    may: &Permit<storefront_settings::Edit>,
    shown: Shown,
    wanted: &Settings<'_>,
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        sql.push(", name = ").push_arg(wanted.name);
        sql.push(", tagline = ").push_arg(wanted.tagline);
        sql.push(", registration = ")
            .push_arg(wanted.registration.key());
        sql.push(", public = ").push_arg(wanted.public);
        sql.push(", approval = ").push_arg(wanted.approval);
        sql.push(", second_factor_for_staff = ")
            .push_arg(wanted.second_factor_for_staff);
        sql.push(", default_visible = ")
            .push_arg(wanted.default_visible);
        sql.push(", personal_addresses_hidden = ")
            .push_arg(wanted.personal_addresses_hidden);
        sql.push(", data_without_department = ")
            .push_arg(wanted.data_without_department);
    })
    .await
}

/// Its colours; nothing for those that come with the program. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`].
pub async fn set_look(
    tx: &mut Tx,
    may: &Permit<webdesign::Manage>,
    shown: Shown,
    look: Option<&Look>,
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        let light = look.map(|look| look.light.to_string());
        let dark = look.map(|look| look.dark.to_string());
        sql.push(", accent = ").push_arg(light);
        sql.push(", accent_dark = ").push_arg(dark);
    })
    .await
}

/// Its logo; nothing for its name instead. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`].
pub async fn set_logo(
    tx: &mut Tx,
    may: &Permit<webdesign::Manage>,
    shown: Shown,
    logo: Option<&Logo>,
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        sql.push(", logo = ")
            .push_arg(logo.map(|logo| logo.sha256.as_str()));
        sql.push(", logo_width = ")
            .push_arg(logo.map(|logo| i64::from(logo.width)));
        sql.push(", logo_height = ")
            .push_arg(logo.map(|logo| i64::from(logo.height)));
    })
    .await
}

/// The pack of its customers, and those whose staff work there. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`].
pub async fn set_packs(
    tx: &mut Tx,
    may: &Permit<storefront_settings::Edit>,
    shown: Shown,
    (pack, staff): (Pack, &[Pack]),
) -> Result<bool> {
    let keys: Vec<&str> = staff.iter().map(|one| one.key()).collect();
    change(tx, shown, may.storefront(), |sql| {
        sql.push(", pack = ").push_arg(pack.key());
        sql.push(", staff_packs = ").push_arg(keys.join(" "));
    })
    .await
}

/// Gives a storefront a host name. Whether the version was the one shown.
///
/// # Errors
/// The constraint `storefront_hosts` where one of the platform has the name; see [`Error`].
pub async fn add_host(
    tx: &mut Tx,
    may: &Permit<storefront_settings::Edit>,
    shown: Shown,
    host: &str,
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    insert_host(tx, shown.storefront, host).await?;
    Ok(true)
}

async fn insert_host(tx: &mut Tx, id: StorefrontId, host: &str) -> Result<()> {
    sql("insert into storefront_hosts (host, storefront_id) values ($1, $2)")
        .bind(host)
        .bind(id)
        .run(tx)
        .await?;
    Ok(())
}

/// Takes a host name from a storefront. Whether the version was the one shown, and it had the name.
///
/// # Errors
/// See [`Error`].
pub async fn remove_host(
    tx: &mut Tx,
    may: &Permit<storefront_settings::Edit>,
    shown: Shown,
    host: &str,
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    let removed = sql("delete from storefront_hosts where host = $1 and storefront_id = $2")
        .bind(host)
        .bind(shown.storefront)
        .run(tx)
        .await?;
    Ok(removed == 1)
}
