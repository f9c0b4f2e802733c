//! Albums that single products offer, by themselves or by their category.

use super::{keeper, offered, offered_by, opened, order_line, seen, shared};
use super::super::world::{World, in_each_world};
use access::{Ctx, Failure, Role};
use domain::{
    AlbumId, Problem, StorefrontId,
    albums::{AlbumField, EditAlbum, Target},
    cart::{AddField, AddToCart},
};
use service::albums;

/// Posters ask for an image, as cards do, and are a category of their own.
const POSTERS: &str =
    "update products set artwork = 'album', category = 'Posters' where slug = 'posters'";

async fn id(world: &World, at: StorefrontId, slug: &str) -> String {
    let mut tx = world.store.read().await.unwrap();
    let product = store::catalogue::product(&mut tx, at, slug).await.unwrap();
    product.unwrap().id.to_string()
}

/// Shares an album with these products and categories only, and with holders of these roles.
async fn share(
    world: &World,
    by: &Ctx,
    album: AlbumId,
    (products, categories, roles): (&[&str], &[&str], &[&str]),
) -> Result<(), Failure<AlbumField>> {
    let all =
        |these: &[&str]| -> Vec<String> { these.iter().map(|one| (*one).to_owned()).collect() };
    let form = EditAlbum {
        album,
        version: opened(world, by, album).await.version,
        name: "Spring".to_owned(),
        shared: true,
        roles: all(roles),
        products: all(products),
        categories: all(categories),
    };
    albums::edit(&world.store, by, &form).await
}

fn names(these: &[Target]) -> Vec<&str> {
    these.iter().map(|one| &*one.named.name).collect()
}

fn chosen(these: &[Target]) -> Vec<&str> {
    let chosen = these.iter().filter(|one| one.chosen);
    chosen.map(|one| &*one.named.name).collect()
}

const NOTHING: [&str; 0] = [];

#[tokio::test]
async fn inf_29_an_album_is_shared_with_single_products_and_categories() {
    in_each_world(async |world| {
        let (_, album) = shared(&world).await;
        world.arrange(POSTERS).await;
        let root = world.as_("Root").await;
        let (eva, pia) = (world.as_("Eva").await, world.as_("Pia").await);
        let ben = world.as_("Ben").await;
        let (_, on_cards) = offered(&world, &eva).await;
        let on_posters = AddToCart {
            product: "posters".to_owned(),
            ..on_cards.clone()
        };
        let page = opened(&world, &root, album).await;
        let image = page.images.rows[0].id;
        assert_eq!(names(&page.products), ["Fine cards", "Fine posters"]);
        assert_eq!(names(&page.categories), ["Posters", "Print"]);
        assert_eq!(offered_by(&world, &pia, "posters").await.0, ["Tulips"]);
        assert_eq!(seen(&world, &ben, image).await, Ok(()), "on the shelf");

        let cards = id(&world, world.acme.id, "cards").await;
        let with = share(&world, &root, album, (&[&cards], &[], &[])).await;
        assert_eq!(with, Ok(()));
        let page = opened(&world, &root, album).await;
        assert!(page.row.shared && page.row.for_products && !page.row.for_roles);
        assert_eq!(chosen(&page.products), ["Fine cards"]);
        assert_eq!(chosen(&page.categories), NOTHING);
        assert_eq!(offered(&world, &eva).await.0, ["Tulips"]);
        assert_eq!(offered_by(&world, &eva, "posters").await.0, NOTHING);
        assert_eq!(
            order_line(&world, &eva, &on_posters).await,
            Err(vec![(AddField::Artwork, Problem::NotOffered)])
        );
        assert_eq!(order_line(&world, &eva, &on_cards).await, Ok(()));
        assert_eq!(seen(&world, &eva, image).await, Ok(()));
        for other in [&pia, &ben] {
            assert_eq!(
                seen(&world, other, image).await,
                Err(Failure::not_found()),
                "who sees no cards"
            );
        }

        let with = share(&world, &root, album, (&[], &["Posters"], &[])).await;
        assert_eq!(with, Ok(()));
        assert_eq!(offered(&world, &eva).await.0, NOTHING);
        assert_eq!(offered_by(&world, &pia, "posters").await.0, ["Tulips"]);
        assert_eq!(order_line(&world, &pia, &on_posters).await, Ok(()));
        assert_eq!(seen(&world, &pia, image).await, Ok(()));
        assert_eq!(seen(&world, &ben, image).await, Err(Failure::not_found()));

        let with = share(&world, &root, album, (&[&cards], &["Posters"], &[])).await;
        assert_eq!(with, Ok(()));
        assert_eq!(offered(&world, &eva).await.0, ["Tulips"]);
        assert_eq!(offered_by(&world, &eva, "posters").await.0, ["Tulips"]);
        assert_eq!(share(&world, &root, album, (&[], &[], &[])).await, Ok(()));
        assert!(!opened(&world, &root, album).await.row.for_products);
        assert_eq!(seen(&world, &ben, image).await, Ok(()));
        let last = "select detail from audit where act = 'album.edit' order by id desc limit 1";
        let details = world.texts(last).await;
        let detail = &details[0];
        assert!(detail.contains(r#""categories":["Posters"]"#), "{detail}");
        assert!(detail.contains(r#""products":null"#), "{detail}");
    })
    .await;
}

#[tokio::test]
async fn inf_29_roles_and_products_are_both_asked_for() {
    in_each_world(async |world| {
        let (_, album) = shared(&world).await;
        world.arrange(POSTERS).await;
        let root = world.as_("Root").await;
        let (eva, ada) = (world.as_("Eva").await, world.as_("Ada").await);
        let image = opened(&world, &root, album).await.images.rows[0].id;
        let cards = id(&world, world.acme.id, "cards").await;
        let approver = Role::CorporateApprover.key();
        let with = share(&world, &root, album, (&[&cards], &[], &[approver])).await;
        assert_eq!(with, Ok(()));
        assert_eq!(offered(&world, &ada).await.0, ["Tulips"]);
        assert_eq!(offered_by(&world, &ada, "posters").await.0, NOTHING);
        assert_eq!(offered(&world, &eva).await.0, NOTHING);
        assert_eq!(seen(&world, &ada, image).await, Ok(()));
        assert_eq!(seen(&world, &eva, image).await, Err(Failure::not_found()));
    })
    .await;
}

#[tokio::test]
async fn an_album_is_shared_with_what_its_keeper_sees_and_what_they_do_not_see_stays() {
    in_each_world(async |world| {
        let (_, album) = shared(&world).await;
        let root = world.as_("Root").await;
        // Flyers ask for no image, and the others are of another storefront or of none.
        let flyers = id(&world, world.acme.id, "flyers").await;
        let elsewhere = id(&world, world.print.id, "flyers").await;
        for product in [&*flyers, &*elsewhere, "999", "x"] {
            assert_eq!(
                share(&world, &root, album, (&[product], &[], &[])).await,
                Err(Failure::field(AlbumField::Products, Problem::NotOffered)),
                "{product}"
            );
        }
        assert_eq!(
            share(&world, &root, album, (&[], &["Print", "Signs"], &[])).await,
            Err(Failure::field(AlbumField::Categories, Problem::NotOffered))
        );

        let cards = id(&world, world.acme.id, "cards").await;
        let with = share(&world, &root, album, (&[&cards], &["Print"], &[])).await;
        assert_eq!(with, Ok(()));
        // Who keeps the albums of a private storefront and is of no company sees no product there.
        let keeper = keeper(&world).await;
        let page = opened(&world, &keeper, album).await;
        assert_eq!(names(&page.products), NOTHING);
        assert_eq!(names(&page.categories), NOTHING);
        assert_eq!(page.unseen, 2);
        assert_eq!(
            share(&world, &keeper, album, (&[&cards], &[], &[])).await,
            Err(Failure::field(AlbumField::Products, Problem::NotOffered))
        );
        assert_eq!(share(&world, &keeper, album, (&[], &[], &[])).await, Ok(()));
        let page = opened(&world, &root, album).await;
        assert_eq!(chosen(&page.products), ["Fine cards"]);
        assert_eq!(chosen(&page.categories), ["Print"]);
        assert_eq!(page.unseen, 0);
    })
    .await;
}

#[tokio::test]
async fn inf_29_with_the_last_product_that_it_is_shared_with_the_sharing_goes() {
    in_each_world(async |world| {
        let (keeper, album) = shared(&world).await;
        world.arrange(POSTERS).await;
        let root = world.as_("Root").await;
        let eva = world.as_("Eva").await;
        let cards = id(&world, world.acme.id, "cards").await;
        let with = share(&world, &root, album, (&[&cards], &[], &[])).await;
        assert_eq!(with, Ok(()));
        world.arrange("delete from product_departments").await;
        world
            .arrange("delete from products where slug = 'cards'")
            .await;
        assert!(!opened(&world, &root, album).await.row.shared);
        assert_eq!(
            offered_by(&world, &eva, "posters").await.0,
            NOTHING,
            "not with every other"
        );

        // A category that no product is in any more offers nothing, and can be taken away by anybody who
        // keeps the album.
        let with = share(&world, &root, album, (&[], &["Posters"], &[])).await;
        assert_eq!(with, Ok(()));
        assert_eq!(offered_by(&world, &eva, "posters").await.0, ["Tulips"]);
        world
            .arrange("update products set category = 'Signs' where slug = 'posters'")
            .await;
        assert_eq!(offered_by(&world, &eva, "posters").await.0, NOTHING);
        let page = opened(&world, &keeper, album).await;
        assert_eq!(chosen(&page.categories), ["Posters"]);
        assert_eq!(page.unseen, 0);
        assert_eq!(share(&world, &keeper, album, (&[], &[], &[])).await, Ok(()));
        assert_eq!(offered_by(&world, &eva, "posters").await.0, ["Tulips"]);
    })
    .await;
}
