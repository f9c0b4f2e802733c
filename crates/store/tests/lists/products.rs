//! The shelf never forgets what the rule knows: in random worlds, on both engines, the products that
//! are listed are exactly those that the rule lets through, one by one.

use crate::{
    in_worlds,
    worlds::{self, Ids, some},
};
use access::{Permission, rules::catalogue};
use domain::{
    Currency,
    catalogue::{Configuration, Shelf},
    products::ProductFilter,
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use store::{Tx, sql::sql};

/// Products limited in every way.
type World = worlds::World<Product>;

const ASKED: &[Permission] = &[
    Permission::ProductView,
    Permission::CatalogBrowse,
    Permission::ProductViewDisabled,
    Permission::ProductManage,
];

#[derive(Clone, Debug)]
struct Product {
    storefront: usize,
    active: bool,
    /// Of the four companies; nothing where it is for all.
    companies: Option<Vec<usize>>,
    /// Of the four departments; nothing where it is for all.
    departments: Option<Vec<usize>>,
    folder: Option<Folder>,
}

/// The publication type that it is in: of one of the four companies, for some of the four departments.
#[derive(Clone, Debug)]
struct Folder {
    company: usize,
    departments: Option<Vec<usize>>,
}

fn worlds() -> impl Strategy<Value = World> {
    let folders =
        (0_usize..4, prop::option::of(some(4))).prop_map(|(company, departments)| Folder {
            company,
            departments,
        });
    let products = (
        0_usize..2,
        prop::bool::weighted(0.8),
        prop::option::of(some(4)),
        prop::option::of(some(4)),
        prop::option::of(folders),
    )
        .prop_map(
            |(storefront, active, companies, departments, folder)| Product {
                storefront,
                active,
                companies,
                departments,
                folder,
            },
        );
    worlds::of(prop::collection::vec(products, 1..8), ASKED)
}

async fn stock(tx: &mut Tx, ids: &Ids, products: &[Product]) -> store::Result<()> {
    let configuration =
        serde_json::to_string(&Configuration::default()).expect("a configuration as JSON");
    for (at, product) in products.iter().enumerate() {
        let folder = match &product.folder {
            Some(one) => Some(folder(tx, ids, product.storefront, one, at).await?),
            None => None,
        };
        let id = sql(
            "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork,
                active, for_all_companies, for_all_departments, publication_type_id)
             values ($1, $2, $2, 'Print', '', '', $3, 'none', $4, $5, $6, $7) returning id",
        )
        .bind(ids.storefronts[product.storefront])
        .bind(format!("p{at}"))
        .bind(&configuration)
        .bind(product.active)
        .bind(product.companies.is_none())
        .bind(product.departments.is_none())
        .bind(folder)
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
    Ok(())
}

async fn folder(
    tx: &mut Tx,
    ids: &Ids,
    storefront: usize,
    one: &Folder,
    at: usize,
) -> store::Result<i64> {
    let id = sql(
        "insert into publication_types (storefront_id, company_id, name, for_all_departments)
         values ($1, $2, $3, $4) returning id",
    )
    .bind(ids.storefronts[storefront])
    .bind(ids.companies[one.company])
    .bind(format!("f{at}"))
    .bind(one.departments.is_none())
    .int(tx)
    .await?;
    for department in one.departments.iter().flatten().collect::<BTreeSet<_>>() {
        sql("insert into publication_type_departments (publication_type_id, department_id) values ($1, $2)")
            .bind(id)
            .bind(ids.departments[*department])
            .run(tx)
            .await?;
    }
    Ok(id)
}

/// The list, and what the rule says of each; both by slug, over both storefronts.
async fn listed_and_decided(
    tx: &mut Tx,
    world: &World,
) -> store::Result<(BTreeSet<String>, BTreeSet<String>)> {
    let ids = world.build(tx).await?;
    stock(tx, &ids, &world.rows).await?;
    let access = world.access(&ids);
    let mut listed = BTreeSet::new();
    let mut decided = BTreeSet::new();
    let mut managed = BTreeSet::new();
    let mut limited = BTreeSet::new();
    if let Ok(these) = catalogue::managed(&access) {
        let all = ProductFilter::default();
        let page = store::catalogue::limited(tx, &these, &all, 100).await?;
        managed.extend(page.rows.iter().map(|row| row.id.0));
    }
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
        for at in 0..world.rows.len() {
            let Some(product) =
                store::catalogue::product(tx, *storefront, &format!("p{at}")).await?
            else {
                continue;
            };
            if catalogue::see(&access, &product.facts()).is_ok() {
                decided.insert(format!("{} {}", storefront.0, product.slug));
            }
            if catalogue::limit(&access, &product.facts()).is_ok() {
                limited.insert(product.id.0);
            }
        }
    }
    assert_eq!(managed, limited, "whose limits somebody sets");
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
