use super::Backend;
use app::catalogue::Catalogue;
use async_trait::async_trait;

#[async_trait]
impl Catalogue for Backend {}
