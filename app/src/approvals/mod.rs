//! What waits for the reader, and deciding on it.

mod card;
mod waiting;

pub(crate) use card::decide_card;

use crate::{Act, Done, Shop, failed::named, go, page, post};
use access::{Ctx, Failure, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    approvals::{Decide, DecideField, Waiting},
    paths,
};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Approvals: Send + Sync {
    async fn waiting(&self, ctx: &Ctx) -> Result<Vec<Waiting>, Failure>;
    /// What came of it, after "Q-10042 was".
    async fn decide(&self, ctx: &Ctx, form: &Decide) -> Result<&'static str, Failure<DecideField>>;
}

named! { DecideField }

pub(crate) fn routes() -> Router<Shop> {
    page(&pages::APPROVALS, waiting::load).merge(post(&pages::DECIDE, decide))
}

async fn decide(act: Act, form: Decide) -> Result<Done, Failure<DecideField>> {
    let outcome = act.shop.approvals.decide(&act.ctx, &form).await?;
    let sentence = format!("{} was {outcome}.", form.number());
    // On to the next one, for who came from the list of what waits.
    let done = if form.back == "approvals" {
        go(paths::Approvals)
    } else {
        go(paths::Order(form.number()))
    };
    Ok(done.saying(sentence))
}
