//! What a storefront offers, and to whom.

use super::world::{World, in_each_world};
use access::{Ctx, Denial, Failure};
use domain::catalogue::Shelf;

async fn seen(world: &World, ctx: &Ctx) -> Vec<String> {
    let page = service::catalogue::browse(&world.store, ctx, &Shelf::default())
        .await
        .unwrap();
    page.products.into_iter().map(|card| card.slug).collect()
}

async fn opens(world: &World, ctx: &Ctx, slug: &str) -> Result<(), Failure> {
    service::catalogue::product(&world.store, ctx, slug, None)
        .await
        .map(|_| ())
}

/// PJ-15
#[tokio::test]
async fn everybody_sees_what_is_for_them_and_nothing_else() {
    in_each_world(async |world| {
        assert_eq!(
            seen(&world, &world.as_("Eva").await).await,
            ["cards", "flyers", "posters"]
        );
        assert_eq!(
            seen(&world, &world.as_("Pia").await).await,
            ["flyers", "posters"]
        );
        // Cards are for a department of Acme: a company without departments is not all departments.
        assert_eq!(seen(&world, &world.as_("Ben").await).await, ["flyers"]);
        assert_eq!(
            seen(&world, &world.as_("Sam").await).await,
            ["cards", "flyers", "posters"]
        );
        assert_eq!(
            seen(&world, &world.as_("Root").await).await,
            ["cards", "flyers", "old", "posters"]
        );
        assert_eq!(
            seen(&world, &world.visitor(&world.market, 1)).await,
            ["flyers"]
        );
    })
    .await;
}

/// PJ-15, A-41
#[tokio::test]
async fn a_storefront_can_show_only_what_is_for_somebody() {
    in_each_world(async |world| {
        world
            .arrange(
                "update storefronts set default_visible = false where slug in ('acme', 'market')",
            )
            .await;
        assert_eq!(
            seen(&world, &world.as_("Eva").await).await,
            ["cards", "posters"]
        );
        assert_eq!(seen(&world, &world.as_("Pia").await).await, ["posters"]);
        assert_eq!(
            seen(&world, &world.as_("Ben").await).await,
            Vec::<String>::new()
        );
        assert_eq!(
            seen(&world, &world.as_("Sam").await).await,
            ["cards", "posters"]
        );
        assert_eq!(
            opens(&world, &world.as_("Eva").await, "flyers").await,
            Err(Failure::not_found())
        );
        assert_eq!(
            seen(&world, &world.visitor(&world.market, 1)).await,
            Vec::<String>::new()
        );
        assert_eq!(
            seen(&world, &world.as_("Root").await).await,
            ["cards", "flyers", "old", "posters"]
        );
        assert_eq!(
            seen(&world, &world.visitor(&world.shop, 1)).await,
            ["flyers"],
            "another storefront goes on as it was"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_on_the_shelf_does_not_exist() {
    in_each_world(async |world| {
        let pia = world.as_("Pia").await;
        assert_eq!(opens(&world, &pia, "flyers").await, Ok(()));
        for hidden in ["cards", "old", "never was"] {
            assert_eq!(
                opens(&world, &pia, hidden).await,
                Err(Failure::not_found()),
                "{hidden}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_private_storefront_asks_people_to_sign_in_whatever_they_look_for() {
    in_each_world(async |world| {
        let visitor = world.visitor(&world.acme, 1);
        let nothing = service::catalogue::browse(&world.store, &visitor, &Shelf::default()).await;
        assert_eq!(nothing, Err(Denial::SignIn.into()));
        for slug in ["flyers", "never was"] {
            assert_eq!(
                opens(&world, &visitor, slug).await,
                Err(Denial::SignIn.into())
            );
        }
    })
    .await;
}

#[tokio::test]
async fn who_tests_sees_what_is_switched_off_and_cannot_order_it() {
    in_each_world(async |world| {
        let root = world.as_("Root").await;
        let (page, _) = service::catalogue::product(&world.store, &root, "old", None)
            .await
            .unwrap();
        assert!(page.disabled);
        let form = super::world::adding(super::world::wanting("old", "100"));
        let refused = service::cart::add(
            &world.store,
            &world.files,
            &root,
            &form,
            super::world::flyer(),
        )
        .await;
        assert_eq!(
            refused.unwrap_err().failure,
            Failure::Denied(Denial::NotFound)
        );
    })
    .await;
}

#[tokio::test]
async fn the_shelf_can_be_searched_and_has_categories() {
    in_each_world(async |world| {
        world.arrange("update products set category = 'Large format', name = 'Poster 100%_!' where slug = 'posters'").await;
        let eva = world.as_("Eva").await;
        let look = async |q: &str, category: &str| {
            let wanted = Shelf { q: q.to_owned(), category: category.to_owned() };
            let page = service::catalogue::browse(&world.store, &eva, &wanted).await.unwrap();
            page.products.into_iter().map(|card| card.slug).collect::<Vec<_>>()
        };
        assert_eq!(look("FINE paper", "").await, ["cards", "flyers"]);
        assert_eq!(look("fly", "").await, ["flyers"]);
        assert_eq!(look("0%_!", "").await, ["posters"]);
        assert_eq!(look("%", "Print").await, Vec::<String>::new());
        assert_eq!(look("", "Large format").await, ["posters"]);
        let page = service::catalogue::browse(&world.store, &eva, &Shelf::default()).await.unwrap();
        let counts: Vec<_> = page.categories.iter().map(|one| (one.name.as_str(), one.products)).collect();
        assert_eq!(counts, [("Large format", 1), ("Print", 2)]);
    })
    .await;
}

#[tokio::test]
async fn the_shelf_says_from_what_price() {
    in_each_world(async |world| {
        let page =
            service::catalogue::browse(&world.store, &world.as_("Eva").await, &Shelf::default())
                .await
                .unwrap();
        let flyers = page
            .products
            .iter()
            .find(|card| card.slug == "flyers")
            .unwrap();
        assert_eq!(flyers.from.unwrap().to_string(), "€20.00");
        assert_eq!(flyers.least, 50);
    })
    .await;
}
