//! Making a company.

use super::{record, taken_name};
use access::{Ctx, Failure, rules};
use domain::{
    CompanyId, Problem,
    companies::{CompanyField, CreateCompany},
};
use store::{Store, companies, people, storefronts};

/// Makes a company; gives its id.
///
/// # Errors
/// Faulty fields, a name that the storefront has already, or not granted there.
pub async fn create(
    store: &Store,
    ctx: &Ctx,
    form: &CreateCompany,
) -> Result<CompanyId, Failure<CompanyField>> {
    let at = form.storefront().unwrap_or(ctx.at.id);
    let may = rules::companies::create(&ctx.access, at);
    form.check()?;
    let mut tx = store.begin().await?;
    if storefronts::by_id(&mut tx, at).await?.is_none() {
        return Err(Failure::field(
            CompanyField::Storefront,
            Problem::NotOffered,
        ));
    }
    let may = may?;
    let name = form.name();
    // However it is written: who registers is told so by the same words.
    if people::company_exists(&mut tx, at, &name).await? {
        return Err(Failure::field(CompanyField::Name, Problem::Taken));
    }
    let made = companies::create(&mut tx, &may, &name, form.public).await;
    let company = made.map_err(taken_name)?;
    let detail = serde_json::json!({ "name": name, "storefront": at.0, "public": form.public });
    record(&mut tx, ctx, "company.create", company, detail).await?;
    tx.commit().await?;
    Ok(company)
}
