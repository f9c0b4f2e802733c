//! The look of a storefront, as everybody sees it: its colours as a style sheet, and its logo. Their
//! addresses say all that is in them, so that browsers keep them for good.

use crate::shop::Backend;
use access::{Ctx, pages};
use axum::{
    Router,
    extract::{Extension, Path, State},
    response::{IntoResponse as _, Response},
    routing,
};
use domain::storefronts::Look;
use http::{StatusCode, header};
use service::storefronts;
use std::sync::Arc;

const FOR_GOOD: &str = "public, max-age=31536000, immutable";

pub(super) fn routes(backend: Backend) -> Router {
    Router::new()
        .route(pages::LOOK.path, routing::get(look))
        .route(pages::LOGO.path, routing::get(logo))
        .with_state(backend)
}

/// Colours that could not be read are none, whoever made up the address. Nothing is looked up.
async fn look(Path(look): Path<String>) -> Response {
    let Ok(look) = look.parse::<Look>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, FOR_GOOD),
    ];
    (headers, look.css()).into_response()
}

async fn logo(
    State(backend): State<Backend>,
    Extension(ctx): Extension<Arc<Ctx>>,
    Path(name): Path<String>,
) -> Response {
    let Backend { store, files, .. } = &backend;
    match storefronts::logo(store, files, &ctx, &name).await {
        Ok(picture) => {
            let headers = [
                (header::CONTENT_TYPE, "image/png"),
                (header::CACHE_CONTROL, FOR_GOOD),
            ];
            (headers, picture).into_response()
        }
        Err(failure) => StatusCode::from_u16(failure.status())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            .into_response(),
    }
}
