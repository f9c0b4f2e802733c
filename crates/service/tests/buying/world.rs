//! The town of these tests.
//!
//! *acme* is a private corporate storefront that asks for approval. Its company Acme has the
//! departments Sales (Eva, Ina without access, their manager Dan, and Ada who is asked to approve)
//! and Plant (Pia); Sam manages all of Acme. Beta, another company there, has no departments: Ben.
//! *print* is a private storefront of graded customers (Carl may not approve his own orders, Petra
//! may); *shop* and *market* are public: at *shop* guests order, at *market* only who has an account.
//! Root runs the platform.

use access::{Anchor, Ctx, Role, Storefront};
use domain::{
    AccountId, AddressId, CompanyId, Currency, DepartmentId, OrderId, OrderNumber, ProductId,
    StorefrontId, Timestamp, VisitorId,
    accounts::AccountState,
    cart::{AddToCart, Adding, PlaceOrder},
    catalogue::{Break, Choice, Configuration, PriceTable, ProductOption, Quantities},
};
use prepress::sample::{Sample, pdf};
use service::artwork::{Files, Sent};
use std::collections::HashMap;
use store::{Store, Tx, people, sql::sql};
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
    async fn new(database: Database) -> Self {
        let store = database.store.clone();
        let folder = Folder::new();
        let files = Files::open_folder(&folder.0, MOST_BYTES).unwrap();
        let now = Timestamp::from_date("2026-11-20")
            .unwrap()
            .plus(10 * Timestamp::HOUR);
        let mut tx = store.begin().await.unwrap();
        let acme = storefront(&mut tx, "acme", false, "corporate", true).await;
        let print = storefront(&mut tx, "print", false, "printshop", true).await;
        let shop = storefront(&mut tx, "shop", true, "storefront", false).await;
        let market = storefront(&mut tx, "market", true, "printshop", false).await;

        let mut world = Self {
            store,
            files,
            folder,
            now,
            acme: acme.clone(),
            print: print.clone(),
            shop: shop.clone(),
            market: market.clone(),
            people: HashMap::new(),
            addresses: HashMap::new(),
            products: HashMap::new(),
            _database: database,
        };
        let at = acme.id;
        let company = people::insert_company(&mut tx, at, "Acme").await.unwrap();
        let beta = people::insert_company(&mut tx, at, "Beta").await.unwrap();
        let press = people::insert_company(&mut tx, print.id, "Press")
            .await
            .unwrap();
        let sales = department(&mut tx, company, "Sales").await;
        let plant = department(&mut tx, company, "Plant").await;

        let mut person = Person {
            world: &mut world,
            tx: &mut tx,
        };
        let in_acme = Anchor::Company {
            storefront: [at],
            company,
        };
        person
            .add(
                "Eva",
                Some(at),
                Some(company),
                &[(Role::EndUser, in_acme.clone())],
                Some(sales),
            )
            .await;
        person
            .add("Ina", Some(at), Some(company), &[], Some(sales))
            .await;
        person
            .add(
                "Pia",
                Some(at),
                Some(company),
                &[(Role::EndUser, in_acme.clone())],
                Some(plant),
            )
            .await;
        let both = [
            (Role::EndUser, in_acme.clone()),
            (Role::CorporateDepartmentManager, in_acme.clone()),
        ];
        person
            .add("Dan", Some(at), Some(company), &both, None)
            .await;
        let both = [
            (Role::EndUser, in_acme.clone()),
            (Role::CorporateApprover, in_acme.clone()),
        ];
        person
            .add("Ada", Some(at), Some(company), &both, Some(sales))
            .await;
        let both = [
            (Role::EndUser, in_acme.clone()),
            (Role::SeniorManager, in_acme),
        ];
        person
            .add("Sam", Some(at), Some(company), &both, None)
            .await;
        let in_beta = Anchor::Company {
            storefront: [at],
            company: beta,
        };
        person
            .add(
                "Ben",
                Some(at),
                Some(beta),
                &[(Role::EndUser, in_beta)],
                None,
            )
            .await;
        let in_press = Anchor::Company {
            storefront: [print.id],
            company: press,
        };
        person
            .add(
                "Carl",
                Some(print.id),
                Some(press),
                &[(Role::Customer, in_press.clone())],
                None,
            )
            .await;
        person
            .add(
                "Petra",
                Some(print.id),
                Some(press),
                &[(Role::CustomerPlus, in_press)],
                None,
            )
            .await;
        let in_shop = Anchor::Storefronts(vec![shop.id]);
        person
            .add(
                "Rita",
                Some(shop.id),
                None,
                &[(Role::Registered, in_shop)],
                None,
            )
            .await;
        person
            .add(
                "Root",
                None,
                None,
                &[(Role::PlatformAdmin, Anchor::Platform)],
                None,
            )
            .await;

        world
            .run(
                &mut tx,
                "update accounts set state = 'inactive' where name = 'Ina'",
            )
            .await;
        let (dan, ada) = (world.id("Dan"), world.id("Ada"));
        sql("insert into department_managers (department_id, account_id) values ($1, $2)")
            .bind(sales)
            .bind(dan)
            .run(&mut tx)
            .await
            .unwrap();
        sql("insert into approver_links (storefront_id, approver_id, department_id) values ($1, $2, $3)")
            .bind(at)
            .bind(ada)
            .bind(sales)
            .run(&mut tx)
            .await
            .unwrap();

        for (slug, storefront) in [
            ("flyers", &acme),
            ("cards", &acme),
            ("posters", &acme),
            ("old", &acme),
        ] {
            world.product(&mut tx, slug, storefront.id).await;
        }
        for storefront in [&print, &shop, &market] {
            world.product(&mut tx, "flyers", storefront.id).await;
        }
        world
            .run(
                &mut tx,
                "update products set active = false where slug = 'old'",
            )
            .await;
        world
            .run(
                &mut tx,
                "update products set for_all_departments = false where slug = 'cards'",
            )
            .await;
        world
            .run(
                &mut tx,
                "update products set for_all_companies = false where slug = 'posters'",
            )
            .await;
        let (cards, posters) = (world.products["cards"], world.products["posters"]);
        sql("insert into product_departments (product_id, department_id) values ($1, $2)")
            .bind(cards)
            .bind(sales)
            .run(&mut tx)
            .await
            .unwrap();
        sql("insert into product_companies (product_id, company_id) values ($1, $2)")
            .bind(posters)
            .bind(company)
            .run(&mut tx)
            .await
            .unwrap();

        world
            .address(&mut tx, "headquarters", Some(company), None, None)
            .await;
        world
            .address(&mut tx, "dock", Some(company), None, Some(plant))
            .await;
        world.address(&mut tx, "beta", Some(beta), None, None).await;
        world
            .address(&mut tx, "home", None, Some("Eva"), None)
            .await;
        world
            .address(&mut tx, "carl", None, Some("Carl"), None)
            .await;
        world
            .address(&mut tx, "petra", None, Some("Petra"), None)
            .await;
        tx.commit().await.unwrap();
        world
    }

    async fn run(&self, tx: &mut Tx, text: &'static str) {
        sql(text).run(tx).await.unwrap();
    }

    /// Arranges something that no act here does.
    pub(crate) async fn arrange(&self, text: &'static str) {
        testkit::arrange(&self.store, text).await;
    }

    async fn product(&mut self, tx: &mut Tx, slug: &'static str, at: StorefrontId) {
        let id = sql(
            "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork, production_days)
             values ($1, $2, $3, 'Print', 'On good paper', 'flyers.svg', $4, 'required', 4) returning id",
        )
        .bind(at)
        .bind(slug)
        .bind(format!("Fine {slug}"))
        .bind(serde_json::to_string(&configuration()).unwrap())
        .int(tx)
        .await
        .unwrap();
        self.products.insert(slug, ProductId(id));
    }

    async fn address(
        &mut self,
        tx: &mut Tx,
        label: &'static str,
        company: Option<CompanyId>,
        person: Option<&'static str>,
        department: Option<DepartmentId>,
    ) {
        let owner = person.map(|name| self.id(name));
        let at = if matches!(person, Some("Carl" | "Petra")) {
            self.print.id
        } else {
            self.acme.id
        };
        let id = sql(
            "insert into addresses (storefront_id, company_id, account_id, label, recipient, line1, postcode, city,
                country, for_all_departments)
             values ($1, $2, $3, $4, 'Somebody', '1 Mill Lane', 'CB1', 'Cambridge', 'United Kingdom', $5) returning id",
        )
        .bind(at)
        .bind(company)
        .bind(owner)
        .bind(label)
        .bind(department.is_none())
        .int(tx)
        .await
        .unwrap();
        if let Some(department) = department {
            sql("insert into address_departments (address_id, department_id) values ($1, $2)")
                .bind(id)
                .bind(department)
                .run(tx)
                .await
                .unwrap();
        }
        self.addresses.insert(label, AddressId(id));
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

struct Person<'a> {
    world: &'a mut World,
    tx: &'a mut Tx,
}

impl Person<'_> {
    async fn add(
        &mut self,
        name: &'static str,
        storefront: Option<StorefrontId>,
        company: Option<CompanyId>,
        roles: &[(Role, Anchor)],
        department: Option<DepartmentId>,
    ) {
        let email = format!("{}@example.test", name.to_lowercase());
        let new = people::NewAccount {
            storefront,
            company,
            supplier: None,
            name,
            email: Some(&email),
            state: AccountState::Active,
            password_hash: None,
        };
        let id = people::insert(self.tx, &new, self.world.now).await.unwrap();
        for (role, anchor) in roles {
            people::assign(self.tx, id, *role, anchor, self.world.now)
                .await
                .unwrap();
        }
        if let Some(department) = department {
            sql("insert into department_members (department_id, account_id) values ($1, $2)")
                .bind(department)
                .bind(id)
                .run(self.tx)
                .await
                .unwrap();
        }
        self.world.people.insert(name, id);
    }
}

async fn storefront(
    tx: &mut Tx,
    slug: &str,
    public: bool,
    pack: &str,
    approval: bool,
) -> Storefront {
    let id = sql(
        "insert into storefronts (slug, name, public, pack, currency, approval)
         values ($1, $1, $2, $3, $4, $5) returning id",
    )
    .bind(slug)
    .bind(public)
    .bind(pack)
    .bind(Currency::Eur.code())
    .bind(approval)
    .int(tx)
    .await
    .unwrap();
    store::storefronts::by_id(tx, StorefrontId(id))
        .await
        .unwrap()
        .unwrap()
}

async fn department(tx: &mut Tx, company: CompanyId, name: &str) -> DepartmentId {
    let id = sql("insert into departments (company_id, name) values ($1, $2) returning id")
        .bind(company)
        .bind(name)
        .int(tx)
        .await
        .unwrap();
    DepartmentId(id)
}
