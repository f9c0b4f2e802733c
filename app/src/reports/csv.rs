//! The reports as files: `/reports.csv`, `/reports/orders.csv`.

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

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .route(pages::REPORTS_CSV.path, routing::get(customers))
        .route(pages::ORDER_REPORT_CSV.path, routing::get(orders))
}

async fn customers(State(shop): State<Shop>, request: Request) -> Response {
    let Some(at) = asked(shop, request) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let outcome = at.shop.reports.export(&at.ctx, &at.query()).await;
    answer(&at, "customers", outcome)
}

async fn orders(State(shop): State<Shop>, request: Request) -> Response {
    let Some(at) = asked(shop, request) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let outcome = at.shop.reports.export_orders(&at.ctx, &at.query()).await;
    answer(&at, "order-report", outcome)
}

fn asked(shop: Shop, request: Request) -> Option<At> {
    let (parts, _) = request.into_parts();
    At::of(&parts, shop, HashMap::new(), Typed::default())
}
