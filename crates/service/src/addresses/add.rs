//! Adding an address, to a company or to a person.

use super::{record, told::tell};
use access::{Ctx, Denial, Failure, Permission, rules};
use domain::{
    AccountId, AddressId, CompanyId, Problem,
    addresses::{AddressField, NewAddress},
};
use store::{Store, addresses, people};

/// Adds an address to a company, for all of its departments; gives its id.
///
/// # Errors
/// Faulty fields, a company that is none of those offered, or not granted.
pub async fn add_to_company(
    store: &Store,
    ctx: &Ctx,
    form: &NewAddress,
) -> Result<AddressId, Failure<AddressField>> {
    ctx.access.holds(Permission::AddressCompanyManage)?;
    form.check()?;
    let own = ctx.access.company.filter(|_| !ctx.access.is_staff());
    let chosen = form.of.parse::<CompanyId>().ok();
    let id = chosen
        .or(own)
        .ok_or(Failure::field(AddressField::Of, Problem::Missing))?;
    let mut tx = store.begin().await?;
    let company = people::company(&mut tx, id)
        .await?
        .ok_or_else(not_offered)?;
    let ids = [id];
    let object = rules::addresses::of_company(company.storefront, &ids);
    let may = rules::addresses::add_to_company(&ctx.access, &object).map_err(|_| not_offered())?;
    let (label, delivery) = (form.label(), form.delivery());
    let made = addresses::add_to_company(&mut tx, &may, id, &label, &delivery).await?;
    let address = made.ok_or_else(not_offered)?;
    let detail = serde_json::json!({ "company": id.0, "label": label });
    record(&mut tx, ctx, "address.add", address, detail).await?;
    tx.commit().await?;
    Ok(address)
}

fn not_offered() -> Failure<AddressField> {
    Failure::field(AddressField::Of, Problem::NotOffered)
}

/// Adds an address to one's own, or to somebody else's; gives its id.
///
/// # Errors
/// Faulty fields, somebody who is not the reader's to do that for, or not granted.
pub async fn add_to_person(
    store: &Store,
    ctx: &Ctx,
    form: &NewAddress,
) -> Result<AddressId, Failure<AddressField>> {
    let me = ctx.access.account().ok_or(Denial::SignIn)?;
    ctx.access.holds(Permission::AddressPersonalAddDelete)?;
    form.check()?;
    let id = form.of.parse::<AccountId>().unwrap_or(me);
    let mut tx = store.begin().await?;
    let may = if id == me {
        rules::addresses::add_own(&ctx.access, &ctx.at)?
    } else {
        let person = store::placing::person(&mut tx, id)
            .await?
            .ok_or_else(not_offered)?;
        // Staff are of no storefront, and nothing is delivered to them as customers.
        if person.storefront.is_none() {
            return Err(not_offered());
        }
        rules::addresses::add_to_person(&ctx.access, &person.object()).map_err(|_| not_offered())?
    };
    let (label, delivery) = (form.label(), form.delivery());
    let address = addresses::add_to_person(&mut tx, &may, id, &label, &delivery).await?;
    tell(&mut tx, ctx, id, None, Some(delivery.to_string())).await?;
    let detail = serde_json::json!({ "person": id.0, "label": label });
    record(&mut tx, ctx, "address.add", address, detail).await?;
    tx.commit().await?;
    Ok(address)
}
