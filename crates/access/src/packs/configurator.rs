//! Pack `configurator`: after product configurators: people who configure, machines that save and link designs.

use super::{all_but, rows};
use crate::{Grants, Permission as P, Reach as R};

/// An umbrella: every permission at storefront reach.
pub const ADMINISTRATOR: Grants = all_but(R::Storefront, &[]);

pub const MANAGE_CONFIGURATION: Grants = rows(&[
    (P::AdminAccess, &[R::Storefront]),
    (P::ConfigView, &[R::Storefront]),
    (P::ConfigManage, &[R::Storefront]),
    (P::AppletUse, &[R::Storefront]),
    (P::IntegrationView, &[R::Storefront]),
    (P::IntegrationTrigger, &[R::Storefront]),
    (P::AnalyticsView, &[R::Storefront]),
    (P::SessionLogin, &[R::Own]),
    (P::SessionResetPassword, &[R::Own]),
    (P::AccountEditOwn, &[R::Own]),
]);

pub const VIEW_CONFIGURATION: Grants = rows(&[
    (P::AdminAccess, &[R::Storefront]),
    (P::ConfigView, &[R::Storefront]),
    (P::SessionLogin, &[R::Own]),
    (P::SessionResetPassword, &[R::Own]),
    (P::AccountEditOwn, &[R::Own]),
]);

pub const RUNTIME_CONFIGURATION: Grants = rows(&[
    (P::ConfigView, &[R::Storefront]),
    (P::RecipeSave, &[R::Storefront]),
    (P::RecipeRetrieve, &[R::Storefront]),
]);

pub const RUNTIME_ORDERS_CONFIGURATION: Grants = rows(&[(P::RecipeLinkOrder, &[R::Storefront])]);

pub const MANAGE_ORDERS: Grants = rows(&[
    (P::AdminAccess, &[R::Storefront]),
    (P::OrderView, &[R::Storefront]),
    (P::OrderOverview, &[R::Storefront]),
    (P::OrderEditDetails, &[R::Storefront]),
    (P::ProofView, &[R::Storefront]),
    (P::ProofUpdate, &[R::Storefront]),
    (P::ProdfileRetrieve, &[R::Storefront]),
    (P::ProdfileUpdate, &[R::Storefront]),
    (P::SessionLogin, &[R::Own]),
    (P::SessionResetPassword, &[R::Own]),
    (P::AccountEditOwn, &[R::Own]),
    (P::OrderSearch, &[R::Storefront]),
]);

pub const VIEW_ORDERS: Grants = rows(&[
    (P::AdminAccess, &[R::Storefront]),
    (P::OrderView, &[R::Storefront]),
    (P::OrderOverview, &[R::Storefront]),
    (P::ProofView, &[R::Storefront]),
    (P::ProdfileRetrieve, &[R::Storefront]),
    (P::SessionLogin, &[R::Own]),
    (P::SessionResetPassword, &[R::Own]),
    (P::AccountEditOwn, &[R::Own]),
    (P::OrderSearch, &[R::Storefront]),
]);
