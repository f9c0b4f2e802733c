//! Albums through the real router, as browsers without JavaScript see them.

use crate::world::{Browser, World, after, submit};
use http::StatusCode;
use prepress::{
    Limits, examine,
    sample::{Sample, pdf},
};
use testkit::Database;

const KEEPER: &str = "album-admin@storefront.test";
const PRODUCT: &str = "/products/picture-postcards";

/// A real PNG.
fn picture() -> Vec<u8> {
    let pdf = pdf(Sample::Flyer { headline: "Tulips" });
    examine(&pdf, &Limits::default()).unwrap().thumbnail_png
}

/// Sends an image to an album and looks at the page that it leads to.
async fn send(browser: &Browser, album: &str, file: (&str, &[u8])) -> String {
    let page = format!("/albums/{album}");
    let fields = [("album", album), ("name", "")];
    let file = ("image", file.0, file.1);
    let answer = browser
        .send_file(&page, "/fn/albums/add-image", &fields, file)
        .await;
    assert_eq!(answer.location.as_deref(), Some(&*page), "{}", answer.body);
    browser.get(&page).await.body
}

crate::stories! {
    inf_15_an_album_admin_begins_at_the_albums_and_fills_one;
    a_customer_chooses_an_image_without_a_file;
    an_image_is_for_those_who_may_choose_it;
    inf_29_an_album_is_shared_with_the_roles_that_are_ticked;
    inf_29_an_album_is_offered_by_the_products_and_categories_that_are_ticked;
    a_form_of_thousands_of_parts_is_not_read;
    who_brings_too_many_files_is_told_and_loses_nothing_typed;
}

async fn inf_15_an_album_admin_begins_at_the_albums_and_fills_one(database: Database) {
    let world = World::demo_on(database).await;
    let mut keeper = world.browser(Some(KEEPER)).await;
    let began = keeper.started.clone().expect("a start page");
    assert!(began.ends_with("/albums"), "{began}");
    let list = keeper.get("/albums").await.body;
    for words in [
        "By the harbour",
        "Drafts for autumn",
        "Shared",
        "Not shared",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let path = "/fn/albums/create";
    let form = "name=By+the+harbour";
    let body = submit(&mut keeper, "/albums", path, form).await;
    assert!(body.contains("This is already in use"), "{body}");
    let form = "name=Spring&shared=true";
    let body = submit(&mut keeper, "/albums", path, form).await;
    assert!(body.contains("Spring was added"), "{body}");
    assert!(body.contains("No images yet"), "{body}");
    let album = after(&body, "name=\"album\" value=\"").to_owned();

    let body = send(&keeper, &album, ("tulips.png", b"no image")).await;
    assert!(body.contains("cannot be read as a PNG or JPEG"), "{body}");
    let body = send(&keeper, &album, ("Tulips.png", &picture())).await;
    assert!(body.contains("The image was added"), "{body}");
    assert!(body.contains(">Tulips<"), "{body}");
    let body = send(&keeper, &album, ("Tulips.png", &picture())).await;
    assert!(body.contains("has this image already"), "{body}");

    // A page that is stale by now says so where one is led back to.
    let page = format!("/albums/{album}");
    let image = after(&body, "name=\"image\" value=\"").to_owned();
    let path = "/fn/albums/rename-image";
    let form = format!("image={image}&version=1&name=Red+tulips");
    let body = submit(&mut keeper, &page, path, &form).await;
    assert!(
        body.contains("It is called Red tulips from now on"),
        "{body}"
    );
    let body = submit(&mut keeper, &page, path, &form).await;
    assert!(
        body.contains("This has changed since you opened it"),
        "{body}"
    );
    let path = "/fn/albums/delete-image";
    let form = format!("image={image}&version=2");
    let body = submit(&mut keeper, &page, path, &form).await;
    assert!(body.contains("The image was deleted"), "{body}");
}

async fn a_customer_chooses_an_image_without_a_file(database: Database) {
    let world = World::demo_on(database).await;
    let customer = world.browser(Some("registered@storefront.test")).await;
    let body = customer.get(PRODUCT).await.body;
    for words in ["Summer at the harbour", "By the harbour", "type=\"radio\""] {
        assert!(body.contains(words), "{words}: {body}");
    }
    assert!(!body.contains("type=\"file\""), "{body}");
    let kept = after(&body, "name=\"kept\" value=\"").to_owned();
    let image = format!("/album-images/{}", after(&body, "src=\"/album-images/"));
    assert_eq!(customer.get(&image).await.status, StatusCode::OK);

    let nothing = ("artwork", "", b"".as_slice());
    let fields = [
        ("product", "picture-postcards"),
        ("quantity", "250"),
        ("reference", "Fair"),
    ];
    let path = "/fn/cart/add";
    let answer = customer.send_file(PRODUCT, path, &fields, nothing).await;
    assert_eq!(answer.location.as_deref(), Some(PRODUCT));
    let body = customer.get(PRODUCT).await.body;
    assert!(body.contains("Please fill this in"), "{body}");
    assert!(body.contains("value=\"Fair\""), "what was typed stays");
    let chosen: Vec<(&str, &str)> = fields.into_iter().chain([("kept", &*kept)]).collect();
    let answer = customer.send_file(PRODUCT, path, &chosen, nothing).await;
    assert_eq!(answer.location.as_deref(), Some("/cart"), "{}", answer.body);
    let cart = customer.get("/cart").await.body;
    assert!(cart.contains(".png, "), "{cart}");
}

async fn an_image_is_for_those_who_may_choose_it(database: Database) {
    let world = World::demo_on(database).await;
    let customer = world.browser(Some("registered@storefront.test")).await;
    let body = customer.get(PRODUCT).await.body;
    let image = format!("/album-images/{}", after(&body, "src=\"/album-images/"));
    for (who, status) in [
        ("job-controller@storefront.test", StatusCode::FORBIDDEN),
        ("end-user@corporate.test", StatusCode::NOT_FOUND),
        (KEEPER, StatusCode::OK),
    ] {
        let browser = world.browser(Some(who)).await;
        assert_eq!(browser.get(&image).await.status, status, "{who}");
    }
    world.arrange("update albums set shared = false").await;
    assert_eq!(customer.get(&image).await.status, StatusCode::NOT_FOUND);
    let keeper = world.browser(Some(KEEPER)).await;
    assert_eq!(keeper.get(&image).await.status, StatusCode::OK);
}

async fn inf_29_an_album_is_shared_with_the_roles_that_are_ticked(database: Database) {
    let world = World::demo_on(database).await;
    let mut keeper = world.browser(Some(KEEPER)).await;
    let list = keeper.get("/albums").await.body;
    let album = after(&list, "href=\"/albums/").to_owned();
    let page = format!("/albums/{album}");
    let body = keeper.get(&page).await.body;
    assert!(body.contains("Only for some roles"), "{body}");
    assert!(!body.contains("operator@printshop"), "customers' roles");
    let version = after(&body, "name=\"version\" value=\"").to_owned();
    let path = "/fn/albums/edit";
    let form = format!("album={album}&version={version}&name=By+the+harbour&shared=true");
    let staff = format!("{form}&roles=operator%40printshop");
    let body = submit(&mut keeper, &page, path, &staff).await;
    assert!(body.contains("choose one of those offered"), "{body}");
    let approvers = format!("{form}&roles=approver%40storefront");
    let body = submit(&mut keeper, &page, path, &approvers).await;
    assert!(body.contains("Shared with roles"), "{body}");
    for (who, sees) in [
        ("registered@storefront.test", false),
        ("approver@storefront.test", true),
    ] {
        let browser = world.browser(Some(who)).await;
        let body = browser.get(PRODUCT).await.body;
        assert_eq!(body.contains("Summer at the harbour"), sees, "{who}");
    }
}

async fn inf_29_an_album_is_offered_by_the_products_and_categories_that_are_ticked(
    database: Database,
) {
    let world = World::demo_on(database).await;
    let mut keeper = world.browser(Some(KEEPER)).await;
    let customer = world.browser(Some("registered@storefront.test")).await;
    let shop = customer.get(PRODUCT).await.body;
    let image = format!("/album-images/{}", after(&shop, "src=\"/album-images/"));
    let list = keeper.get("/albums").await.body;
    let album = after(&list, "href=\"/albums/").to_owned();
    let page = format!("/albums/{album}");
    let body = keeper.get(&page).await.body;
    for words in [
        "Only for some products",
        "Picture postcards",
        "Only for some categories",
        "value=\"Stationery\"",
    ] {
        assert!(body.contains(words), "{words}: {body}");
    }
    let postcards = after(&body, "name=\"products\" value=\"").to_owned();
    let path = "/fn/albums/edit";
    let share = async |keeper: &mut Browser, these: &str| {
        let body = keeper.get(&page).await.body;
        let version = after(&body, "name=\"version\" value=\"").to_owned();
        let form = format!("album={album}&version={version}&name=By+the+harbour&shared=true");
        submit(keeper, &page, path, &format!("{form}&{these}")).await
    };
    for (these, field) in [
        ("products=999", "products"),
        ("categories=No", "categories"),
    ] {
        let body = share(&mut keeper, these).await;
        assert!(body.contains("choose one of those offered"), "{body}");
        assert!(body.contains(&format!("id=\"{field}\"")), "{body}");
    }
    let by_itself = format!("products={postcards}");
    for (these, offered) in [
        ("categories=Stationery", false),
        ("categories=Stationery&categories=Marketing", true),
        (&*by_itself, true),
        ("categories=Stationery", false),
    ] {
        let body = share(&mut keeper, these).await;
        assert!(body.contains("Shared with products"), "{body}");
        let body = customer.get(PRODUCT).await.body;
        let sees = body.contains("Summer at the harbour");
        assert_eq!(sees, offered, "{these}");
        let status = if offered {
            StatusCode::OK
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(customer.get(&image).await.status, status, "{these}");
    }
    let both = format!("{by_itself}&roles=approver%40storefront");
    let body = share(&mut keeper, &both).await;
    assert!(body.contains("Shared with roles and products"), "{body}");
    let body = customer.get(PRODUCT).await.body;
    assert!(!body.contains("Summer at the harbour"), "held by others");
}

async fn a_form_of_thousands_of_parts_is_not_read(database: Database) {
    let world = World::demo_on(database).await;
    let keeper = world.browser(Some(KEEPER)).await;
    let mut fields = vec![("album", "1"), ("name", "")];
    fields.resize(3_000, ("x", ""));
    let picture = picture();
    let file = ("image", "Tulips.png", picture.as_slice());
    let answer = keeper
        .send_file("/albums", "/fn/albums/add-image", &fields, file)
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
}

async fn who_brings_too_many_files_is_told_and_loses_nothing_typed(database: Database) {
    let world = World::demo_on(database).await;
    world
        .attempted("artwork:by:", "registered@storefront.test", 120)
        .await;
    let page = "/products/business-cards";
    let fields = [("product", "business-cards"), ("reference", "Spring fair")];
    let file = ("artwork", "cards.pdf", b"%PDF-1.7".as_slice());
    let customer = world.browser(Some("registered@storefront.test")).await;
    let answer = customer
        .send_file(page, "/fn/cart/add", &fields, file)
        .await;
    assert_eq!(answer.location.as_deref(), Some(page), "{}", answer.body);
    let body = customer.get(page).await.body;
    assert!(body.contains("That was too often"), "{body}");
    assert!(body.contains("Spring fair"), "{body}");
    // Without a file nothing is counted.
    let nothing = ("artwork", "", b"".as_slice());
    customer
        .send_file(page, "/fn/cart/add", &fields, nothing)
        .await;
    let body = customer.get(page).await.body;
    assert!(!body.contains("That was too often"), "{body}");
    // Nor is anybody else.
    let other = world.browser(None).await;
    other.send_file(page, "/fn/cart/add", &fields, file).await;
    let body = other.get(page).await.body;
    assert!(!body.contains("That was too often"), "{body}");
}
