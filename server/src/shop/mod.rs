//! The acts, as pages see them: the traits of `app`, filled in by `service`. One file an area, one
//! line an act.

mod accounts;
mod addresses;
mod albums;
mod approvals;
mod audit;
mod cart;
mod catalogue;
mod companies;
mod dashboard;
mod departments;
mod imports;
mod orders;
mod people;
mod production;
mod products;
mod publication_types;
mod reports;
mod roles;
mod setup;
mod storefronts;
mod suppliers;

use crate::{command::Outcome, config::Config, key};
use access::Ctx;
use app::{Bodies, Counts, Settings, Shop, assets::Assets, shop::Waiting};
use async_trait::async_trait;
use domain::storefronts::Elsewhere;
use service::{
    accounts::{Passwords, Seal},
    artwork::Files,
    imports::UnderWay,
    setup::SetupToken,
    storefronts::Platform,
};
use std::sync::Arc;
use store::Store;

/// What the acts need besides the request. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Backend {
    pub store: Store,
    pub settings: Arc<Settings>,
    /// The artwork folder.
    pub files: Files,
    /// Where passwords are hashed.
    pub passwords: Passwords,
    /// What second factors are sealed with.
    pub seal: Seal,
    /// How far the imports are that this server writes.
    pub imports: UnderWay,
    /// The bare address of the platform, and the host in it.
    pub base_url: Arc<str>,
    pub bare_host: Arc<str>,
    /// By which an installation is begun.
    pub setup: SetupToken,
    /// What the installation is set to, in words, for who runs it.
    pub facts: Arc<[(String, String)]>,
}

impl Backend {
    /// # Errors
    /// A folder or the key cannot be made.
    pub fn open(config: &Config, store: Store) -> Outcome<Self> {
        let settings = Settings {
            demo: config.demo,
            largest_upload: config.artwork_limit,
        };
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Self {
            store,
            settings: Arc::new(settings),
            files: Files::open_folder(&config.artwork, config.artwork_limit)?,
            passwords: Passwords::new(cores),
            seal: key::open(&config.key)?,
            imports: UnderWay::default(),
            base_url: config.base_url.as_str().into(),
            bare_host: config.bare_host().into(),
            setup: SetupToken::default(),
            facts: config.facts().into(),
        })
    }

    /// By which the world reaches us.
    pub(super) fn platform(&self) -> Platform<'_> {
        Platform {
            base_url: &self.base_url,
            host: &self.bare_host,
        }
    }

    /// Everything a page or form can reach.
    #[must_use]
    pub fn shop(&self, assets: Assets) -> Shop {
        let backend = Arc::new(self.clone());
        Shop {
            settings: Arc::clone(&self.settings),
            bodies: Bodies::of(self.settings.largest_upload),
            assets: Arc::new(assets),
            counts: backend.clone(),
            accounts: backend.clone(),
            catalogue: backend.clone(),
            cart: backend.clone(),
            orders: backend.clone(),
            approvals: backend.clone(),
            production: backend.clone(),
            people: backend.clone(),
            imports: backend.clone(),
            departments: backend.clone(),
            companies: backend.clone(),
            addresses: backend.clone(),
            suppliers: backend.clone(),
            products: backend.clone(),
            publication_types: backend.clone(),
            albums: backend.clone(),
            reports: backend.clone(),
            storefronts: backend.clone(),
            setup: backend.clone(),
            dashboard: backend.clone(),
            roles: backend.clone(),
            audit: backend,
        }
    }
}

#[async_trait]
impl Counts for Backend {
    async fn waiting(&self, ctx: &Ctx) -> Waiting {
        Waiting {
            cart: service::cart::count(&self.store, ctx)
                .await
                .unwrap_or_default(),
            approvals: service::approvals::count(&self.store, ctx)
                .await
                .unwrap_or_default(),
        }
    }

    async fn elsewhere(&self, ctx: &Ctx) -> Vec<Elsewhere> {
        let all = service::storefronts::switchable(&self.store, ctx).await;
        let bare = self.bare(ctx);
        let elsewhere = all.unwrap_or_default().into_iter().map(|one| Elsewhere {
            address: (!bare).then(|| self.platform().address_of(&one.slug)),
            here: one.id == ctx.at.id,
            id: one.id,
            name: one.name,
        });
        // The last that a page reads; drawing it needs no connection.
        store::rest();
        elsewhere.collect()
    }
}
