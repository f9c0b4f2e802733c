//! Measurements that anyone can run: `script/bench` builds what they need and starts this.
//!
//! Every figure that can be is a ratio within one run, ours and its yardstick in turns, so that
//! what else the machine does falls on both. Nothing is asserted: a figure beyond its target is
//! marked, and docs/benchmarks.md says why.

mod database;
mod decide;
mod figures;
mod hand;
mod http;
mod machine;
mod orders;
mod place;
mod process;
mod seed;
mod size;
mod start;

use std::{process::ExitCode, time::Duration};

/// The outcome of a measurement: what went wrong is for the person at the terminal.
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const USAGE: &str = "\
Measures Quoin. script/bench builds everything and runs this.

  bench decide            an access decision beside cedar-policy
  bench orders [MOST]     the first page of the order list at 10,000 and MOST (1,000,000) orders, at
                          every reach, beside the query written by hand for it
  bench http [SECONDS]    pages a second, beside a handler written by hand; each round SECONDS (3) long
  bench place [SECONDS]   orders placed a second, for SECONDS (15)
  bench size              what a customer's browser loads
  bench start             from the start of the program to ready, and its idle memory
  bench all               all of these

QUOIN_BIN             the server; without it, quoin beside this program
QUOIN_SITE            the web bundle that it was built with
QUOIN_BENCH_POSTGRES  a PostgreSQL server on which databases may be made; without it SQLite alone
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(run(&arguments)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &[String]) -> Outcome<()> {
    let mut words = arguments.iter().map(String::as_str);
    let command = words.next().unwrap_or_default();
    if command == "hand" {
        return hand::run(words).await;
    }
    let number = words.next().map(str::parse::<u32>).transpose()?;
    let seconds = |without: u32| Duration::from_secs(number.unwrap_or(without).into());
    let most = i64::from(number.unwrap_or(1_000_000));
    if !matches!(
        command,
        "decide" | "orders" | "http" | "place" | "size" | "start" | "all"
    ) {
        print!("{USAGE}");
        return Ok(());
    }
    machine::describe();
    match command {
        "decide" => decide::run(),
        "orders" => orders::run(most).await,
        "http" => http::run(seconds(3)).await,
        "place" => place::run(seconds(15)).await,
        "size" => size::run().await,
        "start" => start::run().await,
        _ => {
            decide::run()?;
            start::run().await?;
            size::run().await?;
            http::run(Duration::from_secs(3)).await?;
            place::run(Duration::from_secs(15)).await?;
            orders::run(most).await
        }
    }
}
