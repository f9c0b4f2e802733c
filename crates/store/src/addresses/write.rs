//! What is done to addresses.

use crate::{Result, Sql, Tx, sql::sql};
use access::{
    Permit,
    permission::{address_company, address_personal, user},
    rules::addresses::{Correct, Remove},
};
use domain::{AccountId, AddressId, CompanyId, DepartmentId, StorefrontId, cart::Delivery};

/// The address as it was shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub address: AddressId,
    pub version: i64,
}

/// `update … set {what} …`: whether the address was as it was shown, of the permit's storefront, and
/// a person's or a company's as the permit is.
async fn change(
    tx: &mut Tx,
    shown: Shown,
    (storefront, personal): (Option<StorefrontId>, bool),
    what: impl FnOnce(&mut Sql),
) -> Result<bool> {
    let mut statement = sql("update addresses set version = version + 1");
    what(&mut statement);
    statement
        .push(" where id = ")
        .push_arg(shown.address)
        .push(" and version = ")
        .push_arg(shown.version)
        .push(" and storefront_id = ")
        .push_arg(storefront)
        .push(if personal {
            " and account_id is not null"
        } else {
            " and account_id is null"
        });
    Ok(statement.run(tx).await? == 1)
}

/// Adds an address to a company, for all of its departments; nothing where there is no such company
/// on the permit's storefront.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn add_to_company(
    tx: &mut Tx,
    may: &Permit<address_company::Manage>,
    company: CompanyId,
    label: &str,
    new: &Delivery,
) -> Result<Option<AddressId>> {
    insert(tx, may.storefront(), company, (label, new)).await
}

/// Adds an address that an import names to a company, as [`add_to_company`] does.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn import(
    tx: &mut Tx,
    may: &Permit<user::Import>,
    company: CompanyId,
    label: &str,
    new: &Delivery,
) -> Result<Option<AddressId>> {
    insert(tx, may.storefront(), company, (label, new)).await
}

async fn insert(
    tx: &mut Tx,
    storefront: Option<StorefrontId>,
    company: CompanyId,
    (label, new): (&str, &Delivery),
) -> Result<Option<AddressId>> {
    let row: Option<(i64,)> = sql("
        insert into addresses (storefront_id, company_id, label, recipient, line1, line2, postcode, city, country)
        select c.storefront_id, c.id, $3, $4, $5, $6, $7, $8, $9
        from companies c
        where c.id = $1 and c.storefront_id = $2
        returning id")
    .bind(company)
    .bind(storefront)
    .bind(label)
    .bind(&new.recipient)
    .bind(&new.line1)
    .bind(&new.line2)
    .bind(&new.postcode)
    .bind(&new.city)
    .bind(&new.country)
    .optional(tx)
    .await?;
    Ok(row.map(|(id,)| AddressId(id)))
}

/// Adds an address to a person's, at the permit's storefront.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn add_to_person(
    tx: &mut Tx,
    may: &Permit<address_personal::AddDelete>,
    person: AccountId,
    label: &str,
    new: &Delivery,
) -> Result<AddressId> {
    let id = sql("
        insert into addresses (storefront_id, account_id, label, recipient, line1, line2, postcode, city, country)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id")
    .bind(may.storefront())
    .bind(person)
    .bind(label)
    .bind(&new.recipient)
    .bind(&new.line1)
    .bind(&new.line2)
    .bind(&new.postcode)
    .bind(&new.city)
    .bind(&new.country)
    .int(tx)
    .await?;
    Ok(AddressId(id))
}

/// Its name and its lines. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn correct(
    tx: &mut Tx,
    may: &Correct,
    shown: Shown,
    label: &str,
    new: &Delivery,
) -> Result<bool> {
    let personal = matches!(may, Correct::Personal(_));
    rewrite(tx, shown, (may.storefront(), personal), (label, new)).await
}

/// What an import says of a company's address: its name and its lines. Whether the version was the one
/// shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn import_correction(
    tx: &mut Tx,
    may: &Permit<user::Import>,
    shown: Shown,
    label: &str,
    new: &Delivery,
) -> Result<bool> {
    rewrite(tx, shown, (may.storefront(), false), (label, new)).await
}

async fn rewrite(
    tx: &mut Tx,
    shown: Shown,
    stands: (Option<StorefrontId>, bool),
    (label, new): (&str, &Delivery),
) -> Result<bool> {
    change(tx, shown, stands, |sql| {
        for (column, value) in [
            (", label = ", label),
            (", recipient = ", new.recipient.as_str()),
            (", line1 = ", new.line1.as_str()),
            (", line2 = ", new.line2.as_str()),
            (", postcode = ", new.postcode.as_str()),
            (", city = ", new.city.as_str()),
            (", country = ", new.country.as_str()),
        ] {
            sql.push(column).push_arg(value);
        }
    })
    .await
}

/// Removes it; orders keep their own copy. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn remove(tx: &mut Tx, may: &Remove, shown: Shown) -> Result<bool> {
    let personal = matches!(may, Remove::Personal(_));
    if !change(tx, shown, (may.storefront(), personal), |_| {}).await? {
        return Ok(false);
    }
    for text in [
        "delete from address_departments where address_id = $1",
        "delete from addresses where id = $1",
    ] {
        sql(text).bind(shown.address).run(tx).await?;
    }
    Ok(true)
}

/// The departments that a company's address is for; nothing for all of them. Whether the version was
/// the one shown.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn assign_departments(
    tx: &mut Tx,
    may: &Permit<address_company::AssignDepartment>,
    shown: Shown,
    departments: Option<&[DepartmentId]>,
) -> Result<bool> {
    let changed = change(tx, shown, (may.storefront(), false), |sql| {
        sql.push(", for_all_departments = ")
            .push_arg(departments.is_none());
    })
    .await?;
    if !changed {
        return Ok(false);
    }
    sql("delete from address_departments where address_id = $1")
        .bind(shown.address)
        .run(tx)
        .await?;
    for one in departments.unwrap_or_default() {
        sql("insert into address_departments (address_id, department_id) values ($1, $2) on conflict do nothing")
            .bind(shown.address)
            .bind(*one)
            .run(tx)
            .await?;
    }
    Ok(true)
}
