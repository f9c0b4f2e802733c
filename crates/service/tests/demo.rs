//! The demo platform on one engine, and its people.

use access::{Ctx, Failure};
use domain::{
    OrderNumber, StorefrontId, Timestamp,
    approvals::Waiting,
    orders::{Head, OnOrder, OrderListing, OrderPage, OrdersQuery},
};
use service::{approvals, orders};
use store::{Store, demo, sql::sql};
use testkit::Database;

pub(crate) struct World {
    pub(crate) db: Database,
    pub(crate) now: Timestamp,
}

/// The demo platform on each engine.
pub(crate) async fn worlds() -> Vec<World> {
    let mut worlds = Vec::new();
    for db in testkit::databases().await {
        let now = Timestamp::from_date("2026-11-22")
            .expect("a date")
            .plus(15 * Timestamp::HOUR);
        use demo::Motif as M;
        let motifs = [
            M::Card,
            M::Flyer,
            M::Brochure,
            M::Poster,
            M::Letterhead,
            M::Label,
            M::Banner,
        ];
        let artwork = motifs
            .into_iter()
            .zip(1_u8..)
            .map(|(motif, place)| demo::Artwork {
                motif,
                sha256: [place; 32],
                bytes: 12_000,
                file_name: format!("file-{place}.pdf"),
                pages: 2,
                sizes: vec!["85 × 55 mm".to_owned()],
                thumbnail_width: 400,
                thumbnail_height: 259,
            });
        let given = demo::Given {
            password_hash: "no password".to_owned(),
            artwork: artwork.collect(),
            images: Vec::new(),
        };
        demo::fill(&db.store, &given, now)
            .await
            .expect("the demo platform");
        worlds.push(World { db, now });
    }
    worlds
}

impl World {
    pub(crate) const fn store(&self) -> &Store {
        &self.db.store
    }

    /// Somebody at their own storefront, or at the first one for who works at the platform.
    pub(crate) async fn as_(&self, email: &str) -> Ctx {
        let mut tx = self.store().read().await.expect("a transaction");
        let id = sql("select id from accounts where email = $1 order by id limit 1")
            .bind(email)
            .int(&mut tx)
            .await
            .unwrap_or_else(|error| panic!("{email}: {error}"));
        let (access, person) = store::accounts::access_of(&mut tx, id.into(), None, self.now)
            .await
            .expect("an access")
            .expect("an account");
        let home = person.home(&access).unwrap_or(StorefrontId(1));
        let at = store::storefronts::by_id(&mut tx, home)
            .await
            .expect("a storefront")
            .expect("a storefront");
        Ctx {
            access,
            name: person.name,
            acting_name: None,
            previewing: None,
            at,
            now: self.now,
            base_url: "http://localhost:3000".to_owned(),
            platform_url: "http://localhost:3000".to_owned(),
        }
    }

    /// The first order of the list under this filter.
    pub(crate) async fn first(&self, ctx: &Ctx, status: &str) -> OrderNumber {
        let query = OrdersQuery {
            status: status.to_owned(),
            ..OrdersQuery::default()
        };
        let found = match orders::list(self.store(), ctx, &query)
            .await
            .expect("a list")
        {
            OrderListing::Customer(list) => list.page.rows.first().map(|row| row.number),
            OrderListing::Supplier(list) => list.page.rows.first().map(|row| row.number),
            OrderListing::Staff(list) => list.page.rows.first().map(|row| row.number),
        };
        found.unwrap_or_else(|| panic!("an order that is {status} on {}", self.db.engine))
    }

    pub(crate) async fn open(&self, ctx: &Ctx, number: OrderNumber) -> Result<OrderPage, Failure> {
        orders::open(self.store(), ctx, number).await
    }

    pub(crate) async fn head(&self, ctx: &Ctx, number: OrderNumber) -> Head {
        match self.open(ctx, number).await.expect("the order") {
            OrderPage::Customer(order) => order.head,
            OrderPage::Supplier(order) => order.head,
            OrderPage::Staff(order) => order.head,
        }
    }

    /// The order as a page shows it now.
    pub(crate) async fn shown(&self, ctx: &Ctx, number: OrderNumber) -> OnOrder {
        OnOrder {
            order: number,
            version: self.head(ctx, number).await.version,
        }
    }

    pub(crate) async fn waiting(&self, ctx: &Ctx) -> Vec<Waiting> {
        approvals::waiting(self.store(), ctx)
            .await
            .expect("what waits")
    }

    /// What is in the outbox, the latest first: to whom, subject, body.
    pub(crate) async fn mails(&self) -> Vec<(String, String, String)> {
        let mut tx = self.store().read().await.expect("a transaction");
        sql("select to_address, subject, body from outbox order by id desc")
            .all(&mut tx)
            .await
            .expect("the outbox")
    }

    /// Does something to the tables that no act does.
    pub(crate) async fn arrange(&self, text: &'static str, order: OrderNumber) {
        let mut tx = self.store().begin().await.expect("a transaction");
        sql(text)
            .bind(order)
            .run(&mut tx)
            .await
            .expect("the statement");
        tx.commit().await.expect("the commit");
    }
}
