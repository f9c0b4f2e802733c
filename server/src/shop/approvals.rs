use super::Backend;
use access::{Ctx, Failure};
use app::approvals::Approvals;
use async_trait::async_trait;
use domain::approvals::{ApprovalState, Decide, DecideField, Waiting};
use service::approvals::{self, Outcome};

#[async_trait]
impl Approvals for Backend {
    async fn waiting(&self, ctx: &Ctx) -> Result<Vec<Waiting>, Failure> {
        approvals::waiting(&self.store, ctx).await
    }

    async fn decide(&self, ctx: &Ctx, form: &Decide) -> Result<ApprovalState, Failure<DecideField>> {
        Ok(match approvals::decide(&self.store, ctx, form).await? {
            Outcome::Approved => ApprovalState::Approved,
            Outcome::ApprovedInPart => ApprovalState::PartlyApproved,
            Outcome::Rejected => ApprovalState::Rejected,
        })
    }
}
