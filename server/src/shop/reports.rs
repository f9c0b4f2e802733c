use super::Backend;
use access::{Ctx, Failure};
use app::reports::Reports;
use async_trait::async_trait;
use domain::reports::{OrderReport, OrderReportQuery, ReportPage, ReportQuery};
use service::reports;

#[async_trait]
impl Reports for Backend {
    async fn customers(&self, ctx: &Ctx, query: &ReportQuery) -> Result<ReportPage, Failure> {
        reports::customers(&self.store, ctx, query).await
    }
    async fn export(&self, ctx: &Ctx, query: &ReportQuery) -> Result<String, Failure> {
        reports::export(&self.store, ctx, query).await
    }
    async fn orders(&self, ctx: &Ctx, query: &OrderReportQuery) -> Result<OrderReport, Failure> {
        reports::orders(&self.store, ctx, query).await
    }
    async fn export_orders(&self, ctx: &Ctx, query: &OrderReportQuery) -> Result<String, Failure> {
        reports::export_orders(&self.store, ctx, query).await
    }
}
