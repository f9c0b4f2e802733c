//! The list never forgets what the check knows: in random worlds, on both engines, the orders that
//! are listed, counted, searched or waiting are exactly those that the rules let through one by one.

use crate::in_worlds;
use access::{
    Access, Anchor, Assignee, Grants, Holding, Permission, Reach, Role, Visible, Who,
    permission::{approval, order},
    rules,
};
use domain::{
    AccountId, CompanyId, DepartmentId, OrderId, OrderNumber, StorefrontId, SupplierId, Timestamp,
    VisitorId,
    orders::{Audience, OrderFilter, OrderState, OrdersQuery, Side, Sort},
    production::JobState,
};
use proptest::prelude::*;
use std::{borrow::Cow, collections::BTreeSet};
use store::{Tx, sql::sql};

/// Two storefronts, two companies each, of which every second has two departments; three people, two
/// suppliers; orders anywhere; an actor with any grants at any anchor.
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
    visitor: Option<i64>,
    state: OrderState,
    total: i64,
    placed_at: i64,
    /// Approvers asked.
    asked: Vec<usize>,
    /// The supplier of each job, and where it stands.
    jobs: Vec<(Option<usize>, JobState)>,
}

#[derive(Clone, Debug)]
struct Actor {
    visitor: bool,
    company: Option<usize>,
    member_of: Vec<usize>,
    manages: Vec<usize>,
    holdings: Vec<(Role, AnchorAt, Vec<Granted>, Vec<Granted>)>,
}

type Granted = (Permission, Reach);

#[derive(Clone, Debug)]
enum AnchorAt {
    Platform,
    Storefronts(Vec<usize>),
    Company(usize),
    Departments(usize, Vec<usize>),
    Supplier(usize),
}

fn some(most: usize) -> impl Strategy<Value = Vec<usize>> + Clone {
    prop::collection::vec(0..most, 0..3)
}

fn orders() -> impl Strategy<Value = Order> {
    let place = (
        0_usize..2,
        prop::option::weighted(0.8, 0_usize..4),
        prop::option::weighted(0.7, 0_usize..4),
    );
    let people = (
        prop::option::weighted(0.8, 0_usize..3),
        prop::option::weighted(0.3, 0_usize..3),
        prop::option::weighted(0.2, 1_i64..3),
    );
    let state = prop_oneof![
        2 => Just(OrderState::AwaitingApproval),
        3 => prop::sample::select(&OrderState::ALL[..]),
    ];
    let job = (
        prop::option::weighted(0.6, 0_usize..2),
        prop::sample::select(&JobState::ALL[..]),
    );
    (
        place,
        people,
        state,
        0_i64..4,
        0_i64..4,
        some(3),
        prop::collection::vec(job, 1..3),
    )
        .prop_map(
            |(
                (storefront, company, department),
                (account, beneficiary, visitor),
                state,
                total,
                placed_at,
                asked,
                jobs,
            )| Order {
                storefront,
                company,
                department,
                account,
                beneficiary,
                visitor,
                state,
                total,
                placed_at,
                asked,
                jobs,
            },
        )
}

fn worlds() -> impl Strategy<Value = World> {
    let anchors = prop_oneof![
        Just(AnchorAt::Platform),
        some(2).prop_map(AnchorAt::Storefronts),
        (0_usize..4).prop_map(AnchorAt::Company),
        (0_usize..4, some(4)).prop_map(|(company, these)| AnchorAt::Departments(company, these)),
        (0_usize..2).prop_map(AnchorAt::Supplier),
    ];
    let grants = |most: usize| {
        let asked = vec![
            Permission::OrderView,
            Permission::OrderView,
            Permission::ApprovalDecide,
            Permission::ApprovalSelf,
        ];
        prop::collection::vec(
            (
                prop::sample::select(asked),
                prop::sample::select(&Reach::ALL[..]),
            ),
            0..most,
        )
    };
    let role = prop::sample::select(vec![Role::EndUser, Role::Supplier, Role::JobController]);
    let actor = (
        prop::bool::weighted(0.1),
        prop::option::weighted(0.8, 0_usize..4),
        some(4),
        some(4),
        prop::collection::vec((role, anchors, grants(6), grants(2)), 1..4),
    )
        .prop_map(|(visitor, company, member_of, manages, holdings)| Actor {
            visitor,
            company,
            member_of,
            manages,
            holdings,
        });
    (prop::collection::vec(orders(), 1..12), actor)
        .prop_map(|(orders, actor)| World { orders, actor })
}

/// The ids that the database gave.
#[derive(Default)]
struct Ids {
    storefronts: Vec<StorefrontId>,
    companies: Vec<CompanyId>,
    departments: Vec<DepartmentId>,
    /// The first is the actor's.
    accounts: Vec<AccountId>,
    suppliers: Vec<SupplierId>,
    orders: Vec<OrderId>,
}

async fn build(tx: &mut Tx, world: &World) -> store::Result<Ids> {
    let mut ids = Ids::default();
    for at in 0..2 {
        let storefront = sql(
            "insert into storefronts (slug, name, public, pack, currency, approval)
             values ($1, $1, false, 'corporate', 'EUR', true) returning id",
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
    }
    for at in 0..3 {
        let id = sql(
            "insert into accounts (name, state, created_at) values ($1, 'active', 0) returning id",
        )
        .bind(format!("p{at}"))
        .int(tx)
        .await?;
        ids.accounts.push(AccountId(id));
    }
    for at in 0..2 {
        let id = sql("insert into suppliers (name) values ($1) returning id")
            .bind(format!("u{at}"))
            .int(tx)
            .await?;
        ids.suppliers.push(SupplierId(id));
    }
    let product = sql(
        "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork)
         values ($1, 'p', 'Cards', 'Print', '', '', '{}', 'none') returning id",
    )
    .bind(ids.storefronts[0])
    .int(tx)
    .await?;
    for (at, order) in world.orders.iter().enumerate() {
        let id = place(tx, &ids, order, at).await?;
        ids.orders.push(id);
        for account in &order.asked {
            store::orders::assign(tx, id, Assignee::Account(ids.accounts[*account])).await?;
        }
        for (position, (supplier, state)) in order.jobs.iter().enumerate() {
            let supplier = supplier.map(|at| ids.suppliers[at]);
            if let Some(supplier) = supplier {
                store::orders::assign(tx, id, Assignee::Supplier(supplier)).await?;
            }
            sql("insert into jobs (order_id, storefront_id, position, product_id, product_name, quantity, chosen, price,
                    state, due_at, supplier_id)
                 values ($1, $2, $3, $4, $5, 1, '[]', 1, $6, 0, $7)")
            .bind(id)
            .bind(ids.storefronts[order.storefront])
            .bind(i64::try_from(position).expect("few jobs"))
            .bind(product)
            .bind(if position == 0 { "Cards" } else { "Flyers" })
            .bind(state.key())
            .bind(supplier)
            .run(tx)
            .await?;
        }
    }
    Ok(ids)
}

async fn place(tx: &mut Tx, ids: &Ids, order: &Order, at: usize) -> store::Result<OrderId> {
    let number = number_of(at);
    let id = sql(
        "insert into orders (number, storefront_id, company_id, department_id, account_id, visitor_id, beneficiary_id,
            contact_name, contact_email, state, total, currency, delivery, search, once, placed_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'Dana', 'dana@corporate.test', $8, $9, 'EUR', '{}', $10, $11, $12, $12)
         returning id",
    )
    .bind(number)
    .bind(ids.storefronts[order.storefront])
    .bind(order.company.map(|at| ids.companies[at]))
    .bind(order.department.map(|at| ids.departments[at]))
    .bind(order.account.map(|at| ids.accounts[at]))
    .bind(order.visitor)
    .bind(order.beneficiary.map(|at| ids.accounts[at]))
    .bind(order.state.key())
    .bind(order.total)
    .bind(format!("{} dana 50% off a_b", number.0))
    .bind(format!("once {at}"))
    .bind(order.placed_at)
    .int(tx)
    .await?;
    Ok(OrderId(id))
}

fn number_of(at: usize) -> OrderNumber {
    OrderNumber(10_000_000 + (i64::try_from(at).expect("few orders") * 7_919) % 1_000)
}

fn access(actor: &Actor, ids: &Ids) -> Access {
    let departments = |these: &[usize]| {
        these
            .iter()
            .map(|at| ids.departments[*at])
            .collect::<Vec<_>>()
    };
    let who = if actor.visitor {
        Who::Visitor(VisitorId(1))
    } else {
        Who::Account(ids.accounts[0])
    };
    let mut access = Access::new(who);
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
    for (role, anchor, allows, denies) in &actor.holdings {
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
        access = access.holding(Holding {
            allows: table(allows),
            denies: table(denies),
            ..Holding::built_in(*role, anchor)
        });
    }
    access
}

/// An order that the rules let the actor see, and how it stands for them.
struct Seen {
    at: usize,
    id: OrderId,
    state: OrderState,
    waits: bool,
}

async fn seen_one_by_one(
    tx: &mut Tx,
    world: &World,
    ids: &Ids,
    access: &Access,
) -> store::Result<Vec<Seen>> {
    let mut seen = Vec::new();
    let mine: Vec<SupplierId> = access.suppliers().collect();
    let audience = access.audience();
    for (at, (order, id)) in world.orders.iter().zip(&ids.orders).enumerate() {
        let record = store::orders::facts_of(tx, *id)
            .await?
            .expect("the order that was placed");
        if rules::orders::view(access, &record.facts()).is_err() {
            continue;
        }
        let state = if audience == Audience::Supplier {
            let sent = |supplier: &Option<usize>| {
                supplier.is_some_and(|at| mine.contains(&ids.suppliers[at]))
            };
            let jobs: Vec<JobState> = order
                .jobs
                .iter()
                .filter(|(one, _)| sent(one))
                .map(|(_, state)| *state)
                .collect();
            OrderState::of_supplied_jobs(&jobs)
        } else {
            record.state.seen_by(audience)
        };
        let waits = record.state == OrderState::AwaitingApproval
            && rules::approvals::decide(access, &record.facts()).is_ok();
        seen.push(Seen {
            at,
            id: *id,
            state,
            waits,
        });
    }
    Ok(seen)
}

/// Reads a whole list page by page, two rows each, and each page back again.
async fn all(
    tx: &mut Tx,
    visible: &Visible<'_, order::View>,
    filter: &OrderFilter,
) -> store::Result<Vec<OrderId>> {
    let mut ids = Vec::new();
    let mut filter = filter.clone();
    let mut before: Option<Vec<OrderId>> = None;
    loop {
        let page = store::orders::list(tx, visible, &filter, 2).await?;
        let rows: Vec<OrderId> = page.rows.iter().map(|row| row.id).collect();
        if let (Some(before), Some(cursor)) = (&before, page.previous.clone()) {
            let back = OrderFilter {
                start: Some((Side::Before, cursor)),
                ..filter.clone()
            };
            let back = store::orders::list(tx, visible, &back, 2).await?;
            assert_eq!(
                &back.rows.iter().map(|row| row.id).collect::<Vec<_>>(),
                before,
                "the page before"
            );
        }
        ids.extend(&rows);
        before = Some(rows);
        match page.next {
            Some(next) => filter.start = Some((Side::After, next)),
            None => return Ok(ids),
        }
    }
}

fn sorted(mut these: Vec<&Seen>, world: &World, sort: Sort, descending: bool) -> Vec<OrderId> {
    these.sort_by_key(|one| {
        let order = &world.orders[one.at];
        let value = match sort {
            Sort::Placed => order.placed_at,
            Sort::Number => number_of(one.at).0,
            Sort::Total => order.total,
        };
        (value, one.id)
    });
    if descending {
        these.reverse();
    }
    these.into_iter().map(|one| one.id).collect()
}

async fn lists_equal_decisions(tx: &mut Tx, world: &World) -> store::Result<()> {
    let ids = build(tx, world).await?;
    let access = access(&world.actor, &ids);
    let seen = seen_one_by_one(tx, world, &ids, &access).await?;
    let Ok(visible) = access.visible::<order::View>() else {
        assert!(seen.is_empty(), "what cannot be listed cannot be seen");
        return Ok(());
    };
    for (sort, descending) in [
        (Sort::Placed, true),
        (Sort::Number, false),
        (Sort::Total, true),
        (Sort::Placed, false),
    ] {
        let filter = OrderFilter {
            sort,
            descending,
            ..OrderFilter::default()
        };
        assert_eq!(
            all(tx, &visible, &filter).await?,
            sorted(seen.iter().collect(), world, sort, descending),
            "{sort:?}"
        );
    }
    for status in OrderState::ALL {
        let query = OrdersQuery {
            status: status.key().to_owned(),
            ..OrdersQuery::default()
        };
        let filter = query.filter(access.audience());
        let expected = seen
            .iter()
            .filter(|one| filter.status.is_none_or(|status| one.state == status))
            .collect();
        assert_eq!(
            all(tx, &visible, &filter).await?,
            sorted(expected, world, Sort::Placed, true),
            "{status:?}"
        );
    }
    for folder in store::orders::folders(tx, &visible).await? {
        let expected = seen.iter().filter(|one| one.state == folder.state).count();
        assert_eq!(
            usize::try_from(folder.count),
            Ok(expected),
            "{:?}",
            folder.state
        );
    }
    let filter = OrderFilter {
        from: Some(Timestamp(1)),
        until: Some(Timestamp(3)),
        ..OrderFilter::default()
    };
    let expected = seen
        .iter()
        .filter(|one| (1..3).contains(&world.orders[one.at].placed_at))
        .collect();
    assert_eq!(
        all(tx, &visible, &filter).await?,
        sorted(expected, world, Sort::Placed, true),
        "placed between"
    );
    searches(tx, world, &visible, &seen).await?;

    // Who decides for nobody but themselves has no list of what waits.
    if let Ok(decidable) = access.visible::<approval::Decide>() {
        let waiting: BTreeSet<OrderId> = seen
            .iter()
            .filter(|one| one.waits)
            .map(|one| one.id)
            .collect();
        let listed = store::approvals::waiting(tx, &visible, &decidable, 50).await?;
        assert_eq!(
            listed.iter().map(|row| row.id).collect::<BTreeSet<_>>(),
            waiting,
            "what waits"
        );
        let count = store::approvals::count(tx, &visible, &decidable).await?;
        assert_eq!(usize::try_from(count), Ok(waiting.len()), "how many wait");
    }
    Ok(())
}

async fn searches(
    tx: &mut Tx,
    world: &World,
    visible: &Visible<'_, order::View>,
    seen: &[Seen],
) -> store::Result<()> {
    let audience = visible.access().audience();
    let asking = |q: String| {
        OrdersQuery {
            q,
            ..OrdersQuery::default()
        }
        .filter(audience)
    };
    for at in 0..world.orders.len() {
        let found = all(tx, visible, &asking(number_of(at).to_string())).await?;
        let expected: Vec<OrderId> = seen
            .iter()
            .filter(|one| one.at == at)
            .map(|one| one.id)
            .collect();
        assert_eq!(found, expected, "by a number");
    }
    // The signs of a pattern are looked for as themselves, and a supplier finds nothing by the words
    // of the client.
    for (words, occur) in [
        ("DANA", true),
        ("50% off", true),
        ("0_o", false),
        ("a_b", true),
        ("danb", false),
    ] {
        let expected = seen
            .iter()
            .filter(|_| occur && audience != Audience::Supplier)
            .collect();
        let found = all(tx, visible, &asking(words.to_owned())).await?;
        assert_eq!(
            found,
            sorted(expected, world, Sort::Placed, true),
            "{words}"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_manager_holds_what_the_rules_let_through_on_sqlite() {
    in_worlds(
        &testkit::sqlite().await.store,
        &worlds(),
        200,
        lists_equal_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_manager_holds_what_the_rules_let_through_on_postgresql() {
    in_worlds(
        &testkit::postgres().await.store,
        &worlds(),
        100,
        lists_equal_decisions,
    );
}
