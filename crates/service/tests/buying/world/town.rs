//! How the town is founded.

use super::{MOST_BYTES, World, configuration};
use access::{Anchor, Role, Storefront};
use domain::{
    AddressId, CompanyId, Currency, DepartmentId, ProductId, StorefrontId, Timestamp,
    accounts::AccountState,
};
use service::artwork::Files;
use std::collections::HashMap;
use store::{Tx, people, sql::sql};
use testkit::{Database, Folder};

impl World {
    pub(super) async fn new(database: Database) -> Self {
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
