//! Servers as processes of their own: the real one, and the one by hand.

use crate::{
    Outcome,
    database::Folder,
    http::client::{Connection, get, post},
};
use std::{
    env,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// The password of everybody in the demo.
const PASSWORD: &str = "quoin-demo-only";

/// A server that ends with this value.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
    /// From its start to the first answer that it is ready.
    pub(crate) ready_after: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// The program as people run it, on a database of its own.
    ///
    /// # Errors
    /// It does not start.
    pub(crate) async fn real(database: &str, folder: &Folder) -> Outcome<Self> {
        let port = free_port()?;
        let mut command = quoin(database, folder, port)?;
        Self::start(command.arg("serve"), port).await
    }

    /// The handlers by hand, on the same database.
    ///
    /// # Errors
    /// It does not start.
    pub(crate) async fn by_hand(database: &str, folder: &Folder) -> Outcome<Self> {
        let port = free_port()?;
        let mut command = Command::new(env::current_exe()?);
        command
            .arg("hand")
            .arg(port.to_string())
            .arg(database)
            .arg(folder.path());
        Self::start(&mut command, port).await
    }

    async fn start(command: &mut Command, port: u16) -> Outcome<Self> {
        let start = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
        let mut server = Self {
            child,
            port,
            ready_after: Duration::ZERO,
        };
        let request = get("/readyz", port, "");
        loop {
            if let Ok(mut connection) = Connection::open(port).await
                && let Ok(answer) = connection.ask(&request).await
                && answer.status == 200
            {
                server.ready_after = start.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                return Err(format!("the server ended with {status}").into());
            }
            if start.elapsed() > Duration::from_secs(30) {
                return Err("the server is not ready after 30 seconds".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// The cookie of somebody who has signed in, as a header.
    ///
    /// # Errors
    /// They cannot.
    pub(crate) async fn sign_in(&self, email: &str) -> Outcome<String> {
        let form = format!("email={}&password={PASSWORD}", email.replace('@', "%40"));
        let request = post(
            "/fn/accounts/sign-in",
            self.port,
            "",
            "application/x-www-form-urlencoded",
            &form,
        );
        let answer = Connection::open(self.port).await?.ask(&request).await?;
        let entered = answer
            .header("location")
            .is_some_and(|to| !to.starts_with("/sign-in"));
        let cookie = answer
            .header("set-cookie")
            .and_then(|cookie| cookie.split(';').next())
            .filter(|_| entered)
            .ok_or_else(|| format!("{email} cannot sign in (status {})", answer.status))?;
        Ok(format!("Cookie: {cookie}\r\n"))
    }
}

/// Writes the demo platform into an empty database.
///
/// # Errors
/// The program says why on its standard error.
pub(crate) fn demo(database: &str, folder: &Folder) -> Outcome<()> {
    let mut command = quoin(database, folder, 0)?;
    let status = command.arg("demo").stdout(Stdio::null()).status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("quoin demo ended with {status}").into())
    }
}

fn quoin(database: &str, folder: &Folder, port: u16) -> Outcome<Command> {
    let beside = || -> Outcome<PathBuf> {
        let bench = env::current_exe()?;
        Ok(bench.with_file_name("quoin"))
    };
    let binary = match env::var_os("QUOIN_BIN") {
        Some(path) => path.into(),
        None => beside()?,
    };
    if !binary.exists() {
        return Err(format!("there is no server at {}", binary.display()).into());
    }
    let mut command = Command::new(binary);
    command
        .env("DATABASE_URL", database)
        .env("QUOIN_ADDRESS", format!("127.0.0.1:{port}"))
        .env("QUOIN_BASE_URL", format!("http://localhost:{port}"))
        .env("QUOIN_ARTWORK", folder.path().join("artwork"))
        .env("QUOIN_MAIL", folder.path().join("mail"))
        .env("QUOIN_KEY", folder.path().join("quoin.key"))
        .env("QUOIN_LOG", "warn")
        .env_remove("QUOIN_DEMO")
        .env_remove("SMTP_URL");
    Ok(command)
}

/// One that nobody listens on at the moment.
fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
