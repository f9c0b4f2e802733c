//! Putting a product into a publication type, or taking it out. In it, nobody beyond its company and the
//! departments that see it is offered the product; out of it, the product's own limits are all there is.

use super::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::{
    Problem,
    publication_types::{FileProduct, PublicationTypeField},
};
use store::{Store, catalogue, publication_types};

/// # Errors
/// Not seen, not granted for the publication type or for the product, no such product on its
/// storefront, one that is in another by now, or stale.
pub async fn file(
    store: &Store,
    ctx: &Ctx,
    form: &FileProduct,
) -> Result<(), Failure<PublicationTypeField>> {
    let faulty = |problem| Failure::field(PublicationTypeField::Product, problem);
    let mut tx = store.begin().await?;
    let folder = taken(&mut tx, &ctx.access, form.publication_type).await?;
    // Who may not do it is told that, and not what is wrong with the form.
    let _may = rules::publication_types::rename(&ctx.access, &folder.object())?;
    let id = form.product().map_err(faulty)?;
    let found = catalogue::products(&mut tx, folder.storefront, &[id]).await?;
    let product = found.first().ok_or_else(|| faulty(Problem::NotOffered))?;
    let (may, on_product) =
        rules::publication_types::file(&ctx.access, &folder.object(), &product.facts())
            .map_err(|_| faulty(Problem::NotOffered))?;
    let as_shown = shown(folder.id, form.version);
    let permits = (&may, &on_product);
    fresh(publication_types::file(&mut tx, permits, as_shown, id, form.out).await?)?;
    let detail = serde_json::json!({ "product": product.name, "in": !form.out });
    record(&mut tx, ctx, "publication-type.file", folder.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
