use super::{Backend, accounts::lost, cart::sent};
use crate::http::sessions;
use access::{Ctx, Failure};
use app::{Act, Uploaded, storefronts::Storefronts};
use async_trait::async_trait;
use domain::{
    StorefrontId,
    storefronts::{
        CreateStorefront, EditStorefront, OnHost, OnStorefront, PlatformField, SetLook, SetPacks,
        SetPlatform, StorefrontField, StorefrontPage, StorefrontsPage, SwitchTo, SystemPage,
    },
};
use service::storefronts;

#[async_trait]
impl Storefronts for Backend {
    async fn list(&self, ctx: &Ctx) -> Result<StorefrontsPage, Failure> {
        storefronts::list(&self.store, self.platform(), ctx).await
    }
    async fn open(&self, ctx: &Ctx, id: StorefrontId) -> Result<StorefrontPage, Failure> {
        storefronts::open(&self.store, self.platform(), ctx, id).await
    }
    async fn create(
        &self,
        ctx: &Ctx,
        form: &CreateStorefront,
    ) -> Result<StorefrontId, Failure<StorefrontField>> {
        storefronts::create(&self.store, ctx, form).await
    }
    async fn edit(&self, ctx: &Ctx, form: &EditStorefront) -> Result<(), Failure<StorefrontField>> {
        storefronts::edit(&self.store, ctx, form).await
    }
    async fn set_look(&self, ctx: &Ctx, form: &SetLook) -> Result<(), Failure<StorefrontField>> {
        storefronts::set_look(&self.store, ctx, form).await
    }
    async fn set_logo(
        &self,
        ctx: &Ctx,
        form: &OnStorefront,
        file: Uploaded,
    ) -> Result<(), Failure<StorefrontField>> {
        storefronts::set_logo(&self.store, &self.files, ctx, form, sent(file)).await
    }
    async fn remove_logo(&self, ctx: &Ctx, form: &OnStorefront) -> Result<(), Failure> {
        storefronts::remove_logo(&self.store, ctx, form).await
    }
    async fn add_host(&self, ctx: &Ctx, form: &OnHost) -> Result<(), Failure<StorefrontField>> {
        storefronts::add_host(&self.store, self.platform(), ctx, form).await
    }
    async fn remove_host(&self, ctx: &Ctx, form: &OnHost) -> Result<(), Failure> {
        storefronts::remove_host(&self.store, ctx, form).await
    }
    async fn set_packs(&self, ctx: &Ctx, form: &SetPacks) -> Result<(), Failure<StorefrontField>> {
        storefronts::set_packs(&self.store, ctx, form).await
    }
    async fn switch_to(&self, act: &Act, form: &SwitchTo) -> Result<(), Failure> {
        let there = storefronts::switch_to(&self.store, &act.ctx, form).await?;
        sessions::go_on_at(&act.session, there)
            .await
            .map_err(|error| lost(&error))
    }
    async fn system(&self, ctx: &Ctx) -> Result<SystemPage, Failure> {
        storefronts::system(&self.store, ctx, self.facts.to_vec()).await
    }
    async fn set_platform(
        &self,
        ctx: &Ctx,
        form: &SetPlatform,
    ) -> Result<(), Failure<PlatformField>> {
        storefronts::set_platform(&self.store, ctx, form).await
    }
}
