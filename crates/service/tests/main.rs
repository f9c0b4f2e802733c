//! What the services do, told as stories, on both engines. One binary, because each would link the
//! whole service anew.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot be arranged has failed, and says why"
)]

/// Runs a story in a fresh world on each engine.
macro_rules! stories {
    ($( $module:ident :: $story:ident ; )+) => { $(
        #[tokio::test(flavor = "multi_thread")]
        async fn $story() -> crate::world::Tested {
            for database in testkit::databases().await {
                let engine = database.engine;
                let world = crate::world::World::new(database).await?;
                $module::$story(world).await.map_err(|error| format!("on {engine}: {error}"))?;
            }
            Ok(())
        }
    )+ };
}

mod accounts;
mod buying;
mod company;
mod demo;
mod file;
mod imports;
mod orders;
mod organisation;
mod people;
mod production;
mod roles;
mod storefronts;
mod world;
