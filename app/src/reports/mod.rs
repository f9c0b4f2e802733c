//! Reports: who the customers are, as a page and as a file.

mod csv;
mod customers;
mod filter;

use crate::{Shop, page};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::reports::{ReportPage, ReportQuery};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Reports: Send + Sync {
    async fn customers(&self, ctx: &Ctx, query: &ReportQuery) -> Result<ReportPage, Failure>;
    /// The same as CSV.
    async fn export(&self, ctx: &Ctx, query: &ReportQuery) -> Result<String, Failure>;
}

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::REPORTS, customers::load))
        .merge(csv::route())
}
