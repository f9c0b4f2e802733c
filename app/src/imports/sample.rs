//! `/people/import/sample.csv`: a file to begin with.

use crate::{At, Shop, Typed, orders::csv::answer};
use access::pages;
use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse as _, Response},
    routing,
};
use domain::imports::SampleQuery;
use http::StatusCode;
use std::collections::HashMap;

pub(super) fn route() -> Router<Shop> {
    Router::new().route(pages::IMPORT_SAMPLE.path, routing::get(file))
}

async fn file(State(shop): State<Shop>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let Some(at) = At::of(&parts, shop, HashMap::new(), Typed::default()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = at.query::<SampleQuery>().kind();
    let outcome = at.shop.imports.sample(&at.ctx, kind).await;
    answer(&at, &format!("{}-sample", kind.key()), outcome)
}
