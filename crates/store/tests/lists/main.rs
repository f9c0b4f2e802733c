//! A list never forgets what the check knows: in random worlds, on both engines, the rows that are
//! listed, counted, searched or waiting are exactly those that the rules let through one by one.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod jobs;
mod orders;
mod organisation;
mod people;
mod products;
mod worlds;

use proptest::{
    strategy::Strategy,
    test_runner::{Config, TestRunner},
};
use store::{Store, Tx};

/// Builds so many worlds, each in a transaction that is never committed, so that every world is alone
/// in the database; `holds` panics where one is not as it must be.
fn in_worlds<W: Strategy>(
    store: &Store,
    worlds: &W,
    cases: u32,
    holds: impl AsyncFn(&mut Tx, &W::Value) -> store::Result<()>,
) {
    let runtime = tokio::runtime::Handle::current();
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = tokio::task::block_in_place(|| {
        runner.run(worlds, |world| {
            runtime.block_on(async {
                let mut tx = store.begin().await.expect("a transaction");
                holds(&mut tx, &world).await.expect("the statements");
            });
            Ok(())
        })
    });
    if let Err(difference) = outcome {
        panic!("{difference}");
    }
}
