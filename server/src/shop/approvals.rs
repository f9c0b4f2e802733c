use super::Backend;
use app::approvals::Approvals;
use async_trait::async_trait;

#[async_trait]
impl Approvals for Backend {}
