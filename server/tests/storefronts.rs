//! Storefronts, system settings and the beginning through the real router, as browsers without
//! JavaScript see them.

use crate::world::{Browser, World, after, submit, version};
use http::StatusCode;
use prepress::{
    Limits, examine,
    sample::{Sample, pdf},
};
use testkit::Database;

/// The fields that say which storefront a form of this page is about, and its version.
fn on(page: &str, body: &str) -> String {
    let id = page.rsplit('/').next().expect("an id");
    format!("storefront={id}&version={}", version(body))
}

crate::stories! {
    pj_04_an_empty_installation_is_begun_with_the_token_and_once;
}

async fn pj_04_an_empty_installation_is_begun_with_the_token_and_once(database: Database) {
    let engine = database.engine;
    let (world, token) = World::empty(database).await;
    let mut browser = world.browser(None).await;
    let nothing = browser.get("/").await;
    assert_eq!(nothing.status, StatusCode::SERVICE_UNAVAILABLE);
    let page = browser.get("/setup").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Set up Quoin"), "{}", page.body);
    let rest = "person=Robin+Vale&email=robin%40print.test&password=eleven+purple+staplers\
        &name=Acme+Print&slug=acme&pack=printshop&currency=EUR&public=true&host=";
    let wrong = format!("code=0123&{rest}");
    let body = submit(&mut browser, "/setup", "/fn/setup", &wrong).await;
    assert!(body.contains("This code is not right"), "{body}");
    assert!(body.contains("Robin Vale"), "what was typed stays");
    assert!(!body.contains("purple"), "a password never does");
    let right = format!("code={token}&{rest}");
    let body = submit(&mut browser, "/setup", "/fn/setup", &right).await;
    assert!(body.contains("Everything is there"), "{body}");
    assert!(body.contains("Acme Print"), "{body}");

    assert_eq!(browser.get("/setup").await.status, StatusCode::NOT_FOUND);
    let sign_in = "email=robin%40print.test&password=eleven+purple+staplers&next=";
    let body = submit(&mut browser, "/sign-in", "/fn/accounts/sign-in", sign_in).await;
    assert!(body.contains("Robin Vale"), "{body}");
    let body = browser.get("/settings").await.body;
    for words in ["System settings", engine, "Robin Vale", "http://localhost"] {
        assert!(body.contains(words), "{words}: {body}");
    }
    assert!(!body.contains("quoin.db"), "no address of the database");
}

#[tokio::test]
async fn the_demo_is_begun_by_itself() {
    let world = World::demo().await;
    let browser = world.browser(None).await;
    assert_eq!(browser.get("/setup").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_administrator_sets_a_storefront_up() {
    let world = World::demo().await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let list = admin.get("/storefronts").await.body;
    assert!(list.contains("Add storefront"), "{list}");
    let form = "name=Annex&slug=annex&pack=printshop&currency=EUR&public=true";
    let path = "/fn/storefronts/create";
    let answer = admin.post_on("/storefronts", path, form).await;
    let page = answer.location.expect("its page");
    let body = admin.get(&page).await.body;
    assert!(body.contains("Annex was added"), "{body}");

    let form = format!("{}&host=acme.localhost", on(&page, &body));
    let path = "/fn/storefronts/add-host";
    let body = submit(&mut admin, &page, path, &form).await;
    assert!(body.contains("address of the platform"), "{body}");
    let form = format!("{}&host=annex.example", on(&page, &body));
    let body = submit(&mut admin, &page, path, &form).await;
    assert!(body.contains("annex.example"), "{body}");

    let path = "/fn/storefronts/look";
    let form = format!(
        "{}&accent=%23ffe600&accent_dark=%23ffb3dd",
        on(&page, &body)
    );
    let body = submit(&mut admin, &page, path, &form).await;
    assert!(body.contains("could not be read well"), "{body}");
    assert!(body.contains("#ffe600"), "what was typed stays");
    let form = format!(
        "{}&accent=%237a1f5c&accent_dark=%23ffb3dd",
        on(&page, &body)
    );
    submit(&mut admin, &page, path, &form).await;
    // At the next click, for whoever goes on there.
    let id = page.rsplit('/').next().expect("an id");
    let form = format!("storefront={id}");
    let path = "/fn/storefronts/switch";
    let body = submit(&mut admin, "/storefronts", path, &form).await;
    assert!(body.contains("/look/7a1f5c-ffb3dd.css"), "{body}");
    let look = admin.get("/look/7a1f5c-ffb3dd.css").await;
    assert!(look.body.contains("--brand:#7a1f5c"), "{}", look.body);
    let unreadable = admin.get("/look/ffe600-ffe600.css").await;
    assert_eq!(unreadable.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_runs_the_platform_says_something_on_every_page() {
    let world = World::demo().await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let path = "/fn/settings/edit";
    let form = |page: &str, support: &str| {
        format!(
            "version={}&name=&support={support}&notice=Nothing+is+printed+today.&notice_until=",
            version(page)
        )
    };
    let page = admin.get("/settings").await.body;
    let body = submit(&mut admin, "/settings", path, &form(&page, "help")).await;
    assert!(body.contains("not an email address"), "{body}");
    assert!(
        body.contains("Nothing is printed today."),
        "what was typed stays"
    );
    let visitor = world.browser(None).await;
    let body = visitor.get("/sign-in").await.body;
    assert!(!body.contains("Nothing is printed today."), "{body}");

    let support = "help%40print.test";
    let mut junior = world.browser(Some("junior-admin@corporate.test")).await;
    let answer = junior.post_on("/", path, &form(&page, support)).await;
    assert_ne!(answer.status, StatusCode::OK);
    let body = visitor.get("/sign-in").await.body;
    assert!(!body.contains("Nothing is printed today."), "{body}");
    let body = submit(&mut admin, "/settings", path, &form(&page, support)).await;
    assert!(body.contains("Saved."), "{body}");
    for path in ["/", "/sign-in", "/never-was"] {
        let body = visitor.get(path).await.body;
        assert!(body.contains("Nothing is printed today."), "{path}: {body}");
    }
    let lost = visitor.get("/never-was").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    assert!(
        lost.body.contains("mailto:help@print.test"),
        "{}",
        lost.body
    );
}

/// Sends a logo on the page of a storefront and looks at the page again.
async fn send_logo(browser: &Browser, page: &str, bytes: &[u8]) -> String {
    let id = page.rsplit('/').next().expect("an id");
    let body = browser.get(page).await.body;
    let fields = [("storefront", id), ("version", version(&body))];
    let path = "/fn/storefronts/logo";
    let file = ("logo", "logo.png", bytes);
    let answer = browser.send_file(page, path, &fields, file).await;
    assert_eq!(answer.location.as_deref(), Some(page), "{}", answer.body);
    browser.get(page).await.body
}

#[tokio::test]
async fn a_logo_stands_in_the_place_of_the_name_above_every_page() {
    let world = World::demo().await;
    let mut admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let list = admin.get("/storefronts").await.body;
    let page = format!("/storefronts/{}", after(&list, "href=\"/storefronts/"));
    let visitor = world.browser(None).await;
    let before = visitor.get("/sign-in").await.body;
    assert!(before.contains("brand-name"), "{before}");
    assert!(!before.contains("/logo/"), "{before}");

    let body = send_logo(&admin, &page, b"<svg onload=\"alert(1)\"/>").await;
    assert!(
        body.contains("cannot be read as a PNG, JPEG or WebP"),
        "{body}"
    );
    assert!(!body.contains("src=\"/logo/"), "{body}");
    let flyer = pdf(Sample::Flyer { headline: "Acme" });
    let picture = examine(&flyer, &Limits::default()).expect("a picture");
    let body = send_logo(&admin, &page, &picture.thumbnail_png).await;
    assert!(body.contains("The logo stands above every page"), "{body}");
    let logo = format!("/logo/{}", after(&body, "src=\"/logo/"));

    // For who shops, who signs in and who works there; for nobody elsewhere but who runs it.
    for path in ["/", "/sign-in"] {
        let body = visitor.get(path).await.body;
        assert!(body.contains(&format!("src=\"{logo}\"")), "{path}: {body}");
        assert!(!body.contains("brand-name"), "{path}: {body}");
    }
    let work = admin.get("/orders").await.body;
    assert!(work.contains(&format!("src=\"{logo}\"")), "{work}");
    let seen = visitor.get(&logo).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.body.contains("PNG"), "a picture");
    for (who, status) in [
        ("end-user@corporate.test", StatusCode::NOT_FOUND),
        ("admin@corporate.test", StatusCode::OK),
    ] {
        let browser = world.browser(Some(who)).await;
        assert_eq!(browser.get(&logo).await.status, status, "{who}");
    }
    let elsewhere = world.browser(Some("end-user@corporate.test")).await;
    let body = elsewhere.get("/").await.body;
    assert!(!body.contains("/logo/"), "{body}");

    let form = on(&page, &admin.get(&page).await.body);
    let path = "/fn/storefronts/remove-logo";
    let body = submit(&mut admin, &page, path, &form).await;
    assert!(body.contains("The logo was removed"), "{body}");
    let after = visitor.get("/sign-in").await.body;
    assert!(after.contains("brand-name"), "{after}");
    assert!(!after.contains("/logo/"), "{after}");
    assert_eq!(visitor.get(&logo).await.status, StatusCode::NOT_FOUND);
}

/// PJ-10: whoever administers a storefront is refused the system's own settings by their address, too.
#[tokio::test]
async fn inf_13_who_works_at_several_goes_from_one_to_another() {
    let world = World::demo().await;
    let mut junior = world.browser(Some("junior-admin@corporate.test")).await;
    let list = junior.get("/storefronts").await.body;
    assert!(list.contains("Switch storefront"), "{list}");
    assert!(!list.contains("Add storefront"), "{list}");
    assert_eq!(junior.get("/settings").await.status, StatusCode::FORBIDDEN);
    let theirs = list.matches("href=\"/storefronts/").count();
    assert_eq!(theirs, 2, "corporate and market: {list}");
    let foreign = "storefront=999";
    let path = "/fn/storefronts/switch";
    let body = submit(&mut junior, "/storefronts", path, foreign).await;
    assert!(body.contains("There is nothing here"), "{body}");
    let here = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let list = here.get("/storefronts").await.body;
    assert!(!list.contains("Switch storefront"), "{list}");
    assert_eq!(list.matches("href=\"/storefronts/").count(), 1, "{list}");
}
