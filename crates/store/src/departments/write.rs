//! What is done to departments.

use crate::{Result, Sql, Tx, sql::sql};
use access::{
    Permit,
    permission::{department, user},
};
use domain::{AccountId, CompanyId, DepartmentId, StorefrontId};

/// The department as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub department: DepartmentId,
    pub version: i64,
}

/// `update … set {what} …`: whether the department was as it was shown, and of the permit's storefront.
async fn change(
    tx: &mut Tx,
    shown: Shown,
    storefront: Option<StorefrontId>,
    what: impl FnOnce(&mut Sql),
) -> Result<bool> {
    let mut statement = sql("update departments set version = version + 1");
    what(&mut statement);
    statement
        .push(" where id = ")
        .push_arg(shown.department)
        .push(" and version = ")
        .push_arg(shown.version)
        .push(" and company_id in (select c.id from companies c where c.storefront_id = ")
        .push_arg(storefront)
        .push(")");
    Ok(statement.run(tx).await? == 1)
}

/// Makes a department; nothing where there is no such company on the permit's storefront.
///
/// # Errors
/// The constraint `departments_name` where the company has one of that name; see
/// [`Error`](crate::Error).
pub async fn create(
    tx: &mut Tx,
    may: &Permit<department::Create>,
    company: CompanyId,
    name: &str,
) -> Result<Option<DepartmentId>> {
    insert(tx, may.storefront(), company, name).await
}

/// Makes a department that an import names, as [`create`] does.
///
/// # Errors
/// As of [`create`].
pub async fn import(
    tx: &mut Tx,
    may: &Permit<user::Import>,
    company: CompanyId,
    name: &str,
) -> Result<Option<DepartmentId>> {
    insert(tx, may.storefront(), company, name).await
}

async fn insert(
    tx: &mut Tx,
    storefront: Option<StorefrontId>,
    company: CompanyId,
    name: &str,
) -> Result<Option<DepartmentId>> {
    let row: Option<(i64,)> = sql("
        insert into departments (company_id, name)
        select c.id, $2
        from companies c
        where c.id = $1 and c.storefront_id = $3
        returning id")
    .bind(company)
    .bind(name)
    .bind(storefront)
    .optional(tx)
    .await?;
    Ok(row.map(|(id,)| DepartmentId(id)))
}

/// Another name. Whether the version was the one shown.
///
/// # Errors
/// The constraint `departments_name` where the company has one of that name; see
/// [`Error`](crate::Error).
pub async fn rename(
    tx: &mut Tx,
    may: &Permit<department::Edit>,
    shown: Shown,
    name: &str,
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        sql.push(", name = ").push_arg(name);
    })
    .await
}

/// Removes a department. What it has goes into the replacement: its people, its orders, and the
/// products, publication types, addresses and cost centres that are for it. What somebody may do there does not: who managed it or approved
/// for it, and whoever's role started there, is given that anew or not at all. Whether the version was
/// the one shown.
///
/// # Errors
/// A foreign key where people or orders hold it and nothing takes its place; see
/// [`Error`](crate::Error).
pub async fn delete(
    tx: &mut Tx,
    may: &Permit<department::Delete>,
    shown: Shown,
    replacement: Option<DepartmentId>,
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    if let Some(other) = replacement {
        for text in [
            "insert into department_members (department_id, account_id)
             select $2, m.account_id from department_members m where m.department_id = $1
             on conflict do nothing",
            "insert into product_departments (product_id, department_id)
             select l.product_id, $2 from product_departments l where l.department_id = $1
             on conflict do nothing",
            "insert into address_departments (address_id, department_id)
             select l.address_id, $2 from address_departments l where l.department_id = $1
             on conflict do nothing",
            "insert into cost_centre_departments (cost_centre_id, department_id)
             select l.cost_centre_id, $2 from cost_centre_departments l where l.department_id = $1
             on conflict do nothing",
            "insert into publication_type_departments (publication_type_id, department_id)
             select l.publication_type_id, $2 from publication_type_departments l where l.department_id = $1
             on conflict do nothing",
            "update orders set department_id = $2 where department_id = $1",
        ] {
            sql(text).bind(shown.department).bind(other).run(tx).await?;
        }
        sql("delete from department_members where department_id = $1")
            .bind(shown.department)
            .run(tx)
            .await?;
        // Whoever looks at it sees it change.
        sql("update departments set version = version + 1 where id = $1")
            .bind(other)
            .run(tx)
            .await?;
    }
    for text in [
        "delete from department_managers where department_id = $1",
        "delete from approver_links where department_id = $1",
        "delete from assignment_departments where department_id = $1",
        "delete from product_departments where department_id = $1",
        "delete from address_departments where department_id = $1",
        "delete from cost_centre_departments where department_id = $1",
        "delete from publication_type_departments where department_id = $1",
        "delete from departments where id = $1",
    ] {
        sql(text).bind(shown.department).run(tx).await?;
    }
    Ok(true)
}

/// Somebody manages the department from now on. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn appoint(
    tx: &mut Tx,
    may: &Permit<department::SetManager>,
    shown: Shown,
    account: AccountId,
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    sql("insert into department_managers (department_id, account_id) values ($1, $2) on conflict do nothing")
        .bind(shown.department)
        .bind(account)
        .run(tx)
        .await?;
    Ok(true)
}

/// Somebody manages it no longer. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn dismiss(
    tx: &mut Tx,
    may: &Permit<department::SetManager>,
    shown: Shown,
    account: AccountId,
) -> Result<bool> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(false);
    }
    sql("delete from department_managers where department_id = $1 and account_id = $2")
        .bind(shown.department)
        .bind(account)
        .run(tx)
        .await?;
    Ok(true)
}
