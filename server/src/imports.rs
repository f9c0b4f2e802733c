//! The worker that goes on with imports. What it does is `service::imports`.

use domain::Timestamp;
use service::imports::{UnderWay, work};
use std::time::Duration;
use store::Store;

/// How often it is looked whether one waits.
const PAUSE: Duration = Duration::from_secs(1);

/// Goes on with what waits, again and again, until the future is dropped. Any number of servers may run
/// it on one database.
pub async fn worker(store: Store, under_way: UnderWay, now: fn() -> Timestamp) {
    loop {
        match work(&store, &under_way, now).await {
            // There may be more.
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "imports could not be read"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}
