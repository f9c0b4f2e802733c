//! A shop for tests: databases of both engines, each fresh and thrown away, a device with a passkey,
//! and workbooks.
//!
//! PostgreSQL is the server at `QUOIN_TEST_POSTGRES`, which `script/test` starts. Without it the
//! tests of that engine fail rather than pass unseen.
#![expect(
    clippy::expect_used,
    reason = "a test that cannot be arranged has failed, and says why"
)]

mod device;
mod workbooks;

pub use device::Device;
pub use workbooks::{workbook, workbook_of};

use std::{
    mem::take,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};
use store::{
    Store,
    sql::{self, sql},
};

/// A fresh database with our tables, removed when the test is over.
#[derive(Debug)]
pub struct Database {
    pub store: Store,
    /// The engine's name, for messages.
    pub engine: &'static str,
    /// By which another process opens it.
    pub address: String,
    folder: Option<Folder>,
    _on_server: Option<OnServer>,
}

impl Database {
    /// The folder of a SQLite file, for what is kept beside it.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(|folder| folder.0.as_path())
    }
}

/// A database on the PostgreSQL server, dropped with its owner: a run makes hundreds, of ten megabytes
/// each.
#[derive(Debug)]
struct OnServer {
    server: String,
    name: String,
}

impl Drop for OnServer {
    fn drop(&mut self) {
        let (server, name) = (take(&mut self.server), take(&mut self.name));
        // A destructor cannot wait in the runtime of the test.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            let _ = runtime.block_on(sql::drop_postgres_database(&server, &name));
            Ok::<_, std::io::Error>(())
        });
        let _ = dropping.join();
    }
}

/// A folder that goes with its owner.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// A new empty folder among the temporary files.
    #[must_use]
    pub fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!(
            "quoin-test-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A fresh SQLite file.
pub async fn sqlite() -> Database {
    let folder = Folder::new();
    let address = format!("sqlite://{}/quoin.db", folder.0.display());
    let store = Store::open(&address).await.expect("a SQLite file");
    store.migrate().await.expect("our tables in SQLite");
    Database {
        store,
        engine: "SQLite",
        address,
        folder: Some(folder),
        _on_server: None,
    }
}

/// What every other database of the server is a copy of: to copy tables is quicker than to make them.
const TEMPLATE: &str = "quoin_template";

/// A fresh database on the PostgreSQL server of the tests.
pub async fn postgres() -> Database {
    let server = std::env::var("QUOIN_TEST_POSTGRES")
        .expect("QUOIN_TEST_POSTGRES names a PostgreSQL server; script/test starts one");
    let name = unique();
    if sql::copy_postgres_database(&server, TEMPLATE, &name)
        .await
        .is_err()
    {
        make_template(&server).await;
        sql::copy_postgres_database(&server, TEMPLATE, &name)
            .await
            .expect("a PostgreSQL database");
    }
    let address = beside(&server, &name);
    let store = Store::open(&address)
        .await
        .expect("the PostgreSQL database");
    // Nothing to do, but on a server that is kept while migrations are written.
    store.migrate().await.expect("our tables in PostgreSQL");
    Database {
        store,
        engine: "PostgreSQL",
        address,
        folder: None,
        _on_server: Some(OnServer { server, name }),
    }
}

/// Of two who make it at once, one names theirs so.
async fn make_template(server: &str) {
    let name = unique();
    sql::create_postgres_database(server, &name)
        .await
        .expect("a PostgreSQL database");
    let store = Store::open(&beside(server, &name))
        .await
        .expect("the PostgreSQL database");
    store.migrate().await.expect("our tables in PostgreSQL");
    store.close().await;
    if sql::rename_postgres_database(server, &name, TEMPLATE)
        .await
        .is_err()
    {
        let _ = sql::drop_postgres_database(server, &name).await;
    }
}

/// The address of another database of the same server.
fn beside(server: &str, name: &str) -> String {
    let base = server.rsplit_once('/').map_or(server, |(base, _)| base);
    format!("{base}/{name}")
}

/// A name that no other test has. The id of a process comes back, on a server that is kept between
/// runs.
fn unique() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let now = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    format!(
        "quoin_{}_{}_{}",
        std::process::id(),
        now.as_micros(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    )
}

/// One of each engine, for a test that runs on both.
pub async fn databases() -> Vec<Database> {
    vec![sqlite().await, postgres().await]
}

/// Runs a statement that no act has, to arrange a world.
pub async fn arrange(store: &Store, text: &'static str) {
    let mut tx = store.begin().await.expect("a transaction");
    sql(text).run(&mut tx).await.expect("the statement");
    tx.commit().await.expect("the commit");
}
