//! The files of jobs: who gets them, and when they are replaced.

use super::world::{ADMIN, FLOOR, SUPPLIER, World, in_each_world, on, set};
use access::{Ctx, Denial, Failure, Permission};
use domain::{
    JobId, Problem,
    production::{JobState, forms::Field},
};
use prepress::sample::{Sample, not_pdf, pdf};
use service::{
    artwork::{Download, Sent, download, replace, thumbnail},
    production::set_status,
};
use store::sql::sql;
use tokio::io::AsyncReadExt as _;

fn corrected() -> Vec<u8> {
    pdf(Sample::Poster {
        headline: "Now with bleed",
    })
}

fn sent(bytes: Vec<u8>) -> Sent {
    Sent::File {
        name: "corrected.pdf".to_owned(),
        bytes,
    }
}

async fn fetch(world: &World, ctx: &Ctx, job: JobId) -> Result<(Download, Vec<u8>), Failure> {
    let mut found = download(&world.store, &world.files, ctx, job).await?;
    let mut bytes = Vec::new();
    found.opened.file.read_to_end(&mut bytes).await.unwrap();
    Ok((found, bytes))
}

/// INF-28
#[tokio::test]
async fn a_corrected_file_takes_the_place_of_the_blocked_one() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let job = world.a(JobState::Blocked, "corporate").await;
        let (before, _) = fetch(&world, &controller, job.id).await.unwrap();
        replace(
            &world.store,
            &world.files,
            &controller,
            &on(&job),
            sent(corrected()),
        )
        .await
        .unwrap();

        let (after, bytes) = fetch(&world, &controller, job.id).await.unwrap();
        assert_eq!(bytes, corrected(), "byte for byte what was uploaded");
        assert_eq!(after.file_name, "corrected.pdf");
        assert_ne!(after.kept.sha256, before.kept.sha256);
        let now = world.job(job.id).await;
        assert_eq!(
            (now.artwork_version, now.state),
            (job.artwork_version + 1, JobState::Blocked)
        );
        // The old one is kept.
        let mut tx = world.store.read().await.unwrap();
        let versions = sql("select count(*) from job_artwork where job_id = $1")
            .bind(job.id)
            .int(&mut tx)
            .await
            .unwrap();
        assert_eq!(versions, now.artwork_version);
        drop(tx);
        assert!(
            world
                .timeline(job.number())
                .await
                .iter()
                .any(|kind| kind == "artwork-replaced")
        );

        // The same form again is stale; a fresh one is not.
        let again = replace(
            &world.store,
            &world.files,
            &controller,
            &on(&job),
            sent(corrected()),
        )
        .await;
        assert_eq!(again, Err(Failure::Denied(Denial::Stale)));
    })
    .await;
}

#[tokio::test]
async fn only_what_is_blocked_and_only_a_pdf() {
    in_each_world(async |world| {
        let controller = world.as_(FLOOR).await;
        let ready = world.a(JobState::Ready, "corporate").await;
        let refused = replace(
            &world.store,
            &world.files,
            &controller,
            &on(&ready),
            sent(corrected()),
        )
        .await;
        assert_eq!(refused, Err(Failure::Denied(Denial::Job(JobState::Ready))));

        let job = world.a(JobState::Blocked, "corporate").await;
        for (file, problem) in [
            (Sent::Nothing, Problem::Missing),
            (sent(not_pdf()), Problem::NotAPdf),
            (Sent::TooLarge, Problem::FileTooLarge { most_megabytes: 1 }),
        ] {
            let refused = replace(&world.store, &world.files, &controller, &on(&job), file).await;
            assert_eq!(refused, Err(Failure::field(Field::Artwork, problem)));
        }
        assert_eq!(world.job(job.id).await.version, job.version);

        let customer = world.as_(&job.order.contact_email).await;
        let refused = replace(
            &world.store,
            &world.files,
            &customer,
            &on(&job),
            sent(corrected()),
        )
        .await;
        assert_eq!(
            refused,
            Err(Failure::Denied(Denial::Missing(Permission::ArtworkReplace)))
        );
    })
    .await;
}

#[tokio::test]
async fn a_file_goes_to_whom_the_job_goes() {
    in_each_world(async |world| {
        let supplier = world.as_(SUPPLIER).await;
        let theirs = world
            .with_supplier(JobState::WithSupplier, "Northgate Bindery")
            .await;
        assert!(fetch(&world, &supplier, theirs.id).await.is_ok());
        assert!(
            thumbnail(&world.store, &world.files, &supplier, theirs.id)
                .await
                .is_ok()
        );

        let not_theirs = world.a(JobState::Blocked, "corporate").await;
        let missing = |found: Result<(Download, Vec<u8>), Failure>| found.map(|_| ()).unwrap_err();
        assert_eq!(
            missing(fetch(&world, &supplier, not_theirs.id).await),
            Failure::not_found()
        );
        let unseen = thumbnail(&world.store, &world.files, &supplier, not_theirs.id).await;
        assert_eq!(unseen.map(|_| ()), Err(Failure::not_found()));

        // Who ordered it has it; somebody of another company does not know of it.
        let customer = world.as_(&not_theirs.order.contact_email).await;
        assert!(fetch(&world, &customer, not_theirs.id).await.is_ok());
        let stranger = world.as_("customer@printshop.test").await;
        assert_eq!(
            missing(fetch(&world, &stranger, not_theirs.id).await),
            Failure::not_found()
        );
        assert_eq!(
            missing(fetch(&world, &customer, JobId(9_999_999)).await),
            Failure::not_found()
        );
    })
    .await;
}

/// CUS-22, CUS-26
#[tokio::test]
async fn who_has_the_orders_of_an_instance_reads_them_and_fetches_proofs() {
    in_each_world(async |world| {
        let any = "select j.id from jobs j join storefronts s on s.id = j.storefront_id
                   where s.slug = $1 and j.artwork_id is not null order by j.id limit 1";
        let job = world
            .job(JobId(world.count(any, &["configurator"]).await))
            .await;
        let elsewhere = world
            .job(JobId(world.count(any, &["corporate"]).await))
            .await;
        for who in [
            "manage-orders@configurator.test",
            "view-orders@configurator.test",
        ] {
            let ctx = world.as_(who).await;
            let opened = service::orders::open(&world.store, &ctx, job.number()).await;
            assert!(opened.is_ok(), "{who}");
            let proof = thumbnail(&world.store, &world.files, &ctx, job.id).await;
            assert!(proof.is_ok(), "{who}");
            assert_eq!(
                fetch(&world, &ctx, job.id).await.map(|_| ()).unwrap_err(),
                Failure::Denied(Denial::Missing(Permission::ArtworkDownload))
            );
            let unseen = thumbnail(&world.store, &world.files, &ctx, elsewhere.id).await;
            assert_eq!(unseen.map(|_| ()), Err(Failure::not_found()));
        }
    })
    .await;
}

#[tokio::test]
async fn a_dispatched_job_is_still_its_suppliers() {
    in_each_world(async |world| {
        let (supplier, admin) = (world.as_(SUPPLIER).await, world.as_(ADMIN).await);
        let produced = world
            .with_supplier(JobState::Produced, "Northgate Bindery")
            .await;
        set_status(&world.store, &admin, &set(&produced, "dispatch"))
            .await
            .unwrap();
        assert!(fetch(&world, &supplier, produced.id).await.is_ok());
    })
    .await;
}
