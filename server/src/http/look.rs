//! The colours of a storefront as a style sheet. Its address says all that is in it, so that browsers
//! keep it for good, and nothing is looked up.

use access::pages;
use axum::{
    Router,
    extract::Path,
    response::{IntoResponse as _, Response},
    routing,
};
use domain::storefronts::Look;
use http::{StatusCode, header};

pub(super) fn routes() -> Router {
    Router::new().route(pages::LOOK.path, routing::get(look))
}

/// Colours that could not be read are none, whoever made up the address.
async fn look(Path(look): Path<String>) -> Response {
    let Ok(look) = look.parse::<Look>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, look.css()).into_response()
}
