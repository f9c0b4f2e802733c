//! The list never forgets what the check knows: in random worlds, on both engines, the orders that
//! are listed, counted, searched or waiting are exactly those that the rules let through one by one.

mod placed;

use crate::{
    in_worlds,
    worlds::{self, Ids},
};
use access::{
    Access, Permission, Visible,
    permission::{approval, order},
    rules,
};
use domain::{
    Currency, OrderId, SupplierId, Timestamp,
    lists::PageOf,
    orders::{Audience, OrderFilter, OrderState, OrdersQuery, Side, Sort},
    production::JobState,
    reports::OrderReportFilter,
};
use placed::{Order, number_of, orders, place_all};
use proptest::prelude::*;
use std::collections::BTreeSet;
use store::Tx;

/// Orders placed anywhere.
type World = worlds::World<Order>;

/// Any of the three may reach further than another.
const LISTED: &[Permission] = &[
    Permission::OrderView,
    Permission::OrderView,
    Permission::OrderOverview,
    Permission::OrderOverview,
    Permission::OrderSearch,
];

const DECIDED: &[Permission] = &[
    Permission::OrderView,
    Permission::OrderView,
    Permission::ApprovalDecide,
    Permission::ApprovalSelf,
    Permission::ReportOrdersExport,
];

/// Orders that no day counts, and jobs that are late once their day has passed.
const OVER: [OrderState; 2] = [OrderState::Rejected, OrderState::Cancelled];
const DUE: [JobState; 5] = [
    JobState::Ready,
    JobState::Blocked,
    JobState::InProduction,
    JobState::WithSupplier,
    JobState::Produced,
];

fn worlds(asked: &'static [Permission]) -> impl Strategy<Value = World> {
    worlds::of(prop::collection::vec(orders(), 1..12), asked)
}

/// An order that the rules let the actor open, and how it stands for them.
struct Seen {
    at: usize,
    id: OrderId,
    state: OrderState,
    listed: bool,
    found: bool,
    waits: bool,
}

async fn seen_one_by_one(
    tx: &mut Tx,
    placed: &[(OrderId, &Order)],
    ids: &Ids,
    access: &Access,
) -> store::Result<Vec<Seen>> {
    let mut seen = Vec::new();
    let mine: Vec<SupplierId> = access.suppliers().collect();
    let audience = access.audience();
    for (at, (id, order)) in placed.iter().enumerate() {
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
        let also = |permission| access.decide(permission, &record.object()).is_ok();
        seen.push(Seen {
            at,
            id: *id,
            state,
            listed: also(Permission::OrderOverview),
            found: also(Permission::OrderSearch),
            waits,
        });
    }
    Ok(seen)
}

/// What is read: the list, or what is found.
#[derive(Clone, Copy)]
enum Read<'a> {
    Listed(
        &'a Visible<'a, order::View>,
        &'a Visible<'a, order::Overview>,
    ),
    Found(&'a Visible<'a, order::View>, &'a Visible<'a, order::Search>),
}

/// A page of two rows.
async fn page_of(
    tx: &mut Tx,
    read: Read<'_>,
    filter: &OrderFilter,
) -> store::Result<PageOf<store::orders::Listed>> {
    match read {
        Read::Listed(seen, listed) => store::orders::list(tx, seen, listed, filter, 2).await,
        Read::Found(seen, found) => store::orders::search(tx, seen, found, filter, 2).await,
    }
}

/// Reads a whole list page by page, and each page back again.
async fn all(tx: &mut Tx, read: Read<'_>, filter: &OrderFilter) -> store::Result<Vec<OrderId>> {
    let mut ids = Vec::new();
    let mut filter = filter.clone();
    let mut before: Option<Vec<OrderId>> = None;
    loop {
        let page = page_of(tx, read, &filter).await?;
        let rows: Vec<OrderId> = page.rows.iter().map(|row| row.id).collect();
        if let (Some(before), Some(cursor)) = (&before, page.previous.clone()) {
            let back = OrderFilter {
                start: Some((Side::Before, cursor)),
                ..filter.clone()
            };
            let back = page_of(tx, read, &back).await?;
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
        let order = &world.rows[one.at];
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
    let ids = world.build(tx).await?;
    let placed = place_all(tx, &ids, &world.rows).await?;
    let access = world.access(&ids);
    let seen = seen_one_by_one(tx, &placed, &ids, &access).await?;
    found_equals_decisions(tx, world, &access, &seen).await?;
    let seen: Vec<Seen> = seen.into_iter().filter(|one| one.listed).collect();
    let Ok((opened, listed)) = rules::orders::listed(&access) else {
        assert!(seen.is_empty(), "what no list holds is not listed");
        return Ok(());
    };
    let list = Read::Listed(&opened, &listed);
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
            all(tx, list, &filter).await?,
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
            all(tx, list, &filter).await?,
            sorted(expected, world, Sort::Placed, true),
            "{status:?}"
        );
    }
    for folder in store::orders::folders(tx, &opened, &listed).await? {
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
        .filter(|one| (1..3).contains(&world.rows[one.at].placed_at))
        .collect();
    assert_eq!(
        all(tx, list, &filter).await?,
        sorted(expected, world, Sort::Placed, true),
        "placed between"
    );
    let figures =
        store::dashboard::dashboard(tx, &opened, &listed, Currency::Eur, Timestamp(4)).await?;
    let days: i64 = figures.days.iter().map(|day| day.orders).sum();
    let orders: Vec<&Order> = seen.iter().map(|one| &world.rows[one.at]).collect();
    let lives = orders.iter().filter(|order| !OVER.contains(&order.state));
    assert_eq!(usize::try_from(days), Ok(lives.count()), "of the last days");
    let due = |order: &Order| order.jobs.iter().any(|(_, state)| DUE.contains(state));
    let late = orders.iter().filter(|order| due(order)).count();
    assert_eq!(usize::try_from(figures.late), Ok(late), "running late");
    Ok(())
}

async fn waiting_equals_decisions(tx: &mut Tx, world: &World) -> store::Result<()> {
    let ids = world.build(tx).await?;
    let placed = place_all(tx, &ids, &world.rows).await?;
    let access = world.access(&ids);
    report_equals_decisions(tx, &placed, &ids, &access).await?;
    let seen = seen_one_by_one(tx, &placed, &ids, &access).await?;
    let Ok(visible) = access.visible::<order::View>() else {
        assert!(seen.is_empty(), "what cannot be opened cannot be seen");
        return Ok(());
    };
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

/// The report counts the orders that are decided on one by one, and no job of them that was rejected or
/// cancelled. Each is in one line: what is ordered at a storefront here is one product.
async fn report_equals_decisions(
    tx: &mut Tx,
    placed: &[(OrderId, &Order)],
    ids: &Ids,
    access: &Access,
) -> store::Result<()> {
    let mut counted = Vec::new();
    for (id, order) in placed {
        let record = store::orders::facts_of(tx, *id)
            .await?
            .expect("the order that was placed");
        let dead = [JobState::Rejected, JobState::Cancelled];
        let jobs = order.jobs.iter().filter(|(_, state)| !dead.contains(state));
        let jobs = jobs.count();
        let reached = access.decide(Permission::ReportOrdersExport, &record.object());
        if reached.is_ok() && jobs > 0 {
            counted.push((record, jobs));
        }
    }
    let Ok(visible) = rules::reports::orders(access) else {
        let supplier = access.audience() == Audience::Supplier;
        assert!(supplier || counted.is_empty(), "what is not reported");
        return Ok(());
    };
    let everything = OrderReportFilter {
        words: Vec::new(),
        from: Timestamp(0),
        until: None,
        company: None,
        department: None,
        product: None,
    };
    let of = |from, until, department| OrderReportFilter {
        from: Timestamp(from),
        until,
        department,
        ..everything.clone()
    };
    for filter in [
        everything.clone(),
        of(1, Some(Timestamp(3)), None),
        of(0, None, Some(ids.departments[0])),
    ] {
        let (lines, more) = store::orders::report(tx, &visible, &filter, 100).await?;
        assert!(!more, "few orders");
        let passing = counted.iter().filter(|(record, _)| {
            record.placed_at >= filter.from
                && filter.until.is_none_or(|until| record.placed_at < until)
                && (filter.department.is_none() || filter.department == record.department)
        });
        let expected = passing.fold((0, 0), |(orders, jobs), (_, more)| {
            (orders + 1, jobs + more)
        });
        let found = lines.iter().fold((0, 0), |(orders, jobs), line| {
            (orders + line.orders, jobs + line.quantity)
        });
        let found = (usize::try_from(found.0), usize::try_from(found.1));
        assert_eq!(found, (Ok(expected.0), Ok(expected.1)), "{filter:?}");
    }
    Ok(())
}

/// What is found by words reaches as far as looking for it does, whatever else is listed.
async fn found_equals_decisions(
    tx: &mut Tx,
    world: &World,
    access: &Access,
    seen: &[Seen],
) -> store::Result<()> {
    let seen: Vec<&Seen> = seen.iter().filter(|one| one.found).collect();
    let (Ok(opened), Ok(found)) = (
        access.visible::<order::View>(),
        access.visible::<order::Search>(),
    ) else {
        assert!(seen.is_empty(), "what cannot be looked for is not found");
        return Ok(());
    };
    let read = Read::Found(&opened, &found);
    let audience = access.audience();
    let asking = |q: String| {
        OrdersQuery {
            q,
            ..OrdersQuery::default()
        }
        .filter(audience)
    };
    for at in 0..world.rows.len() {
        let found = all(tx, read, &asking(number_of(at).to_string())).await?;
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
            .copied()
            .filter(|_| occur && audience != Audience::Supplier)
            .collect();
        let found = all(tx, read, &asking(words.to_owned())).await?;
        assert_eq!(
            found,
            sorted(expected, world, Sort::Placed, true),
            "{words}"
        );
    }
    Ok(())
}

/// PJ-09, PJ-51, PSM-10, PSM-12: rows, folders and what is found, for every role.
#[tokio::test(flavor = "multi_thread")]
async fn the_order_manager_holds_what_the_rules_let_through_on_sqlite() {
    in_worlds(
        &testkit::sqlite().await.store,
        &worlds(LISTED),
        200,
        lists_equal_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_manager_holds_what_the_rules_let_through_on_postgresql() {
    in_worlds(
        &testkit::postgres().await.store,
        &worlds(LISTED),
        100,
        lists_equal_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_and_what_is_reported_is_what_the_rules_let_through_on_sqlite() {
    in_worlds(
        &testkit::sqlite().await.store,
        &worlds(DECIDED),
        200,
        waiting_equals_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_and_what_is_reported_is_what_the_rules_let_through_on_postgresql() {
    in_worlds(
        &testkit::postgres().await.store,
        &worlds(DECIDED),
        100,
        waiting_equals_decisions,
    );
}
