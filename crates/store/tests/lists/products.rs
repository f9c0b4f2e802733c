//! The shelf never forgets what the rule knows: in random worlds, on both engines, the products that
//! are listed are exactly those that the rule lets through, one by one.

use crate::in_worlds;
use access::{Access, Anchor, Grants, Holding, Permission, Reach, Role, Who, rules::catalogue};
use domain::{
    AccountId, CompanyId, Currency, DepartmentId, StorefrontId, VisitorId,
    catalogue::{Configuration, Shelf},
};
use proptest::prelude::*;
use std::{borrow::Cow, collections::BTreeSet};
use store::{Tx, sql::sql};

/// Two storefronts with two companies each, of which every second has two departments; products
/// limited in every way; an actor with any grants at any anchor.
#[derive(Clone, Debug)]
struct World {
    public: [bool; 2],
    products: Vec<Product>,
    actor: Actor,
}

#[derive(Clone, Debug)]
struct Product {
    storefront: usize,
    active: bool,
    /// Of the four companies; nothing where it is for all.
    companies: Option<Vec<usize>>,
    /// Of the four departments; nothing where it is for all.
    departments: Option<Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Actor {
    visitor: bool,
    company: Option<usize>,
    member_of: Vec<usize>,
    manages: Vec<usize>,
    holdings: Vec<(AnchorAt, Vec<Granted>, Vec<Granted>)>,
}

type Granted = (Permission, Reach);

#[derive(Clone, Debug)]
enum AnchorAt {
    Platform,
    Storefronts(Vec<usize>),
    Company(usize),
    Departments(usize, Vec<usize>),
}

fn worlds() -> impl Strategy<Value = World> {
    let some = |most: usize| prop::collection::vec(0..most, 0..3);
    let products = (
        0_usize..2,
        prop::bool::weighted(0.8),
        prop::option::of(some(4)),
        prop::option::of(some(4)),
    )
        .prop_map(|(storefront, active, companies, departments)| Product {
            storefront,
            active,
            companies,
            departments,
        });
    let anchors = prop_oneof![
        Just(AnchorAt::Platform),
        some(2).prop_map(AnchorAt::Storefronts),
        (0_usize..4).prop_map(AnchorAt::Company),
        (0_usize..4, some(4)).prop_map(|(company, these)| AnchorAt::Departments(company, these)),
    ];
    let grants = |most: usize| {
        let asked = vec![
            Permission::ProductView,
            Permission::CatalogBrowse,
            Permission::ProductViewDisabled,
        ];
        prop::collection::vec(
            (
                prop::sample::select(asked),
                prop::sample::select(&Reach::ALL[..]),
            ),
            0..most,
        )
    };
    let actor = (
        prop::bool::weighted(0.2),
        prop::option::weighted(0.8, 0_usize..4),
        some(4),
        some(4),
        prop::collection::vec((anchors, grants(5), grants(2)), 1..3),
    )
        .prop_map(|(visitor, company, member_of, manages, holdings)| Actor {
            visitor,
            company,
            member_of,
            manages,
            holdings,
        });
    (
        [any::<bool>(), any::<bool>()],
        prop::collection::vec(products, 1..8),
        actor,
    )
        .prop_map(|(public, products, actor)| World {
            public,
            products,
            actor,
        })
}

/// The ids that the database gave.
struct Ids {
    storefronts: Vec<StorefrontId>,
    companies: Vec<CompanyId>,
    departments: Vec<DepartmentId>,
}

async fn build(tx: &mut Tx, world: &World) -> store::Result<Ids> {
    let mut ids = Ids {
        storefronts: Vec::new(),
        companies: Vec::new(),
        departments: Vec::new(),
    };
    for (at, public) in world.public.iter().enumerate() {
        let storefront = sql(
            "insert into storefronts (slug, name, public, pack, currency, approval)
             values ($1, $1, $2, 'corporate', 'EUR', false) returning id",
        )
        .bind(format!("s{at}"))
        .bind(*public)
        .int(tx)
        .await?;
        ids.storefronts.push(StorefrontId(storefront));
        for company in 0..2 {
            let id =
                sql("insert into companies (storefront_id, name) values ($1, $2) returning id")
                    .bind(storefront)
                    .bind(format!("c{company}"))
                    .int(tx)
                    .await?;
            ids.companies.push(CompanyId(id));
            for department in 0..2 * company {
                let id =
                    sql("insert into departments (company_id, name) values ($1, $2) returning id")
                        .bind(id)
                        .bind(format!("d{department}"))
                        .int(tx)
                        .await?;
                ids.departments.push(DepartmentId(id));
            }
        }
    }
    let configuration =
        serde_json::to_string(&Configuration::default()).expect("a configuration as JSON");
    for (at, product) in world.products.iter().enumerate() {
        let id = sql(
            "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork,
                active, for_all_companies, for_all_departments)
             values ($1, $2, $2, 'Print', '', '', $3, 'none', $4, $5, $6) returning id",
        )
        .bind(ids.storefronts[product.storefront])
        .bind(format!("p{at}"))
        .bind(&configuration)
        .bind(product.active)
        .bind(product.companies.is_none())
        .bind(product.departments.is_none())
        .int(tx)
        .await?;
        for company in product.companies.iter().flatten().collect::<BTreeSet<_>>() {
            sql("insert into product_companies (product_id, company_id) values ($1, $2)")
                .bind(id)
                .bind(ids.companies[*company])
                .run(tx)
                .await?;
        }
        for department in product
            .departments
            .iter()
            .flatten()
            .collect::<BTreeSet<_>>()
        {
            sql("insert into product_departments (product_id, department_id) values ($1, $2)")
                .bind(id)
                .bind(ids.departments[*department])
                .run(tx)
                .await?;
        }
    }
    Ok(ids)
}

fn access(actor: &Actor, ids: &Ids) -> Access {
    let departments = |these: &[usize]| {
        these
            .iter()
            .map(|at| ids.departments[*at])
            .collect::<Vec<_>>()
    };
    let mut access = Access::new(if actor.visitor {
        Who::Visitor(VisitorId(1))
    } else {
        Who::Account(AccountId(1))
    });
    access.company = actor.company.map(|at| ids.companies[at]);
    access.company_has_departments = actor.company.is_some_and(|at| at % 2 == 1);
    access.member_of = departments(&actor.member_of);
    access.manages = departments(&actor.manages);
    let table = |granted: &[Granted]| {
        let grants = granted
            .iter()
            .fold(Grants::NONE, |grants, (permission, reach)| {
                grants.with(*permission, *reach)
            });
        Cow::Owned(grants)
    };
    for (anchor, allows, denies) in &actor.holdings {
        let at = |company: usize| [ids.storefronts[company / 2]];
        let anchor = match anchor {
            AnchorAt::Platform => Anchor::Platform,
            AnchorAt::Storefronts(these) => {
                Anchor::Storefronts(these.iter().map(|at| ids.storefronts[*at]).collect())
            }
            AnchorAt::Company(one) => Anchor::Company {
                storefront: at(*one),
                company: ids.companies[*one],
            },
            AnchorAt::Departments(one, these) => Anchor::Departments {
                storefront: at(*one),
                company: ids.companies[*one],
                departments: departments(these),
            },
        };
        access = access.holding(Holding {
            allows: table(allows),
            denies: table(denies),
            ..Holding::built_in(Role::EndUser, anchor)
        });
    }
    access
}

/// The list, and what the rule says of each; both by slug, over both storefronts.
async fn listed_and_decided(
    tx: &mut Tx,
    world: &World,
) -> store::Result<(BTreeSet<String>, BTreeSet<String>)> {
    let ids = build(tx, world).await?;
    let access = access(&world.actor, &ids);
    let mut listed = BTreeSet::new();
    let mut decided = BTreeSet::new();
    for storefront in &ids.storefronts {
        if let Ok(offered) = catalogue::offered(&access) {
            let cards = store::catalogue::shelf(
                tx,
                &offered,
                (*storefront, Currency::Eur),
                &Shelf::default(),
            )
            .await?;
            listed.extend(
                cards
                    .iter()
                    .map(|card| format!("{} {}", storefront.0, card.slug)),
            );
            let categories = store::catalogue::categories(tx, &offered, *storefront).await?;
            let counted: i64 = categories.iter().map(|category| category.products).sum();
            assert_eq!(
                counted,
                i64::try_from(cards.len()).expect("few"),
                "the counts tell no more than the list"
            );
        }
        for at in 0..world.products.len() {
            let Some(product) =
                store::catalogue::product(tx, *storefront, &format!("p{at}")).await?
            else {
                continue;
            };
            if catalogue::see(&access, &product.facts()).is_ok() {
                decided.insert(format!("{} {}", storefront.0, product.slug));
            }
        }
    }
    Ok((listed, decided))
}

async fn holds(tx: &mut Tx, world: &World) -> store::Result<()> {
    let (listed, decided) = listed_and_decided(tx, world).await?;
    assert_eq!(listed, decided);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shelf_holds_what_the_rule_lets_through_on_sqlite() {
    in_worlds(&testkit::sqlite().await.store, &worlds(), 400, holds);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shelf_holds_what_the_rule_lets_through_on_postgresql() {
    in_worlds(&testkit::postgres().await.store, &worlds(), 200, holds);
}
