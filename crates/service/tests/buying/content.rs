//! Changing the content of an order until it is approved.

use super::world::{World, flyer, in_each_world, sent};
use access::{Ctx, Denial, Failure};
use domain::{
    JobId, OrderNumber, Problem,
    cart::{ContentField, EditContent, PlaceOrder},
    orders::OrderState,
};
use prepress::sample::{Sample, broken, pdf};
use service::artwork::Sent;

async fn edit(
    world: &World,
    ctx: &Ctx,
    form: &EditContent,
    file: Sent,
) -> Result<(), Failure<ContentField>> {
    service::orders::edit_content(&world.store, &world.files, ctx, form, file).await
}

async fn form(world: &World, number: OrderNumber) -> EditContent {
    let mut tx = world.store.read().await.unwrap();
    let order = store::orders::facts(&mut tx, number)
        .await
        .unwrap()
        .unwrap();
    let job = store::sql::sql("select id from jobs where order_id = $1")
        .bind(order.id)
        .int(&mut tx)
        .await
        .unwrap();
    EditContent {
        number,
        job: JobId(job),
        version: order.version,
        reference: "Autumn fair".to_owned(),
    }
}

/// PSM-07
#[tokio::test]
async fn reference_and_artwork_change_until_somebody_approves() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let number = world.order(&eva, "flyers", "home").await;
        let first = form(&world, number).await;
        edit(&world, &eva, &first, Sent::Nothing).await.unwrap();
        assert_eq!(
            world.texts("select reference from jobs").await,
            ["Autumn fair"]
        );
        assert!(world.texts("select search from orders").await[0].contains("autumn fair"));

        // The page it came from is stale by now.
        let stale = EditContent {
            reference: "Winter fair".to_owned(),
            ..first
        };
        assert_eq!(
            edit(&world, &eva, &stale, Sent::Nothing).await,
            Err(Denial::Stale.into())
        );

        let better = sent("better.pdf", pdf(Sample::Label));
        edit(&world, &eva, &form(&world, number).await, better)
            .await
            .unwrap();
        let names = "select a.file_name from jobs j join artwork a on a.id = j.artwork_id";
        assert_eq!(world.texts(names).await, ["better.pdf"]);
        assert_eq!(world.count("select artwork_version from jobs").await, 2);
        assert_eq!(
            world
                .count("select cast(count(*) as bigint) from job_artwork")
                .await,
            2,
            "the first one is kept"
        );
        let kinds = world
            .texts("select kind from order_events order by id")
            .await;
        assert_eq!(kinds, ["placed", "content-edited", "content-edited"]);
    })
    .await;
}

#[tokio::test]
async fn a_bad_file_changes_nothing() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let number = world.order(&eva, "flyers", "home").await;
        let refused = edit(
            &world,
            &eva,
            &form(&world, number).await,
            sent("flyer.pdf", broken()),
        )
        .await;
        assert_eq!(
            refused,
            Err(Failure::field(ContentField::Artwork, Problem::BrokenPdf))
        );
        assert_eq!(
            world.texts("select reference from jobs").await,
            ["Spring fair"]
        );
    })
    .await;
}

#[tokio::test]
async fn approval_freezes_the_content_and_others_never_touch_it() {
    in_each_world(async |world| {
        let petra = world.as_("Petra").await;
        let number = world.order(&petra, "flyers", "petra").await;
        let carl = world.as_("Carl").await;
        let theirs = form(&world, number).await;
        assert_eq!(
            edit(&world, &carl, &theirs, flyer()).await,
            Err(Denial::NotFound.into())
        );

        world.fill_cart(&petra, "flyers", "100").await;
        let approved = PlaceOrder {
            approve_now: true,
            ..world.agreeing(&petra, "petra").await
        };
        let number = service::orders::place(&world.store, &petra, &approved)
            .await
            .unwrap();
        let frozen = edit(&world, &petra, &form(&world, number).await, flyer()).await;
        assert_eq!(frozen, Err(Denial::Order(OrderState::Approved).into()));
    })
    .await;
}

#[tokio::test]
async fn a_job_is_changed_through_its_own_order_only() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let mine = form(&world, world.order(&eva, "flyers", "home").await).await;
        let ben = world.as_("Ben").await;
        let theirs = form(&world, world.order(&ben, "flyers", "beta").await).await;
        let mixed = EditContent {
            job: theirs.job,
            ..mine
        };
        assert_eq!(
            edit(&world, &eva, &mixed, Sent::Nothing).await,
            Err(Denial::NotFound.into())
        );
    })
    .await;
}

#[tokio::test]
async fn one_person_brings_so_many_files_an_hour() {
    in_each_world(async |mut world| {
        let eva = world.as_("Eva").await;
        let count = service::artwork::count;
        for _ in 0..120 {
            count(&world.store, &eva, "192.0.2.1").await.unwrap();
        }
        let stopped = count(&world.store, &eva, "192.0.2.9").await;
        assert!(
            matches!(stopped, Err(Failure::TooMany { .. })),
            "{stopped:?}"
        );
        // Who is not signed in is counted by their address, whatever their session says.
        for visitor in 1..=120 {
            let visitor = world.visitor(&world.market, visitor);
            count(&world.store, &visitor, "192.0.2.1").await.unwrap();
        }
        let visitor = world.visitor(&world.market, 121);
        let stopped = count(&world.store, &visitor, "192.0.2.1").await;
        assert!(
            matches!(stopped, Err(Failure::TooMany { .. })),
            "{stopped:?}"
        );
        count(&world.store, &visitor, "192.0.2.2").await.unwrap();

        world.now = world.now.plus(domain::Timestamp::HOUR);
        let eva = world.as_("Eva").await;
        count(&world.store, &eva, "192.0.2.1").await.unwrap();
    })
    .await;
}
