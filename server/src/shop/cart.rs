use super::Backend;
use app::cart::Cart;
use async_trait::async_trait;

#[async_trait]
impl Cart for Backend {}
