//! From the start of the program to ready, and what it takes of the memory when nobody asks.

use crate::{
    Outcome,
    database::{self, Folder},
    figures::{at_most, heading, median, ms},
    http::{ORDERS, shop},
    machine,
    process::Server,
};
use std::time::Duration;

const STARTS: usize = 15;
/// The targets: milliseconds, and megabytes of 1,000,000 bytes.
const READY: f64 = 300.0;
const IDLE: f64 = 100.0;

/// # Errors
/// The program does not start.
pub(crate) async fn run() -> Outcome<()> {
    for engine in database::engines() {
        let folder = Folder::new()?;
        let address = shop(engine, &folder).await?;
        let outcome = on(&address, &folder).await;
        database::remove(&address).await;
        let (mut times, memory) = outcome?;
        heading(&format!("Start, {engine:?}, with {ORDERS} orders"));
        let middle = median(&mut times);
        println!(
            "Ready after {} ms (at most {READY:.0}); the slowest of {STARTS}: {} ms",
            at_most(middle.as_secs_f64() * 1e3, READY),
            times.last().copied().map(ms).unwrap_or_default(),
        );
        println!(
            "Idle memory {} MB (at most {IDLE:.0})",
            at_most(memory as f64 / 1e6, IDLE)
        );
    }
    Ok(())
}

/// The times of each start, and the bytes it takes five seconds after the last.
async fn on(address: &str, folder: &Folder) -> Outcome<(Vec<Duration>, usize)> {
    let mut times = Vec::new();
    for _ in 1..STARTS {
        times.push(Server::real(address, folder).await?.ready_after);
    }
    let server = Server::real(address, folder).await?;
    times.push(server.ready_after);
    tokio::time::sleep(Duration::from_secs(5)).await;
    Ok((times, machine::resident(server.process())?))
}
