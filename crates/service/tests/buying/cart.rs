//! The cart and its artwork.

use super::world::{MOST_BYTES, World, adding, flyer, in_each_world, sent, wanting};
use access::{Ctx, Denial, Failure};
use domain::{
    CartLineId, Problem, VisitorId,
    cart::{
        AddField, AddToCart, Adding, CartPage, ChangeField, ChangeQuantity, LineProblem, RemoveLine,
    },
};
use prepress::sample::{Sample, broken, encrypted, not_pdf, pdf};
use service::{
    artwork::{Part, Sent},
    cart::NotAdded,
};

async fn add(
    world: &World,
    ctx: &Ctx,
    form: &AddToCart,
    file: Sent,
) -> Result<CartLineId, NotAdded> {
    add_by(world, ctx, form, ("", file)).await
}

/// The same by a form of this key.
async fn add_by(
    world: &World,
    ctx: &Ctx,
    form: &AddToCart,
    (once, file): (&str, Sent),
) -> Result<CartLineId, NotAdded> {
    let adding = Adding {
        once: once.to_owned(),
        ..adding(form.clone())
    };
    service::cart::add(&world.store, &world.files, ctx, &adding, file).await
}

async fn cart(world: &World, ctx: &Ctx) -> CartPage {
    service::cart::show(&world.store, ctx).await.unwrap()
}

fn faulty(outcome: Result<CartLineId, NotAdded>) -> Vec<(AddField, Problem)> {
    match outcome.unwrap_err().failure {
        Failure::Invalid(faulty) => faulty,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_added_has_its_artwork_and_its_price() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let bytes = pdf(Sample::Flyer {
            headline: "Open day",
        });
        let form = AddToCart {
            chosen: vec!["Good".to_owned()],
            ..wanting("flyers", "500")
        };
        let line = add(
            &world,
            &eva,
            &form,
            sent("C:\\desk\\Fair flyer.pdf", bytes.clone()),
        )
        .await
        .unwrap();

        let page = cart(&world, &eva).await;
        assert_eq!(page.total.to_string(), "€110.00");
        let shown = &page.lines[0];
        assert_eq!(shown.reference, "Spring fair");
        let artwork = shown.artwork.as_ref().unwrap();
        assert_eq!(artwork.file_name, "Fair flyer.pdf");
        assert_eq!(artwork.words(), "2 pages, A5 (148 × 210 mm)");

        let kept = world
            .files
            .bytes(&artwork.kept, Part::Pdf)
            .await
            .unwrap()
            .unwrap();
        assert!(kept == bytes, "the file is kept byte for byte");
        let picture = service::cart::thumbnail(&world.store, &world.files, &eva, line)
            .await
            .unwrap();
        assert!(picture.starts_with(b"\x89PNG"));
        let ben = world.as_("Ben").await;
        let hidden = service::cart::thumbnail(&world.store, &world.files, &ben, line).await;
        assert_eq!(hidden, Err(Failure::not_found()));
    })
    .await;
}

#[tokio::test]
async fn the_same_file_is_kept_once_and_under_its_checksum() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        world.fill_cart(&eva, "cards", "100").await;
        world
            .fill_cart(&world.as_("Ben").await, "flyers", "50")
            .await;
        let page = cart(&world, &eva).await;
        let sha256 = &page.lines[0].artwork.as_ref().unwrap().kept.sha256;
        let folder = world.folder.0.join(&sha256[..2]).join(&sha256[2..4]);
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|one| one.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, [format!("{sha256}.pdf"), format!("{sha256}.png")]);
        let left = std::fs::read_dir(world.folder.0.join("incoming"))
            .unwrap()
            .count();
        assert_eq!(left, 0, "nothing half written is left");
    })
    .await;
}

#[tokio::test]
async fn a_bad_file_is_told_beside_its_field_and_nothing_is_added() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let too_large = vec![b' '; usize::try_from(MOST_BYTES).unwrap() + 1];
        let cases = [
            (sent("notes.pdf", not_pdf()), Problem::NotAPdf),
            (sent("flyer.pdf", broken()), Problem::BrokenPdf),
            (sent("flyer.pdf", encrypted()), Problem::EncryptedPdf),
            (
                sent("flyer.pdf", too_large),
                Problem::FileTooLarge { most_megabytes: 1 },
            ),
            (Sent::TooLarge, Problem::FileTooLarge { most_megabytes: 1 }),
            (Sent::Nothing, Problem::Missing),
        ];
        for (file, problem) in cases {
            let refused = add(&world, &eva, &wanting("flyers", "100"), file).await;
            assert_eq!(faulty(refused), [(AddField::Artwork, problem)]);
        }
        assert_eq!(cart(&world, &eva).await.lines, []);
        assert_eq!(
            world
                .count("select cast(count(*) as bigint) from artwork")
                .await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn all_faults_are_told_at_once() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let form = AddToCart {
            chosen: vec!["Velvet".to_owned()],
            reference: "long ".repeat(100),
            ..wanting("flyers", "75")
        };
        let faulty = faulty(add(&world, &eva, &form, sent("flyer.pdf", broken())).await);
        let fields: Vec<_> = faulty.iter().map(|(field, _)| *field).collect();
        assert!(fields.contains(&AddField::Reference));
        assert!(fields.contains(&AddField::Quantity) || fields.contains(&AddField::Option(0)));
        assert!(fields.contains(&AddField::Artwork));
    })
    .await;
}

#[tokio::test]
async fn asking_for_the_price_keeps_the_file_and_adds_nothing() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let form = adding(wanting("flyers", "75"));
        let keep =
            async |file| service::cart::keep(&world.store, &world.files, &eva, &form, file).await;
        assert!(keep(flyer()).await.unwrap().is_some());
        assert_eq!(keep(Sent::Nothing).await.unwrap(), None);
        let refused = keep(sent("notes.pdf", not_pdf())).await.unwrap_err();
        let told = vec![(AddField::Artwork, Problem::NotAPdf)];
        assert_eq!(refused.failure, Failure::Invalid(told));
        assert_eq!(cart(&world, &eva).await.lines, []);
    })
    .await;
}

#[tokio::test]
async fn a_good_file_is_not_lost_with_a_slip_in_another_field() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let slip = add(&world, &eva, &wanting("flyers", "75"), flyer())
            .await
            .unwrap_err();
        assert_eq!(
            slip.failure,
            Failure::field(AddField::Quantity, Problem::NotAMultiple { of: 50 })
        );
        let kept = slip.kept.unwrap();

        let (_, shown) = service::catalogue::product(&world.store, &eva, "flyers", Some(&kept))
            .await
            .unwrap();
        assert_eq!(shown.unwrap().file_name, "flyer.pdf");
        let picture = service::cart::kept_thumbnail(&world.store, &world.files, &eva, &kept)
            .await
            .unwrap();
        assert!(picture.starts_with(b"\x89PNG"));

        let again = AddToCart {
            kept: kept.to_string(),
            ..wanting("flyers", "100")
        };
        add(&world, &eva, &again, Sent::Nothing).await.unwrap();
        assert_eq!(
            cart(&world, &eva).await.lines[0]
                .artwork
                .as_ref()
                .unwrap()
                .kept,
            kept
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_claims_a_file_they_never_had() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        let theirs = cart(&world, &eva).await.lines[0]
            .artwork
            .clone()
            .unwrap()
            .kept;
        let ben = world.as_("Ben").await;
        let guessed = format!("{}-{}", theirs.id, "0".repeat(64));
        let form = AddToCart {
            kept: guessed,
            ..wanting("flyers", "100")
        };
        assert_eq!(
            faulty(add(&world, &ben, &form, Sent::Nothing).await),
            [(AddField::Artwork, Problem::Missing)]
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_one_line() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let form = wanting("flyers", "100");
        let (page, another) = ("0a".repeat(16), "0b".repeat(16));
        let line = add_by(&world, &eva, &form, (&page, flyer())).await.unwrap();
        let again = add_by(&world, &eva, &form, (&page, flyer())).await;
        assert_eq!(again.unwrap(), line);
        // Of another page it is another line, however soon.
        let other = add_by(&world, &eva, &form, (&another, flyer())).await;
        assert_ne!(other.unwrap(), line);
        // Who goes back and asks for more gets more.
        let more = wanting("flyers", "500");
        let added = add_by(&world, &eva, &more, (&page, flyer())).await;
        assert_ne!(added.unwrap(), line);
        let quantities: Vec<u32> = cart(&world, &eva)
            .await
            .lines
            .iter()
            .map(|line| line.quantity)
            .collect();
        assert_eq!(quantities, [100, 100, 500]);
    })
    .await;
}

#[tokio::test]
async fn a_line_can_be_changed_and_removed_by_its_owner_alone() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let line = add(&world, &eva, &wanting("flyers", "100"), flyer())
            .await
            .unwrap();
        let change = |quantity: &str| ChangeQuantity {
            line,
            quantity: quantity.to_owned(),
        };
        service::cart::change(&world.store, &eva, &change("500"))
            .await
            .unwrap();
        assert_eq!(cart(&world, &eva).await.total.to_string(), "€85.00");
        let odd = service::cart::change(&world.store, &eva, &change("501")).await;
        assert_eq!(
            odd,
            Err(Failure::field(
                ChangeField::Quantity,
                Problem::NotAMultiple { of: 50 }
            ))
        );

        let pia = world.as_("Pia").await;
        world.fill_cart(&pia, "flyers", "50").await;
        assert_eq!(
            service::cart::change(&world.store, &pia, &change("100")).await,
            Err(Denial::NotFound.into())
        );
        service::cart::remove(&world.store, &pia, &RemoveLine { line })
            .await
            .unwrap();
        assert_eq!(
            cart(&world, &eva).await.lines.len(),
            1,
            "another's line stays"
        );

        service::cart::remove(&world.store, &eva, &RemoveLine { line })
            .await
            .unwrap();
        service::cart::remove(&world.store, &eva, &RemoveLine { line })
            .await
            .unwrap();
        assert_eq!(cart(&world, &eva).await.lines, []);
    })
    .await;
}

#[tokio::test]
async fn prices_are_those_of_now_and_lines_say_what_is_wrong_with_them() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        world.fill_cart(&eva, "flyers", "100").await;
        world.fill_cart(&eva, "cards", "100").await;
        assert_eq!(cart(&world, &eva).await.total.to_string(), "€60.00");

        world.arrange("update products set configuration = replace(configuration, '\"setup\":1000', '\"setup\":2000') where slug = 'flyers'").await;
        world.arrange("update products set active = false where slug = 'cards'").await;
        let page = cart(&world, &eva).await;
        assert_eq!(page.lines[0].price.as_ref().unwrap().total.to_string(), "€40.00");
        assert_eq!(page.lines[1].price, Err(LineProblem::NotOffered));
        assert_eq!(page.lines[1].product, None, "not even its name is told");
        assert_eq!(page.total.to_string(), "€40.00");
        assert!(!page.is_orderable());

        world.arrange("update products set configuration = replace(configuration, 'Plain', 'Matt')").await;
        let page = cart(&world, &eva).await;
        assert_eq!(page.lines[0].price, Err(LineProblem::Option("Paper".to_owned())));
    })
    .await;
}

/// PSM-24
#[tokio::test]
async fn the_cart_comes_along_to_an_account() {
    in_each_world(async |world| {
        let visitor = world.visitor(&world.shop, 77);
        world.fill_cart(&visitor, "flyers", "100").await;
        let rita = world.as_("Rita").await;
        assert_eq!(cart(&world, &rita).await.lines.len(), 0);

        let mut tx = world.store.begin().await.unwrap();
        store::cart::adopt(&mut tx, VisitorId(77), world.id("Rita"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(cart(&world, &rita).await.lines.len(), 1);
        assert_eq!(cart(&world, &visitor).await.lines.len(), 0);

        // And joins what is there already.
        let later = world.visitor(&world.shop, 78);
        world.fill_cart(&later, "flyers", "50").await;
        let mut tx = world.store.begin().await.unwrap();
        store::cart::adopt(&mut tx, VisitorId(78), world.id("Rita"))
            .await
            .unwrap();
        store::cart::adopt(&mut tx, VisitorId(78), world.id("Rita"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let page = cart(&world, &rita).await;
        assert_eq!(
            page.lines
                .iter()
                .map(|line| line.quantity)
                .collect::<Vec<_>>(),
            [100, 50]
        );
        assert_eq!(service::cart::count(&world.store, &rita).await, Ok(2));
    })
    .await;
}

#[tokio::test]
async fn visitors_of_a_public_storefront_do_not_share_a_cart() {
    in_each_world(async |world| {
        world
            .fill_cart(&world.visitor(&world.market, 1), "flyers", "100")
            .await;
        assert_eq!(
            cart(&world, &world.visitor(&world.market, 2)).await.lines,
            []
        );
        let outside = service::cart::show(&world.store, &world.visitor(&world.acme, 1)).await;
        assert_eq!(
            outside,
            Err(Denial::SignIn.into()),
            "there are no carts for visitors of a private storefront"
        );
    })
    .await;
}
