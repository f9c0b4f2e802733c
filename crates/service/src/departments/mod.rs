//! Departments: listing them, making, renaming and removing one, and who manages it.
//!
//! Every act takes the department, for its transaction alone, and asks the rules in
//! `access::rules::departments`. Who belongs to one is set on the person's page, in
//! [`people`](crate::people).

mod create;
mod delete;
mod list;
mod managers;
mod rename;

pub use create::create;
pub use delete::delete;
pub use list::list;
pub use managers::{appoint, dismiss};
pub use rename::rename;

use crate::refused::{already_taken, fresh};
use access::{Access, Ctx, Denial, Failure, Object, rules};
use domain::{
    CompanyId, DepartmentId,
    departments::{DepartmentBox, DepartmentField},
};
use std::collections::HashMap;
use store::{
    Tx, audit,
    departments::{self, DepartmentRecord, Shown},
    people::{self, CompanyPlace},
    storefronts,
};

/// The department, for this transaction alone; not found for who does not see it.
async fn taken(
    tx: &mut Tx,
    access: &Access,
    id: DepartmentId,
) -> Result<DepartmentRecord, Failure<DepartmentField>> {
    let department = departments::locked(tx, id).await?.ok_or(Denial::NotFound)?;
    rules::departments::view(access, &department.object())?;
    Ok(department)
}

const fn shown(department: DepartmentId, version: i64) -> Shown {
    Shown {
        department,
        version,
    }
}

/// A name that the company has already is a fault of its field.
fn taken_name(error: store::Error) -> Failure<DepartmentField> {
    already_taken(error, "departments_name", DepartmentField::Name)
}

async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    act: &str,
    department: DepartmentId,
    detail: serde_json::Value,
) -> store::Result<()> {
    audit::record(tx, ctx, act, "department", Some(department.0), detail).await
}

/// The names of the departments of these companies.
pub(crate) async fn names(
    tx: &mut Tx,
    mut companies: Vec<CompanyId>,
) -> store::Result<HashMap<DepartmentId, String>> {
    companies.sort_unstable();
    companies.dedup();
    let all = people::departments_of(tx, &companies).await?;
    Ok(all.into_iter().map(|one| (one.id, one.name)).collect())
}

/// The departments of a company, with a tick at these.
pub(crate) async fn ticked(
    tx: &mut Tx,
    company: Option<CompanyId>,
    these: &[DepartmentId],
) -> store::Result<Vec<DepartmentBox>> {
    let all = people::departments_of(tx, company.as_slice()).await?;
    let ticked = all.into_iter().map(|one| DepartmentBox {
        ticked: these.contains(&one.id),
        id: one.id,
        name: one.name,
    });
    Ok(ticked.collect())
}

/// The companies that somebody could make a department in: their own, or, for who works for the print
/// shop, those of every storefront where they may.
async fn homes(tx: &mut Tx, access: &Access) -> store::Result<Vec<CompanyPlace>> {
    let all = match access.company.filter(|_| !access.is_staff()) {
        Some(own) => people::company(tx, own).await?.into_iter().collect(),
        None => {
            let storefronts = storefronts::list(tx).await?;
            let ids: Vec<_> = storefronts.iter().map(|one| one.id).collect();
            people::companies_of(tx, &ids).await?
        }
    };
    Ok(all
        .into_iter()
        .filter(|one| rules::departments::create(access, &standing(one, &[one.id])).is_ok())
        .collect())
}

/// Where a department of a company would stand before it is there.
const fn standing<'a>(company: &CompanyPlace, id: &'a [CompanyId]) -> Object<'a> {
    rules::people::newcomer(Some(company.storefront), id)
}
