//! A storefront's logo: what stands in the place of its name above its pages.

use super::{fresh, record, shown, taken};
use crate::{
    accounts::{limits, limits::IMAGES},
    artwork::{Files, NotTaken, Sent},
};
use access::{Ctx, Denial, Failure, rules};
use domain::{
    Problem,
    storefronts::{Logo, OnStorefront, StorefrontField},
};
use store::{Store, storefronts};

/// Puts a logo in the place of the name, or of the logo there was.
///
/// # Errors
/// Not seen, not granted, too many images, no file, what is wrong with it, or stale.
pub async fn set_logo(
    store: &Store,
    files: &Files,
    ctx: &Ctx,
    form: &OnStorefront,
    sent: Sent,
) -> Result<(), Failure<StorefrontField>> {
    // Asked before the file is read, which is dear, and again while nobody else changes the storefront.
    let _may = rules::storefronts::look(&ctx.access, form.storefront)?;
    let mut tx = store.read().await?;
    let there = storefronts::by_id(&mut tx, form.storefront).await?;
    there.ok_or(Denial::NotFound)?;
    drop(tx);
    let me = ctx.access.account().ok_or(Denial::SignIn)?;
    limits::count(store, &[(&IMAGES, &me.to_string())], ctx.now).await?;
    let logo = files.take_in_logo(sent).await.map_err(|why| match why {
        NotTaken::Refused(problem) => Failure::field(StorefrontField::Logo, problem),
        NotTaken::Unavailable => Failure::Unavailable,
    })?;
    let logo = logo.ok_or_else(|| Failure::field(StorefrontField::Logo, Problem::Missing))?;
    change(store, ctx, form, "storefront.logo", Some(&logo)).await
}

/// # Errors
/// Not seen, not granted, or stale.
pub async fn remove_logo(store: &Store, ctx: &Ctx, form: &OnStorefront) -> Result<(), Failure> {
    change(store, ctx, form, "storefront.remove-logo", None).await
}

async fn change<F>(
    store: &Store,
    ctx: &Ctx,
    form: &OnStorefront,
    act: &str,
    logo: Option<&Logo>,
) -> Result<(), Failure<F>> {
    let mut tx = store.begin().await?;
    let before = taken(&mut tx, ctx, form.storefront).await?;
    let may = rules::storefronts::look(&ctx.access, form.storefront)?;
    let as_shown = shown(form.storefront, form.version);
    fresh(storefronts::set_logo(&mut tx, &may, as_shown, logo).await?)?;
    let detail = serde_json::json!({
        "before": before.at.logo.map(|logo| logo.sha256),
        "after": logo.map(|logo| &logo.sha256),
    });
    record(&mut tx, ctx, act, form.storefront, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// The picture of a logo, by the name in its address: for everybody at its storefront, and for who runs
/// that from another. A PNG.
///
/// # Errors
/// [`Failure::not_found`].
pub async fn logo(store: &Store, files: &Files, ctx: &Ctx, name: &str) -> Result<Vec<u8>, Failure> {
    let logo = match &ctx.at.logo {
        Some(here) if here.to_string() == name => here.clone(),
        _ => elsewhere(store, ctx, name).await?,
    };
    match files.logo(&logo).await {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(Failure::Unavailable),
        Err(error) => {
            tracing::error!(%error, "a logo cannot be read");
            Err(Failure::Unavailable)
        }
    }
}

/// The logo of this name, of a storefront that the reader sees as one that is run.
async fn elsewhere(store: &Store, ctx: &Ctx, name: &str) -> Result<Logo, Failure> {
    if rules::storefronts::listed(&ctx.access).is_err() {
        return Err(Failure::not_found());
    }
    let mut tx = store.read().await?;
    let all = storefronts::list(&mut tx).await?;
    let found = all
        .into_iter()
        .filter(|one| rules::storefronts::view(&ctx.access, one.id).is_ok())
        .filter_map(|one| one.logo)
        .find(|logo| logo.to_string() == name);
    found.ok_or(Failure::not_found())
}
