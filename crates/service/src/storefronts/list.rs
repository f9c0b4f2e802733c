//! The list of storefronts, for who runs some.

use super::Platform;
use access::{Ctx, Failure, rules};
use domain::storefronts::{StorefrontRow, StorefrontsPage};
use store::{
    Store,
    storefronts::{self, StorefrontRecord},
};

/// # Errors
/// Nothing to do with how storefronts are run.
pub async fn list(
    store: &Store,
    platform: Platform<'_>,
    ctx: &Ctx,
) -> Result<StorefrontsPage, Failure> {
    let listed = rules::storefronts::listed(&ctx.access)?;
    let mut tx = store.read().await?;
    let found = storefronts::list_run(&mut tx, &listed).await?;
    Ok(StorefrontsPage {
        rows: found.iter().map(|one| row(platform, one)).collect(),
        create: rules::storefronts::create(&ctx.access).is_ok(),
    })
}

pub(super) fn row(platform: Platform<'_>, one: &StorefrontRecord) -> StorefrontRow {
    StorefrontRow {
        id: one.at.id,
        name: one.at.name.clone(),
        address: platform.address_of(&one.at.slug),
        pack: one.at.pack.word().to_owned(),
        public: one.at.public,
        registration: one.at.registration,
        companies: one.companies,
        people: one.people,
    }
}
