//! The demo platform, or an empty one, behind the real router, and browsers that ask it, without a network.

use axum::{
    Router,
    body::{Body, to_bytes},
};
use domain::Timestamp;
use http::{Request, Response, StatusCode, header};
use server::{config::Config, http::assets::Site, shop::Backend};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};
use store::sql::{Sql, sql};
use testkit::{Database, Folder};
use tower::ServiceExt as _;

/// A platform: on SQLite, where a story does not say which engine.
pub struct World {
    router: Router,
    people: Vec<String>,
    database: Database,
    // Removed with the world.
    _folder: Folder,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    /// After how many seconds the browser asks again.
    pub refresh: Option<String>,
    /// How many seconds a program is to wait.
    pub retry_after: Option<u32>,
    pub body: String,
}

/// Somebody's browser: it keeps cookies.
pub struct Browser {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    /// Where signing in led to.
    pub started: Option<String>,
}

/// The value that follows these words in a page, up to the next quote.
pub fn after<'a>(body: &'a str, words: &str) -> &'a str {
    let at = body.find(words).expect(words) + words.len();
    let rest = body.get(at..).expect("the rest");
    rest.split('"').next().expect("a value")
}

/// The version that the form on a page shows.
pub fn version(body: &str) -> &str {
    let at = body
        .find("name=\"version\"")
        .expect("a form with a version");
    after(body.get(at..).expect("the rest"), "value=\"")
}

/// Posts a form of a page and looks at the page that it leads to.
pub async fn submit(browser: &mut Browser, page: &str, path: &str, form: &str) -> String {
    let answer = browser.post_on(page, path, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let to = answer.location.expect("a redirect");
    browser.get(&to).await.body
}

/// The time, as the server has it.
pub fn now() -> Timestamp {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).expect("a time"))
}

pub const PASSWORD: &str = "quoin-demo-only";

/// Runs each story on a fresh database of each engine.
#[macro_export]
macro_rules! stories {
    ($( $story:ident ; )+) => {
        mod on_each_engine { $(
            #[tokio::test]
            async fn $story() {
                for database in testkit::databases().await {
                    eprintln!("on {}", database.engine);
                    super::$story(database).await;
                }
            }
        )+ }
    };
}

impl World {
    pub async fn demo() -> Self {
        Self::demo_on(testkit::sqlite().await).await
    }

    pub async fn demo_on(database: Database) -> Self {
        let (folder, config, backend) = Self::before(&database, true);
        let people = server::demo::fill(&backend)
            .await
            .expect("the demo")
            .expect("an empty database");
        let people = people.into_iter().map(|person| person.email).collect();
        let router = server::http::router(&config, backend, Site::empty());
        Self {
            router,
            people,
            database,
            _folder: folder,
        }
    }

    /// An installation that was started on an empty database, and the token that it has printed.
    pub async fn empty(database: Database) -> (Self, String) {
        let (folder, config, backend) = Self::before(&database, false);
        let token = backend.offer_setup().await.expect("an answer");
        let world = Self {
            router: server::http::router(&config, backend, Site::empty()),
            people: Vec::new(),
            database,
            _folder: folder,
        };
        (world, token.expect("a token"))
    }

    fn before(database: &Database, demo: bool) -> (Folder, Config, Backend) {
        let folder = Folder::new();
        let config = Config {
            database_url: String::new(),
            address: "127.0.0.1:0".parse().expect("an address"),
            base_url: "http://localhost".to_owned(),
            artwork: folder.0.join("artwork"),
            artwork_limit: 10 * 1024 * 1024,
            key: folder.0.join("quoin.key"),
            site: folder.0.join("site"),
            demo,
            smtp_url: None,
            mail: folder.0.join("mail"),
            mail_from: "Quoin <no-reply@localhost>".to_owned(),
            proxies: 0,
            log: "warn".to_owned(),
        };
        let backend = Backend::open(&config, database.store.clone()).expect("the shop");
        (folder, config, backend)
    }

    /// Everybody who can sign in, and a visitor.
    pub fn people(&self) -> Vec<Option<String>> {
        std::iter::once(None)
            .chain(self.people.iter().cloned().map(Some))
            .collect()
    }

    /// Runs a statement that no form of today has.
    pub async fn arrange(&self, text: &'static str) {
        testkit::arrange(&self.database.store, text).await;
    }

    /// The same with its values.
    pub async fn run(&self, statement: Sql) {
        let mut tx = self.database.store.begin().await.expect("a transaction");
        statement.run(&mut tx).await.expect("the statement");
        tx.commit().await.expect("the commit");
    }

    /// Counts so many attempts of somebody from now on, in a bucket that ends with their id.
    pub async fn attempted(&self, bucket: &str, email: &str, times: i64) {
        let text = "insert into attempts (bucket, since, count)
             select $1 || id, $2, $3 from accounts where email = $4";
        let statement = sql(text).bind(bucket).bind(now()).bind(times);
        self.run(statement.bind(email)).await;
    }

    /// Goes on with what is imported until nothing waits, as the server's worker does.
    pub async fn import(&self) {
        let now = || Timestamp(1_700_000_000_000);
        let under_way = service::imports::UnderWay::default();
        while service::imports::work(&self.database.store, &under_way, now)
            .await
            .expect("the database")
        {}
    }

    pub async fn browser(&self, email: Option<&str>) -> Browser {
        let mut browser = Browser {
            router: self.router.clone(),
            cookies: Mutex::default(),
            started: None,
        };
        if let Some(email) = email {
            let form = format!("email={}&password={PASSWORD}", email.replace('@', "%40"));
            let answer = browser.post("/fn/accounts/sign-in", &form).await;
            browser.started = answer.location.filter(|to| !to.starts_with("/sign-in"));
            assert!(browser.started.is_some(), "{email} cannot sign in");
        }
        browser
    }

    /// Every path that has a route, as it is matched. The router tells it by its `Debug` alone.
    pub fn paths(&self) -> BTreeSet<String> {
        let told = format!("{:?}", self.router);
        told.split('"')
            .filter(|word| word.starts_with('/') && !word.contains("__private__"))
            .map(str::to_owned)
            .collect()
    }
}

impl Browser {
    pub async fn get(&self, path: &str) -> Answer {
        let request = self
            .request("GET", path)
            .header(header::ACCEPT, "text/html");
        self.ask(request.body(Body::empty()).expect("a request"))
            .await
    }

    /// Asks for the head of a page alone, as what looks whether a link is alive does.
    pub async fn head(&self, path: &str) -> Answer {
        let request = self
            .request("HEAD", path)
            .header(header::ACCEPT, "text/html");
        self.ask(request.body(Body::empty()).expect("a request"))
            .await
    }

    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        let page = path.replace("/fn/accounts", "");
        self.post_on(&page, path, form).await
    }

    /// Posts a form that is on a page.
    pub async fn post_on(&mut self, page: &str, path: &str, form: &str) -> Answer {
        let kind = "application/x-www-form-urlencoded".to_owned();
        self.send(page, path, kind, form.to_owned()).await
    }

    /// Posts a form as a program does.
    pub async fn ask_json(&self, path: &str, form: &str) -> Answer {
        self.ask_json_at("localhost", path, form).await
    }

    /// The same, naming a host.
    pub async fn ask_json_at(&self, host: &str, path: &str, form: &str) -> Answer {
        let request = self
            .request_at(host, "POST", path)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let request = request.body(Body::from(form.to_owned()));
        answer(send(&self.router, request.expect("a request")).await).await
    }

    /// Posts a form with a file that is on a page.
    pub async fn post_file(
        &mut self,
        page: &str,
        path: &str,
        fields: &[(&str, &str)],
        (name, text): (&str, &str),
    ) -> Answer {
        const BOUNDARY: &str = "----quoin-test";
        let mut body = String::new();
        for (field, value) in fields {
            body.push_str(&format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            ));
        }
        body.push_str(&format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/csv\r\n\r\n{text}\r\n--{BOUNDARY}--\r\n"
        ));
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(page, path, kind, body).await
    }

    async fn send(&mut self, page: &str, path: &str, kind: String, body: String) -> Answer {
        let request = self
            .request("POST", path)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, kind)
            .header(header::REFERER, format!("http://localhost{page}"))
            .header("sec-fetch-site", "same-origin");
        self.ask(request.body(Body::from(body)).expect("a request"))
            .await
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = send(&self.router, request).await;
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("a cookie");
            let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').expect("a name and a value");
            let mut cookies = self.cookies.lock().expect("the cookies");
            if rest.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer(response).await
    }

    /// Posts a form with a file that is on a page.
    pub async fn send_file(
        &self,
        page: &str,
        path: &str,
        fields: &[(&str, &str)],
        (name, file_name, bytes): (&str, &str, &[u8]),
    ) -> Answer {
        const BETWEEN: &str = "----between-the-parts";
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!(
                "--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.into_bytes());
        }
        let part = format!(
            "--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\r\n"
        );
        body.extend(part.into_bytes());
        body.extend_from_slice(bytes);
        body.extend(format!("\r\n--{BETWEEN}--\r\n").into_bytes());
        let request = self
            .request("POST", path)
            .header(header::ACCEPT, "text/html")
            .header(
                header::CONTENT_TYPE,
                format!("multipart/form-data; boundary={BETWEEN}"),
            )
            .header(header::REFERER, format!("http://localhost{page}"))
            .header("sec-fetch-site", "same-origin");
        self.ask(request.body(Body::from(body)).expect("a request"))
            .await
    }

    fn request(&self, method: &str, path: &str) -> http::request::Builder {
        self.request_at("localhost", method, path)
    }

    fn request_at(&self, host: &str, method: &str, path: &str) -> http::request::Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, host);
        let cookies = self.cookies.lock().expect("the cookies");
        let pairs: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        request.header(header::COOKIE, pairs.join("; "))
    }
}

async fn send(router: &Router, request: Request<Body>) -> Response<Body> {
    router.clone().oneshot(request).await.expect("an answer")
}

async fn answer(response: Response<Body>) -> Answer {
    let status = response.status();
    let location = response
        .headers()
        .get(header::LOCATION)
        .map(|to| to.to_str().expect("a path").to_owned());
    let refresh = response
        .headers()
        .get(header::REFRESH)
        .map(|seconds| seconds.to_str().expect("a number").to_owned());
    let retry_after: Option<u32> = response.headers().get(header::RETRY_AFTER).map(|seconds| {
        let seconds = seconds.to_str().expect("a number");
        seconds.parse().expect("a number")
    });
    let bytes = to_bytes(response.into_body(), usize::MAX)
        .await
        .expect("a body");
    Answer {
        status,
        location,
        refresh,
        retry_after,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}
