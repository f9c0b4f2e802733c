//! Reports: who the customers are, and what was ordered, each as a page and as a file.

mod csv;
mod customers;
mod filter;
mod orders;

use crate::{At, Shop, page};
use access::{Ctx, Failure, Permission, pages};
use async_trait::async_trait;
use axum::Router;
use domain::{
    paths,
    reports::{OrderReport, OrderReportQuery, ReportPage, ReportQuery},
};
use leptos::prelude::*;
use ui::{NavItem, Tabs};

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Reports: Send + Sync {
    async fn customers(&self, ctx: &Ctx, query: &ReportQuery) -> Result<ReportPage, Failure>;
    /// The same as CSV.
    async fn export(&self, ctx: &Ctx, query: &ReportQuery) -> Result<String, Failure>;
    async fn orders(&self, ctx: &Ctx, query: &OrderReportQuery) -> Result<OrderReport, Failure>;
    /// The same as CSV.
    async fn export_orders(&self, ctx: &Ctx, query: &OrderReportQuery) -> Result<String, Failure>;
}

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::REPORTS, customers::load))
        .merge(page(&pages::ORDER_REPORT, orders::load))
        .merge(csv::routes())
}

/// From one report to the other, for who reads both.
fn tabs(at: &At, here: String) -> Option<AnyView> {
    let reads = |one| at.ctx.access.holds(one).is_ok();
    if !reads(Permission::ReportCustomers) || !reads(Permission::ReportOrdersExport) {
        return None;
    }
    let tab = |label: &'static str, href: String| {
        let current = href == here;
        NavItem::new(label, href).current(current)
    };
    let items = vec![
        tab("Customers", paths::Reports.to_string()),
        tab("Orders", paths::OrderReport.to_string()),
    ];
    Some(view! { <Tabs label="Reports" items/> }.into_any())
}
