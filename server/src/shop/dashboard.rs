use super::Backend;
use access::{Ctx, Failure};
use app::dashboard::Dashboard;
use async_trait::async_trait;
use domain::dashboard::Dashboard as Figures;

#[async_trait]
impl Dashboard for Backend {
    async fn figures(&self, ctx: &Ctx) -> Result<Option<Figures>, Failure> {
        service::dashboard::open(&self.store, ctx).await
    }
}
