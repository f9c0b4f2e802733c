//! The floor's list never forgets what the rule knows: in random worlds, on both engines, the jobs
//! that are listed are exactly those that are decided on one by one.

use crate::{
    in_worlds,
    worlds::{self, Ids, VISITOR},
};
use access::{Permission, permission::production};
use domain::{
    JobId, ProductId, Timestamp,
    production::{
        JobState,
        list::{FOLDERS, JobFilter},
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use store::{Tx, sql::sql};

/// Orders placed anywhere, and their jobs.
type World = worlds::World<Order>;

/// Seeing an order shows nothing of it on the floor.
const ASKED: &[Permission] = &[
    Permission::ProductionQueue,
    Permission::ProductionQueue,
    Permission::OrderView,
];

#[derive(Clone, Debug)]
struct Order {
    storefront: usize,
    company: Option<usize>,
    department: Option<usize>,
    account: Option<usize>,
    beneficiary: Option<usize>,
    visitor: bool,
    asked: Option<usize>,
    jobs: Vec<(JobState, Option<usize>)>,
}

fn worlds() -> impl Strategy<Value = World> {
    let one = |most: usize| prop::option::of(0..most);
    let jobs = prop::collection::vec((prop::sample::select(&JobState::ALL[..]), one(2)), 1..4);
    let orders = (
        0_usize..2,
        one(4),
        one(4),
        one(3),
        one(3),
        prop::bool::weighted(0.2),
        one(3),
        jobs,
    )
        .prop_map(
            |(storefront, company, department, account, beneficiary, visitor, asked, jobs)| Order {
                storefront,
                company,
                department,
                account,
                beneficiary,
                visitor,
                asked,
                jobs,
            },
        );
    worlds::of(prop::collection::vec(orders, 1..7), ASKED)
}

/// The ids of all the jobs.
async fn place_all(tx: &mut Tx, ids: &Ids, orders: &[Order]) -> store::Result<Vec<JobId>> {
    let products = worlds::products(tx, ids).await?;
    let mut jobs = Vec::new();
    for (order, number) in orders.iter().zip(1_i64..) {
        jobs.extend(place(tx, ids, number, order, &products).await?);
    }
    Ok(jobs)
}

async fn place(
    tx: &mut Tx,
    ids: &Ids,
    number: i64,
    order: &Order,
    products: &[ProductId],
) -> store::Result<Vec<JobId>> {
    let id = sql(
        "insert into orders (number, storefront_id, company_id, department_id, account_id, visitor_id, beneficiary_id,
            contact_name, contact_email, state, total, currency, delivery, search, once, placed_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, '', '', 'approved', 0, 'EUR', '{}', '', $8, 0, 0) returning id",
    )
    .bind(number)
    .bind(ids.storefronts[order.storefront])
    .bind(order.company.map(|at| ids.companies[at]))
    .bind(order.department.map(|at| ids.departments[at]))
    .bind(order.account.map(|at| ids.accounts[at]))
    .bind(order.visitor.then_some(VISITOR))
    .bind(order.beneficiary.map(|at| ids.accounts[at]))
    .bind(number.to_string())
    .int(tx)
    .await?;
    let mut named: BTreeSet<(&str, i64)> = order
        .asked
        .map(|at| ("account", ids.accounts[at].0))
        .into_iter()
        .collect();
    let mut jobs = Vec::new();
    for (position, (state, supplier)) in order.jobs.iter().enumerate() {
        let supplier = supplier.map(|at| ids.suppliers[at]);
        named.extend(supplier.map(|id| ("supplier", id.0)));
        let job = sql(
            "insert into jobs (order_id, storefront_id, position, product_id, product_name, quantity, chosen, price,
                state, due_at, supplier_id)
             values ($1, $2, $3, $4, 'Cards', 1, '[]', 0, $5, $6, $7) returning id",
        )
        .bind(id)
        .bind(ids.storefronts[order.storefront])
        .bind(i64::try_from(position).expect("few"))
        .bind(products[order.storefront])
        .bind(state.key())
        .bind(Timestamp(number % 3))
        .bind(supplier)
        .int(tx)
        .await?;
        jobs.push(JobId(job));
    }
    for (kind, assignee) in named {
        sql("insert into order_assignees (kind, assignee_id, order_id, placed_at) values ($1, $2, $3, 0)")
            .bind(kind)
            .bind(assignee)
            .bind(id)
            .run(tx)
            .await?;
    }
    Ok(jobs)
}

/// The list in two pages' length, and what is decided on each job.
async fn listed_and_decided(
    tx: &mut Tx,
    world: &World,
) -> store::Result<(BTreeSet<i64>, BTreeSet<i64>)> {
    let ids = world.build(tx).await?;
    let jobs = place_all(tx, &ids, &world.rows).await?;
    let access = world.access(&ids);
    let mut listed = BTreeSet::new();
    if let Ok(visible) = access.visible::<production::Queue>() {
        let mut filter = JobFilter {
            states: FOLDERS.to_vec(),
            ..JobFilter::default()
        };
        // Three at a time, so that pages have edges.
        loop {
            let page = store::production::list(tx, &visible, &filter, 3).await?;
            for job in &page.rows {
                assert!(listed.insert(job.id.0), "each job is on one page only");
                let allowed = access
                    .decide(Permission::ProductionQueue, &job.facts().object)
                    .is_ok();
                assert!(allowed, "the facts of a row are those of its job");
            }
            match page.next {
                Some(cursor) => filter.after = Some(cursor),
                None => break,
            }
        }
        let folders = store::production::folders(tx, &visible, &JobFilter::default()).await?;
        let counted: i64 = folders.iter().map(|(_, count)| count).sum();
        assert_eq!(
            counted,
            i64::try_from(listed.len()).expect("few"),
            "the counts tell no more than the list"
        );
        for id in &jobs {
            let found = store::production::one(tx, &visible, *id)
                .await?
                .filter(|job| job.state.on_the_floor());
            assert_eq!(found.is_some(), listed.contains(&id.0), "nor does a ticket");
        }
    }
    let mut decided = BTreeSet::new();
    for id in &jobs {
        let job = store::production::job(tx, *id).await?.expect("the job");
        if job.state.on_the_floor()
            && access
                .decide(Permission::ProductionQueue, &job.object())
                .is_ok()
        {
            decided.insert(id.0);
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
async fn the_floor_holds_what_the_rule_lets_through_on_sqlite() {
    in_worlds(&testkit::sqlite().await.store, &worlds(), 400, holds);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_floor_holds_what_the_rule_lets_through_on_postgresql() {
    in_worlds(&testkit::postgres().await.store, &worlds(), 200, holds);
}
