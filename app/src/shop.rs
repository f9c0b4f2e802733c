//! The acts as pages see them: one small object-safe trait an area, filled in by `server`.

use crate::{
    Bodies, accounts::Accounts, addresses::Addresses, albums::Albums, approvals::Approvals,
    assets::Assets, audit::Audit, cart::Cart, catalogue::Catalogue, companies::Companies,
    dashboard::Dashboard, departments::Departments, imports::Imports, orders::Orders,
    people::People, production::Production, products::Products,
    publication_types::PublicationTypes, reports::Reports, roles::Roles, setup::Setup,
    storefronts::Storefronts, suppliers::Suppliers,
};
use access::Ctx;
use async_trait::async_trait;
use domain::storefronts::Elsewhere;
use std::sync::Arc;

/// Everything a page or form can reach. Cheap to clone.
#[derive(Clone)]
pub struct Shop {
    pub settings: Arc<Settings>,
    /// The room of the files that come.
    pub bodies: Bodies,
    pub assets: Arc<Assets>,
    pub counts: Arc<dyn Counts>,
    pub accounts: Arc<dyn Accounts>,
    pub catalogue: Arc<dyn Catalogue>,
    pub cart: Arc<dyn Cart>,
    pub orders: Arc<dyn Orders>,
    pub approvals: Arc<dyn Approvals>,
    pub production: Arc<dyn Production>,
    pub people: Arc<dyn People>,
    pub imports: Arc<dyn Imports>,
    pub departments: Arc<dyn Departments>,
    pub companies: Arc<dyn Companies>,
    pub addresses: Arc<dyn Addresses>,
    pub suppliers: Arc<dyn Suppliers>,
    pub products: Arc<dyn Products>,
    pub publication_types: Arc<dyn PublicationTypes>,
    pub albums: Arc<dyn Albums>,
    pub reports: Arc<dyn Reports>,
    pub storefronts: Arc<dyn Storefronts>,
    pub setup: Arc<dyn Setup>,
    pub dashboard: Arc<dyn Dashboard>,
    pub roles: Arc<dyn Roles>,
    pub audit: Arc<dyn Audit>,
}

/// What the installation is set to, as far as pages say it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// A demo platform: its mail can be read on a page, its accounts are named on the sign-in page.
    pub demo: bool,
    /// The largest artwork, in bytes.
    pub largest_upload: u64,
}

/// What the frame counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Lines in the cart.
    pub cart: u32,
    /// Orders that the reader may decide on.
    pub approvals: u32,
}

#[async_trait]
pub trait Counts: Send + Sync {
    /// What waits for the actor; nothing where it cannot be told, since a frame must not fail.
    async fn waiting(&self, ctx: &Ctx) -> Waiting;
    /// The storefronts that the actor may switch to; none where it cannot be told, or there is no
    /// choice.
    async fn elsewhere(&self, ctx: &Ctx) -> Vec<Elsewhere>;
}

impl std::fmt::Debug for Shop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shop")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
