use super::Backend;
use access::{Ctx, Failure};
use app::approvals::Approvals;
use async_trait::async_trait;
use domain::approvals::{Decide, DecideField, Waiting};
use service::approvals;

#[async_trait]
impl Approvals for Backend {
    async fn waiting(&self, ctx: &Ctx) -> Result<Vec<Waiting>, Failure> {
        approvals::waiting(&self.store, ctx).await
    }
    async fn decide(&self, ctx: &Ctx, form: &Decide) -> Result<&'static str, Failure<DecideField>> {
        Ok(approvals::decide(&self.store, ctx, form).await?.word())
    }
}
