//! The list of publication types, and the one that a dialog of it is about.

use crate::departments;
use access::{Access, Ctx, Failure, Object, Permission, Scope, permission::product, rules};
use domain::{
    lists::{DialogQuery as _, PAGE, Panel as _},
    people::Named,
    publication_types::{
        PublicationTypePanel, PublicationTypeRow, PublicationTypeSheet, PublicationTypesPage,
        PublicationTypesQuery,
    },
};
use std::collections::HashMap;
use store::{
    Store, Tx, people,
    publication_types::{self, PublicationTypeRecord},
    storefronts,
};

/// # Errors
/// Nothing to do with publication types at all.
pub async fn list(
    store: &Store,
    ctx: &Ctx,
    query: &PublicationTypesQuery,
) -> Result<PublicationTypesPage, Failure> {
    let access = &ctx.access;
    let listed = rules::publication_types::listed(access)?;
    let mut tx = store.read().await?;
    let page = publication_types::list(&mut tx, &listed, &query.filter(), PAGE).await?;
    let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
    let counts = match rules::catalogue::offered(access) {
        Ok(offered) => publication_types::products_beside(&mut tx, &listed, &offered, &ids).await?,
        Err(_) => HashMap::new(),
    };
    let companies = page.rows.iter().map(|row| row.company).collect();
    let names = departments::names(&mut tx, companies).await?;
    let create = homes(&mut tx, access).await?;
    let sheet = match query.open() {
        Some((panel, id)) => match publication_types::publication_type(&mut tx, id).await? {
            Some(folder) => sheet(&mut tx, access, panel, folder).await?,
            None => None,
        },
        None => None,
    };
    let row = |folder: PublicationTypeRecord| {
        let all = PublicationTypePanel::ALL.iter().copied();
        PublicationTypeRow {
            id: folder.id,
            acts: all.filter(|panel| may(access, *panel, &folder)).collect(),
            departments: folder.departments.as_ref().map(|these| {
                let these = these.iter();
                these.filter_map(|id| names.get(id).cloned()).collect()
            }),
            products: counts.get(&folder.id).copied().unwrap_or_default(),
            name: folder.name,
            company: folder.company_name,
        }
    };
    Ok(PublicationTypesPage {
        listing: page.map(row),
        create: (!create.is_empty()).then_some(create),
        sheet,
    })
}

/// Whether an act is possible, by the same rules that let the writes through. Whether products hold it
/// is told in the dialog.
fn may(access: &Access, panel: PublicationTypePanel, folder: &PublicationTypeRecord) -> bool {
    let object = folder.object();
    match panel {
        PublicationTypePanel::Departments => {
            rules::publication_types::assign(access, &object, &[], false).is_ok()
        }
        PublicationTypePanel::Products => {
            rules::publication_types::rename(access, &object).is_ok()
                && access.holds(Permission::ProductManage).is_ok()
        }
        PublicationTypePanel::Rename => rules::publication_types::rename(access, &object).is_ok(),
        PublicationTypePanel::Delete => {
            rules::publication_types::delete(access, &object, false).is_ok()
        }
    }
}

/// The companies that the reader makes publication types for, under their storefronts.
async fn homes(tx: &mut Tx, access: &Access) -> store::Result<Vec<Named>> {
    if access.holds(Permission::PubtypeManage).is_err() {
        return Ok(Vec::new());
    }
    let all = storefronts::list(tx).await?;
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    let mut offered = Vec::new();
    for place in people::companies_of(tx, &ids).await? {
        let stands = [place.id];
        let company = Object {
            company: Scope::These(&stands),
            ..Object::of_storefront(place.storefront)
        };
        if rules::publication_types::create(access, &company).is_ok() {
            let under = all.iter().find(|one| one.id == place.storefront);
            let under = under.map(|one| one.name.clone()).unwrap_or_default();
            offered.push(Named::new(place.id, place.name).under(under));
        }
    }
    Ok(offered)
}

/// The publication type of a dialog; nothing where the reader cannot do that to it.
async fn sheet(
    tx: &mut Tx,
    access: &Access,
    panel: PublicationTypePanel,
    folder: PublicationTypeRecord,
) -> store::Result<Option<PublicationTypeSheet>> {
    if !may(access, panel, &folder) {
        return Ok(None);
    }
    let mut sheet = PublicationTypeSheet {
        panel,
        id: folder.id,
        version: folder.version,
        name: folder.name.clone(),
        everybody: folder.departments.is_none(),
        departments: Vec::new(),
        inside: Vec::new(),
        others: Vec::new(),
        in_use: false,
    };
    match panel {
        PublicationTypePanel::Rename => {}
        PublicationTypePanel::Delete => {
            sheet.in_use = publication_types::in_use(tx, folder.id).await?;
        }
        PublicationTypePanel::Departments => {
            let these = folder.departments.unwrap_or_default();
            sheet.departments = departments::ticked(tx, Some(folder.company), &these).await?;
        }
        PublicationTypePanel::Products => {
            sheet.inside = products(tx, access, &folder, true).await?;
            sheet.others = products(tx, access, &folder, false).await?;
        }
    }
    Ok(Some(sheet))
}

async fn products(
    tx: &mut Tx,
    access: &Access,
    folder: &PublicationTypeRecord,
    inside: bool,
) -> store::Result<Vec<Named>> {
    let (Ok(offered), Ok(visible)) = (
        rules::catalogue::offered(access),
        access.visible::<product::Manage>(),
    ) else {
        return Ok(Vec::new());
    };
    let found = publication_types::products(tx, &offered, &visible, folder, inside).await?;
    Ok(found.into_iter().map(Named::from).collect())
}
