//! The packs of a storefront: whose roles its customers have, and which packs' staff work there.
//!
//! Nothing is taken from anybody by a switch: a pack goes when nobody holds a role of it there any more,
//! and its page says who does.

use super::{create, fresh, record, shown, taken};
use access::{Ctx, Failure, Pack, rules};
use domain::{
    Problem,
    storefronts::{SetPacks, StorefrontField},
};
use store::{Store, Tx, storefronts, storefronts::StorefrontRecord};

/// # Errors
/// Not seen, not granted, no such pack, one whose roles somebody holds there, or stale.
pub async fn set_packs(
    store: &Store,
    ctx: &Ctx,
    form: &SetPacks,
) -> Result<(), Failure<StorefrontField>> {
    let mut tx = store.begin().await?;
    let before = taken(&mut tx, ctx, form.storefront).await?;
    let may = rules::storefronts::edit(&ctx.access, form.storefront)?;
    let pack = create::pack(&form.pack)?;
    let staff: Vec<Pack> = Pack::ALL
        .into_iter()
        .filter(|one| form.staff.iter().any(|key| key == one.key()))
        .collect();
    let as_shown = shown(form.storefront, form.version);
    fresh(before.version == form.version)?;
    unheld(&mut tx, &before, pack, &staff).await?;
    fresh(storefronts::set_packs(&mut tx, &may, as_shown, (pack, &staff)).await?)?;
    let keys = |packs: &[Pack]| packs.iter().map(|one| one.key()).collect::<Vec<_>>();
    let detail = serde_json::json!({
        "before": { "pack": before.at.pack.key(), "staff": keys(&before.at.staff_packs) },
        "after": { "pack": pack.key(), "staff": keys(&staff) },
    });
    record(&mut tx, ctx, "storefront.packs", form.storefront, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// That nobody holds a role that would have no place there any more.
async fn unheld(
    tx: &mut Tx,
    before: &StorefrontRecord,
    pack: Pack,
    staff: &[Pack],
) -> Result<(), Failure<StorefrontField>> {
    let held = |field, people: usize| {
        let people = u32::try_from(people).unwrap_or(u32::MAX);
        Err(Failure::field(field, Problem::Held { people }))
    };
    if pack != before.at.pack && before.people > 0 {
        let people = usize::try_from(before.people).unwrap_or(usize::MAX);
        return held(StorefrontField::Pack, people);
    }
    let mut losing: Vec<_> = storefronts::holders(tx, before.at.id)
        .await?
        .into_iter()
        .filter(|holder| !staff.contains(&holder.pack))
        .map(|holder| holder.account)
        .collect();
    losing.dedup();
    match losing.len() {
        0 => Ok(()),
        people => held(StorefrontField::Staff, people),
    }
}
