//! Random worlds, decided by this crate and by cedar-policy. `QUOIN_ORACLE_CASES` says how many
//! decisions to compare.

use crate::cedar::Cedar;
use crate::world::{Thing, allows, any_access, any_permission, any_standing, any_thing};
use access::{Access, Permission, RoleName};
use domain::AccountId;
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::Index,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use std::{env, thread};

const DEFAULT: u64 = 120_000;

/// What is compared in one world: one actor, some things, and what is asked about each.
#[derive(Clone, Debug)]
struct Case {
    access: Access,
    things: Vec<Thing>,
    permissions: Vec<Permission>,
}

fn any_case() -> impl Strategy<Value = Case> {
    let standing = prop_oneof![15 => Just(access::Standing::Active), 1 => any_standing()];
    let acting = option::weighted(0.05, Just(AccountId(9)));
    let held = vec(any::<Index>(), 18);
    (
        any_access(),
        standing,
        acting,
        vec(any_thing(), 8),
        held,
        vec(any_permission(), 6),
    )
        .prop_map(
            |(access, standing, acting, things, held, mut permissions)| {
                let access = Access {
                    standing,
                    acting,
                    ..access
                };
                // Mostly what the actor holds or is denied somewhere; the rest is refused anyway.
                let known: Vec<Permission> = access
                    .holdings
                    .iter()
                    .flat_map(|holding| holding.allows.iter().chain(holding.denies.iter()))
                    .map(|(permission, _)| permission)
                    .chain([Permission::ApprovalDecide, Permission::ApprovalSelf])
                    .collect();
                permissions.extend(held.iter().map(|index| *index.get(&known)));
                Case {
                    access,
                    things,
                    permissions,
                }
            },
        )
}

#[derive(Default)]
struct Tally {
    cases: u64,
    allowed: u64,
    denied_explicitly: u64,
    differences: Vec<String>,
}

fn compare(cedar: &Cedar, seed: u8, cases: u64) -> Tally {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (any_case, mut tally) = (any_case(), Tally::default());
    while tally.cases < cases {
        let Case {
            access,
            things,
            permissions,
        } = any_case.new_tree(&mut runner).unwrap().current();
        let policies = cedar.policies(&access);
        let entities = Cedar::entities(&access, &things);
        for (number, thing) in things.iter().enumerate() {
            for permission in &permissions {
                let ours = allows(&access, *permission, thing);
                let theirs = cedar.allows(
                    &Cedar::request(&access, *permission, number),
                    &policies,
                    &entities,
                );
                tally.cases += 1;
                tally.allowed += u64::from(ours);
                let custom = access
                    .holdings
                    .iter()
                    .filter(|one| matches!(one.role, RoleName::Custom { .. }));
                tally.denied_explicitly += u64::from(
                    !ours
                        && custom
                            .map(|one| one.denies.of(*permission))
                            .any(|one| !one.is_empty()),
                );
                if ours != theirs && tally.differences.len() < 5 {
                    tally.differences.push(format!(
                        "{permission}: ours {ours}, cedar {theirs}\n{access:#?}\n{thing:#?}"
                    ));
                }
            }
        }
    }
    tally
}

#[test]
fn every_decision_is_that_of_cedar() {
    let wanted = env::var("QUOIN_ORACLE_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(DEFAULT);
    let workers = thread::available_parallelism().map_or(1, |count| count.get().min(8));
    let cedar = Cedar::new();
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let cedar = &cedar;
        let each = wanted.div_ceil(workers as u64);
        let running: Vec<_> = (0..workers)
            .map(|worker| scope.spawn(move || compare(cedar, worker as u8, each)))
            .collect();
        running
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    });
    let total = |of: fn(&Tally) -> u64| tallies.iter().map(of).sum::<u64>();
    let (cases, allowed, denied) = (
        total(|one| one.cases),
        total(|one| one.allowed),
        total(|one| one.denied_explicitly),
    );
    let differences: Vec<&String> = tallies
        .iter()
        .flat_map(|tally| &tally.differences)
        .collect();
    println!(
        "{cases} decisions compared with cedar-policy ({allowed} allowed, {denied} refused beside an explicit denial), {} differences",
        differences.len()
    );
    for difference in &differences {
        println!("{difference}");
    }
    assert!(differences.is_empty());
    assert!(cases >= wanted);
    // Worlds in which nothing is allowed, or nothing refused, would prove nothing.
    assert!(
        allowed * 20 > cases && allowed * 2 < cases,
        "{allowed} of {cases} allowed"
    );
    assert!(denied * 100 > cases, "{denied} of {cases} denied");
}
