//! Two acts at the same moment: one happens, the other is told.

use super::world::{ADMIN, FLOOR, SUPPLIER, awarded, blocked, in_each_world, on, set};
use access::{Denial, Failure};
use domain::production::{JobState, forms::Field, list::Moved};
use service::production::{award, block, release, set_status, take_back};

type Outcome = Result<Moved, Failure<Field>>;

/// Exactly one of them happened, and the other was refused for what the first has done.
fn one(left: &Outcome, right: &Outcome) {
    let refused = match (left, right) {
        (Ok(_), Err(refused)) | (Err(refused), Ok(_)) => refused,
        both => panic!("{both:?}"),
    };
    assert!(
        matches!(
            refused,
            Failure::Denied(Denial::Stale | Denial::Job(_) | Denial::NotFound)
        ),
        "{refused:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_administrators_send_one_job_to_two_suppliers() {
    in_each_world(async |world| {
        let admin = world.as_(ADMIN).await;
        let junior = world.as_("junior-admin@corporate.test").await;
        let job = world.a(JobState::Ready, "corporate").await;
        let left = awarded(&job, world.supplier("Northgate Bindery").await);
        let right = awarded(&job, world.supplier("Delta Large Format").await);
        let (left, right) = tokio::join!(
            award(&world.store, &admin, &left),
            award(&world.store, &junior, &right)
        );
        one(&left, &right);
        let named = world
            .count(
                "select count(*) from order_assignees a join orders o on o.id = a.order_id
                 where a.kind = 'supplier' and cast(o.number as text) = $1",
                &[&job.number().0.to_string()],
            )
            .await;
        assert_eq!(named, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_and_a_start() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let admin = world.as_(ADMIN).await;
        let job = world.a(JobState::Ready, "corporate").await;
        let (stop, start) = (blocked(&job, "Wrong logo."), set(&job, "start"));
        let (left, right) = tokio::join!(
            block(&world.store, &admin, &stop),
            set_status(&world.store, &controller, &start)
        );
        one(&left, &right);
        let job = world.job(job.id).await;
        assert!(matches!(
            (job.state, &*job.block_reason),
            (JobState::Blocked, "Wrong logo.") | (JobState::InProduction, "")
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_presses_twice() {
    in_each_world(async |world| {
        let supplier = world.as_(SUPPLIER).await;
        let job = world
            .with_supplier(JobState::WithSupplier, "Northgate Bindery")
            .await;
        let form = set(&job, "produce");
        let (left, right) = tokio::join!(
            set_status(&world.store, &supplier, &form),
            set_status(&world.store, &supplier, &form)
        );
        one(&left, &right);
        let produced = world
            .timeline(job.number())
            .await
            .iter()
            .filter(|kind| *kind == "produced")
            .count();
        assert_eq!(produced, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn produced_and_taken_back() {
    in_each_world(async |world| {
        let (supplier, admin) = (world.as_(SUPPLIER).await, world.as_(ADMIN).await);
        let job = world
            .with_supplier(JobState::WithSupplier, "Northgate Bindery")
            .await;
        let (done, back) = (set(&job, "produce"), on(&job));
        let (left, right) = tokio::join!(
            set_status(&world.store, &supplier, &done),
            take_back(&world.store, &admin, &back)
        );
        one(&left, &right);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_release_one_block() {
    in_each_world(async |world| {
        let (controller, admin) = (world.as_(FLOOR).await, world.as_(ADMIN).await);
        let job = world.a(JobState::Blocked, "corporate").await;
        let form = on(&job);
        let (left, right) = tokio::join!(
            release(&world.store, &controller, &form),
            release(&world.store, &admin, &form)
        );
        one(&left, &right);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_two_jobs_of_an_order_are_completed() {
    in_each_world(async |world| {
        // Whoever comes second settles the order with what the first has done.
        let admin = world.as_(ADMIN).await;
        let first = world
            .count(
                "select min(o.id) from orders o where o.state = 'shipping'
                 and (select count(*) from jobs j where j.order_id = o.id and j.state = 'shipping') > 1",
                &[],
            )
            .await;
        let mut tx = world.store.read().await.unwrap();
        let order = store::orders::facts_of(&mut tx, domain::OrderId(first)).await.unwrap().unwrap();
        let jobs = store::production::of_order(&mut tx, &order).await.unwrap();
        drop(tx);
        let forms: Vec<_> = jobs.iter().filter(|job| job.state == JobState::Shipping).map(|job| set(job, "complete")).collect();
        let (left, right) =
            tokio::join!(set_status(&world.store, &admin, &forms[0]), set_status(&world.store, &admin, &forms[1]));
        left.unwrap();
        right.unwrap();
        for form in &forms[2..] {
            set_status(&world.store, &admin, form).await.unwrap();
        }
        assert_eq!(world.job(jobs[0].id).await.order.state, domain::orders::OrderState::Completed);
    })
    .await;
}
