//! Making a publication type.

use super::{record, taken_name};
use access::{Ctx, Failure, Permission, rules};
use domain::{
    Problem, PublicationTypeId,
    publication_types::{CreatePublicationType, PublicationTypeField},
};
use store::{Store, companies, publication_types};

/// Makes one for a company, for all of its departments; gives its id.
///
/// # Errors
/// Faulty fields, a name that the company has already, a company that is none of those offered, or not
/// granted.
pub async fn create(
    store: &Store,
    ctx: &Ctx,
    form: &CreatePublicationType,
) -> Result<PublicationTypeId, Failure<PublicationTypeField>> {
    ctx.access.holds(Permission::PubtypeManage)?;
    let id = form.check()?;
    let not_offered = || Failure::field(PublicationTypeField::Company, Problem::NotOffered);
    let mut tx = store.begin().await?;
    let company = companies::company(&mut tx, id)
        .await?
        .ok_or_else(not_offered)?;
    let may = rules::publication_types::create(&ctx.access, &company.object())
        .map_err(|_| not_offered())?;
    let name = form.name();
    let made = publication_types::create(&mut tx, &may, id, &name).await;
    let folder = made.map_err(taken_name)?.ok_or_else(not_offered)?;
    let detail = serde_json::json!({ "company": id.0, "name": name });
    record(&mut tx, ctx, "publication-type.create", folder, detail).await?;
    tx.commit().await?;
    Ok(folder)
}
