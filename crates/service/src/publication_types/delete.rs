//! Removing a publication type that no product is in.

use super::{fresh, record, shown, taken};
use access::{Ctx, Failure, rules};
use domain::publication_types::OnPublicationType;
use store::{Store, publication_types};

/// # Errors
/// Not seen, not granted, in use, or stale.
pub async fn delete(store: &Store, ctx: &Ctx, form: &OnPublicationType) -> Result<(), Failure> {
    let mut tx = store.begin().await?;
    let folder = taken(&mut tx, &ctx.access, form.publication_type).await?;
    let in_use = publication_types::in_use(&mut tx, folder.id).await?;
    let may = rules::publication_types::delete(&ctx.access, &folder.object(), in_use)?;
    let as_shown = shown(folder.id, form.version);
    fresh(publication_types::delete(&mut tx, &may, as_shown).await?)?;
    let detail = serde_json::json!({ "company": folder.company.0, "name": folder.name });
    record(&mut tx, ctx, "publication-type.delete", folder.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
