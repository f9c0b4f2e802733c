//! Databases of both engines, made for a run and thrown away with it.

use crate::Outcome;
use sqlx::Connection as _;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU64, Ordering},
};
use store::{Engine, Store, sql::sql};

/// A folder among the temporary files that goes with its owner.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// # Errors
    /// It cannot be made.
    pub(crate) fn new() -> Outcome<Self> {
        let path = env::temp_dir().join(format!("quoin-bench-{}", unique()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn unique() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!(
        "{}_{}",
        process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    )
}

/// The engines of this run: PostgreSQL where `QUOIN_BENCH_POSTGRES` names a server.
pub(crate) fn engines() -> Vec<Engine> {
    let mut engines = vec![Engine::Sqlite];
    match server() {
        Some(_) => engines.push(Engine::Postgres),
        None => println!("PostgreSQL is left out: QUOIN_BENCH_POSTGRES names no server."),
    }
    engines
}

fn server() -> Option<String> {
    env::var("QUOIN_BENCH_POSTGRES")
        .ok()
        .filter(|address| !address.is_empty())
}

/// Makes an empty database; its address. A SQLite file is in the folder.
///
/// # Errors
/// The server refuses.
pub(crate) async fn fresh(engine: Engine, folder: &Folder) -> Outcome<String> {
    let name = format!("quoin_bench_{}", unique());
    if engine == Engine::Sqlite {
        let file = folder.path().join(format!("{name}.db"));
        return Ok(format!("sqlite://{}", file.display()));
    }
    let server = server().ok_or("QUOIN_BENCH_POSTGRES names no server")?;
    store::sql::create_postgres_database(&server, &name).await?;
    let base = server.rsplit_once('/').map_or(&*server, |(base, _)| base);
    Ok(format!("{base}/{name}"))
}

/// Takes a PostgreSQL database away again; files go with their folder.
pub(crate) async fn remove(address: &str) {
    let (Some(server), Some((_, name))) = (server(), address.rsplit_once('/')) else {
        return;
    };
    if address.starts_with("postgres") {
        let _ = store::sql::drop_postgres_database(&server, name).await;
    }
}

/// Brings what the planner knows up to date, as PostgreSQL does by itself after a while.
///
/// # Errors
/// The database is away.
pub(crate) async fn analyze(store: &Store, address: &str) -> Outcome<()> {
    if store.engine() == Engine::Postgres {
        // Not within a transaction.
        let mut connection = sqlx::PgConnection::connect(address).await?;
        sqlx::raw_sql("vacuum (analyze)")
            .execute(&mut connection)
            .await?;
        connection.close().await?;
    } else {
        let mut tx = store.begin().await?;
        sql("analyze").run(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The engine with its version.
///
/// # Errors
/// The database is away.
pub(crate) async fn version(store: &Store) -> Outcome<String> {
    let (name, text) = match store.engine() {
        Engine::Sqlite => ("SQLite", "select sqlite_version()"),
        Engine::Postgres => ("PostgreSQL", "select current_setting('server_version')"),
    };
    let mut tx = store.read().await?;
    let (version,): (String,) = sql(text).one(&mut tx).await?;
    Ok(format!("{name} {version}"))
}
