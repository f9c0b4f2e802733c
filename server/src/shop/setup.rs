use super::Backend;
use access::Failure;
use app::{Act, setup::Setup};
use async_trait::async_trait;
use domain::storefronts::{SetUp, SetUpField};
use service::setup;

impl Backend {
    /// Somebody has to begin this installation; the demo begins by itself.
    async fn awaited(&self) -> Result<setup::Awaited, Failure> {
        if self.settings.demo {
            return Err(Failure::not_found());
        }
        setup::awaited(&self.store).await
    }

    /// The token to be told where the server was started, if it is to be begun.
    ///
    /// # Errors
    /// The database is away, or there is no randomness.
    pub async fn offer_setup(&self) -> Result<Option<String>, Failure> {
        match self.awaited().await {
            Ok(_) => self.setup.issue().map(Some),
            Err(failure) if failure == Failure::not_found() => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

#[async_trait]
impl Setup for Backend {
    async fn asks_for_storefront(&self) -> Result<bool, Failure> {
        Ok(self.awaited().await?.storefront)
    }

    async fn set_up(&self, act: &Act, form: &SetUp) -> Result<(), Failure<SetUpField>> {
        self.awaited().await.map_err(Failure::in_form)?;
        setup::set_up(
            &self.store,
            &self.passwords,
            (&self.setup, self.platform()),
            &act.ctx,
            self.client(act),
            form,
        )
        .await
    }
}
