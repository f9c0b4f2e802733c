//! Ordering the same again.

use super::world::{World, in_each_world};
use access::{Ctx, Denial, Failure};
use domain::{
    Money, OrderNumber, Problem,
    cart::{LineProblem, Obstacle, ReOrder, ReOrderField, ReOrderPage, WAS_BEFORE},
    orders::OrderState,
};

async fn page(world: &World, ctx: &Ctx, number: OrderNumber) -> Result<ReOrderPage, Failure> {
    service::orders::reorder_page(&world.store, &world.files, ctx, number).await
}

async fn again(
    world: &World,
    ctx: &Ctx,
    form: &ReOrder,
) -> Result<OrderNumber, Failure<ReOrderField>> {
    service::orders::reorder(&world.store, &world.files, ctx, form).await
}

/// The form as it comes with the page.
fn agreeing(page: &ReOrderPage) -> ReOrder {
    ReOrder {
        number: page.number,
        once: page.once.clone(),
        total: page.total.minor,
        jobs: i64::try_from(page.orderable()).unwrap(),
        deliver_to: WAS_BEFORE.to_owned(),
        cost_centre: String::new(),
        purchase_order: page.codes_then.purchase_order.clone(),
        approve_now: false,
    }
}

/// PSM-11
#[tokio::test]
async fn the_same_again_is_two_presses_and_a_new_order_of_ones_own() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let first = world.order(&eva, "flyers", "headquarters").await;
        let shown = page(&world, &eva, first).await.unwrap();
        assert_eq!(shown.total, shown.was);
        assert!(shown.same_delivery);

        let form = agreeing(&shown);
        let second = again(&world, &eva, &form).await.unwrap();
        assert_ne!(second, first);
        assert_eq!(
            again(&world, &eva, &form).await,
            Ok(second),
            "the same form is the same order"
        );
        let one_file = "select cast(count(distinct artwork_id) as bigint) from jobs";
        assert_eq!(world.count(one_file).await, 1, "with the artwork unchanged");
        let (old, new) = (world.order_id(first).await, world.order_id(second).await);
        assert_eq!(
            world.count("select max(from_order_id) from orders").await,
            old.0
        );
        assert_ne!(old, new);
        let kinds = world
            .texts("select kind from order_events order by id")
            .await;
        assert_eq!(kinds, ["placed", "re-ordered", "placed"]);
    })
    .await;
}

#[tokio::test]
async fn what_has_changed_is_shown_before_anybody_agrees() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        world.fill_cart(&eva, "cards", "100").await;
        let number = world.order(&eva, "posters", "home").await;
        let before = agreeing(&page(&world, &eva, number).await.unwrap());

        world.arrange("update products set active = false where slug = 'cards'").await;
        world.arrange("update products set configuration = replace(configuration, '\"setup\":1000', '\"setup\":2000') where slug = 'flyers'").await;
        world.arrange("update products set configuration = replace(configuration, 'Plain', 'Matt') where slug = 'posters'").await;
        world.arrange("update addresses set line1 = '9 Elsewhere' where label = 'home'").await;

        let changed = again(&world, &eva, &before).await;
        assert_eq!(changed, Err(Failure::field(ReOrderField::Total, Problem::CartChanged)));
        let shown = page(&world, &eva, number).await.unwrap();
        let now: Vec<_> = shown.jobs.iter().map(|job| job.now.clone()).collect();
        let money = |minor| Money::new(minor, eva.at.currency);
        assert_eq!(
            now,
            [
                Ok(money(4_000)),
                Err(Obstacle::Line(LineProblem::NotOffered)),
                Err(Obstacle::Line(LineProblem::Option("Paper".to_owned()))),
            ]
        );
        assert_eq!((shown.total, shown.was), (money(4_000), money(9_000)));
        assert_eq!(shown.moved, Some(world.address_of("home")));
        assert!(!shown.same_delivery);

        // As before is not on offer any more; the address as it is now is.
        let form = agreeing(&shown);
        let stale = again(&world, &eva, &form).await;
        assert_eq!(stale, Err(Failure::field(ReOrderField::DeliverTo, Problem::CartChanged)));
        let form = ReOrder { deliver_to: world.address_of("home").to_string(), ..form };
        again(&world, &eva, &form).await.unwrap();
        let delivery = world.texts("select delivery from orders where from_order_id is not null").await;
        assert!(delivery[0].contains("9 Elsewhere"));
        let jobs = "select cast(count(*) as bigint) from jobs where from_job_id is not null";
        assert_eq!(world.count(jobs).await, 1, "only what can still be ordered");
    })
    .await;
}

#[tokio::test]
async fn lost_artwork_is_told() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let number = world.order(&eva, "flyers", "home").await;
        for one in std::fs::read_dir(&world.folder.0).unwrap() {
            std::fs::remove_dir_all(one.unwrap().path()).unwrap();
        }
        let shown = page(&world, &eva, number).await.unwrap();
        assert_eq!(shown.jobs[0].now, Err(Obstacle::ArtworkLost));
        assert_eq!(shown.orderable(), 0);
        let refused = again(&world, &eva, &agreeing(&shown)).await;
        assert_eq!(
            refused,
            Err(Failure::field(ReOrderField::Total, Problem::NotOrderable))
        );
    })
    .await;
}

#[tokio::test]
async fn managers_order_again_what_their_people_ordered() {
    in_each_world(async |world| {
        let number = world
            .order(&world.as_("Eva").await, "flyers", "headquarters")
            .await;
        assert_eq!(
            page(&world, &world.as_("Ben").await, number).await,
            Err(Failure::not_found())
        );
        assert_eq!(
            page(&world, &world.as_("Pia").await, number).await,
            Err(Failure::not_found())
        );

        let sam = world.as_("Sam").await;
        let form = agreeing(&page(&world, &sam, number).await.unwrap());
        let second = again(&world, &sam, &form).await.unwrap();
        let mut tx = world.store.read().await.unwrap();
        let order = store::orders::facts(&mut tx, second)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            order.account,
            Some(world.id("Sam")),
            "a new order of their own"
        );
        assert_eq!(order.state, OrderState::AwaitingApproval);
        drop(tx);

        let ben = world.as_("Ben").await;
        assert_eq!(
            again(&world, &ben, &form).await,
            Err(Denial::NotFound.into())
        );
    })
    .await;
}

#[tokio::test]
async fn staff_order_again_at_the_storefront_of_the_order() {
    in_each_world(async |world| {
        let number = world
            .order(&world.as_("Petra").await, "flyers", "petra")
            .await;
        // Root is at acme just now.
        let root = world.as_("Root").await;
        let form = agreeing(&page(&world, &root, number).await.unwrap());
        let second = again(&world, &root, &form).await.unwrap();
        let mut tx = world.store.read().await.unwrap();
        let order = store::orders::facts(&mut tx, second)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(order.storefront, world.print.id);
    })
    .await;
}
