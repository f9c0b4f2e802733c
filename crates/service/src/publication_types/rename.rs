//! Another name for a publication type.

use super::{fresh, record, shown, taken, taken_name};
use access::{Ctx, Failure, rules};
use domain::publication_types::{PublicationTypeField, RenamePublicationType};
use store::{Store, publication_types};

/// # Errors
/// Not seen, not granted, a faulty name or one that the company has already, or stale.
pub async fn rename(
    store: &Store,
    ctx: &Ctx,
    form: &RenamePublicationType,
) -> Result<(), Failure<PublicationTypeField>> {
    let mut tx = store.begin().await?;
    let folder = taken(&mut tx, &ctx.access, form.publication_type).await?;
    let may = rules::publication_types::rename(&ctx.access, &folder.object())?;
    form.check()?;
    let name = form.name();
    let as_shown = shown(folder.id, form.version);
    let changed = publication_types::rename(&mut tx, &may, as_shown, &name).await;
    fresh(changed.map_err(taken_name)?)?;
    let detail = serde_json::json!({ "before": folder.name, "after": name });
    record(&mut tx, ctx, "publication-type.rename", folder.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
