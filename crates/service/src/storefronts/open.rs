//! One storefront: what it is set to, and what the reader may do to it.

use super::{Platform, list::row};
use access::{Ctx, Failure, Pack, rules};
use domain::{
    AccountId, StorefrontId,
    people::Named,
    storefronts::{StaffPack, StorefrontPage},
};
use store::{
    Store, Tx, people,
    storefronts::{self, Holder, StorefrontRecord},
};

/// The most people that the page names for a pack.
const NAMED: usize = 20;

/// # Errors
/// [`Failure::not_found`].
pub async fn open(
    store: &Store,
    platform: Platform<'_>,
    ctx: &Ctx,
    id: StorefrontId,
) -> Result<StorefrontPage, Failure> {
    rules::storefronts::view(&ctx.access, id)?;
    let mut tx = store.read().await?;
    let found = storefronts::record(&mut tx, id).await?;
    let found = found.ok_or(Failure::not_found())?;
    let hosts = storefronts::hosts(&mut tx, id).await?;
    let edit = rules::storefronts::edit(&ctx.access, id).is_ok();
    let staff_packs = if edit {
        staff_packs(&mut tx, ctx, &found).await?
    } else {
        Vec::new()
    };
    Ok(StorefrontPage {
        row: row(platform, &found),
        version: found.version,
        tagline: found.tagline,
        currency: found.at.currency.code().to_owned(),
        approval: found.at.approval,
        second_factor_for_staff: found.second_factor_for_staff,
        default_visible: found.default_visible,
        personal_addresses_hidden: found.personal_addresses_hidden,
        data_without_department: found.data_without_department,
        look: found.at.look,
        logo: found.at.logo,
        hosts,
        pack: found.at.pack.key().to_owned(),
        slug: found.at.slug,
        staff_packs,
        edit,
        look_edit: rules::storefronts::look(&ctx.access, id).is_ok(),
    })
}

/// The packs, and who would lose a role if one were switched off.
async fn staff_packs(
    tx: &mut Tx,
    ctx: &Ctx,
    found: &StorefrontRecord,
) -> store::Result<Vec<StaffPack>> {
    let holders = storefronts::holders(tx, found.at.id).await?;
    let mut packs = Vec::new();
    for pack in Pack::ALL {
        let held = |one: &&Holder| one.pack == pack;
        let mut held_by = Vec::new();
        for one in holders.iter().filter(held).take(NAMED) {
            held_by.extend(named(tx, ctx, one.account).await?);
        }
        let unnamed = holders.iter().filter(held).count() - held_by.len();
        packs.push(StaffPack {
            pack: Named::new(pack.key(), pack.word()),
            on: found.at.staff_packs.contains(&pack),
            held_by,
            unnamed: u32::try_from(unnamed).unwrap_or(u32::MAX),
        });
    }
    Ok(packs)
}

/// Somebody, for who may see them.
async fn named(
    tx: &mut Tx,
    ctx: &Ctx,
    account: AccountId,
) -> store::Result<Option<(AccountId, String)>> {
    let person = people::person(tx, account, ctx.now).await?;
    let seen = person.filter(|person| rules::people::view(&ctx.access, &person.facts()).is_ok());
    Ok(seen.map(|person| (account, person.name)))
}
