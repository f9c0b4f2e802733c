//! The demo platform, and its people at work. Job controllers work at `storefront` and `corporate`;
//! Northgate Bindery is the supplier that can sign in.

use access::{Access, Ctx};
use domain::{
    JobId, OrderNumber, SupplierId, Timestamp,
    production::{
        JobState,
        forms::{Award, Block, OnJob, SetStatus},
        list::JobsQuery,
    },
};
use prepress::sample::{Sample, pdf};
use service::artwork::{Files, Sent};
use store::{
    Store,
    demo::{Artwork, Given, Motif},
    production::JobRecord,
    sql::sql,
};
use testkit::{Database, Folder};

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) files: Files,
    pub(crate) now: Timestamp,
    _folder: Folder,
    _database: Database,
}

/// Runs a test in a fresh demo platform on each engine.
pub(crate) async fn in_each_world<T: Future<Output = ()>>(test: impl Fn(World) -> T) {
    for database in testkit::databases().await {
        eprintln!("on {}", database.engine);
        test(World::new(database).await).await;
    }
}

pub(crate) const FLOOR: &str = "job-controller@storefront.test";
pub(crate) const ADMIN: &str = "admin@corporate.test";
pub(crate) const SUPPLIER: &str = "supplier@corporate.test";

impl World {
    async fn new(database: Database) -> Self {
        let store = database.store.clone();
        let folder = Folder::new();
        let files = Files::open_folder(&folder.0, 1_000_000).unwrap();
        let now = Timestamp::from_date("2026-11-20")
            .unwrap()
            .plus(15 * Timestamp::HOUR);
        let mut artwork = Vec::new();
        for motif in [
            Motif::Card,
            Motif::Flyer,
            Motif::Brochure,
            Motif::Poster,
            Motif::Letterhead,
            Motif::Label,
            Motif::Banner,
        ] {
            let bytes = pdf(Sample::Flyer {
                headline: &format!("{motif:?}"),
            });
            let length = bytes.len() as u64;
            let taken = files
                .take_in(Sent::File {
                    name: format!("{motif:?}.pdf"),
                    bytes,
                })
                .await
                .unwrap()
                .unwrap();
            artwork.push(Artwork {
                motif,
                sha256: taken.sha256,
                bytes: length,
                file_name: taken.file_name,
                pages: taken.pages,
                sizes: taken.sizes,
                thumbnail_width: taken.thumbnail.0,
                thumbnail_height: taken.thumbnail.1,
            });
        }
        let given = Given {
            password_hash: "nobody's".to_owned(),
            artwork,
            images: Vec::new(),
        };
        store::demo::fill(&store, &given, now)
            .await
            .unwrap()
            .unwrap();
        Self {
            store,
            files,
            now,
            _folder: folder,
            _database: database,
        }
    }

    /// Somebody, at the address they work at.
    pub(crate) async fn as_(&self, email: &str) -> Ctx {
        let mut tx = self.store.read().await.unwrap();
        let id = sql("select id from accounts where email = $1")
            .bind(email)
            .int(&mut tx)
            .await
            .unwrap();
        let (access, person): (Access, _) =
            store::accounts::access_of(&mut tx, domain::AccountId(id), None, self.now)
                .await
                .unwrap()
                .unwrap();
        let home = person.home(&access);
        let at = match home {
            Some(home) => store::storefronts::by_id(&mut tx, home)
                .await
                .unwrap()
                .unwrap(),
            None => store::storefronts::default(&mut tx).await.unwrap().unwrap(),
        };
        let base_url = format!("http://{}.localhost:3000", at.slug);
        Ctx {
            access,
            name: person.name,
            acting_name: None,
            previewing: None,
            at,
            now: self.now,
            base_url,
            platform_url: "http://localhost:3000".to_owned(),
        }
    }

    /// A job of a storefront in this state that has a file; the one that is due first.
    pub(crate) async fn a(&self, state: JobState, storefront: &str) -> JobRecord {
        let id = self
            .find(
                "select j.id from jobs j join storefronts s on s.id = j.storefront_id
                 where j.state = $1 and s.slug = $2 and j.artwork_id is not null order by j.due_at, j.id limit 1",
                &[state.key(), storefront],
            )
            .await;
        self.job(JobId(id)).await
    }

    /// A job that is with a supplier, with a neighbour in the same order or without.
    pub(crate) async fn with_supplier(&self, state: JobState, supplier: &str) -> JobRecord {
        let id = self
            .find(
                "select j.id from jobs j join suppliers s on s.id = j.supplier_id
                 where j.state = $1 and s.name = $2 and j.artwork_id is not null order by j.due_at, j.id limit 1",
                &[state.key(), supplier],
            )
            .await;
        self.job(JobId(id)).await
    }

    async fn find(&self, text: &'static str, values: &[&str]) -> i64 {
        let mut tx = self.store.read().await.unwrap();
        let mut statement = sql(text);
        for value in values {
            statement = statement.bind(*value);
        }
        statement.int(&mut tx).await.unwrap()
    }

    pub(crate) async fn count(&self, text: &'static str, values: &[&str]) -> i64 {
        self.find(text, values).await
    }

    pub(crate) async fn job(&self, id: JobId) -> JobRecord {
        let mut tx = self.store.read().await.unwrap();
        store::production::job(&mut tx, id).await.unwrap().unwrap()
    }

    pub(crate) async fn supplier(&self, name: &str) -> SupplierId {
        SupplierId(
            self.find("select id from suppliers where name = $1", &[name])
                .await,
        )
    }

    /// What the order's timeline has, the newest last.
    pub(crate) async fn timeline(&self, order: OrderNumber) -> Vec<String> {
        let mut tx = self.store.read().await.unwrap();
        let rows: Vec<(String,)> = sql(
            "select e.kind from order_events e join orders o on o.id = e.order_id where o.number = $1 order by e.at, e.id",
        )
        .bind(order)
        .all(&mut tx)
        .await
        .unwrap();
        rows.into_iter().map(|(kind,)| kind).collect()
    }

    /// The mail that was written since the platform was made: to whom, and subject and body.
    pub(crate) async fn mail(&self) -> Vec<(String, String)> {
        let mut tx = self.store.read().await.unwrap();
        let messages = store::mail::latest(&mut tx, 100).await.unwrap();
        messages
            .into_iter()
            .rev()
            .map(|one| (one.to_address, format!("{}\n{}", one.subject, one.body)))
            .collect()
    }
}

pub(crate) fn on(job: &JobRecord) -> OnJob {
    OnJob {
        job: job.id,
        version: job.version,
        back: String::new(),
    }
}

pub(crate) fn set(job: &JobRecord, status: &str) -> SetStatus {
    SetStatus {
        job: job.id,
        version: job.version,
        status: status.to_owned(),
        back: String::new(),
    }
}

pub(crate) fn blocked(job: &JobRecord, reason: &str) -> Block {
    Block {
        job: job.id,
        version: job.version,
        reason: reason.to_owned(),
        back: String::new(),
    }
}

pub(crate) fn awarded(job: &JobRecord, supplier: SupplierId) -> Award {
    Award {
        job: job.id,
        version: job.version,
        supplier: supplier.to_string(),
        back: String::new(),
    }
}

pub(crate) fn folder(state: JobState) -> JobsQuery {
    JobsQuery::default().in_folder(Some(state))
}
