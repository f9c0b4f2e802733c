//! Shared Print Operations, and the acts on a job.

use crate::Shop;
use async_trait::async_trait;
use axum::Router;

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Production: Send + Sync {}

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
}
