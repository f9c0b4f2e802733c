//! Pictures of what is in the cart, or about to be.

use crate::{Refused, Shop};
use access::{Ctx, Failure, pages};
use axum::{
    Extension, Router,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
    routing,
};
use domain::{CartLineId, artwork::Kept};
use http::{StatusCode, header};
use std::sync::Arc;

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .route(pages::CART_THUMBNAIL.path, routing::get(line))
        .route(pages::KEPT_THUMBNAIL.path, routing::get(kept))
}

async fn line(
    State(shop): State<Shop>,
    Extension(ctx): Extension<Arc<Ctx>>,
    Path(line): Path<String>,
) -> Response {
    let Ok(line) = line.parse::<CartLineId>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    picture(shop.cart.thumbnail(&ctx, line).await)
}

async fn kept(
    State(shop): State<Shop>,
    Extension(ctx): Extension<Arc<Ctx>>,
    Path(kept): Path<String>,
) -> Response {
    let Ok(kept) = kept.parse::<Kept>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    picture(shop.cart.kept_thumbnail(&ctx, &kept).await)
}

fn picture(read: Result<Vec<u8>, Failure>) -> Response {
    match read {
        Ok(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, "image/png"),
                (header::CACHE_CONTROL, "private, max-age=3600"),
            ];
            (headers, bytes).into_response()
        }
        Err(failure) => {
            let status =
                StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Refused::beside(&failure, status.into_response())
        }
    }
}
