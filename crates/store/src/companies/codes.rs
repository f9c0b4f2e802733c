//! Cost centres, and which codes a company's people are asked for.
//!
//! They change with their company's version: one page shows and keeps them all.

use super::{Shown, change};
use crate::{Error, Result, Tx, sql::sql};
use access::{
    Object, Permit, Scope,
    permission::{budget, order},
};
use domain::{
    CompanyId, CostCentreId, DepartmentId, StorefrontId,
    codes::{Ask, Asked, CentreChoice, CentreRow, CostCentre},
};

/// A cost centre as `access::rules::cart::charge` asks about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreRecord {
    pub row: CentreRow,
    storefront: StorefrontId,
    company: [CompanyId; 1],
}

impl CentreRecord {
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        Object {
            company: Scope::These(&self.company),
            departments: match &self.row.departments {
                None => Scope::Everybody,
                Some(these) => Scope::These(these),
            },
            ..Object::of_storefront(self.storefront)
        }
    }

    /// As a page offers it.
    #[must_use]
    pub fn choice(self) -> CentreChoice {
        CentreChoice {
            id: self.row.id,
            centre: self.row.centre,
        }
    }
}

/// What a company's people are asked for when they order at the permit's storefront; nothing where the
/// company is of another one.
///
/// # Errors
/// See [`Error`].
pub async fn asked_of(
    tx: &mut Tx,
    may: &Permit<order::Place>,
    company: CompanyId,
) -> Result<Option<Asked>> {
    asked_at(tx, may.storefront(), company).await
}

/// The cost centres of a company that can be charged, by code: the same storefront as [`asked_of`].
///
/// # Errors
/// See [`Error`].
pub async fn in_use_of(
    tx: &mut Tx,
    may: &Permit<order::Place>,
    company: CompanyId,
) -> Result<Vec<CentreRecord>> {
    let mut all = centres_at(tx, may.storefront(), company).await?;
    all.retain(|one| one.row.active);
    Ok(all)
}

/// What a company's people are asked for, and its cost centres by code, for who keeps them.
///
/// # Errors
/// See [`Error`].
pub async fn codes_kept(
    tx: &mut Tx,
    may: &Permit<budget::Manage>,
    company: CompanyId,
) -> Result<(Asked, Vec<CentreRow>)> {
    let asked = asked_at(tx, may.storefront(), company).await?;
    let centres = centres_at(tx, may.storefront(), company).await?;
    Ok((
        asked.unwrap_or_default(),
        centres.into_iter().map(|one| one.row).collect(),
    ))
}

async fn asked_at(
    tx: &mut Tx,
    storefront: Option<StorefrontId>,
    company: CompanyId,
) -> Result<Option<Asked>> {
    let row: Option<(String, String, String)> = sql(
        "select ask_cost_centre, ask_purchase_order, purchase_order_pattern
         from companies
         where id = $1 and storefront_id = $2",
    )
    .bind(company)
    .bind(storefront)
    .optional(tx)
    .await?;
    row.map(|(cost_centre, purchase_order, pattern)| {
        Ok(Asked {
            cost_centre: ask("companies.ask_cost_centre", &cost_centre)?,
            purchase_order: ask("companies.ask_purchase_order", &purchase_order)?,
            pattern,
        })
    })
    .transpose()
}

fn ask(column: &'static str, key: &str) -> Result<Ask> {
    Ask::from_key(key).ok_or_else(|| Error::unreadable(column, key))
}

async fn centres_at(
    tx: &mut Tx,
    storefront: Option<StorefrontId>,
    company: CompanyId,
) -> Result<Vec<CentreRecord>> {
    #[derive(sqlx_macros::FromRow)]
    struct Row {
        id: i64,
        code: String,
        name: String,
        active: bool,
        for_all_departments: bool,
        storefront_id: i64,
    }
    let rows: Vec<Row> = sql("
        select k.id, k.code, k.name, k.active, k.for_all_departments, c.storefront_id
        from cost_centres k
        join companies c on c.id = k.company_id
        where k.company_id = $1 and c.storefront_id = $2
        order by k.code, k.id")
    .bind(company)
    .bind(storefront)
    .all(tx)
    .await?;
    let limits: Vec<(i64, i64)> = sql("
        select l.cost_centre_id, l.department_id
        from cost_centre_departments l
        join cost_centres k on k.id = l.cost_centre_id
        where k.company_id = $1
        order by l.cost_centre_id, l.department_id")
    .bind(company)
    .all(tx)
    .await?;
    let of = |id: i64| -> Vec<DepartmentId> {
        let these = limits.iter().filter(move |(centre, _)| *centre == id);
        these
            .map(|(_, department)| DepartmentId(*department))
            .collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| CentreRecord {
            storefront: StorefrontId(row.storefront_id),
            company: [company],
            row: CentreRow {
                id: CostCentreId(row.id),
                active: row.active,
                departments: (!row.for_all_departments).then(|| of(row.id)),
                centre: CostCentre {
                    code: row.code,
                    name: row.name,
                },
            },
        })
        .collect())
}

/// What a company's people are asked for from now on. Whether the version was the one shown.
///
/// # Errors
/// See [`Error`].
pub async fn ask_for(
    tx: &mut Tx,
    may: &Permit<budget::Manage>,
    shown: Shown,
    asked: &Asked,
) -> Result<bool> {
    change(tx, shown, may.storefront(), |sql| {
        for (column, value) in [
            (", ask_cost_centre = ", asked.cost_centre.key()),
            (", ask_purchase_order = ", asked.purchase_order.key()),
            (", purchase_order_pattern = ", asked.pattern.as_str()),
        ] {
            sql.push(column).push_arg(value);
        }
    })
    .await
}

/// What a cost centre is from now on.
#[derive(Clone, Copy, Debug)]
pub struct CentreKept<'a> {
    pub centre: &'a CostCentre,
    pub active: bool,
    /// Nothing for all of them.
    pub departments: Option<&'a [DepartmentId]>,
}

/// Adds a cost centre to a company, or says what one of its is from now on. Nothing where the version
/// was not the one shown, or where the company has no such cost centre.
///
/// # Errors
/// The constraint `cost_centres_code` where the company has another of that code; see [`Error`].
pub async fn keep_centre(
    tx: &mut Tx,
    may: &Permit<budget::Manage>,
    shown: Shown,
    id: Option<CostCentreId>,
    kept: CentreKept<'_>,
) -> Result<Option<CostCentreId>> {
    if !change(tx, shown, may.storefront(), |_| {}).await? {
        return Ok(None);
    }
    let statement = match id {
        None => sql("
            insert into cost_centres (company_id, code, name, active, for_all_departments)
            values ($1, $2, $3, $4, $5)
            returning id"),
        Some(_) => sql("
            update cost_centres set code = $2, name = $3, active = $4, for_all_departments = $5
            where company_id = $1 and id = $6
            returning id"),
    };
    let statement = statement
        .bind(shown.company)
        .bind(&kept.centre.code)
        .bind(&kept.centre.name)
        .bind(kept.active)
        .bind(kept.departments.is_none());
    let statement = match id {
        None => statement,
        Some(id) => statement.bind(id),
    };
    let Some((id,)) = statement.optional::<(i64,)>(tx).await? else {
        return Ok(None);
    };
    sql("delete from cost_centre_departments where cost_centre_id = $1")
        .bind(id)
        .run(tx)
        .await?;
    for one in kept.departments.unwrap_or_default() {
        sql("insert into cost_centre_departments (cost_centre_id, department_id) values ($1, $2) on conflict do nothing")
            .bind(id)
            .bind(*one)
            .run(tx)
            .await?;
    }
    Ok(Some(CostCentreId(id)))
}
