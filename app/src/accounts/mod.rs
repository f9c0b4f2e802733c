//! Signing in, registering, the account, the demo's mail.

use crate::Shop;
use async_trait::async_trait;
use axum::Router;

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Accounts: Send + Sync {}

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
}
