//! Albums: who keeps them fills them, who orders chooses from what is shared, and an order keeps what
//! was chosen.

use super::world::{World, adding, in_each_world, sent, wanting};
use access::{Access, Anchor, Ctx, Denial, Failure, Holding, Role, Who};
use domain::{
    AlbumId, ImageId, Problem,
    albums::{
        AddImage, AlbumField, AlbumPage, CreateAlbum, EditAlbum, ImagesQuery, OnAlbum, OnImage,
        RenameImage,
    },
    cart::{AddField, AddToCart},
};
use prepress::{
    Limits, examine,
    sample::{Sample, not_pdf, pdf},
};
use service::{
    albums::{self, Added},
    artwork::{Part, Sent},
};

/// A real PNG.
fn picture(headline: &str) -> Vec<u8> {
    let pdf = pdf(Sample::Flyer { headline });
    examine(&pdf, &Limits::default()).unwrap().thumbnail_png
}

/// Somebody who keeps the albums of acme, and no others.
async fn keeper(world: &World) -> Ctx {
    let holding = Holding::built_in(Role::AlbumAdmin, Anchor::Storefronts(vec![world.acme.id]));
    Ctx {
        access: Access::new(Who::Account(world.id("Root"))).holding(holding),
        ..world.as_("Root").await
    }
}

async fn made(world: &World, ctx: &Ctx, name: &str, shared: bool) -> AlbumId {
    let form = CreateAlbum {
        storefront: String::new(),
        name: name.to_owned(),
        shared,
    };
    albums::create(&world.store, ctx, &form).await.unwrap()
}

async fn add(
    world: &World,
    ctx: &Ctx,
    album: AlbumId,
    file: Sent,
) -> Result<Added, Failure<AlbumField>> {
    let form = AddImage {
        album,
        name: String::new(),
    };
    albums::add_image(&world.store, &world.files, ctx, &form, file).await
}

/// Who keeps an album with one picture in it, from which everybody chooses what is printed on cards.
async fn shared(world: &World) -> (Ctx, AlbumId) {
    world
        .arrange("update products set artwork = 'album' where slug = 'cards'")
        .await;
    let keeper = keeper(world).await;
    let album = made(world, &keeper, "Spring", true).await;
    let file = sent("Tulips.png", picture("Tulips"));
    add(world, &keeper, album, file).await.unwrap();
    (keeper, album)
}

async fn opened(world: &World, ctx: &Ctx, album: AlbumId) -> AlbumPage {
    let all = ImagesQuery::default();
    albums::open(&world.store, ctx, album, &all).await.unwrap()
}

#[tokio::test]
async fn inf_15_an_album_admin_makes_fills_shares_empties_and_deletes_albums() {
    in_each_world(async |world| {
        let keeper = keeper(&world).await;
        let album = made(&world, &keeper, "Spring", false).await;
        let file = || sent("Tulips.png", picture("Tulips"));
        assert_eq!(add(&world, &keeper, album, file()).await, Ok(Added::New));
        assert_eq!(
            add(&world, &keeper, album, file()).await,
            Ok(Added::Known),
            "a double press adds it once"
        );
        let page = opened(&world, &keeper, album).await;
        assert_eq!(page.images.rows.len(), 1);
        let image = &page.images.rows[0];
        assert_eq!(image.name, "Tulips");
        let rename = RenameImage {
            image: image.id,
            version: image.version,
            name: "Red tulips".to_owned(),
        };
        let renamed = albums::rename_image(&world.store, &keeper, &rename).await;
        assert_eq!(renamed, Ok(album));
        assert_eq!(
            albums::rename_image(&world.store, &keeper, &rename).await,
            Err(Failure::Denied(Denial::Stale))
        );
        let share = EditAlbum {
            album,
            version: page.version,
            name: "Spring".to_owned(),
            shared: true,
            roles: Vec::new(),
            products: Vec::new(),
            categories: Vec::new(),
        };
        albums::edit(&world.store, &keeper, &share).await.unwrap();
        let page = opened(&world, &keeper, album).await;
        assert!(page.row.shared);
        assert_eq!(page.images.rows[0].name, "Red tulips");
        let on = OnAlbum {
            album,
            version: page.version,
        };
        albums::empty(&world.store, &keeper, &on).await.unwrap();
        assert_eq!(opened(&world, &keeper, album).await.images.rows, []);
        assert_eq!(
            albums::delete(&world.store, &keeper, &on).await,
            Err(Failure::Denied(Denial::Stale))
        );
        let on = OnAlbum {
            version: opened(&world, &keeper, album).await.version,
            ..on
        };
        albums::delete(&world.store, &keeper, &on).await.unwrap();
        let acts = world
            .texts("select act from audit where object = 'album' order by id")
            .await;
        assert_eq!(
            acts,
            [
                "album.create",
                "album.add-image",
                "album.rename-image",
                "album.edit",
                "album.empty",
                "album.delete"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn so_many_images_an_hour_are_put_into_albums_by_one_person() {
    in_each_world(async |world| {
        let keeper = keeper(&world).await;
        let album = made(&world, &keeper, "Spring", false).await;
        let file = || sent("Tulips.png", picture("Tulips"));
        assert_eq!(add(&world, &keeper, album, file()).await, Ok(Added::New));
        world
            .arrange("update attempts set count = 300 where bucket like 'image:account:%'")
            .await;
        assert_eq!(
            add(&world, &keeper, album, file()).await,
            Err(Failure::TooMany { seconds: 3_600 })
        );
    })
    .await;
}

#[tokio::test]
async fn an_album_takes_images_and_nothing_else() {
    in_each_world(async |world| {
        let keeper = keeper(&world).await;
        let album = made(&world, &keeper, "Spring", true).await;
        let again = CreateAlbum {
            name: " Spring ".to_owned(),
            ..CreateAlbum::default()
        };
        assert_eq!(
            albums::create(&world.store, &keeper, &again).await,
            Err(Failure::field(AlbumField::Name, Problem::Taken))
        );
        let no_image = Problem::NotAnImage {
            most_megapixels: domain::albums::MEGAPIXELS_MOST,
        };
        let flyer = pdf(Sample::Flyer { headline: "No" });
        for (file, problem) in [
            (sent("tulips.png", not_pdf()), no_image.clone()),
            (sent("tulips.png", flyer), no_image),
            (Sent::TooLarge, Problem::FileTooLarge { most_megabytes: 1 }),
            (Sent::Nothing, Problem::Missing),
        ] {
            assert_eq!(
                add(&world, &keeper, album, file).await,
                Err(Failure::field(AlbumField::Image, problem))
            );
        }
        assert_eq!(opened(&world, &keeper, album).await.images.rows, []);
    })
    .await;
}

#[tokio::test]
async fn albums_are_in_nobody_elses_hands() {
    in_each_world(async |world| {
        let keeper = keeper(&world).await;
        let album = made(&world, &keeper, "Spring", true).await;
        let elsewhere =
            Holding::built_in(Role::AlbumAdmin, Anchor::Storefronts(vec![world.shop.id]));
        let other = Ctx {
            access: Access::new(Who::Account(world.id("Root"))).holding(elsewhere),
            ..world.as_("Root").await
        };
        let eva = world.as_("Eva").await;
        for ctx in [&other, &eva] {
            let file = sent("tulips.png", picture("Tulips"));
            assert_eq!(
                add(&world, ctx, album, file).await,
                Err(Failure::not_found())
            );
            let on = OnAlbum { album, version: 1 };
            assert_eq!(
                albums::delete(&world.store, ctx, &on).await,
                Err(Failure::not_found())
            );
        }
    })
    .await;
}

/// What Eva may choose for cards, by name, and the form that chooses the first of it.
async fn offered(world: &World, eva: &Ctx) -> (Vec<String>, AddToCart) {
    offered_by(world, eva, "cards").await
}

/// The same for any product.
async fn offered_by(world: &World, ctx: &Ctx, product: &str) -> (Vec<String>, AddToCart) {
    let (page, _) = service::catalogue::product(&world.store, ctx, product, None)
        .await
        .unwrap();
    let names = page.images.iter().map(|one| one.name.clone()).collect();
    let kept = page.images.first().map(|one| one.kept.to_string());
    let form = AddToCart {
        kept: kept.unwrap_or_default(),
        ..wanting(product, "100")
    };
    (names, form)
}

/// Looking at the small picture of an image.
async fn seen(world: &World, ctx: &Ctx, image: ImageId) -> Result<(), Failure> {
    let seen = albums::thumbnail(&world.store, &world.files, ctx, image).await;
    seen.map(drop)
}

async fn order_line(
    world: &World,
    ctx: &Ctx,
    form: &AddToCart,
) -> Result<(), Vec<(AddField, Problem)>> {
    let file = Sent::Nothing;
    let adding = adding(form.clone());
    let added = service::cart::add(&world.store, &world.files, ctx, &adding, file).await;
    match added.map_err(|not| not.failure) {
        Ok(_) => Ok(()),
        Err(Failure::Invalid(faulty)) => Err(faulty),
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_customer_chooses_from_what_is_shared_and_the_order_keeps_it() {
    in_each_world(async |world| {
        let (keeper, album) = shared(&world).await;
        let drafts = made(&world, &keeper, "Drafts", false).await;
        add(&world, &keeper, drafts, sent("Roses.png", picture("Roses")))
            .await
            .unwrap();
        let eva = world.as_("Eva").await;
        let (names, form) = offered(&world, &eva).await;
        assert_eq!(names, ["Tulips"], "drafts are not shared");
        let nothing = AddToCart {
            kept: String::new(),
            ..form.clone()
        };
        assert_eq!(
            order_line(&world, &eva, &nothing).await,
            Err(vec![(AddField::Artwork, Problem::Missing)])
        );
        // Nor is an image a file of one's own for another product.
        let flyers = AddToCart {
            product: "flyers".to_owned(),
            ..form.clone()
        };
        assert_eq!(
            order_line(&world, &eva, &flyers).await,
            Err(vec![(AddField::Artwork, Problem::Missing)])
        );
        assert_eq!(order_line(&world, &eva, &form).await, Ok(()));
        let agreed = world.agreeing(&eva, "home").await;
        let number = service::orders::place(&world.store, &eva, &agreed)
            .await
            .unwrap();

        // What becomes of the album is nothing to the order.
        let image = opened(&world, &keeper, album).await.images.rows[0].clone();
        assert_eq!(seen(&world, &eva, image.id).await, Ok(()));
        let on = OnImage {
            image: image.id,
            version: image.version,
        };
        albums::delete_image(&world.store, &keeper, &on)
            .await
            .unwrap();
        assert_eq!(
            seen(&world, &eva, image.id).await,
            Err(Failure::not_found())
        );
        assert_eq!(
            order_line(&world, &eva, &form).await,
            Err(vec![(AddField::Artwork, Problem::NotOffered)])
        );
        let order = world.order_id(number).await;
        let mut tx = world.store.read().await.unwrap();
        let file = store::sql::sql("select artwork_id from jobs where order_id = $1")
            .bind(order)
            .int(&mut tx)
            .await
            .unwrap();
        let ids = [domain::ArtworkId(file)];
        let file = store::artwork::of(&mut tx, &ids).await.unwrap().remove(0);
        assert_eq!(file.file_name, "Tulips.png");
        let kept = world.files.bytes(&file.kept, Part::whole(file.media)).await;
        assert!(kept.unwrap() == Some(picture("Tulips")), "byte for byte");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_shared_any_more_is_not_chosen() {
    in_each_world(async |world| {
        let (keeper, album) = shared(&world).await;
        let eva = world.as_("Eva").await;
        let (_, form) = offered(&world, &eva).await;
        let withdraw = EditAlbum {
            album,
            version: 1,
            name: "Spring".to_owned(),
            shared: false,
            roles: Vec::new(),
            products: Vec::new(),
            categories: Vec::new(),
        };
        albums::edit(&world.store, &keeper, &withdraw)
            .await
            .unwrap();
        assert_eq!(
            order_line(&world, &eva, &form).await,
            Err(vec![(AddField::Artwork, Problem::NotOffered)])
        );
        assert_eq!(offered(&world, &eva).await.0, [""; 0]);
    })
    .await;
}

/// Shares an album with these roles only.
async fn share(
    world: &World,
    keeper: &Ctx,
    album: AlbumId,
    roles: &[&str],
) -> Result<(), Failure<AlbumField>> {
    let form = EditAlbum {
        album,
        version: opened(world, keeper, album).await.version,
        name: "Spring".to_owned(),
        shared: true,
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        products: Vec::new(),
        categories: Vec::new(),
    };
    albums::edit(&world.store, keeper, &form).await
}

#[tokio::test]
async fn inf_29_an_album_is_shared_with_single_roles() {
    in_each_world(async |world| {
        let (keeper, album) = shared(&world).await;
        let (eva, ada) = (world.as_("Eva").await, world.as_("Ada").await);
        let (names, form) = offered(&world, &eva).await;
        assert_eq!(names, ["Tulips"], "with everybody");

        let approver = Role::CorporateApprover.key();
        share(&world, &keeper, album, &[approver]).await.unwrap();
        let page = opened(&world, &keeper, album).await;
        assert!(page.row.shared && page.row.for_roles);
        let chosen = page.roles.iter().filter(|one| one.chosen);
        let chosen: Vec<&str> = chosen.map(|one| &*one.named.name).collect();
        assert_eq!(chosen, ["Approver"]);
        assert_eq!(offered(&world, &ada).await.0, ["Tulips"]);
        assert_eq!(offered(&world, &eva).await.0, [""; 0]);
        assert_eq!(
            order_line(&world, &eva, &form).await,
            Err(vec![(AddField::Artwork, Problem::NotOffered)])
        );
        assert_eq!(order_line(&world, &ada, &form).await, Ok(()));
        let image = page.images.rows[0].id;
        assert_eq!(seen(&world, &ada, image).await, Ok(()));
        assert_eq!(seen(&world, &eva, image).await, Err(Failure::not_found()));

        // Only with roles of the customers there.
        for role in ["operator@printshop", "customer@printshop", "999", "x"] {
            assert_eq!(
                share(&world, &keeper, album, &[approver, role]).await,
                Err(Failure::field(AlbumField::Roles, Problem::NotOffered)),
                "{role}"
            );
        }
        share(&world, &keeper, album, &[]).await.unwrap();
        assert_eq!(offered(&world, &eva).await.0, ["Tulips"]);
    })
    .await;
}

#[tokio::test]
async fn inf_29_with_the_last_role_that_it_is_shared_with_the_sharing_goes() {
    in_each_world(async |world| {
        world
            .arrange(
                "insert into custom_roles (name, side, allows, denies)
                 values ('Events', 'customer', '{}', '{}')",
            )
            .await;
        let (keeper, album) = shared(&world).await;
        let page = opened(&world, &keeper, album).await;
        let events = page.roles.iter().find(|one| one.named.name == "Events");
        let events = events.unwrap().named.value.clone();
        share(&world, &keeper, album, &[&events]).await.unwrap();
        assert!(opened(&world, &keeper, album).await.row.shared);
        world.arrange("delete from custom_roles").await;
        assert!(!opened(&world, &keeper, album).await.row.shared);
        let eva = world.as_("Eva").await;
        assert_eq!(offered(&world, &eva).await.0, [""; 0], "not with everybody");
    })
    .await;
}
