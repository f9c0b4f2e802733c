//! The floor's list never forgets what the rule knows: in random worlds, on both engines, the jobs
//! that are listed are exactly those that are decided on one by one.

use crate::in_worlds;
use access::{
    Access, Anchor, Grants, Holding, Permission, Reach, Role, Who, permission::production,
};
use domain::{
    AccountId, CompanyId, DepartmentId, JobId, StorefrontId, SupplierId, Timestamp, VisitorId,
    production::{
        JobState,
        list::{FOLDERS, JobFilter},
    },
};
use proptest::prelude::*;
use std::{borrow::Cow, collections::BTreeSet};
use store::{Tx, sql::sql};

/// Two storefronts with two companies each, of which every second has two departments; two suppliers;
/// three accounts, of which the actor is the first; an actor with any grants at any anchor.
#[derive(Clone, Debug)]
struct World {
    orders: Vec<Order>,
    actor: Actor,
}

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

#[derive(Clone, Debug)]
struct Actor {
    visitor: bool,
    company: Option<usize>,
    member_of: Vec<usize>,
    manages: Vec<usize>,
    holdings: Vec<(AnchorAt, Vec<Reach>, Vec<Reach>)>,
}

#[derive(Clone, Debug)]
enum AnchorAt {
    Platform,
    Storefronts(Vec<usize>),
    Company(usize),
    Departments(usize, Vec<usize>),
    Supplier(usize),
}

fn worlds() -> impl Strategy<Value = World> {
    let some = |most: usize| prop::collection::vec(0..most, 0..3);
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
    let anchors = prop_oneof![
        Just(AnchorAt::Platform),
        some(2).prop_map(AnchorAt::Storefronts),
        (0_usize..4).prop_map(AnchorAt::Company),
        (0_usize..4, some(4)).prop_map(|(company, these)| AnchorAt::Departments(company, these)),
        (0_usize..2).prop_map(AnchorAt::Supplier),
    ];
    let reaches =
        |most: usize| prop::collection::vec(prop::sample::select(&Reach::ALL[..]), 0..most);
    let actor = (
        prop::bool::weighted(0.2),
        prop::option::weighted(0.8, 0_usize..4),
        some(4),
        some(4),
        prop::collection::vec((anchors, reaches(3), reaches(2)), 1..3),
    )
        .prop_map(|(visitor, company, member_of, manages, holdings)| Actor {
            visitor,
            company,
            member_of,
            manages,
            holdings,
        });
    (prop::collection::vec(orders, 1..7), actor).prop_map(|(orders, actor)| World { orders, actor })
}

/// The ids that the database gave.
#[derive(Default)]
struct Ids {
    storefronts: Vec<StorefrontId>,
    companies: Vec<CompanyId>,
    departments: Vec<DepartmentId>,
    accounts: Vec<AccountId>,
    suppliers: Vec<SupplierId>,
    products: Vec<i64>,
    jobs: Vec<JobId>,
}

async fn build(tx: &mut Tx, world: &World) -> store::Result<Ids> {
    let mut ids = Ids::default();
    for at in 0..2 {
        let storefront = sql(
            "insert into storefronts (slug, name, public, pack, currency, approval)
             values ($1, $1, false, 'corporate', 'EUR', false) returning id",
        )
        .bind(format!("s{at}"))
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
        let product = sql(
            "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork)
             values ($1, 'cards', 'Cards', 'Print', '', '', '{}', 'none') returning id",
        )
        .bind(storefront)
        .int(tx)
        .await?;
        ids.products.push(product);
        let supplier = sql("insert into suppliers (name) values ($1) returning id")
            .bind(format!("u{at}"))
            .int(tx)
            .await?;
        ids.suppliers.push(SupplierId(supplier));
    }
    for at in 0..3 {
        let id = sql(
            "insert into accounts (name, state, created_at) values ($1, 'active', 0) returning id",
        )
        .bind(format!("a{at}"))
        .int(tx)
        .await?;
        ids.accounts.push(AccountId(id));
    }
    for (at, order) in world.orders.iter().enumerate() {
        build_order(tx, &mut ids, at, order).await?;
    }
    Ok(ids)
}

async fn build_order(tx: &mut Tx, ids: &mut Ids, at: usize, order: &Order) -> store::Result<()> {
    let number = i64::try_from(at).expect("few") + 1;
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
    .bind(order.visitor.then_some(1_i64))
    .bind(order.beneficiary.map(|at| ids.accounts[at]))
    .bind(number.to_string())
    .int(tx)
    .await?;
    let mut named: BTreeSet<(&str, i64)> = order
        .asked
        .map(|at| ("account", ids.accounts[at].0))
        .into_iter()
        .collect();
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
        .bind(ids.products[order.storefront])
        .bind(state.key())
        .bind(Timestamp(number % 3))
        .bind(supplier)
        .int(tx)
        .await?;
        ids.jobs.push(JobId(job));
    }
    for (kind, assignee) in named {
        sql("insert into order_assignees (kind, assignee_id, order_id, placed_at) values ($1, $2, $3, 0)")
            .bind(kind)
            .bind(assignee)
            .bind(id)
            .run(tx)
            .await?;
    }
    Ok(())
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
        Who::Account(ids.accounts[0])
    });
    access.company = actor.company.map(|at| ids.companies[at]);
    access.company_has_departments = actor.company.is_some_and(|at| at % 2 == 1);
    access.member_of = departments(&actor.member_of);
    access.manages = departments(&actor.manages);
    let table = |reaches: &[Reach]| {
        let grants = reaches.iter().fold(Grants::NONE, |grants, reach| {
            grants.with(Permission::ProductionQueue, *reach)
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
            AnchorAt::Supplier(one) => Anchor::Supplier([ids.suppliers[*one]]),
        };
        let role = Holding::built_in(Role::JobController, anchor);
        access = access.holding(Holding {
            allows: table(allows),
            denies: table(denies),
            ..role
        });
    }
    access
}

/// The list in two pages' length, and what is decided on each job.
async fn listed_and_decided(
    tx: &mut Tx,
    world: &World,
) -> store::Result<(BTreeSet<i64>, BTreeSet<i64>)> {
    let ids = build(tx, world).await?;
    let access = access(&world.actor, &ids);
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
        for id in &ids.jobs {
            let found = store::production::one(tx, &visible, *id)
                .await?
                .filter(|job| job.state.on_the_floor());
            assert_eq!(found.is_some(), listed.contains(&id.0), "nor does a ticket");
        }
    }
    let mut decided = BTreeSet::new();
    for id in &ids.jobs {
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
