//! `/reports.csv`: the customers as a file.

use crate::{At, Shop, Typed, orders::csv::answer};
use access::pages;
use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse as _, Response},
    routing,
};
use http::StatusCode;
use std::collections::HashMap;

pub(super) fn route() -> Router<Shop> {
    Router::new().route(pages::REPORTS_CSV.path, routing::get(file))
}

async fn file(State(shop): State<Shop>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let Some(at) = At::of(&parts, shop, HashMap::new(), Typed::default()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let outcome = at.shop.reports.export(&at.ctx, &at.query()).await;
    answer(&at, "customers", outcome)
}
