//! `/orders.csv`: the Order Manager's list as a file.

use crate::{At, Refused, Shop, Typed};
use access::{Failure, pages};
use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse as _, Response},
    routing,
};
use http::{StatusCode, header};
use std::collections::HashMap;

pub(super) fn route() -> Router<Shop> {
    Router::new().route(pages::ORDERS_CSV.path, routing::get(file))
}

async fn file(State(shop): State<Shop>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let Some(at) = At::of(&parts, shop, HashMap::new(), Typed::default()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let outcome = at.shop.orders.export(&at.ctx, &at.query()).await;
    answer(&at, "orders", outcome)
}

/// A file for a spreadsheet, named after what it lists and the day.
pub(crate) fn answer(at: &At, what: &str, outcome: Result<String, Failure>) -> Response {
    match outcome {
        Ok(text) => {
            let name = format!("attachment; filename=\"{what}-{}.csv\"", at.ctx.now.date());
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, "private, no-store".to_owned()),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            ];
            (headers, text).into_response()
        }
        Err(failure) => {
            let status =
                StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Refused::beside(&failure, (status, failure.to_string()).into_response())
        }
    }
}
