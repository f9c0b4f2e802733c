//! The API. Its first route: an actor's own roles, grants and start page.

use access::{Ctx, pages};
use axum::{Extension, Json, Router, routing};
use serde::Serialize;
use std::sync::Arc;

pub(super) fn routes() -> Router {
    Router::new().route("/api/v1/me", routing::get(me))
}

#[derive(Serialize)]
struct Me {
    /// Nothing for a visitor.
    name: Option<String>,
    storefront: String,
    start_page: &'static str,
    pages: Vec<&'static str>,
    roles: Vec<Held>,
}

#[derive(Serialize)]
struct Held {
    role: String,
    /// `order.view` → `own+assigned`.
    grants: std::collections::BTreeMap<&'static str, String>,
}

async fn me(Extension(ctx): Extension<Arc<Ctx>>) -> Json<Me> {
    let access = &ctx.access;
    let roles = access.holdings.iter().map(|holding| Held {
        role: holding.role.name().to_owned(),
        grants: holding
            .allows
            .iter()
            .map(|(permission, reaches)| (permission.key(), format!("{reaches:?}")))
            .collect(),
    });
    Json(Me {
        name: access.signed_in().then(|| ctx.name.clone()),
        storefront: ctx.at.slug.clone(),
        start_page: pages::start(access),
        pages: pages::menu(access)
            .into_iter()
            .map(|page| page.pattern)
            .collect(),
        roles: roles.collect(),
    })
}
