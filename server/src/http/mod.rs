//! HTTP: who may come in, and what is around every answer.
//!
//! From the outside in: panics become an incident, headers that every answer has, one state of the
//! database for all that a page reads, the session, the check that a form came from one of our pages,
//! the door that makes the context and reads the page table, and then pages, forms and files.

mod api;
mod artwork;
pub mod assets;
mod csrf;
mod door;
mod headers;
mod health;
mod look;
mod notice;
pub mod sessions;
mod turns;

pub(crate) use door::now;

use crate::{config::Config, shop::Backend};
use assets::Site;
use axum::{Router, middleware};
use std::sync::Arc;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate as _},
    },
};

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
        .merge(look::routes(backend.clone()))
        // Only what is routed comes through here: what is not in the page table is not found.
        .route_layer(middleware::from_fn_with_state(door.clone(), door::door))
        .fallback(door::nowhere)
        .layer(middleware::from_fn_with_state(door, door::known))
        .layer(middleware::from_fn_with_state(
            notice::Notices::new(config.secure()),
            notice::carry,
        ))
        .layer(middleware::from_fn_with_state(
            csrf::Ours::of(config),
            csrf::ours,
        ))
        .layer(sessions::layer(config, backend.store))
        .layer(middleware::from_fn_with_state(
            turns::Turns::new(),
            turns::one_state,
        ))
        .layer(compressed());
    guarded
        .merge(assets::routes(site))
        .layer(middleware::from_fn_with_state(
            config.secure(),
            headers::add,
        ))
        .layer(CatchPanicLayer::new())
}

/// Pages are tables full of repetition: the quickest compression takes nine tenths off. No page holds
/// a secret beside words of the reader's own that its length could give away. Artwork is compressed
/// in itself, and what is in the bundle was compressed when it was built.
fn compressed() -> CompressionLayer<impl tower_http::compression::Predicate> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("application/pdf")))
}
