//! The list of suppliers, and the supplier that a dialog of it is about.

use access::{Access, Ctx, Failure, Visible, permission::supplier, rules};
use domain::{
    SupplierId,
    lists::{DialogQuery as _, PAGE},
    people::Named,
    suppliers::{SupplierPanel, SupplierSheet, SuppliersPage, SuppliersQuery},
};
use store::{Store, Tx, catalogue, suppliers};

/// # Errors
/// Not granted.
pub async fn list(
    store: &Store,
    ctx: &Ctx,
    query: &SuppliersQuery,
) -> Result<SuppliersPage, Failure> {
    let visible = rules::suppliers::listed(&ctx.access)?;
    let mut tx = store.read().await?;
    let listing = suppliers::list(&mut tx, &visible, &query.filter(), PAGE).await?;
    let manages = rules::suppliers::manage(&ctx.access).is_ok();
    let sheet = match query.open().filter(|_| manages) {
        Some((panel, id)) => sheet(&mut tx, &ctx.access, &visible, panel, id).await?,
        None => None,
    };
    Ok(SuppliersPage {
        listing,
        manages,
        sheet,
    })
}

async fn sheet(
    tx: &mut Tx,
    access: &Access,
    visible: &Visible<'_, supplier::Manage>,
    panel: SupplierPanel,
    id: SupplierId,
) -> store::Result<Option<SupplierSheet>> {
    let Some(row) = suppliers::one(tx, visible, id).await? else {
        return Ok(None);
    };
    let (mut makes, mut others) = (Vec::new(), Vec::new());
    if panel == SupplierPanel::Products {
        let all = suppliers::products(tx, visible).await?;
        for of_storefront in all.chunk_by(|one, next| one.storefront == next.storefront) {
            let Some(first) = of_storefront.first() else {
                continue;
            };
            let ids: Vec<_> = of_storefront.iter().map(|one| one.product).collect();
            let found = catalogue::products(tx, first.storefront, &ids).await?;
            let offered = of_storefront.iter().filter(|made| {
                let product = found.iter().find(|one| one.id == made.product);
                product.is_some_and(|one| rules::suppliers::makes(access, &one.facts()).is_ok())
            });
            for made in offered {
                let named = Named::new(made.product, &*made.name).under(&*made.storefront_name);
                if made.by == Some(id) {
                    makes.push(named);
                } else {
                    others.push(named);
                }
            }
        }
    }
    Ok(Some(SupplierSheet {
        panel,
        row,
        makes,
        others,
    }))
}
