use super::Backend;
use app::dashboard::Dashboard;
use async_trait::async_trait;

#[async_trait]
impl Dashboard for Backend {}
