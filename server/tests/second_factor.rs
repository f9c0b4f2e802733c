//! The second factor through the real router, as a browser without JavaScript sees it.

use crate::world::{Browser, PASSWORD, World};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::StatusCode;
use sha1::Sha1;
use testkit::Database;

const PAGE: &str = "/account/second-factor";

/// What an app shows so many steps from now.
fn code(secret: &str, steps: i64) -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "the server under test reads the same clock"
    )]
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH).unwrap();
    let step = i64::try_from(since.as_secs() / 30).unwrap() + steps;
    let key = BASE32_NOPAD
        .decode(secret.replace(' ', "").as_bytes())
        .expect("base32");
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).expect("a key");
    mac.update(&step.to_be_bytes());
    let mac = mac.finalize().into_bytes();
    let at = usize::from(mac[19] & 15);
    let bits = u32::from_be_bytes([mac[at], mac[at + 1], mac[at + 2], mac[at + 3]]);
    format!("{:06}", bits % 0x8000_0000 % 1_000_000)
}

/// What stands in the page between these.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).expect("it stands in the page");
    rest.split(after).next().unwrap()
}

/// Posts a form of the page and looks at where it leads.
async fn submit(browser: &mut Browser, path: &str, form: &str) -> String {
    let answer = browser.post_on(PAGE, path, form).await;
    assert_eq!(answer.location.as_deref(), Some(PAGE), "{}", answer.body);
    browser.get(PAGE).await.body
}

/// Sets a second factor up; the secret, and the page that follows.
async fn set_up(browser: &mut Browser) -> (String, String) {
    let page = submit(browser, "/fn/accounts/second-factor/begin", "").await;
    assert!(page.contains("class=\"qr\""), "{page}");
    let secret = between(&page, "<code class=\"secret\">", "<").to_owned();
    let form = format!("old_password={PASSWORD}&code={}", code(&secret, 0));
    let page = submit(browser, "/fn/accounts/second-factor/confirm", &form).await;
    (secret, page)
}

crate::stories! {
    a_second_factor_from_setting_it_up_to_switching_it_off;
}

async fn a_second_factor_from_setting_it_up_to_switching_it_off(database: Database) {
    let world = World::demo_on(database).await;
    let mut browser = world.browser(Some("end-user@corporate.test")).await;
    assert!(browser.get("/account").await.body.contains(PAGE));

    let page = submit(&mut browser, "/fn/accounts/second-factor/begin", "").await;
    assert!(
        page.contains("aria-label=\"The secret, for the camera of your app\""),
        "{page}"
    );
    let confirm = "/fn/accounts/second-factor/confirm";
    for password in ["", "not+the+password"] {
        let form = format!("old_password={password}&code=000000");
        let wrong = submit(&mut browser, confirm, &form).await;
        assert!(wrong.contains("id=\"old-password-error\""), "{wrong}");
        assert!(!wrong.contains("recovery-codes"), "{wrong}");
    }
    let form = format!("old_password={PASSWORD}&code=000000");
    let wrong = submit(&mut browser, confirm, &form).await;
    assert!(wrong.contains("This code is not right"), "{wrong}");
    assert!(!wrong.contains("value=\"000000\""), "a code never stays");
    let (secret, page) = set_up(&mut browser).await;
    let list = between(&page, "<ul class=\"recovery-codes\">", "</ul>");
    let codes: Vec<&str> = list
        .split("<li>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    assert_eq!(codes.len(), 10, "{list}");
    let again = browser.get(PAGE).await.body;
    assert!(!again.contains(codes[0]), "shown once");
    assert!(!again.contains(&secret), "told once");

    // The password alone does not open the account.
    browser.post("/fn/accounts/sign-out", "").await;
    let mut browser = world.browser(None).await;
    let sign_in = format!("email=end-user%40corporate.test&password={PASSWORD}&next=%2Faccount");
    let answer = browser.post("/fn/accounts/sign-in", &sign_in).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in/code"));
    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    assert!(
        browser
            .get("/sign-in/code")
            .await
            .body
            .contains("one-time-code")
    );
    let enter = async |browser: &mut Browser, code: &str| {
        let form = format!("code={code}");
        let answer = browser
            .post_on("/sign-in/code", "/fn/accounts/code", &form)
            .await;
        answer.location.unwrap()
    };
    assert_eq!(enter(&mut browser, "000000").await, "/sign-in/code");
    let page = browser.get("/sign-in/code").await.body;
    assert!(page.contains("This code is not right"), "{page}");
    assert_eq!(enter(&mut browser, codes[0]).await, "/account");
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    // A door that was gone through is shut.
    assert_eq!(
        enter(&mut browser, codes[1]).await,
        "/sign-in?next=%2Fsign-in%2Fcode"
    );

    let form = format!("old_password={PASSWORD}&code={}", codes[0]);
    let page = submit(&mut browser, "/fn/accounts/second-factor/off", &form).await;
    assert!(page.contains("This code is not right"), "{page}");
    // The next one, since the one of now may have been taken already.
    let form = format!("old_password={PASSWORD}&code={}", code(&secret, 1));
    let page = submit(&mut browser, "/fn/accounts/second-factor/off", &form).await;
    assert!(page.contains("Set up second factor"), "{page}");
    let mut browser = world.browser(None).await;
    let answer = browser.post("/fn/accounts/sign-in", &sign_in).await;
    assert_eq!(answer.location.as_deref(), Some("/account"));
}

#[tokio::test]
async fn staff_set_it_up_before_anything_else_opens() {
    let world = World::demo().await;
    let mut open = world.browser(Some("job-controller@storefront.test")).await;
    assert_eq!(
        open.get("/print-operations").await.status,
        StatusCode::OK,
        "nothing is asked for yet"
    );
    world
        .arrange("update storefronts set second_factor_for_staff = true where slug = 'corporate'")
        .await;

    // Who works there, and who works for the whole platform; from the next request on.
    for email in [
        "job-controller@storefront.test",
        "platform-admin@storefront.test",
        "junior-admin@corporate.test",
    ] {
        let mut browser = world.browser(Some(email)).await;
        for path in [
            "/",
            "/account",
            "/print-operations",
            "/dashboard",
            "/people",
        ] {
            let answer = browser.get(path).await;
            assert_eq!(answer.location.as_deref(), Some(PAGE), "{email} at {path}");
        }
        let page = browser.get(PAGE).await.body;
        assert!(page.contains("asked of everybody who works here"), "{page}");
        assert!(!page.contains("href=\"/print-operations\""), "no menu");
        let refused = browser
            .post_on("/people", "/fn/people/add", "name=Dana+Reyes")
            .await;
        assert_eq!(refused.location.as_deref(), Some(PAGE));
    }
    // Nobody else, and no customer.
    for email in [
        "storefront-admin@storefront.test",
        "end-user@corporate.test",
    ] {
        let browser = world.browser(Some(email)).await;
        assert_eq!(
            browser.get("/orders").await.status,
            StatusCode::OK,
            "{email}"
        );
    }

    assert_eq!(
        open.get("/print-operations").await.location.as_deref(),
        Some(PAGE),
        "a session that was open is asked as well"
    );
    let (_, page) = set_up(&mut open).await;
    assert!(page.contains("recovery-codes"), "{page}");
    assert_eq!(open.get("/print-operations").await.status, StatusCode::OK);
    // While somebody is being helped it is theirs alone.
    let mut admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let list = admin
        .get("/people?q=registered%40storefront.test")
        .await
        .body;
    let (_, rows) = list.split_once("<tbody").expect("somebody");
    let id = between(rows, "href=\"/people/", "\"").to_owned();
    let sheet = admin.get(&format!("/people/{id}")).await.body;
    let version = between(&sheet, "name=\"version\" value=\"", "\"");
    let form = format!("person={id}&version={version}");
    admin
        .post_on("/people", "/fn/people/log-in-as", &form)
        .await;
    let account = admin.get("/account").await.body;
    assert!(account.contains("You are logged in as"), "{account}");
    assert!(!account.contains(PAGE), "{account}");
    assert_eq!(admin.get(PAGE).await.status, StatusCode::FORBIDDEN);
}
