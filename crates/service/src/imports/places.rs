//! Where somebody imports: asked of the rules, so that what is offered is let through.

use access::{Access, Ctx, Permit, Storefront, permission::user, rules::people as rules};
use domain::{CompanyId, imports::Destination, people::Named};
use store::{
    Tx,
    people::{self, CompanyPlace, DepartmentPlace},
    storefronts,
};

/// That files may go to a storefront, its companies named in them.
pub(super) fn storefront(access: &Access, at: &Storefront) -> Option<Permit<user::Import>> {
    rules::import(access, &rules::newcomer(Some(at.id), &[])).ok()
}

/// That files may go to a company, or to a part of it.
pub(super) fn company(
    access: &Access,
    company: &CompanyPlace,
    departments: &[DepartmentPlace],
) -> Option<Permit<user::Import>> {
    let ids = [company.id];
    let object = rules::newcomer(Some(company.storefront), &ids);
    if let Ok(whole) = rules::import(access, &object) {
        return Some(whole);
    }
    departments
        .iter()
        .filter(|one| one.company == company.id)
        .find_map(|one| rules::import_new(access, &object, &[one.id]).ok())
}

/// Where a file that somebody chose a place for goes, with the proof that it may.
pub(super) async fn chosen(
    tx: &mut Tx,
    access: &Access,
    place: Destination,
) -> store::Result<Option<(Option<CompanyId>, Permit<user::Import>)>> {
    match place {
        Destination::Storefront(id) => {
            let at = storefronts::by_id(tx, id).await?;
            let may = at.and_then(|at| storefront(access, &at));
            Ok(may.map(|may| (None, may)))
        }
        Destination::Company(id) => {
            let Some(found) = people::company(tx, id).await? else {
                return Ok(None);
            };
            let departments = people::departments_of(tx, &[id]).await?;
            let may = company(access, &found, &departments);
            Ok(may.map(|may| (Some(id), may)))
        }
    }
}

/// All that can be chosen, and the one that is meant unless another is.
pub(super) async fn offered(tx: &mut Tx, ctx: &Ctx) -> store::Result<(Vec<Named>, String)> {
    let access = &ctx.access;
    let storefronts = storefronts::list(tx).await?;
    let ids: Vec<_> = storefronts.iter().map(|one| one.id).collect();
    let companies = people::companies_of(tx, &ids).await?;
    let ids: Vec<_> = companies.iter().map(|one| one.id).collect();
    let departments = people::departments_of(tx, &ids).await?;
    let mut places = Vec::new();
    for at in &storefronts {
        if storefront(access, at).is_some() {
            let key = format!("storefront-{}", at.id);
            places.push(Named::new(key, "As the file names the companies").under(&*at.name));
        }
        let theirs = companies.iter().filter(|one| one.storefront == at.id);
        for one in theirs.filter(|one| company(access, one, &departments).is_some()) {
            places.push(Named::new(format!("company-{}", one.id), &*one.name).under(&*at.name));
        }
    }
    let here = format!("storefront-{}", ctx.at.id);
    let meant = places
        .iter()
        .find(|one| one.value == here)
        .or(places.first());
    let meant = meant.map(|one| one.value.clone()).unwrap_or_default();
    Ok((places, meant))
}
