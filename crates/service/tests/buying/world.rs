//! The town of these tests.
//!
//! *acme* is a private corporate storefront that asks for approval. Its company Acme has the
//! departments Sales (Eva, Ina without access, their manager Dan, and Ada who is asked to approve)
//! and Plant (Pia); Sam manages all of Acme. Beta, another company there, has no departments: Ben.
//! *print* is a private storefront of graded customers (Carl may not approve his own orders, Petra
//! may); *shop* and *market* are public: at *shop* guests order, at *market* only who has an account.
//! Root runs the platform.

mod town;

use access::{Anchor, Ctx, Role, Storefront};
use domain::{
    AccountId, AddressId, OrderId, OrderNumber, ProductId, Timestamp, VisitorId,
    cart::{AddToCart, Adding, PlaceOrder},
    catalogue::{Break, Choice, Configuration, PriceTable, ProductOption, Quantities},
};
use prepress::sample::{Sample, pdf};
use service::artwork::{Files, Sent};
use std::collections::HashMap;
use store::{Store, Tx, sql::sql};
use testkit::{Database, Folder};

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) files: Files,
    /// Where the files lie.
    pub(crate) folder: Folder,
    pub(crate) now: Timestamp,
    pub(crate) acme: Storefront,
    pub(crate) print: Storefront,
    pub(crate) shop: Storefront,
    pub(crate) market: Storefront,
    people: HashMap<&'static str, AccountId>,
    addresses: HashMap<&'static str, AddressId>,
    products: HashMap<&'static str, ProductId>,
    _database: Database,
}

/// Runs a test in a fresh world on each engine.
pub(crate) async fn in_each_world<T: Future<Output = ()>>(test: impl Fn(World) -> T) {
    for database in testkit::databases().await {
        eprintln!("on {}", database.engine);
        test(World::new(database).await).await;
    }
}

/// The largest file that these worlds take.
pub(crate) const MOST_BYTES: u64 = 1_000_000;

impl World {
    async fn run(&self, tx: &mut Tx, text: &'static str) {
        sql(text).run(tx).await.unwrap();
    }

    /// Arranges something that no act here does.
    pub(crate) async fn arrange(&self, text: &'static str) {
        testkit::arrange(&self.store, text).await;
    }

    pub(crate) fn id(&self, name: &str) -> AccountId {
        self.people[name]
    }

    pub(crate) fn address_of(&self, label: &str) -> AddressId {
        self.addresses[label]
    }

    /// A person signed in where they belong; Root at acme.
    pub(crate) async fn as_(&self, name: &str) -> Ctx {
        let mut tx = self.store.read().await.unwrap();
        let loaded = store::accounts::access_of(&mut tx, self.id(name), None, self.now)
            .await
            .unwrap();
        let (access, person) = loaded.unwrap();
        let all = [&self.acme, &self.print, &self.shop, &self.market];
        let at = all
            .into_iter()
            .find(|at| Some(at.id) == person.storefront)
            .unwrap_or(&self.acme);
        Ctx {
            access,
            name: person.name,
            acting_name: None,
            previewing: None,
            ..self.ctx(at)
        }
    }

    /// Somebody without an account.
    pub(crate) fn visitor(&self, at: &Storefront, id: i64) -> Ctx {
        self.ctx_of(at, VisitorId(id))
    }

    fn ctx_of(&self, at: &Storefront, visitor: VisitorId) -> Ctx {
        Ctx {
            access: access::Access::new(access::Who::Visitor(visitor)).holding(
                access::Holding::built_in(
                    Role::of_visitor(at.pack),
                    Anchor::Storefronts(vec![at.id]),
                ),
            ),
            ..self.ctx(at)
        }
    }

    fn ctx(&self, at: &Storefront) -> Ctx {
        Ctx {
            access: access::Access::new(access::Who::System),
            name: String::new(),
            acting_name: None,
            previewing: None,
            at: at.clone(),
            now: self.now,
            base_url: format!("http://{}.localhost:3000", at.slug),
            platform_url: "http://localhost:3000".to_owned(),
        }
    }

    /// One number out of the database.
    pub(crate) async fn count(&self, text: &'static str) -> i64 {
        let mut tx = self.store.read().await.unwrap();
        sql(text).int(&mut tx).await.unwrap()
    }

    /// One column of text out of the database.
    pub(crate) async fn texts(&self, text: &'static str) -> Vec<String> {
        let mut tx = self.store.read().await.unwrap();
        let rows: Vec<(String,)> = sql(text).all(&mut tx).await.unwrap();
        rows.into_iter().map(|(text,)| text).collect()
    }

    /// Puts a product with good artwork into somebody's cart.
    pub(crate) async fn fill_cart(&self, ctx: &Ctx, product: &str, quantity: &str) {
        service::cart::add(
            &self.store,
            &self.files,
            ctx,
            &adding(wanting(product, quantity)),
            flyer(),
        )
        .await
        .unwrap();
    }

    /// The checkout's form as somebody fills it in who agrees with what is shown.
    pub(crate) async fn agreeing(&self, ctx: &Ctx, deliver_to: &str) -> PlaceOrder {
        let page = service::cart::checkout(&self.store, ctx).await.unwrap();
        PlaceOrder {
            once: page.once,
            cart_version: page.cart.version,
            total: page.cart.total.minor,
            deliver_to: self
                .addresses
                .get(deliver_to)
                .map_or(deliver_to.to_owned(), ToString::to_string),
            ..PlaceOrder::default()
        }
    }

    /// Fills a cart and places it.
    pub(crate) async fn order(&self, ctx: &Ctx, product: &str, deliver_to: &str) -> OrderNumber {
        self.fill_cart(ctx, product, "100").await;
        let form = self.agreeing(ctx, deliver_to).await;
        service::orders::place(&self.store, ctx, &form)
            .await
            .unwrap()
    }

    pub(crate) async fn order_id(&self, number: OrderNumber) -> OrderId {
        let mut tx = self.store.read().await.unwrap();
        store::orders::facts(&mut tx, number)
            .await
            .unwrap()
            .unwrap()
            .id
    }
}

/// 20 cents a piece, 15 from 500 on, 10 euros once; on good paper 5 cents more.
pub(crate) fn configuration() -> Configuration {
    let choice = |name: &str, each| Choice {
        name: name.to_owned(),
        once: 0,
        each,
    };
    Configuration {
        options: vec![ProductOption {
            name: "Paper".to_owned(),
            choices: vec![choice("Plain", 0), choice("Good", 5_000)],
        }],
        quantities: Quantities {
            least: 50,
            most: 5_000,
            step: 50,
        },
        prices: PriceTable {
            setup: 1_000,
            breaks: vec![
                Break {
                    from: 50,
                    each: 20_000,
                },
                Break {
                    from: 500,
                    each: 15_000,
                },
            ],
        },
    }
}

/// The product page's form.
pub(crate) fn wanting(product: &str, quantity: &str) -> AddToCart {
    AddToCart {
        product: product.to_owned(),
        options: vec!["Paper".to_owned()],
        chosen: vec!["Plain".to_owned()],
        quantity: quantity.to_owned(),
        reference: "Spring fair".to_owned(),
        ..AddToCart::default()
    }
}

/// The same as it is posted, with nothing to be printed and no key.
pub(crate) fn adding(form: AddToCart) -> Adding {
    Adding {
        form,
        ..Adding::default()
    }
}

pub(crate) fn sent(name: &str, bytes: Vec<u8>) -> Sent {
    Sent::File {
        name: name.to_owned(),
        bytes,
    }
}

/// Good artwork.
pub(crate) fn flyer() -> Sent {
    sent(
        "flyer.pdf",
        pdf(Sample::Flyer {
            headline: "Open day",
        }),
    )
}
