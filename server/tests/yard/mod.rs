//! Six storefronts, and on each the same things, so that there is one inside and one outside of every
//! reach: of a colleague in one's own department, in one that one manages, in a third; of another
//! company; and on a sixth storefront, where nobody of the yard has a role. For each role there is
//! somebody who holds that role and nothing else. Everybody is signed in already.

mod making;

use crate::world;
use access::{Pack, Role};
use axum::{
    Router,
    body::{Body, to_bytes},
};
use domain::{Timestamp, artwork::Media};
use http::{Request, header};
use making::Making;
use server::{config::Config, http::assets::Site, shop::Backend};
use std::{collections::HashMap, fmt::Write as _};
use store::{
    Store,
    sql::{Sql, sql},
};
use testkit::{Database, Folder};
use tower::ServiceExt as _;
use tower_sessions::session::Id;

/// Where a thing stands for the people of the first company of a storefront.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Where {
    /// Nowhere: the page itself.
    Here,
    /// An order of their own, of the department that they manage.
    Own,
    /// An address of their own; they are in the first department.
    Home,
    /// A stranger's, that names them.
    Named,
    /// Of the department that they are in.
    Mine,
    /// Of the department that they manage.
    Managed,
    /// Of another department of their company.
    Third,
    /// Of another company on the storefront.
    Other,
    /// On a storefront where they have no role.
    Elsewhere,
    /// A product for everybody there.
    Everybody,
    /// The same, switched off.
    Off,
    /// Of no storefront.
    Platform,
}

/// What there is in one place, by the ids that forms and addresses name.
#[derive(Clone, Debug, Default)]
pub struct Spot {
    pub storefront: i64,
    pub pack: &'static str,
    pub company: i64,
    pub department: i64,
    pub person: i64,
    pub email: String,
    /// The number of an order, and its one job.
    pub order: i64,
    pub job: i64,
    /// An address of the company, for the department alone; and one of the person.
    pub address: i64,
    pub home: i64,
    /// A custom role of the storefront.
    pub role: i64,
    /// An album of the storefront, and a publication type of the company, for the department alone.
    pub album: i64,
    pub publication_type: i64,
    pub supplier: i64,
    /// A product, and the one for everybody.
    pub slug: &'static str,
    pub product: i64,
    /// The addresses, and nothing else, begin with it.
    pub mark: String,
}

/// Whose browser it is, and which storefront's address it shows.
#[derive(Clone, Debug)]
pub struct Caller {
    pub host: String,
    pub cookie: Option<String>,
}

/// Somebody with one role.
#[derive(Clone, Debug)]
pub struct Actor {
    pub role: Role,
    /// Nobody's, for a visitor.
    pub account: i64,
    pub caller: Caller,
    /// Whether the storefront is public.
    pub public: bool,
    /// Whether the role starts at the platform, and not at the storefront.
    pub everywhere: bool,
    own: Spot,
    stage: usize,
}

/// What is asked of the server.
#[derive(Clone, Debug)]
pub enum Ask {
    Page(String),
    /// A form and its fields, as a program sends it: the answer says by its status what became of it.
    Form(&'static str, String),
    /// The same, of a form that could have a file.
    File(&'static str, Vec<(&'static str, String)>),
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

pub struct Yard {
    pub store: Store,
    pub actors: Vec<Actor>,
    pub now: Timestamp,
    router: Router,
    stages: Vec<Stage>,
    // Removed with the yard.
    _database: Database,
    _folder: Folder,
}

struct Stage {
    id: i64,
    slug: &'static str,
    public: bool,
    company: i64,
    departments: [i64; 3],
    product: i64,
    artwork: i64,
    spots: HashMap<Where, Spot>,
}

/// The storefronts, in the order of their ids: the last one is where nobody has a role.
const STOREFRONTS: [(&str, Pack, bool); 6] = [
    ("store", Pack::Storefront, true),
    ("corp", Pack::Corporate, false),
    ("print", Pack::Printshop, false),
    ("market", Pack::Printshop, true),
    ("config", Pack::Configurator, false),
    ("elsewhere", Pack::Printshop, false),
];

/// The price of every job, in cents, and the name of the one supplier: what not everybody may read.
pub const PRICE: i64 = 123_456;
pub const SUPPLIER: &str = "Northgate Bindery";

/// A role that is held by the bearer of a link: it has no session, and no screen yet.
pub const BY_LINK: Role = Role::ExternalApprover;

impl Yard {
    pub async fn new(database: Database) -> Self {
        let folder = Folder::new();
        let config = config(&folder);
        let store = database.store.clone();
        let backend = Backend::open(&config, store.clone()).expect("the shop");
        backend
            .files
            .keep(&[7; 32], (Media::Pdf, b"%PDF-1.7"), b"a picture")
            .expect("a file");
        let router = server::http::router(&config, backend, Site::empty());
        let now = world::now();

        let mut tx = store.begin().await.expect("a transaction");
        let mut making = Making {
            tx: &mut tx,
            then: now.plus(-40 * Timestamp::DAY),
            orders: 1_000,
            supplier: 0,
        };
        making.supplier = making
            .id(sql("insert into suppliers (name) values ($1) returning id").bind(SUPPLIER))
            .await;
        let mut stages = Vec::new();
        for (slug, pack, public) in STOREFRONTS {
            stages.push(making.stage(slug, pack, public).await);
        }
        let mut actors = Vec::new();
        for role in Role::ALL.iter().copied().filter(|role| *role != BY_LINK) {
            let place = stage_of(role);
            let stage = stages.get(place).expect("a storefront");
            let mut actor = making.actor(role, stage).await;
            actor.stage = place;
            if actor.account != 0 {
                let id = Id(i128::from(actor.account));
                making.session(id, actor.account, None, now).await;
                actor.caller.cookie = Some(cookie(id));
            }
            actors.push(actor);
        }
        tx.commit().await.expect("the commit");
        Self {
            store,
            actors,
            now,
            router,
            stages,
            _database: database,
            _folder: folder,
        }
    }

    /// What there is in a place, for somebody.
    pub fn spot(&self, actor: &Actor, at: Where) -> Spot {
        let (stage, at) = match at {
            Where::Own | Where::Home => return actor.own.clone(),
            Where::Elsewhere => (self.stages.last(), Where::Third),
            Where::Here | Where::Platform => (self.stages.get(actor.stage), Where::Third),
            at => (self.stages.get(actor.stage), at),
        };
        let spots = &stage.expect("a storefront").spots;
        spots.get(&at).expect("a place").clone()
    }

    /// Somebody's browser at the address of the storefront where a place is.
    pub fn caller_at(&self, actor: &Actor, at: Where) -> Caller {
        let stage = match at {
            Where::Elsewhere => self.stages.last(),
            _ => self.stages.get(actor.stage),
        };
        let slug = stage.expect("a storefront").slug;
        Caller {
            host: format!("{slug}.localhost"),
            ..actor.caller.clone()
        }
    }

    /// Somebody by their role.
    pub fn actor(&self, role: Role) -> &Actor {
        let mut actors = self.actors.iter();
        actors
            .find(|actor| actor.role == role)
            .expect("somebody with the role")
    }

    /// Runs statements that no form has.
    pub async fn arrange(&self, statements: &[&'static str]) {
        for text in statements {
            testkit::arrange(&self.store, text).await;
        }
    }

    /// The one number that a statement answers.
    pub async fn number(&self, statement: Sql) -> i64 {
        let mut tx = self.store.read().await.expect("a transaction");
        statement.int(&mut tx).await.expect("a number")
    }

    /// Runs a statement with its values.
    pub async fn run(&self, statement: Sql) {
        let mut tx = self.store.begin().await.expect("a transaction");
        statement.run(&mut tx).await.expect("the statement");
        tx.commit().await.expect("the commit");
    }

    /// The browser of an administrator who is logged in as somebody.
    pub async fn acting(&self, by: &Actor, target: &Actor) -> Caller {
        let id = Id(i128::from(1_000 + by.account * 1_000 + target.account));
        let mut tx = self.store.begin().await.expect("a transaction");
        let mut making = Making {
            tx: &mut tx,
            then: self.now,
            orders: 0,
            supplier: 0,
        };
        making
            .session(id, target.account, Some(by.account), self.now)
            .await;
        tx.commit().await.expect("the commit");
        Caller {
            cookie: Some(cookie(id)),
            ..target.caller.clone()
        }
    }

    /// Another browser of somebody.
    pub async fn another_browser(&self, actor: &Actor) -> Caller {
        if actor.account == 0 {
            return actor.caller.clone();
        }
        let id = Id::default();
        let mut tx = self.store.begin().await.expect("a transaction");
        let mut making = Making {
            tx: &mut tx,
            then: self.now,
            orders: 0,
            supplier: 0,
        };
        making.session(id, actor.account, None, self.now).await;
        tx.commit().await.expect("the commit");
        Caller {
            cookie: Some(cookie(id)),
            ..actor.caller.clone()
        }
    }

    pub async fn ask(&self, caller: &Caller, ask: &Ask) -> Answer {
        let request = match ask {
            Ask::Page(path) => Request::get(path).body(Body::empty()),
            Ask::Form(path, fields) => Request::post(*path)
                .header(header::ACCEPT, "application/json")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .body(Body::from(fields.clone())),
            Ask::File(path, fields) => Request::post(*path)
                .header(header::ACCEPT, "application/json")
                .header(header::CONTENT_TYPE, "multipart/form-data; boundary=yard")
                .header("sec-fetch-site", "same-origin")
                .body(Body::from(multipart(fields))),
        };
        let mut request = request.expect("a request");
        let headers = request.headers_mut();
        let host = caller.host.parse().expect("a host");
        headers.insert(header::HOST, host);
        if let Some(cookie) = &caller.cookie {
            headers.insert(header::COOKIE, cookie.parse().expect("a cookie"));
        }
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a body");
        Answer {
            status,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A page's words.
    pub async fn page(&self, caller: &Caller, path: impl Into<String>) -> Answer {
        self.ask(caller, &Ask::Page(path.into())).await
    }

    /// What became of a form.
    pub async fn post(
        &self,
        caller: &Caller,
        path: &'static str,
        fields: impl Into<String>,
    ) -> Answer {
        self.ask(caller, &Ask::Form(path, fields.into())).await
    }
}

/// Of which storefront somebody with the role is.
const fn stage_of(role: Role) -> usize {
    match (role, role.pack()) {
        (Role::PublicCustomer | Role::Visitor, _) => 3,
        (_, Pack::Storefront) => 0,
        (_, Pack::Corporate) => 1,
        (_, Pack::Printshop) => 2,
        (_, Pack::Configurator) => 4,
    }
}

fn cookie(id: Id) -> String {
    format!("quoin={id}")
}

fn multipart(fields: &[(&'static str, String)]) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        let file = match *name {
            "file" => "; filename=\"people.csv\"",
            _ => "",
        };
        write!(
            body,
            "--yard\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"
        )
        .expect("text");
    }
    body.push_str("--yard--\r\n");
    body
}

fn config(folder: &Folder) -> Config {
    Config {
        database_url: String::new(),
        address: "127.0.0.1:0".parse().expect("an address"),
        base_url: "http://localhost".to_owned(),
        artwork: folder.0.join("artwork"),
        artwork_limit: 1024 * 1024,
        key: folder.0.join("quoin.key"),
        site: folder.0.join("site"),
        demo: false,
        smtp_url: None,
        mail: folder.0.join("mail"),
        mail_from: "Quoin <no-reply@localhost>".to_owned(),
        proxies: 0,
        log: "warn".to_owned(),
    }
}
