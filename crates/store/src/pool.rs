//! The two engines behind one handle.

use crate::{Error, Result, snapshot};
use sqlx::{
    ConnectOptions, Connection as _, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};

static SQLITE: Migrator = sqlx_macros::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx_macros::migrate!("../../migrations/postgres");

/// Which database it is, for the few places where they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

#[derive(Clone, Debug)]
enum Pools {
    /// One writer, so that writing never waits on a lock that another of ours holds; many readers.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Pools);

/// One transaction. Without [`Tx::commit`] nothing of it happens; one that only reads needs none.
#[derive(Debug)]
pub struct Tx {
    /// Taken out when it ends.
    conn: Option<Conn>,
    engine: Engine,
    /// Whether another act may read in it: it writes nothing, and every question was answered.
    shared: bool,
}

#[derive(Debug)]
pub(crate) enum Conn {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Store {
    /// Opens `sqlite://path`, `sqlite::memory:` or `postgres://…`; a SQLite file is made if there is
    /// none. Nothing is migrated.
    ///
    /// # Errors
    /// The address is not understood, or the database is not there.
    pub async fn open(address: &str) -> Result<Self> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let options =
                PgConnectOptions::from_str(address).map_err(|e| Error::Address(e.to_string()))?;
            let options = options
                // Our statements are prepared, and their plans do not depend on the arguments: what
                // does is written into the text. So each is planned once and not every time.
                .options([("plan_cache_mode", "force_generic_plan")])
                .disable_statement_logging();
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(10))
                // Asked only after a pause: one that answered just now is there.
                .test_before_acquire(false)
                .before_acquire(|connection, known| {
                    Box::pin(async move {
                        if known.idle_for > Duration::from_secs(1) {
                            connection.ping().await?;
                        }
                        Ok(true)
                    })
                })
                .connect_with(options)
                .await?;
            return Ok(Self(Pools::Postgres(pool)));
        }
        if !address.starts_with("sqlite:") {
            return Err(Error::Address(
                "it starts with neither sqlite: nor postgres://".to_owned(),
            ));
        }
        let options = SqliteConnectOptions::from_str(address)
            .map_err(|e| Error::Address(e.to_string()))?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was acknowledged survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("cache_size", "-16000")
            .disable_statement_logging();
        // A file does not go away: there is no need to ask each time whether it is still there.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(8)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self(Pools::Sqlite { writer, readers }))
    }

    /// Brings the tables to what this program knows.
    ///
    /// # Errors
    /// The database was made by a newer program, or is away.
    pub async fn migrate(&self) -> Result<()> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => SQLITE.run(writer).await?,
            Pools::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.0 {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// A transaction that may write. On SQLite it waits for the one writer, and never fails half-way
    /// for a lock.
    ///
    /// # Errors
    /// The database is not available.
    pub async fn begin(&self) -> Result<Tx> {
        // What was read before is not what is there after it; and who waits for a connection holds none.
        drop(snapshot::take());
        let conn = match &self.0 {
            Pools::Sqlite { writer, .. } => {
                Conn::Sqlite(writer.begin_with("begin immediate").await?)
            }
            // Named modes: whoever left while a transaction that only reads began has left it open, and a
            // plain `begin` would go on in it.
            Pools::Postgres(pool) => Conn::Postgres(
                pool.begin_with("begin isolation level read committed read write")
                    .await?,
            ),
        };
        Ok(self.tx(conn, false))
    }

    /// A transaction that reads one consistent state; within a [`snapshot`](crate::snapshot) the same
    /// as the reads before it.
    ///
    /// # Errors
    /// The database is not available.
    pub async fn read(&self) -> Result<Tx> {
        let conn = match (snapshot::take(), &self.0) {
            (Some(kept), _) => kept,
            (None, Pools::Sqlite { readers, .. }) => Conn::Sqlite(readers.begin().await?),
            (None, Pools::Postgres(pool)) => Conn::Postgres(
                pool.begin_with("begin isolation level repeatable read read only")
                    .await?,
            ),
        };
        Ok(self.tx(conn, true))
    }

    const fn tx(&self, conn: Conn, shared: bool) -> Tx {
        Tx {
            conn: Some(conn),
            engine: self.engine(),
            shared,
        }
    }

    /// Brings what SQLite's planner knows of the tables up to date, where they have grown; PostgreSQL
    /// does that by itself.
    ///
    /// # Errors
    /// The database is away.
    pub async fn optimize(&self) -> Result<()> {
        if let Pools::Sqlite { writer, .. } = &self.0 {
            // The second bit asks for it, the other for all tables and not only those that this
            // connection has read.
            sqlx::query("pragma optimize = 0x10002")
                .execute(writer)
                .await?;
        }
        Ok(())
    }

    /// Waits until everything is closed.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                // It helps the next start; without it everything works as well.
                let _ = self.optimize().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// # Errors
    /// Nothing was changed.
    pub async fn commit(mut self) -> Result<()> {
        if self.shared {
            return Ok(());
        }
        match self.conn.take() {
            Some(Conn::Sqlite(tx)) => tx.commit().await?,
            Some(Conn::Postgres(tx)) => tx.commit().await?,
            None => {}
        }
        Ok(())
    }

    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Begins a statement. One that fails, or is given up, leaves a transaction in which nobody else
    /// goes on: it is only shared again when it was [`answered`](Self::answered).
    pub(crate) fn ask(&mut self) -> Result<(&mut Conn, Asked)> {
        let asked = Asked(std::mem::take(&mut self.shared));
        let conn = self.conn.as_mut().ok_or(sqlx::Error::PoolClosed)?;
        Ok((conn, asked))
    }

    pub(crate) const fn answered(&mut self, asked: Asked) {
        self.shared = asked.0;
    }
}

/// A statement under way.
pub(crate) struct Asked(bool);

impl Drop for Tx {
    fn drop(&mut self) {
        if self.shared
            && let Some(conn) = self.conn.take()
        {
            snapshot::keep(conn);
        }
    }
}
