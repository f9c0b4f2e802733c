use super::Backend;
use app::accounts::Accounts;
use async_trait::async_trait;

#[async_trait]
impl Accounts for Backend {}
