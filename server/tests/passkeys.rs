//! Passkeys through the real router, with a device in software in the place of the page's script.

use crate::world::{Answer, Browser, PASSWORD, World};
use http::StatusCode;
use serde_json::Value;
use testkit::{Database, Device};

const PAGE: &str = "/account/passkeys";
const ADD: &str = "/fn/accounts/passkeys/add";
const BEGIN: &str = "/fn/accounts/passkeys/begin";
const ASK: &str = "/fn/accounts/passkeys/ask";
const SIGN_IN: &str = "/fn/accounts/passkeys/sign-in";

fn form(fields: &[(&str, &str)]) -> String {
    serde_html_form::to_string(fields).unwrap()
}

/// What stands in the page between these.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).expect("it stands in the page");
    rest.split(after).next().unwrap()
}

fn json(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// Somebody's device, with a passkey of the account that is signed in.
async fn added(browser: &mut Browser) -> Device {
    let mut device = Device::at("http://localhost");
    let asked = form(&[("name", "Telephone"), ("old_password", PASSWORD)]);
    let asked = json(&browser.post_on(PAGE, BEGIN, &asked).await);
    let made = device.make(&asked);
    let add = form(&[("name", "Telephone"), ("credential", &made)]);
    let answer = browser.post_on(PAGE, ADD, &add).await;
    assert_eq!(answer.location.as_deref(), Some(PAGE), "{}", answer.body);
    device
}

/// Signs in with it; where that leads.
async fn shown(browser: &mut Browser, device: &mut Device, next: &str) -> Option<String> {
    let asked = browser.post_on("/sign-in", ASK, "").await;
    let credential = device.show(&json(&asked));
    let show = form(&[("credential", &credential), ("next", next)]);
    let answer = browser.post_on("/sign-in", SIGN_IN, &show).await;
    answer.location
}

crate::stories! {
    a_passkey_from_adding_it_to_removing_it;
    an_answer_is_taken_once_of_the_browser_that_was_asked;
}

async fn a_passkey_from_adding_it_to_removing_it(database: Database) {
    let world = World::demo_on(database).await;
    let mut browser = world.browser(Some("end-user@corporate.test")).await;
    assert!(browser.get("/account").await.body.contains(PAGE));
    let page = browser.get(PAGE).await.body;
    assert!(page.contains("No passkey yet"), "{page}");
    let asked = form(&[("name", "Telephone"), ("old_password", "not the password")]);
    let wrong = browser.post_on(PAGE, BEGIN, &asked).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("This is not your password"));

    let mut device = added(&mut browser).await;
    let page = browser.get(PAGE).await.body;
    assert!(page.contains("Your passkey is added"), "{page}");
    assert!(page.contains("value=\"Telephone\""), "{page}");
    let add = form(&[("name", "Desk"), ("credential", "{}")]);
    browser.post_on(PAGE, ADD, &add).await;
    let page = browser.get(PAGE).await.body;
    assert!(page.contains("No passkey was kept"), "{page}");
    assert!(page.contains("value=\"Desk\""), "what was typed is there");
    browser.post("/fn/accounts/sign-out", "").await;

    let mut browser = world.browser(None).await;
    let to = shown(&mut browser, &mut device, "/account").await;
    assert_eq!(to.as_deref(), Some("/account"));
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    let page = browser.get(PAGE).await.body;
    let id = between(&page, "name=\"passkey\" value=\"", "\"").to_owned();
    let rename = form(&[("passkey", &id), ("name", "Old telephone")]);
    let answer = browser
        .post_on(PAGE, "/fn/accounts/passkeys/rename", &rename)
        .await;
    assert_eq!(answer.location.as_deref(), Some(PAGE));
    let page = browser.get(PAGE).await.body;
    assert!(page.contains("value=\"Old telephone\""), "{page}");
    let remove = form(&[("passkey", &id)]);
    browser
        .post_on(PAGE, "/fn/accounts/passkeys/remove", &remove)
        .await;
    let page = browser.get(PAGE).await.body;
    assert!(page.contains("No passkey yet"), "{page}");

    let mut browser = world.browser(None).await;
    let to = shown(&mut browser, &mut device, "").await;
    assert_eq!(to.as_deref(), Some("/sign-in"));
    let page = browser.get("/sign-in").await.body;
    assert!(page.contains("This passkey does not open"), "{page}");
    assert!(
        !page.contains("clientDataJSON"),
        "what was sent is not kept"
    );
}

async fn an_answer_is_taken_once_of_the_browser_that_was_asked(database: Database) {
    let world = World::demo_on(database).await;
    let mut owner = world.browser(Some("end-user@corporate.test")).await;
    let mut device = added(&mut owner).await;
    let mut browser = world.browser(None).await;
    let asked = browser.post_on("/sign-in", ASK, "").await;
    let credential = device.show(&json(&asked));
    let show = form(&[("credential", &credential), ("next", "/account")]);

    let mut another = world.browser(None).await;
    for _ in 0..2 {
        let answer = another.post_on("/sign-in", SIGN_IN, &show).await;
        assert_eq!(answer.location.as_deref(), Some("/sign-in"));
        // The second time it was asked something itself.
        another.post_on("/sign-in", ASK, "").await;
    }
    assert_ne!(another.get("/account").await.status, StatusCode::OK);
    let answer = browser.post_on("/sign-in", SIGN_IN, &show).await;
    assert_eq!(answer.location.as_deref(), Some("/account"));
    let again = browser.post_on("/sign-in", SIGN_IN, &show).await;
    assert_eq!(again.location.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn the_script_is_on_the_pages_that_need_it_and_shows_what_it_needs() {
    let world = World::demo().await;
    let visitor = world.browser(None).await;
    let customer = world.browser(Some("end-user@corporate.test")).await;
    for (browser, path, kind) in [(&visitor, "/sign-in", "show"), (&customer, PAGE, "make")] {
        let page = browser.get(path).await.body;
        assert!(page.contains("passkey.js"), "{path}");
        let (before, after) = page
            .split_once(&format!("data-passkey=\"{kind}\""))
            .expect("the form");
        let begins = before.rsplit('<').next().unwrap();
        let ends = after.split('>').next().unwrap();
        assert!(
            format!("{begins} {ends}").contains(" hidden"),
            "without scripts nothing of it is seen: {begins} {ends}"
        );
    }
    for (browser, path) in [
        (&visitor, "/"),
        (&visitor, "/products/business-cards"),
        (&visitor, "/register"),
        (&customer, "/"),
        (&customer, "/cart"),
        (&customer, "/orders"),
        (&customer, "/account"),
    ] {
        let page = browser.get(path).await.body;
        assert!(!page.contains("passkey.js"), "{path}");
    }
}

#[tokio::test]
async fn staff_who_come_in_with_one_are_asked_for_no_code() {
    let world = World::demo().await;
    let email = "job-controller@storefront.test";
    let mut by_password = world.browser(Some(email)).await;
    let mut device = added(&mut by_password).await;
    world
        .arrange("update storefronts set second_factor_for_staff = true")
        .await;
    let mut browser = world.browser(None).await;
    let to = shown(&mut browser, &mut device, "").await;
    assert_eq!(to.as_deref(), Some("/print-operations"));
    assert_eq!(
        browser.get("/print-operations").await.status,
        StatusCode::OK
    );

    // The password alone opens nothing, and puts nothing in the passkey's place.
    let second_factor = "/account/second-factor";
    for path in ["/print-operations", "/account", PAGE] {
        let answer = by_password.get(path).await;
        assert_eq!(answer.location.as_deref(), Some(second_factor), "{path}");
    }
    let page = by_password.get(second_factor).await.body;
    assert!(page.contains("Sign in with your passkey"), "{page}");
    assert!(!page.contains("Set up second factor"), "{page}");
    by_password
        .post_on(second_factor, "/fn/accounts/second-factor/begin", "")
        .await;
    let page = by_password.get(second_factor).await.body;
    assert!(!page.contains("class=\"secret\""), "{page}");
    let asked = form(&[("name", "Telephone"), ("old_password", PASSWORD)]);
    let refused = by_password.post_on(PAGE, BEGIN, &asked).await;
    assert_ne!(refused.status, StatusCode::OK);
    let remove = form(&[("passkey", "1")]);
    by_password
        .post_on(PAGE, "/fn/accounts/passkeys/remove", &remove)
        .await;
    assert!(browser.get(PAGE).await.body.contains("Telephone"));

    // Signing in by password ends what the passkey opened.
    let sign_in = form(&[("email", email), ("password", PASSWORD), ("next", "")]);
    browser.post("/fn/accounts/sign-in", &sign_in).await;
    let answer = browser.get("/print-operations").await;
    assert_eq!(answer.location.as_deref(), Some(second_factor));
}
