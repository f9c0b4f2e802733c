use super::Backend;
use app::orders::Orders;
use async_trait::async_trait;

#[async_trait]
impl Orders for Backend {}
