//! Somebody's data for what is printed.

use access::{Ctx, Denial, Failure, rules};
use domain::{AccountId, catalogue::Fillable};
use store::{Store, Tx, templates::DataRecord};

/// Whose data the actor may fill in, and that of `of`.
///
/// # Errors
/// Data is asked for, and the actor may fill in nobody's; not found for who is not within their reach.
pub async fn fillable(
    store: &Store,
    ctx: &Ctx,
    of: Option<AccountId>,
) -> Result<Fillable, Failure> {
    let mut tx = store.read().await?;
    let data = match of {
        Some(id) => Some(of_person(&mut tx, ctx, id).await?.data),
        None => None,
    };
    let switched_on = store::templates::without_department(&mut tx, ctx.at.id).await?;
    let loader = rules::templates::loader(&ctx.access, switched_on);
    let people = match rules::templates::loadable(&loader) {
        Ok(visible) => store::templates::people(&mut tx, &visible, ctx.at.id).await?,
        Err(_) => Vec::new(),
    };
    Ok(Fillable { people, data })
}

/// A person of this storefront whose data the actor may fill in.
///
/// # Errors
/// As of [`fillable`].
pub(crate) async fn of_person(
    tx: &mut Tx,
    ctx: &Ctx,
    id: AccountId,
) -> Result<DataRecord, Failure> {
    let switched_on = store::templates::without_department(tx, ctx.at.id).await?;
    let loader = rules::templates::loader(&ctx.access, switched_on);
    // Who holds no such grant is told so, whoever it is that they ask for.
    let _granted = rules::templates::loadable(&loader)?;
    let found = store::templates::data(tx, id).await?;
    let found = found
        .filter(|one| one.person.storefront == Some(ctx.at.id))
        .ok_or(Denial::NotFound)?;
    let _may = rules::templates::load(&loader, &found.facts())?;
    Ok(found)
}
