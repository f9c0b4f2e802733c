//! Jobs that others make: sent, produced, dispatched, taken back.

use super::world::{ADMIN, FLOOR, SUPPLIER, awarded, in_each_world, on, set};
use access::{Denial, Failure, Permission};
use domain::{
    Problem,
    orders::OrderState,
    production::{JobAct, JobState, forms::Field},
};
use service::production::{award, on_order, set_status, take_back};

const NORTHGATE: &str = "Northgate Bindery";
const DELTA: &str = "Delta Large Format";

#[tokio::test]
async fn a_job_goes_to_a_supplier_and_out_from_there() {
    in_each_world(async |world| {
        let admin = world.as_(ADMIN).await;
        let supplier = world.as_(SUPPLIER).await;
        let ready = world.a(JobState::Ready, "printshop").await;
        assert_eq!(
            on_order(&world.store, &supplier, ready.number()).await,
            Err(Failure::not_found())
        );

        let northgate = world.supplier(NORTHGATE).await;
        award(&world.store, &admin, &awarded(&ready, northgate))
            .await
            .unwrap();
        let sent = world.job(ready.id).await;
        assert_eq!(
            (sent.state, sent.supplier),
            (JobState::WithSupplier, Some(northgate))
        );

        // Now it is on the supplier's page, who may do two things to it and nothing else.
        let seen = on_order(&world.store, &supplier, ready.number())
            .await
            .unwrap();
        let job = seen.iter().find(|job| job.id == ready.id).unwrap();
        assert_eq!(job.can.acts, [JobAct::Produce]);
        assert_eq!(job.suppliers, []);
        let refused = set_status(&world.store, &supplier, &set(&sent, "ship")).await;
        assert_eq!(
            refused,
            Err(Failure::Denied(Denial::Job(JobState::WithSupplier)))
        );

        set_status(&world.store, &supplier, &set(&sent, "produce"))
            .await
            .unwrap();
        let produced = world.job(ready.id).await;
        set_status(&world.store, &supplier, &set(&produced, "dispatch"))
            .await
            .unwrap();
        let gone = world.job(ready.id).await;
        assert_eq!(gone.state, JobState::Shipping);
        let refused = set_status(&world.store, &supplier, &set(&gone, "complete")).await;
        assert_eq!(
            refused,
            Err(Failure::Denied(Denial::Missing(Permission::JobSetStatus)))
        );

        let timeline = world.timeline(ready.number()).await;
        for kind in ["awarded", "produced", "dispatched"] {
            assert!(
                timeline.iter().any(|one| one == kind),
                "{kind} in {timeline:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn neither_side_reads_of_the_other() {
    in_each_world(async |world| {
        let admin = world.as_(ADMIN).await;
        let supplier = world.as_(SUPPLIER).await;
        let ready = world.a(JobState::Ready, "corporate").await;
        award(
            &world.store,
            &admin,
            &awarded(&ready, world.supplier(NORTHGATE).await),
        )
        .await
        .unwrap();
        for status in ["produce", "dispatch"] {
            let job = world.job(ready.id).await;
            set_status(&world.store, &supplier, &set(&job, status))
                .await
                .unwrap();
        }
        let mail = world.mail().await;
        let (_, to_supplier) = mail.iter().find(|(to, _)| to == SUPPLIER).unwrap();
        assert!(to_supplier.contains(&ready.product_name));
        let order = &ready.order;
        for secret in [
            &*order.contact_name,
            &*order.contact_email,
            &order.total.to_string(),
            &order.total.plain(),
        ] {
            assert!(!to_supplier.contains(secret), "{secret} in {to_supplier}");
        }
        let (_, to_customer) = mail
            .iter()
            .find(|(to, _)| *to == order.contact_email)
            .unwrap();
        assert!(
            !to_customer.to_lowercase().contains("supplier") && !to_customer.contains(NORTHGATE),
            "{to_customer}"
        );
    })
    .await;
}

/// PJ-12
#[tokio::test]
async fn a_supplier_sees_its_own_jobs_of_an_order_and_no_other() {
    in_each_world(async |world| {
        let admin = world.as_(ADMIN).await;
        let supplier = world.as_(SUPPLIER).await;
        // An order with two jobs, of which the supplier gets one.
        let several = world
            .count(
                "select min(j.id) from jobs j join orders o on o.id = j.order_id where j.state = 'ready' and o.state = 'approved'
                 and (select count(*) from jobs n where n.order_id = o.id and n.state = 'ready') > 1",
                &[],
            )
            .await;
        let job = world.job(domain::JobId(several)).await;
        award(&world.store, &admin, &awarded(&job, world.supplier(NORTHGATE).await)).await.unwrap();
        let seen = on_order(&world.store, &supplier, job.number()).await.unwrap();
        assert_eq!(seen.iter().map(|job| job.id).collect::<Vec<_>>(), [job.id]);
        let all = on_order(&world.store, &admin, job.number()).await.unwrap();
        let neighbour = all.iter().find(|other| other.id != job.id).unwrap();
        let neighbour = world.job(neighbour.id).await;
        let unseen = set_status(&world.store, &supplier, &set(&neighbour, "produce")).await;
        assert_eq!(unseen, Err(Failure::not_found()));
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_is_gone_for_the_supplier() {
    in_each_world(async |world| {
        let admin = world.as_(ADMIN).await;
        let supplier = world.as_(SUPPLIER).await;
        let theirs = world.with_supplier(JobState::WithSupplier, NORTHGATE).await;
        take_back(&world.store, &admin, &on(&theirs)).await.unwrap();
        let back = world.job(theirs.id).await;
        assert_eq!((back.state, back.supplier), (JobState::Ready, None));
        assert_eq!(back.order.state, OrderState::Approved);
        assert_eq!(
            on_order(&world.store, &supplier, theirs.number()).await,
            Err(Failure::not_found())
        );
        let late = set_status(&world.store, &supplier, &set(&theirs, "produce")).await;
        assert_eq!(late, Err(Failure::not_found()));
        assert!(
            world
                .mail()
                .await
                .iter()
                .any(|(to, text)| to == SUPPLIER && text.contains("taken back"))
        );
        // And it can be sent again.
        award(
            &world.store,
            &admin,
            &awarded(&back, world.supplier(NORTHGATE).await),
        )
        .await
        .unwrap();
        assert!(
            on_order(&world.store, &supplier, theirs.number())
                .await
                .is_ok()
        );
    })
    .await;
}

#[tokio::test]
async fn a_job_goes_from_one_supplier_to_another() {
    in_each_world(async |world| {
        let admin = world.as_(ADMIN).await;
        let supplier = world.as_(SUPPLIER).await;
        let theirs = world.with_supplier(JobState::WithSupplier, NORTHGATE).await;
        let again = award(
            &world.store,
            &admin,
            &awarded(&theirs, world.supplier(NORTHGATE).await),
        )
        .await;
        assert_eq!(
            again,
            Err(Failure::field(Field::Supplier, Problem::NotOffered))
        );
        award(
            &world.store,
            &admin,
            &awarded(&theirs, world.supplier(DELTA).await),
        )
        .await
        .unwrap();
        assert_eq!(
            on_order(&world.store, &supplier, theirs.number()).await,
            Err(Failure::not_found())
        );
        let moved = world.job(theirs.id).await;
        assert_eq!(
            (moved.state, moved.supplier),
            (JobState::WithSupplier, Some(world.supplier(DELTA).await))
        );
    })
    .await;
}

#[tokio::test]
async fn only_active_suppliers_are_sent_jobs_and_only_by_who_may() {
    in_each_world(async |world| {
        let admin = world.as_(ADMIN).await;
        let ready = world.a(JobState::Ready, "corporate").await;
        let recorded = world.supplier("Old Mill Letterpress").await;
        let refused = award(&world.store, &admin, &awarded(&ready, recorded)).await;
        assert_eq!(
            refused,
            Err(Failure::field(Field::Supplier, Problem::NotOffered))
        );

        let offered = on_order(&world.store, &admin, ready.number())
            .await
            .unwrap();
        let names: Vec<_> = offered[0]
            .suppliers
            .iter()
            .map(|(_, name)| &**name)
            .collect();
        assert_eq!(names, [DELTA, NORTHGATE]);

        let controller = world.as_(FLOOR).await;
        let refused = award(
            &world.store,
            &controller,
            &awarded(&ready, world.supplier(DELTA).await),
        )
        .await;
        assert_eq!(
            refused,
            Err(Failure::Denied(Denial::Missing(
                Permission::JobAssignSupplier
            )))
        );
    })
    .await;
}
