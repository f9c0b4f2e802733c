//! What a decision costs, beside cedar-policy on the same requests in the same run.
//!
//! `cargo bench -p access` prints criterion's figures, and below them the two that
//! docs/benchmarks.md speaks of: the ratio, and how long the slowest hundredth takes.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark may fail by panicking"
)]
#![expect(dead_code, reason = "of the tests' worlds only some are measured")]

#[path = "../tests/cedar.rs"]
mod cedar;
#[path = "../tests/table.rs"]
mod table;
#[path = "../tests/world.rs"]
mod world;

use access::{Access, Anchor, Holding, Permission, Role, Who, permission::order};
use cedar::Cedar;
use cedar_policy::{Entities, PolicySet, Request};
use criterion::{Criterion, criterion_group};
use domain::{CompanyId, DepartmentId, LinkId, StorefrontId, VisitorId};
use proptest::{
    collection::vec,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};
use world::{ME, Thing, any_thing};

const PERMISSIONS: [Permission; 8] = [
    Permission::OrderView,
    Permission::OrderCancel,
    Permission::ApprovalDecide,
    Permission::ProductView,
    Permission::UserView,
    Permission::ArtworkDownload,
    Permission::JobSetStatus,
    Permission::SystemSettingsEdit,
];

/// An actor with what they ask about, for both.
struct Actor {
    access: Access,
    things: Vec<Thing>,
    policies: PolicySet,
    entities: Entities,
    requests: Vec<(Permission, usize, Request)>,
}

/// Everybody once: each role at its storefront, a customer's designation on top of their role.
fn actors(cedar: &Cedar) -> Vec<Actor> {
    let mut runner = TestRunner::deterministic();
    Role::ALL
        .iter()
        .map(|role| {
            let who = match role {
                Role::Guest | Role::Visitor => Who::Visitor(VisitorId(1)),
                Role::ExternalApprover => Who::Link(LinkId(1)),
                _ => Who::Account(ME),
            };
            let anchor = if role.is_platform_administrator() {
                Anchor::Platform
            } else {
                Anchor::Storefronts(vec![StorefrontId(1)])
            };
            let mut access = Access {
                company: Some(CompanyId(1)),
                company_has_departments: true,
                member_of: vec![DepartmentId(1)],
                manages: vec![DepartmentId(1), DepartmentId(2)],
                ..Access::new(who)
            };
            if matches!(
                role,
                Role::SeniorManager | Role::CorporateDepartmentManager | Role::CorporateApprover
            ) {
                access = access.holding(Holding::built_in(Role::EndUser, anchor.clone()));
            }
            let access = access.holding(Holding::built_in(*role, anchor));
            let things = vec(any_thing(), 12)
                .new_tree(&mut runner)
                .unwrap()
                .current();
            let mut requests = Vec::new();
            for permission in PERMISSIONS {
                requests.extend((0..things.len()).map(|thing| {
                    (
                        permission,
                        thing,
                        Cedar::request(&access, permission, thing),
                    )
                }));
            }
            Actor {
                policies: cedar.policies(&access),
                entities: Cedar::entities(&access, &things),
                access,
                things,
                requests,
            }
        })
        .collect()
}

/// All requests once by us; how many are allowed.
fn ours(actors: &[Actor]) -> usize {
    let mut allowed = 0;
    for actor in actors {
        for (permission, thing, _) in &actor.requests {
            let object = actor.things[*thing].object();
            allowed += usize::from(
                black_box(&actor.access)
                    .decide(black_box(*permission), black_box(&object))
                    .is_ok(),
            );
        }
    }
    allowed
}

/// The same by Cedar, each actor with no policies but their own.
fn theirs(cedar: &Cedar, actors: &[Actor]) -> usize {
    let mut allowed = 0;
    for actor in actors {
        for (_, _, request) in &actor.requests {
            let answer = cedar.authorizer.is_authorized(
                black_box(request),
                &actor.policies,
                &actor.entities,
            );
            allowed += usize::from(answer.decision() == cedar_policy::Decision::Allow);
        }
    }
    allowed
}

fn benches_of(criterion: &mut Criterion) {
    let cedar = Cedar::new();
    let actors = actors(&cedar);
    let mut group = criterion.benchmark_group("every role's requests");
    group.sample_size(20);
    group.bench_function("decide", |bencher| bencher.iter(|| ours(&actors)));
    group.bench_function("cedar-policy", |bencher| {
        bencher.iter(|| theirs(&cedar, &actors))
    });
    group.finish();

    let manager = actors
        .iter()
        .find(|actor| actor.access.holdings.len() > 1)
        .unwrap();
    let object = manager.things[0].object();
    criterion.bench_function("one decision", |bencher| {
        bencher.iter(|| {
            black_box(&manager.access)
                .decide(black_box(Permission::OrderView), &object)
                .is_ok()
        });
    });
    criterion.bench_function(
        "the terms of a permission, with their conditions",
        |bencher| {
            bencher.iter(|| {
                let terms = black_box(&manager.access).terms(black_box(Permission::OrderView));
                terms
                    .map(|term| term.conditions().iter().count())
                    .sum::<usize>()
            });
        },
    );
    criterion.bench_function("the filter of a list", |bencher| {
        bencher.iter(|| {
            black_box(&manager.access)
                .visible::<order::View>()
                .map(|list| list.terms())
                .unwrap()
        });
    });
}

criterion_group!(benches, benches_of);

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Both in turns, so that what else the machine does falls on both.
fn figures() {
    let cedar = Cedar::new();
    let actors = actors(&cedar);
    let requests: usize = actors.iter().map(|actor| actor.requests.len()).sum();
    assert_eq!(ours(&actors), theirs(&cedar, &actors), "the two disagree");

    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..15 {
        let start = Instant::now();
        for _ in 0..50 {
            black_box(ours(&actors));
        }
        our_times.push(start.elapsed() / 50);
        let start = Instant::now();
        black_box(theirs(&cedar, &actors));
        their_times.push(start.elapsed());
    }
    let (our_time, their_time) = (median(our_times), median(their_times));
    let each = |time: Duration| time.as_secs_f64() * 1e9 / requests as f64;
    println!(
        "decide: {:.0} ns, cedar-policy: {:.0} ns ({requests} requests of {} actors)",
        each(our_time),
        each(their_time),
        actors.len()
    );
    println!(
        "decide is {:.0} times as fast as cedar-policy",
        their_time.as_secs_f64() / our_time.as_secs_f64()
    );

    singles(&actors);
}

/// How long the slow ones take: each decision is timed by itself, and what the clock takes to tell
/// is in it.
fn singles(actors: &[Actor]) {
    let timed = |what: &mut dyn FnMut()| {
        let start = Instant::now();
        what();
        start.elapsed()
    };
    let mut times = Vec::new();
    let mut clock = Vec::new();
    for _ in 0..100 {
        for actor in actors {
            for (permission, thing, _) in &actor.requests {
                let object = actor.things[*thing].object();
                times.push(timed(&mut || {
                    let answer = black_box(&actor.access).decide(black_box(*permission), &object);
                    black_box(answer.is_ok());
                }));
                clock.push(timed(&mut || ()));
            }
        }
    }
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_nanos();
    println!(
        "one decision, by itself: median {} ns, p99 {} ns, p99.9 {} ns, of which the clock takes {} ns",
        at(0.5),
        at(0.99),
        at(0.999),
        median(clock).as_nanos()
    );
}

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    // `cargo test --all-targets` only asks whether it runs.
    if std::env::args().any(|argument| argument == "--bench") {
        figures();
    }
}
