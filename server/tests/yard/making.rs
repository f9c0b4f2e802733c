//! Laying out the yard.

use super::{Actor, Caller, PRICE, Spot, Stage, Where};
use access::{Anchor, Pack, Role, Side};
use domain::{
    AccountId, CompanyId, StorefrontId, SupplierId, Timestamp,
    accounts::AccountState,
    catalogue::{Break, Configuration, PriceTable, Quantities},
};
use std::collections::HashMap;
use store::{
    Tx,
    people::{self, NewAccount},
    sessions::{self, Hash, Kept},
    sql::{Sql, sql},
};
use tower_sessions::session::Id;

/// The yard while it is laid out.
pub(super) struct Making<'a> {
    pub(super) tx: &'a mut Tx,
    /// When everything was ordered: long ago, so that no page says how many minutes.
    pub(super) then: Timestamp,
    /// The number of the last one.
    pub(super) orders: i64,
    pub(super) supplier: i64,
}

/// Whose an order or an address is.
#[derive(Clone, Copy)]
struct Whose {
    company: Option<i64>,
    department: Option<i64>,
    account: i64,
}

impl Making<'_> {
    pub(super) async fn id(&mut self, statement: Sql) -> i64 {
        statement.int(self.tx).await.expect("an id")
    }

    async fn run(&mut self, statement: Sql) {
        statement.run(self.tx).await.expect("the statement");
    }

    pub(super) async fn stage(&mut self, slug: &'static str, pack: Pack, public: bool) -> Stage {
        let id = self
            .id(sql(
                "insert into storefronts (slug, name, public, pack, currency, approval)
                     values ($1, $1, $2, $3, 'EUR', true) returning id",
            )
            .bind(slug)
            .bind(public)
            .bind(pack.key()))
            .await;
        let company = self.company(id, "Acme").await;
        let other = self.company(id, "Beta").await;
        let mut departments = [0; 3];
        for (name, place) in ["Mine", "Managed", "Third"]
            .into_iter()
            .zip(&mut departments)
        {
            *place = self.department(company, name).await;
        }
        let [mine, managed, third] = departments;
        let theirs = self.department(other, "Theirs").await;
        let role = self
            .id(sql(
                "insert into custom_roles (storefront_id, name, side, allows, denies)
                     values ($1, 'Night shift', 'customer', '{}', '{}') returning id",
            )
            .bind(id))
            .await;
        let album = self
            .id(sql(
                "insert into albums (storefront_id, name, created_at) values ($1, 'Pictures', $2) returning id",
            )
            .bind(id)
            .bind(self.then))
            .await;
        let artwork = self
            .id(sql(
                "insert into artwork (storefront_id, sha256, bytes, file_name, pages, sizes,
                         thumbnail_width, thumbnail_height, created_at)
                     values ($1, $2, 8, 'flyer.pdf', 1, '[]', 4, 4, $3) returning id",
            )
            .bind(id)
            .bind(vec![7_u8; 32])
            .bind(self.then))
            .await;
        let product = self.product(id, "everybody").await;
        self.product(id, "off").await;
        self.limited_products(id, departments, other).await;
        let mut stage = Stage {
            id,
            slug,
            public,
            company,
            departments,
            product,
            artwork,
            spots: HashMap::new(),
        };
        for (at, name, company, department) in [
            (Where::Mine, "mine", company, mine),
            (Where::Managed, "managed", company, managed),
            (Where::Third, "third", company, third),
            (Where::Other, "other", other, theirs),
        ] {
            let bare = Spot {
                storefront: id,
                pack: pack.key(),
                company,
                department,
                role,
                album,
                product,
                supplier: self.supplier,
                slug: name,
                mark: format!("{slug} {name}"),
                email: format!("{name}@{slug}.test"),
                ..Spot::default()
            };
            let spot = self.spot(&stage, bare).await;
            stage.spots.insert(at, spot);
        }
        let others = stage.spots.get(&Where::Other).cloned().expect("a place");
        let whose = Whose {
            company: Some(other),
            department: Some(theirs),
            account: others.person,
        };
        // One that a supplier has; the others are awarded to nobody.
        let supplier = Some(self.supplier);
        let (order, job) = self.order(&stage, whose, supplier).await;
        let named = Spot {
            order,
            job,
            ..others
        };
        stage.spots.insert(Where::Named, named);
        for (at, slug) in [(Where::Everybody, "everybody"), (Where::Off, "off")] {
            let third = stage.spots.get(&Where::Third).cloned().expect("a place");
            stage.spots.insert(at, Spot { slug, ..third });
        }
        stage
    }

    async fn company(&mut self, storefront: i64, name: &str) -> i64 {
        let made = people::insert_company(self.tx, StorefrontId(storefront), name).await;
        made.expect("a company").0
    }

    async fn department(&mut self, company: i64, name: &str) -> i64 {
        let statement =
            sql("insert into departments (company_id, name) values ($1, $2) returning id");
        self.id(statement.bind(company).bind(name)).await
    }

    /// One for each of these departments, and one for a company.
    async fn limited_products(
        &mut self,
        storefront: i64,
        [mine, managed, third]: [i64; 3],
        other: i64,
    ) {
        for (slug, department) in [("mine", mine), ("managed", managed), ("third", third)] {
            let limited = self.product(storefront, slug).await;
            self.run(
                sql("insert into product_departments (product_id, department_id) values ($1, $2)")
                    .bind(limited)
                    .bind(department),
            )
            .await;
        }
        let limited = self.product(storefront, "other").await;
        self.run(
            sql("insert into product_companies (product_id, company_id) values ($1, $2)")
                .bind(limited)
                .bind(other),
        )
        .await;
    }

    async fn product(&mut self, storefront: i64, slug: &str) -> i64 {
        let limited = !matches!(slug, "everybody" | "off");
        self.id(
            sql("insert into products (storefront_id, slug, name, category, summary, picture,
                     configuration, artwork, active, for_all_companies, for_all_departments)
                 values ($1, $2, $2, 'Print', 'On good paper', 'flyers.svg', $3, 'none', $4, $5, $6) returning id")
            .bind(storefront)
            .bind(slug)
            .bind(serde_json::to_string(&configuration()).expect("a configuration"))
            .bind(slug != "off")
            .bind(slug != "other")
            .bind(!limited || slug == "other"),
        )
        .await
    }

    /// A person in a department, with an order, a home, and an address and a publication type of the
    /// department.
    async fn spot(&mut self, stage: &Stage, bare: Spot) -> Spot {
        let new = NewAccount {
            storefront: Some(StorefrontId(stage.id)),
            company: Some(CompanyId(bare.company)),
            supplier: None,
            name: "Somebody",
            email: Some(&bare.email),
            state: AccountState::Active,
            password_hash: None,
        };
        let person = self.person(&new).await;
        self.relate("department_members", bare.department, person)
            .await;
        let whose = Whose {
            company: Some(bare.company),
            department: Some(bare.department),
            account: person,
        };
        let (order, job) = self.order(stage, whose, None).await;
        let address = self
            .address(
                stage.id,
                Some(bare.company),
                None,
                &format!("{} desk", bare.mark),
            )
            .await;
        self.run(
            sql("insert into address_departments (address_id, department_id) values ($1, $2)")
                .bind(address)
                .bind(bare.department),
        )
        .await;
        let home = self
            .address(stage.id, None, Some(person), &format!("{} home", bare.mark))
            .await;
        let publication_type = self.publication_type(stage.id, &bare).await;
        Spot {
            publication_type,
            person,
            order,
            job,
            address,
            home,
            ..bare
        }
    }

    /// It has no products.
    async fn publication_type(&mut self, storefront: i64, at: &Spot) -> i64 {
        let id = self
            .id(
                sql("insert into publication_types (storefront_id, company_id, name, for_all_departments)
                     values ($1, $2, $3, $4) returning id")
                .bind(storefront)
                .bind(at.company)
                .bind(format!("Cards {}", at.slug))
                .bind(false),
            )
            .await;
        self.run(
            sql("insert into publication_type_departments (publication_type_id, department_id) values ($1, $2)")
                .bind(id)
                .bind(at.department),
        )
        .await;
        id
    }

    async fn person(&mut self, new: &NewAccount<'_>) -> i64 {
        let made = people::insert(self.tx, new, self.then).await;
        let id = made.expect("an account");
        let noted = people::signed_in(self.tx, id, self.then).await;
        noted.expect("a sign-in");
        id.0
    }

    async fn relate(&mut self, table: &str, department: i64, account: i64) {
        let text = format!("insert into {table} (department_id, account_id) values ($1, $2)");
        self.run(sql(text).bind(department).bind(account)).await;
    }

    async fn address(
        &mut self,
        storefront: i64,
        company: Option<i64>,
        account: Option<i64>,
        line: &str,
    ) -> i64 {
        self.id(
            sql("insert into addresses (storefront_id, company_id, account_id, label, recipient, line1, postcode,
                     city, country, for_all_departments)
                 values ($1, $2, $3, 'Desk', 'Somebody', $4, 'CB1', 'Cambridge', 'United Kingdom', $5) returning id")
            .bind(storefront)
            .bind(company)
            .bind(account)
            .bind(line)
            .bind(company.is_none()),
        )
        .await
    }

    /// Its number, and the id of its job.
    async fn order(&mut self, stage: &Stage, whose: Whose, supplier: Option<i64>) -> (i64, i64) {
        self.orders += 1;
        let number = self.orders;
        let delivery = serde_json::json!({
            "recipient": "Somebody", "line1": "1 Mill Lane", "postcode": "CB1",
            "city": "Cambridge", "country": "United Kingdom",
        });
        let id = self
            .id(
                sql("insert into orders (number, storefront_id, company_id, department_id, account_id, contact_name,
                         contact_email, state, total, currency, delivery, search, once, placed_at, updated_at)
                     values ($1, $2, $3, $4, $5, 'Somebody', 'somebody@example.test', 'awaiting-approval', $6,
                         'EUR', $7, $8, $8, $9, $9) returning id")
                .bind(number)
                .bind(stage.id)
                .bind(whose.company)
                .bind(whose.department)
                .bind(whose.account)
                .bind(PRICE)
                .bind(delivery.to_string())
                .bind(number.to_string())
                .bind(self.then),
            )
            .await;
        let job = self
            .id(
                sql("insert into jobs (order_id, storefront_id, position, product_id, product_name, quantity, chosen,
                         price, state, due_at, supplier_id, artwork_id)
                     values ($1, $2, 1, $3, 'Flyers', 100, '[]', $4, 'waiting', $5, $6, $7) returning id")
                .bind(id)
                .bind(stage.id)
                .bind(stage.product)
                .bind(PRICE)
                .bind(self.then)
                .bind(supplier)
                .bind(stage.artwork),
            )
            .await;
        (number, job)
    }

    pub(super) async fn actor(&mut self, role: Role, stage: &Stage) -> Actor {
        let others = stage.spots.get(&Where::Other).cloned().expect("a place");
        let everywhere = role.is_platform_administrator();
        let mut actor = Actor {
            role,
            account: 0,
            caller: Caller {
                host: format!("{}.localhost", stage.slug),
                cookie: None,
            },
            public: stage.public,
            everywhere,
            own: others,
            stage: 0,
        };
        if matches!(role, Role::Guest | Role::Visitor) {
            return actor;
        }
        let customer = role.side() == Side::Customer;
        let supplier = (role == Role::Supplier).then_some(self.supplier);
        let email = role.key().replace('@', ".") + "@actor.test";
        let new = NewAccount {
            storefront: customer.then_some(StorefrontId(stage.id)),
            company: customer.then_some(CompanyId(stage.company)),
            supplier: supplier.map(SupplierId),
            name: role.name(),
            email: Some(&email),
            state: AccountState::Active,
            password_hash: None,
        };
        let account = self.person(&new).await;
        let anchor = match supplier {
            Some(supplier) => Anchor::Supplier([SupplierId(supplier)]),
            None if everywhere => Anchor::Platform,
            None => Anchor::Storefronts(vec![StorefrontId(stage.id)]),
        };
        // Kept by the system.
        if role != Role::Registered {
            let given = people::assign(self.tx, AccountId(account), role, &anchor, self.then).await;
            given.expect("a role");
        }
        let [mine, managed, _] = stage.departments;
        if customer {
            self.relate("department_members", mine, account).await;
            self.relate("department_managers", managed, account).await;
        }
        let whose = Whose {
            company: customer.then_some(stage.company),
            department: customer.then_some(managed),
            account,
        };
        let (order, job) = self.order(stage, whose, None).await;
        let mark = format!("{} own", role.key());
        let line = format!("{mark} home");
        let home = self.address(stage.id, None, Some(account), &line).await;
        let named = stage.spots.get(&Where::Named).map(|spot| spot.order);
        let (kind, name) = supplier.map_or(("account", account), |id| ("supplier", id));
        self.run(
            sql(
                "insert into order_assignees (kind, assignee_id, order_id, placed_at)
                 values ($1, $2, (select id from orders where number = $3), $4)",
            )
            .bind(kind)
            .bind(name)
            .bind(named)
            .bind(self.then),
        )
        .await;
        actor.account = account;
        actor.own = Spot {
            company: stage.company,
            department: managed,
            person: account,
            order,
            job,
            home,
            mark,
            email,
            ..actor.own
        };
        actor
    }

    pub(super) async fn session(
        &mut self,
        id: Id,
        account: i64,
        acting: Option<i64>,
        now: Timestamp,
    ) {
        let mut data = serde_json::json!({ "account": account });
        if let (Some(acting), Some(data)) = (acting, data.as_object_mut()) {
            data.insert("acting".to_owned(), acting.into());
        }
        let kept = Kept {
            account: Some(AccountId(account)),
            acting: acting.map(AccountId),
            data: data.to_string(),
        };
        let hash = Hash::of(id.0.to_be_bytes());
        let made = sessions::create(self.tx, &hash, &kept, "Test", now).await;
        assert!(made.expect("a session"), "a session of its own");
    }
}

fn configuration() -> Configuration {
    Configuration {
        options: Vec::new(),
        quantities: Quantities {
            least: 50,
            most: 5_000,
            step: 50,
        },
        prices: PriceTable {
            setup: 1_000,
            breaks: vec![Break {
                from: 50,
                each: 20_000,
            }],
        },
    }
}
