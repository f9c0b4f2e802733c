//! Order Manager and the order.

use crate::Shop;
use async_trait::async_trait;
use axum::Router;

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Orders: Send + Sync {}

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
}
