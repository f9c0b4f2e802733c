use super::Backend;
use access::{Ctx, Failure};
use app::audit::Audit;
use async_trait::async_trait;
use domain::audit::{AuditPage, AuditQuery};

#[async_trait]
impl Audit for Backend {
    async fn read(&self, ctx: &Ctx, query: &AuditQuery) -> Result<AuditPage, Failure> {
        service::audit::read(&self.store, ctx, query).await
    }
}
