use super::Backend;
use app::production::Production;
use async_trait::async_trait;

#[async_trait]
impl Production for Backend {}
