//! Several clients that each ask again as soon as they are answered.

use super::client::Connection;
use crate::{Outcome, machine};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// Enough to keep two cores busy, and few enough that they do not queue for long.
pub(crate) const CLIENTS: usize = 8;

/// What is asked of whom.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) port: u16,
    pub(crate) process: u32,
    pub(crate) request: Arc<[u8]>,
}

/// What one or more rounds came to.
#[derive(Debug, Default)]
pub(crate) struct Load {
    /// Of each round.
    pub(crate) a_second: Vec<f64>,
    pub(crate) latencies: Vec<Duration>,
    /// Of the server, on all cores.
    pub(crate) processor: Duration,
}

impl Load {
    /// Asks for so long, and adds what that came to.
    ///
    /// # Errors
    /// A connection breaks, or an answer is not 200.
    pub(crate) async fn round(&mut self, target: &Target, length: Duration) -> Outcome<()> {
        let before = machine::processor_time(target.process)?;
        let start = Instant::now();
        let mut clients = JoinSet::new();
        for _ in 0..CLIENTS {
            clients.spawn(client(target.clone(), start + length));
        }
        let mut answers = 0;
        while let Some(latencies) = clients.join_next().await {
            let mut latencies = latencies??;
            answers += latencies.len();
            self.latencies.append(&mut latencies);
        }
        self.a_second
            .push(answers as f64 / start.elapsed().as_secs_f64());
        self.processor += machine::processor_time(target.process)?.saturating_sub(before);
        Ok(())
    }

    /// What one answer takes of a core of the server.
    pub(crate) fn processor_each(&self) -> Duration {
        self.processor
            .div_f64((self.latencies.len() as f64).max(1.0))
    }
}

async fn client(target: Target, until: Instant) -> Outcome<Vec<Duration>> {
    let mut connection = Connection::open(target.port).await?;
    let mut latencies = Vec::new();
    loop {
        let start = Instant::now();
        if start >= until {
            return Ok(latencies);
        }
        let answer = connection.ask(&target.request).await?;
        if answer.status != 200 {
            return Err(format!("an answer with status {}", answer.status).into());
        }
        latencies.push(start.elapsed());
    }
}
