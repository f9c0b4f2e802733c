//! The list of departments, and the department that a dialog of it is about.

use super::homes;
use crate::catalogue::seen;
use access::{Ctx, Failure, permission::user, rules};
use domain::{
    DepartmentId,
    departments::{
        DepartmentPanel, DepartmentRow, DepartmentSheet, DepartmentsPage, DepartmentsQuery,
    },
    lists::{DialogQuery as _, PAGE},
    people::Named,
};
use std::collections::HashMap;
use store::{
    Store, Tx,
    departments::{self, DepartmentRecord},
    people, publication_types, storefronts,
};

/// # Errors
/// Nothing to do with departments at all.
pub async fn list(
    store: &Store,
    ctx: &Ctx,
    query: &DepartmentsQuery,
) -> Result<DepartmentsPage, Failure> {
    let access = &ctx.access;
    let listed = rules::departments::listed(access)?;
    let staff = access.is_staff();
    let mut tx = store.read().await?;
    let page = departments::list(&mut tx, &listed, &query.filter(), PAGE).await?;
    let ids: Vec<DepartmentId> = page.rows.iter().map(|row| row.id).collect();
    let mut managers = departments::managers_beside(&mut tx, &listed, &ids).await?;
    let mut products = match rules::catalogue::offered(access) {
        Ok(offered) => departments::products_beside(&mut tx, &listed, &offered, &ids).await?,
        Err(_) => HashMap::new(),
    };
    let mut folders = match rules::publication_types::listed(access) {
        Ok(these) => publication_types::beside(&mut tx, &these, &ids).await?,
        Err(_) => HashMap::new(),
    };
    let names: HashMap<_, _> = if staff {
        let all = storefronts::list(&mut tx).await?;
        all.into_iter().map(|one| (one.id, one.name)).collect()
    } else {
        HashMap::new()
    };
    let companies = departments::companies(&mut tx, &listed).await?;
    let create = homes(&mut tx, access).await?;
    let makes = !create.is_empty();
    let sheet = match query.open() {
        Some((panel, id)) => sheet(&mut tx, ctx, panel, id).await?,
        None => None,
    };
    let row = |row: DepartmentRecord| DepartmentRow {
        rename: rules::departments::edit(access, &row.object()).is_ok(),
        delete: rules::departments::delete(access, &row.object(), None).is_ok(),
        managers: managers
            .remove(&row.id)
            .unwrap_or_default()
            .into_iter()
            .map(|(_, name)| name)
            .collect(),
        publication_types: folders.remove(&row.id).unwrap_or_default(),
        products: products.remove(&row.id).unwrap_or_default(),
        storefront: names.get(&row.storefront).cloned(),
        id: row.id,
        company_id: row.company,
        members: row.members,
        name: row.name,
        company: row.company_name,
    };
    Ok(DepartmentsPage {
        listing: page.map(row),
        companies: Named::several(companies),
        create: makes.then(|| {
            // Where there is one, it goes without saying.
            let offered = create.iter().filter(|_| staff);
            offered
                .map(|one| {
                    let under = names.get(&one.storefront).cloned().unwrap_or_default();
                    Named::new(one.id, &*one.name).under(under)
                })
                .collect()
        }),
        sheet,
    })
}

/// The department of a dialog; nothing where the reader does not see it or cannot do that.
async fn sheet(
    tx: &mut Tx,
    ctx: &Ctx,
    panel: DepartmentPanel,
    id: DepartmentId,
) -> store::Result<Option<DepartmentSheet>> {
    let access = &ctx.access;
    let Some(department) = departments::department(tx, id).await? else {
        return Ok(None);
    };
    let object = department.object();
    let possible = match panel {
        DepartmentPanel::Managers | DepartmentPanel::Products => {
            rules::departments::view(access, &object)
        }
        DepartmentPanel::Rename => rules::departments::edit(access, &object).map(drop),
        DepartmentPanel::Delete => rules::departments::delete(access, &object, None).map(drop),
    };
    let Ok(listed) = rules::departments::listed(access) else {
        return Ok(None);
    };
    if possible.is_err() {
        return Ok(None);
    }
    let appoints = rules::departments::dismiss(access, &object).is_ok();
    let mut sheet = DepartmentSheet {
        panel,
        id,
        version: department.version,
        name: department.name.clone(),
        managers: Vec::new(),
        appoints,
        candidates: Vec::new(),
        in_use: false,
        replacements: Vec::new(),
        products: None,
    };
    match panel {
        DepartmentPanel::Rename => {}
        DepartmentPanel::Managers => {
            let mut all = departments::managers_beside(tx, &listed, &[id]).await?;
            let managers = all.remove(&id).unwrap_or_default();
            sheet.managers = managers.into_iter().map(Named::from).collect();
            if appoints {
                sheet.candidates = candidates(tx, ctx, &department).await?;
            }
        }
        DepartmentPanel::Products => {
            let (count, these) = match rules::catalogue::offered(access) {
                Ok(offered) => {
                    let all = departments::products_beside(tx, &listed, &offered, &[id]).await?;
                    let these = departments::products(tx, &listed, &offered, id).await?;
                    (all.get(&id).copied().unwrap_or_default(), these)
                }
                Err(_) => (0, Vec::new()),
            };
            sheet.products = Some(seen(ctx, department.storefront, these, count));
        }
        DepartmentPanel::Delete => {
            sheet.in_use = departments::in_use(tx, id).await?;
            sheet.replacements = replacements(tx, ctx, &department).await?;
        }
    }
    Ok(Some(sheet))
}

async fn candidates(
    tx: &mut Tx,
    ctx: &Ctx,
    department: &DepartmentRecord,
) -> store::Result<Vec<Named>> {
    let Ok(visible) = ctx.access.visible::<user::View>() else {
        return Ok(Vec::new());
    };
    let found = departments::candidates(tx, &visible, department).await?;
    Ok(found.into_iter().map(Named::from).collect())
}

/// The other departments of the company that the reader could put its people and orders into.
async fn replacements(
    tx: &mut Tx,
    ctx: &Ctx,
    department: &DepartmentRecord,
) -> store::Result<Vec<Named>> {
    let mut offered = Vec::new();
    for place in people::departments_of(tx, &[department.company]).await? {
        if place.id == department.id {
            continue;
        }
        let Some(other) = departments::department(tx, place.id).await? else {
            continue;
        };
        let may =
            rules::departments::delete(&ctx.access, &department.object(), Some(&other.object()));
        if may.is_ok() {
            offered.push(Named::new(place.id, place.name));
        }
    }
    Ok(offered)
}
