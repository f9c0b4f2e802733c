//! Whose jobs the floor shows, and how they are found.

use super::world::{FLOOR, folder, in_each_world};
use access::{Denial, Failure, Permission};
use domain::production::{
    JobAct, JobState,
    list::{Due, FloorJob, JobsQuery},
};
use service::production::{queue, ticket};

#[tokio::test]
async fn a_job_controller_runs_the_floors_of_two_storefronts_and_no_other() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let floor = queue(&world.store, &controller, &JobsQuery::default())
            .await
            .unwrap();
        assert!(
            floor
                .jobs
                .rows
                .iter()
                .all(|job| matches!(&*job.storefront, "Harbour Print" | "Meridian Brand Centre"))
        );
        assert!(
            floor
                .jobs
                .rows
                .iter()
                .any(|job| job.storefront == "Harbour Print")
        );
        assert!(
            floor
                .jobs
                .rows
                .iter()
                .any(|job| job.storefront == "Meridian Brand Centre")
        );
        assert_eq!(floor.storefronts.len(), 2);

        let elsewhere = world.a(JobState::Blocked, "printshop").await;
        let other = JobsQuery {
            storefront: elsewhere.storefront().to_string(),
            ..JobsQuery::default()
        };
        assert_eq!(
            queue(&world.store, &controller, &other)
                .await
                .unwrap()
                .jobs
                .rows,
            []
        );
        assert_eq!(
            ticket(&world.store, &controller, elsewhere.id).await,
            Err(Failure::not_found())
        );

        // Who is anchored at the platform runs them all.
        let administrator = world.as_("administrator@printshop.test").await;
        let floor = queue(&world.store, &administrator, &JobsQuery::default())
            .await
            .unwrap();
        assert_eq!(floor.storefronts.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn who_runs_no_floor_sees_none() {
    in_each_world(async |world| {
        for email in [
            "end-user@corporate.test",
            "supplier@corporate.test",
            "senior-manager@corporate.test",
        ] {
            let somebody = world.as_(email).await;
            let denied = Err(Failure::Denied(Denial::Missing(
                Permission::ProductionQueue,
            )));
            assert_eq!(
                queue(&world.store, &somebody, &JobsQuery::default()).await,
                denied,
                "{email}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_on_the_floor_tells_of_prices_or_clients() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let floor = queue(&world.store, &controller, &JobsQuery::default())
            .await
            .unwrap();
        let job = floor.jobs.rows.first().unwrap();
        // No order opens to a job controller, and what it may do to jobs is on the rows.
        assert!(!job.order_opens);
        let debug = format!("{:?}", floor.jobs.rows);
        for secret in [
            "Sanne Bakker",
            "Brightwater",
            "brightwater.example",
            "Money",
        ] {
            assert!(!debug.contains(secret), "{secret}");
        }
        // Nor can a client be found by name.
        let search = JobsQuery {
            q: "sanne".to_owned(),
            ..JobsQuery::default()
        };
        assert_eq!(
            queue(&world.store, &controller, &search)
                .await
                .unwrap()
                .jobs
                .rows,
            []
        );
    })
    .await;
}

#[tokio::test]
async fn the_folders_hold_what_they_count() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let counts = queue(&world.store, &controller, &JobsQuery::default())
            .await
            .unwrap()
            .folders;
        for (state, count) in counts {
            let mut query = folder(state);
            let mut rows: Vec<FloorJob> = Vec::new();
            loop {
                let page = queue(&world.store, &controller, &query).await.unwrap().jobs;
                rows.extend(page.rows);
                match page.next {
                    Some(cursor) => query = query.after(&cursor),
                    None => break,
                }
            }
            assert_eq!(i64::try_from(rows.len()).unwrap(), count, "{state:?}");
            assert!(rows.iter().all(|job| job.state == state));
            assert!(
                rows.is_sorted_by_key(|job| (job.due_at, job.id)),
                "by due date, each once"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn jobs_are_found_by_due_date_order_and_product() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let late = queue(
            &world.store,
            &controller,
            &JobsQuery::default().at_due(Some(Due::Late)),
        )
        .await
        .unwrap();
        assert!(!late.jobs.rows.is_empty());
        assert!(late.jobs.rows.iter().all(|job| job.due_at < world.now));

        let one = world.a(JobState::Blocked, "corporate").await;
        for words in [
            one.number().to_string(),
            one.number().0.to_string(),
            one.product_name.to_uppercase(),
        ] {
            let query = JobsQuery {
                q: words.clone(),
                ..JobsQuery::default()
            };
            let found = queue(&world.store, &controller, &query)
                .await
                .unwrap()
                .jobs
                .rows;
            assert!(found.iter().any(|job| job.id == one.id), "{words}");
        }
        // The signs that a search gives a meaning are looked for as themselves.
        let query = JobsQuery {
            q: "%".to_owned(),
            ..JobsQuery::default()
        };
        assert_eq!(
            queue(&world.store, &controller, &query)
                .await
                .unwrap()
                .jobs
                .rows,
            []
        );
    })
    .await;
}

#[tokio::test]
async fn a_row_offers_what_its_state_allows() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let acts = async |state: JobState| {
            let job = world.a(state, "corporate").await;
            ticket(&world.store, &controller, job.id).await.unwrap().can
        };
        assert_eq!(
            acts(JobState::Ready).await.acts,
            [JobAct::Block, JobAct::Start]
        );
        let blocked = acts(JobState::Blocked).await;
        assert_eq!(blocked.acts, [JobAct::Release]);
        assert!(blocked.replace && blocked.download && blocked.picture);
        assert_eq!(acts(JobState::InProduction).await.acts, [JobAct::Ship]);
        assert_eq!(acts(JobState::Shipping).await.acts, [JobAct::Complete]);
        assert_eq!(acts(JobState::Completed).await.acts, []);
        assert!(!acts(JobState::Completed).await.replace);
    })
    .await;
}
