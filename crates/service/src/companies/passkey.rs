//! The word by which people of a company register as such, where the storefront asks for one. It is kept
//! as a password is: whoever forgets it chooses another.

use super::{fresh, record, shown, taken};
use crate::accounts::Passwords;
use access::{Ctx, Failure, rules};
use domain::{
    CompanyId,
    companies::{CompanyField, OnCompany, SetPasskey},
};
use store::{Store, companies};

/// # Errors
/// Not seen, not granted, logged in as somebody else, too short a word, or stale.
pub async fn set_passkey(
    store: &Store,
    passwords: &Passwords,
    ctx: &Ctx,
    form: &SetPasskey,
) -> Result<(), Failure<CompanyField>> {
    form.check()?;
    let hash = passwords.hash(&form.passkey(), None).await?;
    put(store, ctx, (form.company, form.version), Some(&hash)).await
}

/// # Errors
/// Not seen, not granted, logged in as somebody else, or stale.
pub async fn remove_passkey(store: &Store, ctx: &Ctx, form: &OnCompany) -> Result<(), Failure> {
    put(store, ctx, (form.company, form.version), None).await
}

async fn put<F>(
    store: &Store,
    ctx: &Ctx,
    (company, version): (CompanyId, i64),
    hash: Option<&str>,
) -> Result<(), Failure<F>> {
    let mut tx = store.begin().await?;
    let company = taken(&mut tx, &ctx.access, company).await?;
    let may = rules::companies::choose_passkey(&ctx.access, &company.object())?;
    let as_shown = shown(company.id, version);
    fresh(companies::set_passkey(&mut tx, &may, as_shown, hash).await?)?;
    let detail = serde_json::json!({ "name": company.name, "passkey": hash.is_some() });
    record(&mut tx, ctx, "company.passkey", company.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
