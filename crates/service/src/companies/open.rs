//! One company: what it is, and what the reader may do about it.

use super::list::row;
use crate::catalogue::seen;
use access::{Ctx, Failure, rules};
use domain::{
    CompanyId, codes::CompanyCodes, companies::CompanyPage, storefronts::RegistrationMode,
};
use store::{Store, companies, people, storefronts};

/// # Errors
/// [`Failure::not_found`].
pub async fn open(store: &Store, ctx: &Ctx, id: CompanyId) -> Result<CompanyPage, Failure> {
    let access = &ctx.access;
    let listed = rules::companies::listed(access)?;
    let mut tx = store.read().await?;
    let company = companies::company(&mut tx, id)
        .await?
        .ok_or(Failure::not_found())?;
    rules::companies::view(access, &company.object())?;
    let departments = people::departments_of(&mut tx, &[id]).await?;
    let (count, these) = match rules::catalogue::offered(access) {
        Ok(offered) => {
            let all = companies::products_beside(&mut tx, &listed, &offered, &[id]).await?;
            let these = companies::products(&mut tx, &listed, &offered, id).await?;
            (all.get(&id).copied().unwrap_or_default(), these)
        }
        Err(_) => (0, Vec::new()),
    };
    let all = storefronts::list(&mut tx).await?;
    let in_use = companies::in_use(&mut tx, id).await?;
    let object = company.object();
    let switch = rules::companies::switch(access, &object).is_ok();
    let codes = match rules::companies::keep_codes(access, &object) {
        Ok(may) => {
            let (asked, centres) = companies::codes_kept(&mut tx, &may, id).await?;
            let named = departments.iter().map(|one| (one.id, one.name.clone()));
            Some(CompanyCodes {
                asked,
                centres,
                departments: named.collect(),
            })
        }
        Err(_) => None,
    };
    let edit = rules::companies::edit(access, &object).is_ok();
    let chooses = rules::companies::choose_passkey(access, &object).is_ok();
    let mut with_passkeys = all
        .iter()
        .filter(|one| one.registration == RegistrationMode::Passkey);
    let asks = with_passkeys.any(|one| one.id == company.storefront);
    Ok(CompanyPage {
        version: company.version,
        departments: departments.into_iter().map(|one| one.name).collect(),
        products: seen(ctx, company.storefront, these, count),
        codes,
        passkey: (chooses && asks).then_some(company.passkey),
        edit,
        switch,
        delete: switch.then(|| rules::companies::delete(access, &object, in_use).is_ok()),
        row: row(ctx, &all, company, count),
    })
}
