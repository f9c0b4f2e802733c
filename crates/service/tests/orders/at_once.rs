//! Each pair of acts that write to the same order, run against each other for real: exactly one
//! wins, and the other one is told.

use crate::demo::{World, worlds};
use access::{Ctx, Failure};
use domain::{
    OrderNumber,
    approvals::{Decide, DecideField},
    orders::{OnOrder, OrderState},
};
use service::{
    approvals::decide,
    orders::{cancel, hold},
};

/// How often each pair is run: a race that is lost once in ten is lost.
const ROUNDS: usize = 8;

/// An order that waits, again: as if nothing had happened to it yet.
async fn wait_again(world: &World, number: OrderNumber) {
    world
        .arrange(
            "update orders set state = 'awaiting-approval' where number = $1",
            number,
        )
        .await;
    world
        .arrange("update jobs set state = 'waiting' where order_id = (select id from orders where number = $1)", number)
        .await;
    world
        .arrange(
            "update approvals set state = 'pending', decided_at = null, decided_by = null, decided_by_name = null
             where order_id = (select id from orders where number = $1)",
            number,
        )
        .await;
}

async fn jobs_say(world: &World, ctx: &Ctx, number: OrderNumber) -> OrderState {
    let head = world.head(ctx, number).await;
    head.state
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_approvers_the_first_decides() {
    for world in worlds().await {
        let manager = world.as_("department-manager@corporate.test").await;
        let senior = world.as_("senior-manager@corporate.test").await;
        let requester = world.as_("end-user@corporate.test").await;
        let number = world.first(&requester, "awaiting-approval").await;
        for _ in 0..ROUNDS {
            let on = world.shown(&manager, number).await;
            let (yes, no) = (Decide::approve(on), Decide::reject(on, "No"));
            let (approved, rejected) = tokio::join!(
                decide(world.store(), &manager, &yes),
                decide(world.store(), &senior, &no)
            );
            let (state, loser) = match (approved, rejected) {
                (Ok(_), Err(told)) => (OrderState::Approved, (manager.name.clone(), told)),
                (Err(told), Ok(_)) => (OrderState::Rejected, (senior.name.clone(), told)),
                other => panic!("exactly one decides on {}: {other:?}", world.db.engine),
            };
            assert_eq!(
                loser.1,
                Failure::Decided { by: loser.0, state },
                "the other is told who it was"
            );
            assert_eq!(jobs_say(&world, &manager, number).await, state);
            wait_again(&world, number).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_approving_and_cancelling_one_happens() {
    for world in worlds().await {
        let manager = world.as_("department-manager@corporate.test").await;
        let requester = world.as_("end-user@corporate.test").await;
        let number = world.first(&requester, "awaiting-approval").await;
        for _ in 0..ROUNDS {
            let on = world.shown(&manager, number).await;
            let yes = Decide::approve(on);
            let (approved, cancelled) = tokio::join!(
                decide(world.store(), &manager, &yes),
                cancel(world.store(), &requester, &on)
            );
            let state = one_of(
                &world,
                approved.is_ok(),
                cancelled.is_ok(),
                [OrderState::Approved, OrderState::Cancelled],
            );
            assert_eq!(jobs_say(&world, &manager, number).await, state);
            wait_again(&world, number).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_holding_and_approving_from_the_same_page_one_happens() {
    for world in worlds().await {
        let customer = world.as_("customer@printshop.test").await;
        let power = world.as_("power-user@printshop.test").await;
        let number = world.first(&customer, "awaiting-approval").await;
        for _ in 0..ROUNDS {
            let on: OnOrder = world.shown(&customer, number).await;
            let yes = Decide::approve(on);
            let (held, approved): (Result<(), Failure>, Result<_, Failure<DecideField>>) = tokio::join!(
                hold(world.store(), &customer, &on),
                decide(world.store(), &power, &yes)
            );
            let state = one_of(
                &world,
                held.is_ok(),
                approved.is_ok(),
                [OrderState::OnHold, OrderState::Approved],
            );
            assert_eq!(jobs_say(&world, &customer, number).await, state);
            wait_again(&world, number).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_press_cancels_once() {
    for world in worlds().await {
        let requester = world.as_("end-user@corporate.test").await;
        let number = world.first(&requester, "awaiting-approval").await;
        for _ in 0..ROUNDS {
            let on = world.shown(&requester, number).await;
            let (one, two) = tokio::join!(
                cancel(world.store(), &requester, &on),
                cancel(world.store(), &requester, &on)
            );
            assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
            wait_again(&world, number).await;
        }
    }
}

fn one_of(world: &World, first: bool, second: bool, states: [OrderState; 2]) -> OrderState {
    let [if_first, if_second] = states;
    match (first, second) {
        (true, false) => if_first,
        (false, true) => if_second,
        both => panic!("exactly one of the two on {}: {both:?}", world.db.engine),
    }
}
