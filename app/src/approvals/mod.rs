//! What waits for the reader, and deciding on it.

mod decide;
mod waiting;

pub(crate) use decide::panel;

use crate::{Shop, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::approvals::{ApprovalState, Decide, DecideField, Waiting};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Approvals: Send + Sync {
    /// What the actor may decide on, the longest waiting first.
    async fn waiting(&self, ctx: &Ctx) -> Result<Vec<Waiting>, Failure>;
    /// The state that the request is in now.
    async fn decide(&self, ctx: &Ctx, form: &Decide) -> Result<ApprovalState, Failure<DecideField>>;
}

pub(crate) fn routes() -> Router<Shop> {
    page(&pages::APPROVALS, waiting::load).merge(post(&pages::DECIDE, decide::run))
}
