//! The yardstick: two pages as somebody writes them by hand in axum, for nothing but speed.
//!
//! Each handler runs the statements that its page needs on a plain pool of the driver and writes
//! the page by `format!` into one string. No actor is loaded and no right asked for, nobody's cart
//! or approvals are counted, no secret is made for the policy of the page, and what is the same on
//! every answer (the head, the menu, the filter) is copied from an answer of the real program. It
//! does less than a handler that could be used; it says what the rest costs.

pub(crate) mod frame;
mod orders;
mod pills;
mod product;
mod text;

use crate::Outcome;
use axum::{Router, routing};
use frame::Frames;
use sqlx::{
    ConnectOptions as _, PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};
use std::{path::Path, str::FromStr as _, sync::Arc};
use tokio::net::TcpListener;

/// The database, by its driver alone, with the settings of the real program.
#[derive(Debug)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// All rows of a statement on whichever engine there is.
macro_rules! rows {
    ($pool:expr, $of:ty, $text:expr $(, $value:expr)*) => {
        match $pool {
            $crate::hand::Pool::Sqlite(pool) => {
                sqlx::query_as::<sqlx::Sqlite, $of>($text)$(.bind($value))*.fetch_all(pool).await
            }
            $crate::hand::Pool::Postgres(pool) => {
                sqlx::query_as::<sqlx::Postgres, $of>($text)$(.bind($value))*.fetch_all(pool).await
            }
        }
    };
}
use rows;

/// What the handlers share.
#[derive(Debug)]
struct Hand {
    pool: Pool,
    frames: Frames,
}

/// Serves until it is ended: the words are the port, the database and the folder of the frames.
///
/// # Errors
/// A word is missing, or what it names.
pub(crate) async fn run<'a>(mut words: impl Iterator<Item = &'a str>) -> Outcome<()> {
    let mut word = || words.next().ok_or("bench hand PORT DATABASE FOLDER");
    let port: u16 = word()?.parse()?;
    let database = word()?;
    let folder = word()?;
    let hand = Hand {
        pool: open(database).await?,
        frames: Frames::read(Path::new(folder))?,
    };
    let router = Router::new()
        .route("/readyz", routing::get(async || "ready"))
        .route("/orders", routing::get(orders::page))
        .route("/products/{slug}", routing::get(product::page))
        .with_state(Arc::new(hand));
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    Ok(axum::serve(listener, router).await?)
}

async fn open(address: &str) -> Outcome<Pool> {
    if address.starts_with("postgres") {
        let options = PgConnectOptions::from_str(address)?.disable_statement_logging();
        let pool = PgPoolOptions::new().max_connections(16);
        return Ok(Pool::Postgres(pool.connect_with(options).await?));
    }
    let options = SqliteConnectOptions::from_str(address)?
        .read_only(true)
        .pragma("cache_size", "-16000")
        .disable_statement_logging();
    let pool = SqlitePoolOptions::new().max_connections(8);
    Ok(Pool::Sqlite(pool.connect_with(options).await?))
}
