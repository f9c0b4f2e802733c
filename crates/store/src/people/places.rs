//! Companies, departments and suppliers, where people are put. What may be offered of them is asked
//! of the rules one by one: there are few.

use crate::{Result, Tx, lists::named, sql::sql};
use domain::{CompanyId, DepartmentId, StorefrontId, SupplierId};

/// A company, and its storefront.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyPlace {
    pub id: CompanyId,
    pub storefront: StorefrontId,
    pub name: String,
}

/// A department, and its company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentPlace {
    pub id: DepartmentId,
    pub company: CompanyId,
    pub name: String,
}

/// # Errors
/// See [`Error`](crate::Error).
pub async fn company(tx: &mut Tx, id: CompanyId) -> Result<Option<CompanyPlace>> {
    let row = sql("select id, storefront_id, name from companies where id = $1")
        .bind(id)
        .optional::<(i64, i64, String)>(tx)
        .await?;
    Ok(row.map(company_of))
}

/// The companies of these storefronts, by name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn companies_of(tx: &mut Tx, storefronts: &[StorefrontId]) -> Result<Vec<CompanyPlace>> {
    let mut statement =
        sql("select id, storefront_id, name from companies where storefront_id in (");
    statement
        .push_list(storefronts.iter().copied())
        .push(") order by name, id");
    let rows: Vec<(i64, i64, String)> = statement.all(tx).await?;
    Ok(rows.into_iter().map(company_of).collect())
}

fn company_of((id, storefront, name): (i64, i64, String)) -> CompanyPlace {
    CompanyPlace {
        id: CompanyId(id),
        storefront: StorefrontId(storefront),
        name,
    }
}

/// The departments of these companies, by company and name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn departments_of(tx: &mut Tx, companies: &[CompanyId]) -> Result<Vec<DepartmentPlace>> {
    let mut statement = sql("select id, company_id, name from departments where company_id in (");
    statement
        .push_list(companies.iter().copied())
        .push(") order by company_id, name, id");
    let rows: Vec<(i64, i64, String)> = statement.all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|(id, company, name)| DepartmentPlace {
            id: DepartmentId(id),
            company: CompanyId(company),
            name,
        })
        .collect())
}

/// All suppliers, by name.
///
/// # Errors
/// See [`Error`](crate::Error).
pub async fn suppliers(tx: &mut Tx) -> Result<Vec<(SupplierId, String)>> {
    named(tx, sql("select id, name from suppliers order by name, id")).await
}
