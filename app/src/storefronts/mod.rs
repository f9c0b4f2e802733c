//! Storefronts: the list, one of them, what is done to it, and going from one to another; and what the
//! platform is set to.

mod list;
mod look;
mod packs;
mod settings;
mod storefront;

pub(crate) use list::new_storefront;
pub(crate) use packs::ID as PACKS;

use crate::{Act, Done, Named, Shop, Uploaded, go, page, post, upload};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    NoField, StorefrontId, paths,
    storefronts::{
        CreateStorefront, EditStorefront, OnHost, OnStorefront, PlatformField, SetLook, SetPacks,
        SetPlatform, StorefrontField, StorefrontPage, StorefrontsPage, SwitchTo, SystemPage,
    },
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Storefronts: Send + Sync {
    async fn list(&self, ctx: &Ctx) -> Result<StorefrontsPage, Failure>;
    async fn open(&self, ctx: &Ctx, id: StorefrontId) -> Result<StorefrontPage, Failure>;
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreateStorefront,
    ) -> Result<StorefrontId, Failure<StorefrontField>>;
    async fn edit(&self, ctx: &Ctx, form: &EditStorefront) -> Result<(), Failure<StorefrontField>>;
    async fn set_look(&self, ctx: &Ctx, form: &SetLook) -> Result<(), Failure<StorefrontField>>;
    async fn set_logo(
        &self,
        ctx: &Ctx,
        form: &OnStorefront,
        file: Uploaded,
    ) -> Result<(), Failure<StorefrontField>>;
    async fn remove_logo(&self, ctx: &Ctx, form: &OnStorefront) -> Result<(), Failure>;
    async fn add_host(&self, ctx: &Ctx, form: &OnHost) -> Result<(), Failure<StorefrontField>>;
    async fn remove_host(&self, ctx: &Ctx, form: &OnHost) -> Result<(), Failure>;
    async fn set_packs(&self, ctx: &Ctx, form: &SetPacks) -> Result<(), Failure<StorefrontField>>;
    /// Keeps in the session where its owner goes on.
    async fn switch_to(&self, act: &Act, form: &SwitchTo) -> Result<(), Failure>;
    async fn system(&self, ctx: &Ctx) -> Result<SystemPage, Failure>;
    async fn set_platform(
        &self,
        ctx: &Ctx,
        form: &SetPlatform,
    ) -> Result<(), Failure<PlatformField>>;
}

impl Named for StorefrontField {
    fn name(self) -> &'static str {
        Self::name(self)
    }
}

impl Named for PlatformField {
    fn name(self) -> &'static str {
        Self::name(self)
    }
}

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::STOREFRONTS, list::load))
        .merge(page(&pages::STOREFRONT, storefront::load))
        .merge(page(&pages::SETTINGS, settings::load))
        .merge(post(&pages::CREATE_STOREFRONT, create))
        .merge(post(&pages::EDIT_STOREFRONT, edit))
        .merge(post(&pages::SET_LOOK, set_look))
        .merge(upload(&pages::SET_LOGO, set_logo))
        .merge(post(&pages::REMOVE_LOGO, remove_logo))
        .merge(post(&pages::ADD_HOST, add_host))
        .merge(post(&pages::REMOVE_HOST, remove_host))
        .merge(post(&pages::SET_PACKS, set_packs))
        .merge(post(&pages::SWITCH_STOREFRONT, switch_to))
        .merge(post(&pages::EDIT_SETTINGS, set_platform))
}

async fn create(act: Act, form: CreateStorefront) -> Result<Done, Failure<StorefrontField>> {
    let id = act.shop.storefronts.create(&act.ctx, &form).await?;
    let notice = format!("{} was added.", form.name());
    Ok(go(paths::Storefront(id)).saying(notice))
}

async fn edit(act: Act, form: EditStorefront) -> Result<Done, Failure<StorefrontField>> {
    act.shop.storefronts.edit(&act.ctx, &form).await?;
    Ok(go(paths::Storefront(form.storefront)).saying("Saved."))
}

async fn set_look(act: Act, form: SetLook) -> Result<Done, Failure<StorefrontField>> {
    act.shop.storefronts.set_look(&act.ctx, &form).await?;
    Ok(go(paths::Storefront(form.storefront)).saying("Saved."))
}

async fn set_logo(
    act: Act,
    form: OnStorefront,
    file: Uploaded,
) -> Result<Done, Failure<StorefrontField>> {
    act.shop.storefronts.set_logo(&act.ctx, &form, file).await?;
    Ok(go(paths::Storefront(form.storefront))
        .saying("The logo stands above every page from now on."))
}

async fn remove_logo(act: Act, form: OnStorefront) -> Result<Done, Failure<NoField>> {
    act.shop.storefronts.remove_logo(&act.ctx, &form).await?;
    let notice = "The logo was removed. The name stands there again.";
    Ok(go(paths::Storefront(form.storefront)).saying(notice))
}

async fn add_host(act: Act, form: OnHost) -> Result<Done, Failure<StorefrontField>> {
    act.shop.storefronts.add_host(&act.ctx, &form).await?;
    let notice = "Added: as soon as that name leads here, it shows this storefront.";
    Ok(go(paths::Storefront(form.storefront)).saying(notice))
}

async fn remove_host(act: Act, form: OnHost) -> Result<Done, Failure<NoField>> {
    act.shop.storefronts.remove_host(&act.ctx, &form).await?;
    let notice = format!("{} does not show this storefront any more.", form.host);
    Ok(go(paths::Storefront(form.storefront)).saying(notice))
}

async fn set_packs(act: Act, form: SetPacks) -> Result<Done, Failure<StorefrontField>> {
    act.shop.storefronts.set_packs(&act.ctx, &form).await?;
    Ok(go(paths::Storefront(form.storefront)).saying("Saved."))
}

async fn switch_to(act: Act, form: SwitchTo) -> Result<Done, Failure<NoField>> {
    act.shop.storefronts.switch_to(&act, &form).await?;
    // What was open may be of the other one.
    Ok(go(pages::start(&act.ctx.access)))
}

async fn set_platform(act: Act, form: SetPlatform) -> Result<Done, Failure<PlatformField>> {
    act.shop.storefronts.set_platform(&act.ctx, &form).await?;
    Ok(go(paths::Settings).saying("Saved."))
}
