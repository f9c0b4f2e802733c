//! Blocking, releasing and moving jobs along, one and several.

use super::world::{FLOOR, blocked, in_each_world, on, set};
use access::{Denial, Failure, Permission};
use domain::{
    Problem,
    orders::{OrderListing, OrderState, OrdersQuery},
    production::{
        JobState,
        forms::{Bulk, Field, Picked},
    },
};
use service::production::{block, bulk, release, set_status};

#[tokio::test]
async fn a_job_goes_from_ready_to_completed() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let ready = world.a(JobState::Ready, "corporate").await;
        for (status, state) in [
            ("start", JobState::InProduction),
            ("ship", JobState::Shipping),
            ("complete", JobState::Completed),
        ] {
            let job = world.job(ready.id).await;
            let moved = set_status(&world.store, &controller, &set(&job, status))
                .await
                .unwrap();
            assert_eq!((moved.state, moved.order), (state, ready.number()));
        }
        let job = world.job(ready.id).await;
        assert_eq!(
            (job.state, job.version),
            (JobState::Completed, ready.version + 3)
        );
        assert!(
            job.order.version >= ready.order.version + 3,
            "every page of the order is stale now"
        );
        let timeline = world.timeline(job.number()).await;
        for kind in ["started", "shipped", "job-completed"] {
            assert!(
                timeline.iter().any(|one| one == kind),
                "{kind} in {timeline:?}"
            );
        }
        // The customer is told once, when it leaves.
        let mail = world.mail().await;
        let told: Vec<_> = mail
            .iter()
            .filter(|(to, _)| *to == job.order.contact_email)
            .collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].1.contains("is on its way"));
        assert!(
            told[0]
                .1
                .contains("http://corporate.localhost:3000/orders/"),
            "at the customer's own storefront: {}",
            told[0].1
        );
    })
    .await;
}

/// PSM-29
#[tokio::test]
async fn an_operator_moves_a_job_along_and_reads_the_overview() {
    in_each_world(async |world| {
        let operator = world.as_("operator@printshop.test").await;
        let ready = world.a(JobState::Ready, "printshop").await;
        for status in ["start", "ship", "complete"] {
            let job = world.job(ready.id).await;
            set_status(&world.store, &operator, &set(&job, status))
                .await
                .unwrap();
        }
        assert_eq!(world.job(ready.id).await.state, JobState::Completed);
        let everything = OrdersQuery::default();
        let overview = service::orders::list(&world.store, &operator, &everything).await;
        let OrderListing::Staff(overview) = overview.unwrap() else {
            panic!("works for the print shop")
        };
        assert!(!overview.page.rows.is_empty());
    })
    .await;
}

#[tokio::test]
async fn no_step_is_left_out() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let ready = world.a(JobState::Ready, "storefront").await;
        for status in ["ship", "complete", "produce", "dispatch"] {
            let refused = set_status(&world.store, &controller, &set(&ready, status)).await;
            assert_eq!(
                refused,
                Err(Failure::Denied(Denial::Job(JobState::Ready))),
                "{status}"
            );
        }
        let nonsense = set_status(&world.store, &controller, &set(&ready, "award")).await;
        assert_eq!(
            nonsense,
            Err(Failure::field(Field::Status, Problem::NotOffered))
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_form_twice_acts_once() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let ready = world.a(JobState::Ready, "storefront").await;
        let form = set(&ready, "start");
        set_status(&world.store, &controller, &form).await.unwrap();
        let again = set_status(&world.store, &controller, &form).await;
        assert_eq!(
            again,
            Err(Failure::Denied(Denial::Job(JobState::InProduction)))
        );
        let started = world
            .timeline(ready.number())
            .await
            .iter()
            .filter(|kind| *kind == "started")
            .count();
        assert_eq!(
            started,
            1 + usize::from(ready.order.state == OrderState::InProduction)
        );
    })
    .await;
}

#[tokio::test]
async fn a_stale_page_changes_nothing() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let shown = world.a(JobState::Ready, "corporate").await;
        // Somebody blocks it and lets it go again: it is ready as before, and not as it was shown.
        block(&world.store, &controller, &blocked(&shown, "No bleed."))
            .await
            .unwrap();
        let held = world.job(shown.id).await;
        assert_eq!(
            (held.state, &*held.block_reason),
            (JobState::Blocked, "No bleed.")
        );
        assert_eq!(held.order.state, OrderState::Blocked);
        release(&world.store, &controller, &on(&held))
            .await
            .unwrap();
        let stale = set_status(&world.store, &controller, &set(&shown, "start")).await;
        assert_eq!(stale, Err(Failure::Denied(Denial::Stale)));
        let job = world.job(shown.id).await;
        assert_eq!((job.state, &*job.block_reason), (JobState::Ready, ""));
    })
    .await;
}

#[tokio::test]
async fn a_block_says_why() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let ready = world.a(JobState::Ready, "corporate").await;
        let silent = block(&world.store, &controller, &blocked(&ready, "  ")).await;
        assert_eq!(silent, Err(Failure::field(Field::Reason, Problem::Missing)));
        // What is on the press is not blocked any more.
        let printing = world.a(JobState::InProduction, "corporate").await;
        let late = block(&world.store, &controller, &blocked(&printing, "No bleed.")).await;
        assert_eq!(
            late,
            Err(Failure::Denied(Denial::Job(JobState::InProduction)))
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_moves_what_is_not_on_their_floor() {
    in_each_world(async |world| {
        let elsewhere = world.a(JobState::Ready, "printshop").await;
        let controller = world.as_(FLOOR).await;
        let unseen = set_status(&world.store, &controller, &set(&elsewhere, "start")).await;
        assert_eq!(unseen, Err(Failure::not_found()));
        // Who ordered it sees it and may not; a production manager may move but not block.
        let ordered = world.a(JobState::Ready, "corporate").await;
        let customer = world.as_(&ordered.order.contact_email).await;
        let refused = set_status(&world.store, &customer, &set(&ordered, "start")).await;
        assert_eq!(
            refused,
            Err(Failure::Denied(Denial::Missing(Permission::JobSetStatus)))
        );
        let manager = world.as_("production-manager@printshop.test").await;
        let refused = block(&world.store, &manager, &blocked(&elsewhere, "No bleed.")).await;
        assert_eq!(
            refused,
            Err(Failure::Denied(Denial::Missing(
                Permission::JobBlockRelease
            )))
        );
        set_status(&world.store, &manager, &set(&elsewhere, "start"))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn several_at_once_each_for_itself() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let ready = world.a(JobState::Ready, "corporate").await;
        let shipping = world.a(JobState::Shipping, "corporate").await;
        let elsewhere = world.a(JobState::Ready, "printshop").await;
        let picked = [&ready, &shipping, &elsewhere].map(|job| {
            Picked {
                job: job.id,
                version: job.version,
            }
            .to_string()
        });
        let form = Bulk {
            act: "start".to_owned(),
            jobs: picked.to_vec(),
            ..Bulk::default()
        };
        let happened = bulk(&world.store, &controller, &form).await.unwrap();
        assert_eq!(happened.len(), 3);
        assert_eq!(
            (happened[0].number.as_deref(), &happened[0].refused),
            (Some(&*ready.name()), &None)
        );
        assert_eq!(happened[1].number, Some(shipping.name()));
        assert_eq!(
            happened[1].refused.as_deref(),
            Some("The job is shipping by now.")
        );
        // What cannot be seen is not named either.
        assert_eq!(happened[2].number, None);
        assert_eq!(world.job(ready.id).await.state, JobState::InProduction);
        assert_eq!(world.job(elsewhere.id).await.state, JobState::Ready);
    })
    .await;
}
