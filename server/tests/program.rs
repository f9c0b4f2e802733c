//! The program as it was built, started the way an operator starts it: what it says and how it ends.

use domain::Timestamp;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
};
use store::{Engine, audit};
use testkit::{Database, Folder, arrange};

/// A database, and the folder of everything else that the program keeps.
struct Installation {
    database: Database,
    folder: Folder,
}

/// The program while it serves.
struct Served {
    program: Child,
    port: u16,
    /// What it said until it was ready.
    said: String,
}

/// What came back over the wire.
struct Answer {
    status: u16,
    /// The session.
    cookie: String,
    body: String,
}

impl Installation {
    async fn on_each_engine() -> Vec<Self> {
        let installed = |database| {
            let folder = Folder::new();
            let site = folder.0.join("site");
            fs::create_dir(&site).expect("a folder");
            // No file of it is looked at here; the program takes the bundle that it was built for alone.
            let bundle = option_env!("QUOIN_BUNDLE").unwrap_or_default();
            let manifest = format!("{{\"bundle\":\"{bundle}\",\"assets\":{{}}}}");
            fs::write(site.join("assets.json"), manifest).expect("a web bundle");
            Self { database, folder }
        };
        let databases = testkit::databases().await;
        databases.into_iter().map(installed).collect()
    }

    /// The program with these settings, and nothing else of the environment.
    fn quoin(&self) -> Command {
        let kept = |name: &str| self.folder.0.join(name);
        let mut program = Command::new(env!("CARGO_BIN_EXE_quoin"));
        program
            .env_clear()
            .env("DATABASE_URL", &self.database.address)
            .env("QUOIN_ARTWORK", kept("artwork"))
            .env("QUOIN_KEY", kept("quoin.key"))
            .env("QUOIN_MAIL", kept("mail"))
            .env("QUOIN_SITE", kept("site"))
            .env("QUOIN_LOG", "warn");
        program
    }

    /// Whether verifying succeeds, and what it says.
    fn verified(&self) -> (bool, String) {
        let verifying = self.quoin().args(["audit", "verify"]).output();
        let output = verifying.expect("the program");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        (output.status.success(), said)
    }

    /// Starts it, and waits until it is ready.
    fn serve(&self) -> Served {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = free.expect("a port").port();
        let started = self
            .quoin()
            .arg("serve")
            .env("QUOIN_ADDRESS", format!("127.0.0.1:{port}"))
            .stdout(Stdio::piped())
            .spawn();
        let mut served = Served {
            program: started.expect("the program"),
            port,
            said: String::new(),
        };
        {
            let mut words = BufReader::new(served.program.stdout.as_mut().expect("its words"));
            while !served.said.contains("Quoin is at ") {
                let read = words.read_line(&mut served.said).expect("a line");
                assert!(read > 0, "it ended: {}", served.said);
            }
        }
        served
    }

    async fn noted(&self, act: &str) {
        let mut tx = self.database.store.begin().await.expect("a transaction");
        let entry = audit::Entry {
            at: Timestamp(1_700_000_000_000),
            storefront: None,
            account: None,
            acting: None,
            act,
            object: "order",
            object_id: Some(7),
        };
        audit::add(&mut tx, &entry, serde_json::json!({}))
            .await
            .expect("an entry");
        tx.commit().await.expect("the commit");
    }

    /// Changes what happened second, as somebody could who owns the database.
    async fn altered(&self) {
        let store = &self.database.store;
        let unguarded = match store.engine() {
            Engine::Postgres => "drop trigger audit_is_not_changed on audit",
            Engine::Sqlite => "drop trigger audit_is_not_changed",
        };
        arrange(store, unguarded).await;
        arrange(store, "update audit set act = 'order.view' where seq = 2").await;
    }
}

impl Served {
    /// The token that it has printed, if it has.
    fn token(&self) -> Option<&str> {
        let (_, token) = self.said.split_once("until the server stops: ")?;
        token.lines().next()
    }

    fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send(&format!("GET {path}"), cookie, "")
    }

    fn post(&self, path: &str, form: &str) -> Answer {
        self.send(&format!("POST {path}"), "", form)
    }

    fn send(&self, asked: &str, cookie: &str, form: &str) -> Answer {
        let port = self.port;
        let mut wire = TcpStream::connect(("127.0.0.1", port)).expect("somebody who listens");
        // As of HTTP/1.0 a body ends with the connection, and comes in one piece.
        write!(
            wire,
            "{asked} HTTP/1.0\r\nHost: localhost:{port}\r\nAccept: application/json\r\n\
             Cookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        )
        .expect("a request");
        let mut answer = Vec::new();
        wire.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let mut cookies = head
            .lines()
            .filter_map(|line| line.strip_prefix("set-cookie: "));
        let session = cookies.find(|cookie| cookie.starts_with("quoin="));
        let cookie = session.and_then(|cookie| cookie.split(';').next());
        Answer {
            status: status.expect("a status"),
            cookie: cookie.unwrap_or_default().to_owned(),
            body: body.to_owned(),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Where nothing was changed it says so and succeeds; where something was it names the entry and fails.
#[tokio::test]
async fn verifying_the_audit_trail_tells_which_entry_was_altered() {
    for installation in Installation::on_each_engine().await {
        let engine = installation.database.engine;
        for act in ["order.place", "order.approve", "order.cancel"] {
            installation.noted(act).await;
        }
        let (whole, said) = installation.verified();
        assert!(whole, "{engine}: {said}");
        assert!(
            said.contains("The audit trail is whole: 3 entries"),
            "{engine}: {said}"
        );

        installation.altered().await;
        let (whole, said) = installation.verified();
        assert!(!whole, "{engine}: {said}");
        assert!(
            said.contains("broken at entry 2: it is not as it was written"),
            "{engine}: {said}"
        );
    }
}

/// PJ-04: the token is printed where the server was started, works once, and is never printed again.
#[tokio::test]
async fn an_installation_is_begun_with_the_token_that_the_program_prints() {
    for installation in Installation::on_each_engine().await {
        let engine = installation.database.engine;
        let served = installation.serve();
        let address = format!("http://localhost:{}/setup", served.port);
        assert!(served.said.contains(&address), "{engine}: {}", served.said);
        let token = served.token().expect("a token");
        assert_eq!(served.get("/setup", "").status, 200, "{engine}");

        let who = "email=robin%40print.test&password=eleven+purple+staplers";
        let set_up = |token: &str| {
            let form = format!(
                "code={token}&person=Robin+Vale&{who}\
                 &name=Acme+Print&slug=acme&pack=printshop&currency=EUR&public=true&host="
            );
            served.post("/fn/setup", &form)
        };
        let sign_in = || served.post("/fn/accounts/sign-in", &format!("{who}&next="));
        assert_eq!(set_up("0123").status, 422, "{engine}: a wrong token");
        let made = set_up(token);
        assert_eq!(made.status, 200, "{engine}: {}", made.body);
        let administrator = sign_in();
        assert_eq!(
            administrator.status, 200,
            "{engine}: {}",
            administrator.body
        );
        let settings = served.get("/settings", &administrator.cookie);
        assert!(
            settings.body.contains("System settings"),
            "{engine}: {}",
            settings.body
        );
        assert_eq!(served.get("/setup", "").status, 404, "{engine}");
        assert_eq!(set_up(token).status, 404, "{engine}: it works once");

        drop(served);
        let served = installation.serve();
        assert_eq!(served.token(), None, "{engine}: {}", served.said);
        assert_eq!(served.get("/setup", "").status, 404, "{engine}");
    }
}
