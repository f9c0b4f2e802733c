//! HTTP: who may come in, and what is around every answer.
//!
//! From the outside in: panics become an incident, headers that every answer has, the session, the
//! check that a form came from one of our pages, the door that makes the context and reads the page
//! table, and then pages, forms and files.

mod api;
mod artwork;
pub mod assets;
mod csrf;
mod door;
mod headers;
mod health;
pub mod sessions;

pub(crate) use door::now;

use crate::{config::Config, shop::Backend};
use assets::Site;
use axum::{Router, middleware};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// The whole application.
pub fn router(config: &Config, backend: Backend, site: Site) -> Router {
    let shop = backend.shop(site.assets());
    let door = door::Door {
        config: Arc::new(config.clone()),
        store: backend.store.clone(),
        shop: shop.clone(),
    };
    let guarded = app::routes()
        .with_state(shop.clone())
        .merge(artwork::routes(backend.clone(), shop))
        .merge(health::routes(backend.store.clone()))
        .merge(api::routes())
        // Only what is routed comes through here: what is not in the page table is not found.
        .route_layer(middleware::from_fn_with_state(door.clone(), door::door))
        .fallback(door::nowhere)
        .layer(middleware::from_fn_with_state(door, door::known))
        .layer(middleware::from_fn_with_state(
            csrf::Ours::of(config),
            csrf::ours,
        ))
        .layer(sessions::layer(config, backend.store));
    guarded
        .merge(assets::routes(site))
        .layer(middleware::from_fn_with_state(
            config.secure(),
            headers::add,
        ))
        .layer(CatchPanicLayer::new())
}
