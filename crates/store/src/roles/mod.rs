//! Roles as they are kept: adjusted built-in ones, custom ones, and who holds them.
//!
//! The book asks for no proof: it is what proofs are made from, and is read with the actor itself.
//! What leaves it for a page goes through `access`; writes take the permit that the book gave.

mod holders;

pub use holders::{
    HolderRecord, Whom, asked_about, count, counts, every, held_by, named, open_to_visitors,
};

use crate::{Engine, Error, Result, Tx, sql::sql};
use access::{
    CustomRole, Grants, Permit, Role, RoleBook, RoleId, Side, Wanted, Ways, permission::role,
};
use domain::{CustomRoleId, StorefrontId};
use std::collections::BTreeMap;

/// What a built-in role is instead of what it comes as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Adjusted {
    pub(crate) allows: Grants,
    pub(crate) ways: Ways,
}

pub(crate) fn grants(column: &'static str, json: Option<&str>) -> Result<Grants> {
    let json = json.unwrap_or("{}");
    serde_json::from_str(json).map_err(|_| Error::unreadable(column, json))
}

pub(crate) fn ways(column: &'static str, json: Option<&str>) -> Result<Ways> {
    let json = json.unwrap_or("{}");
    serde_json::from_str(json).map_err(|_| Error::unreadable(column, json))
}

pub(crate) fn side(word: &str) -> Result<Side> {
    Side::from_key(word).ok_or_else(|| Error::unreadable("custom_roles.side", word))
}

/// As it stands in a row of `role_edits`, or beside one; nothing where the role is as it comes.
pub(crate) fn adjusted(allows: Option<&str>, set: Option<&str>) -> Result<Option<Adjusted>> {
    let Some(allows) = allows else {
        return Ok(None);
    };
    Ok(Some(Adjusted {
        allows: grants("role_edits.allows", Some(allows))?,
        ways: ways("role_edits.ways", set)?,
    }))
}

/// One built-in role as it was adjusted, for actors whose roles are given by the system.
pub(crate) async fn adjusted_one(tx: &mut Tx, role: Role) -> Result<Option<Adjusted>> {
    let row: Option<(String, String)> = sql("select allows, ways from role_edits where role = $1")
        .bind(role.key())
        .optional(tx)
        .await?;
    let (allows, set) = row.unzip();
    adjusted(allows.as_deref(), set.as_deref())
}

#[derive(sqlx_macros::FromRow)]
struct CustomRow {
    id: i64,
    storefront_id: Option<i64>,
    name: String,
    side: String,
    allows: String,
    denies: String,
    ways: String,
}

/// All roles as they are now.
///
/// # Errors
/// See [`Error`].
pub async fn book(tx: &mut Tx) -> Result<RoleBook> {
    let mut allows = BTreeMap::new();
    let mut starts = BTreeMap::new();
    let edits: Vec<(String, String, String)> = sql("select role, allows, ways from role_edits")
        .all(tx)
        .await?;
    for (key, granted, set) in edits {
        let role =
            Role::from_key(&key).ok_or_else(|| Error::unreadable("role_edits.role", &*key))?;
        let granted = grants("role_edits.allows", Some(&granted))?;
        if granted != *role.grants() {
            allows.insert(role, granted);
        }
        if let Some(start) = ways("role_edits.ways", Some(&set))?.start {
            starts.insert(role, start);
        }
    }
    let mut custom = BTreeMap::new();
    let rows = sql("
        select id, storefront_id, name, side, allows, denies, ways
        from custom_roles
        order by id")
    .all::<CustomRow>(tx)
    .await?;
    for row in rows {
        let made = CustomRole {
            side: side(&row.side)?,
            home: row.storefront_id.map(StorefrontId),
            allows: grants("custom_roles.allows", Some(&row.allows))?,
            denies: grants("custom_roles.denies", Some(&row.denies))?,
            ways: ways("custom_roles.ways", Some(&row.ways))?,
            name: row.name,
        };
        custom.insert(CustomRoleId(row.id), made);
    }
    // Also where it has ended: the book knows no time.
    let held: Vec<(String,)> = sql(
        "select distinct role from assignments where anchor = 'platform' and custom_role_id is null",
    )
    .all(tx)
    .await?;
    let everywhere = held
        .iter()
        .filter_map(|(key,)| Role::from_key(key))
        .collect();
    let book = RoleBook::new(allows, custom).starting(starts);
    Ok(book.held_everywhere(everywhere))
}

/// The version that a form is held against: none yet, 0, of a built-in role that is as it comes.
///
/// # Errors
/// See [`Error`].
pub async fn version(tx: &mut Tx, role: RoleId) -> Result<i64> {
    let statement = match role {
        RoleId::BuiltIn(role) => {
            sql("select version from role_edits where role = $1").bind(role.key())
        }
        RoleId::Custom(id) => sql("select version from custom_roles where id = $1").bind(id),
    };
    let row: Option<(i64,)> = statement.optional(tx).await?;
    Ok(row.map_or(0, |(version,)| version))
}

fn json<T: serde::Serialize>(value: &T) -> String {
    // A table of words has no value that JSON cannot say.
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}

/// Writes a new custom role down, of the storefront of the permit or of the platform.
///
/// # Errors
/// A constraint `custom_roles…` where the name is taken there; see [`Error`].
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<role::Create>,
    made: &CustomRole,
) -> Result<CustomRoleId> {
    let id = sql("
        insert into custom_roles (storefront_id, name, side, allows, denies, ways)
        values ($1, $2, $3, $4, $5, $6)
        returning id")
    .bind(permit.storefront())
    .bind(&made.name)
    .bind(made.side.key())
    .bind(json(&made.allows))
    .bind(json(&made.denies))
    .bind(json(&made.ways))
    .int(tx)
    .await?;
    Ok(CustomRoleId(id))
}

/// Writes what a custom role has become. Whether the version was the one shown.
///
/// # Errors
/// A constraint `custom_roles…` where the name is taken; see [`Error`].
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<role::Edit>,
    id: CustomRoleId,
    version: i64,
    made: &CustomRole,
) -> Result<bool> {
    let changed = sql("
        update custom_roles
        set name = $4, side = $5, allows = $6, denies = $7, ways = $8, version = version + 1
        where id = $1 and version = $2 and storefront_id is not distinct from $3")
    .bind(id)
    .bind(version)
    .bind(permit.storefront())
    .bind(&made.name)
    .bind(made.side.key())
    .bind(json(&made.allows))
    .bind(json(&made.denies))
    .bind(json(&made.ways))
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// Writes what a built-in role is adjusted to. Whether the version was the one shown. Built-in roles
/// are of the platform: the permit of a storefront changes none.
///
/// # Errors
/// See [`Error`].
pub async fn adjust(
    tx: &mut Tx,
    permit: &Permit<role::Edit>,
    role: Role,
    version: i64,
    wanted: &Wanted,
) -> Result<bool> {
    if permit.storefront().is_some() {
        return Ok(false);
    }
    let statement = if version == 0 {
        sql("
            insert into role_edits (role, allows, ways) values ($1, $2, $3)
            on conflict (role) do nothing")
    } else {
        sql("
            update role_edits set allows = $2, ways = $3, version = version + 1
            where role = $1 and version = $4")
    };
    let statement = statement
        .bind(role.key())
        .bind(json(&wanted.allows))
        .bind(json(&wanted.ways));
    let statement = if version == 0 {
        statement
    } else {
        statement.bind(version)
    };
    Ok(statement.run(tx).await? == 1)
}

/// Makes a built-in role what it comes as. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`].
pub async fn restore(
    tx: &mut Tx,
    permit: &Permit<role::Edit>,
    role: Role,
    version: i64,
) -> Result<bool> {
    if permit.storefront().is_some() {
        return Ok(false);
    }
    let changed = sql("delete from role_edits where role = $1 and version = $2")
        .bind(role.key())
        .bind(version)
        .run(tx)
        .await?;
    Ok(changed == 1)
}

/// Keeps a custom role from being handed out until this transaction is over: who holds it is then
/// known for good.
///
/// # Errors
/// See [`Error`].
pub async fn lock(tx: &mut Tx, id: CustomRoleId) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        sql("select id from custom_roles where id = $1 for update")
            .bind(id)
            .optional::<(i64,)>(tx)
            .await?;
    }
    // On SQLite there is one writer.
    Ok(())
}

/// Removes a custom role; its holders get the other one, if there is one, where they had it. Whether
/// the version was the one shown. That each of them may be given it was asked by the book, which
/// gave the permit.
///
/// # Errors
/// See [`Error`].
pub async fn delete(
    tx: &mut Tx,
    permit: &Permit<role::Edit>,
    id: CustomRoleId,
    version: i64,
    replacement: Option<RoleId>,
) -> Result<bool> {
    let known = sql("
        select count(*) from custom_roles
        where id = $1 and version = $2 and storefront_id is not distinct from $3")
    .bind(id)
    .bind(version)
    .bind(permit.storefront())
    .int(tx)
    .await?;
    if known == 0 {
        return Ok(false);
    }
    let (key, other) = match replacement {
        Some(RoleId::BuiltIn(role)) => (role.key(), None),
        Some(RoleId::Custom(other)) => ("", Some(other)),
        None => ("", Some(id)),
    };
    sql("update assignments set role = $2, custom_role_id = $3 where custom_role_id = $1")
        .bind(id)
        .bind(key)
        .bind(other)
        .run(tx)
        .await?;
    let removed = sql("delete from custom_roles where id = $1")
        .bind(id)
        .run(tx)
        .await?;
    Ok(removed == 1)
}
