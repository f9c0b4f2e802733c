//! Accounts through the real router, as a browser without JavaScript sees them.

use crate::world::{Browser, PASSWORD, World};
use std::sync::Arc;
use testkit::Database;
use tokio::task::JoinSet;

/// Posts a form and looks at the page that it leads to.
async fn submit(browser: &mut Browser, path: &str, form: &str) -> String {
    let answer = browser.post(path, form).await;
    assert_eq!(
        answer.status,
        http::StatusCode::SEE_OTHER,
        "{}",
        answer.body
    );
    browser
        .get(&answer.location.expect("a redirect"))
        .await
        .body
}

/// The latest mail.
async fn mail(browser: &Browser) -> String {
    let list = browser.get("/mail").await.body;
    let id = list
        .split("/mail/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    browser.get(&format!("/mail/{id}")).await.body
}

/// The address of the latest mail's link.
async fn link(browser: &Browser) -> String {
    let message = mail(browser).await;
    let at = message.find("href=\"http").expect("a link in the mail");
    let link = message.get(at + 6..).unwrap().split('"').next().unwrap();
    format!("/{}", link.splitn(4, '/').nth(3).unwrap())
}

crate::stories! {
    the_account_of_a_newcomer_from_registering_to_a_new_password;
}

async fn the_account_of_a_newcomer_from_registering_to_a_new_password(database: Database) {
    let world = World::demo_on(database).await;
    let mut browser = world.browser(None).await;

    // What was typed stays, but for the password, and the reason stands at the field.
    let page = submit(
        &mut browser,
        "/fn/accounts/register",
        "name=Dana+Reyes&email=dana%40acme.test&password=short&company=",
    )
    .await;
    assert!(
        page.contains("Please use at least 12 characters."),
        "{page}"
    );

    let form = "name=Dana+Reyes&email=dana%40acme.test&password=eleven+purple+staplers&company=";
    let page = submit(&mut browser, "/fn/accounts/register", form).await;
    assert!(page.contains("We have sent you a mail"), "{page}");
    let sign_in = "email=dana%40acme.test&password=eleven+purple+staplers&next=";
    let page = submit(&mut browser, "/fn/accounts/sign-in", sign_in).await;
    assert!(page.contains("do not match an account"), "{page}");
    assert!(page.contains("dana@acme.test"), "what was typed stays");
    assert!(!page.contains("purple"), "a password never does");

    let verify = link(&browser).await;
    assert!(browser.get(&verify).await.body.contains("Confirm my email"));
    let token = verify.rsplit('/').next().unwrap();
    let page = submit(
        &mut browser,
        "/fn/accounts/verify",
        &format!("token={token}"),
    )
    .await;
    assert!(page.contains("Your email is confirmed"), "{page}");
    assert!(
        browser
            .get(&verify)
            .await
            .body
            .contains("does not work any more")
    );

    let answer = browser
        .post("/fn/accounts/sign-in", &format!("{sign_in}%2Faccount"))
        .await;
    assert_eq!(answer.location.as_deref(), Some("/account"));
    let account = browser.get("/account").await.body;
    assert!(
        account.contains("Dana Reyes") && account.contains("This session"),
        "{account}"
    );

    let mut elsewhere = world.browser(None).await;
    elsewhere.post("/fn/accounts/sign-in", sign_in).await;
    assert!(
        browser
            .get("/account")
            .await
            .body
            .contains("End this session")
    );
    let change = "old_password=eleven+purple+staplers&new_password=nine+green+typewriters";
    let page = submit(&mut browser, "/fn/accounts/change-password", change).await;
    assert!(
        page.contains("Your password is changed")
            || browser.get("/account").await.body.contains("This session")
    );
    assert_eq!(
        elsewhere.get("/account").await.status,
        http::StatusCode::SEE_OTHER,
        "the other session is over"
    );

    browser.post("/fn/accounts/sign-out", "").await;
    assert_eq!(
        browser.get("/account").await.location.as_deref(),
        Some("/sign-in?next=%2Faccount")
    );
    let page = submit(
        &mut browser,
        "/fn/accounts/forgot-password",
        "email=dana%40acme.test",
    )
    .await;
    assert!(page.contains("a mail with a link is on its way"), "{page}");
    let reset = link(&browser).await;
    assert!(browser.get(&reset).await.body.contains("New password"));
    let token = reset.rsplit('/').next().unwrap();
    let page = submit(
        &mut browser,
        "/fn/accounts/reset-password",
        &format!("token={token}&new_password=six+yellow+umbrellas"),
    )
    .await;
    assert!(page.contains("Your new password is set"), "{page}");
}

#[tokio::test]
async fn a_program_that_tries_too_often_is_told_how_long_to_wait() {
    let world = World::demo().await;
    world
        .arrange(
            "insert into attempts (bucket, since, count)
             values ('sign-in:account:end-user@corporate.test', unixepoch() * 1000, 10)",
        )
        .await;
    let form = format!("email=end-user%40corporate.test&password={PASSWORD}&next=");
    let program = world.browser(None).await;
    let answer = program.ask_json("/fn/accounts/sign-in", &form).await;
    assert_eq!(answer.status, http::StatusCode::TOO_MANY_REQUESTS);
    let wait = answer.retry_after.expect("how long");
    assert!((1..=600).contains(&wait), "{wait}");
    assert!(
        answer.body.contains("Please try again in"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn what_is_no_host_stands_in_no_link() {
    let world = World::demo().await;
    let browser = world.browser(None).await;
    // What a browser takes for a name and a password at another host.
    let host = "storefront.localhost:80@evil.test";
    let form = "email=registered%40storefront.test";
    let path = "/fn/accounts/forgot-password";
    let answer = browser.ask_json_at(host, path, form).await;
    assert_eq!(answer.status, http::StatusCode::OK, "{}", answer.body);
    let mail = mail(&browser).await;
    assert!(mail.contains("registered@storefront.test"), "{mail}");
    assert!(mail.contains("href=\"http://localhost/reset/"), "{mail}");
    assert!(!mail.contains("evil.test"), "{mail}");
}

/// Who runs a storefront adds host names to it: what is mailed to anybody but its customers leads to
/// none of them.
#[tokio::test]
async fn a_storefronts_own_host_is_in_the_mails_of_its_customers_alone() {
    let world = World::demo().await;
    world
        .arrange(
            "insert into storefront_hosts (host, storefront_id)
             select 'print.acme.test', id from storefronts where slug = 'storefront'",
        )
        .await;
    let browser = world.browser(None).await;
    let path = "/fn/accounts/forgot-password";
    for (email, expected) in [
        (
            "registered%40storefront.test",
            "http://print.acme.test/reset/",
        ),
        (
            "storefront-admin%40storefront.test",
            "http://localhost/reset/",
        ),
        (
            "platform-admin%40storefront.test",
            "http://localhost/reset/",
        ),
    ] {
        let form = format!("email={email}");
        let answer = browser.ask_json_at("print.acme.test", path, &form).await;
        assert_eq!(answer.status, http::StatusCode::OK, "{}", answer.body);
        let mail = mail(&browser).await;
        assert!(mail.contains(&email.replace("%40", "@")), "{mail}");
        assert!(mail.contains(&format!("href=\"{expected}")), "{mail}");
    }
}

#[tokio::test]
async fn a_refusal_is_the_same_page_whatever_its_reason() {
    let world = World::demo().await;
    let mut pages = Vec::new();
    for email in [
        "inactive@corporate.test",
        "suspended@corporate.test",
        "unknown@corporate.test",
    ] {
        let mut browser = world.browser(None).await;
        let form = format!(
            "email={}&password={PASSWORD}&next=",
            email.replace('@', "%40")
        );
        let page = submit(&mut browser, "/fn/accounts/sign-in", &form).await;
        // A nonce is fresh each time, and the address is the person's own.
        let shown = page
            .split("<body")
            .nth(1)
            .and_then(|rest| rest.split("</body").next())
            .expect("a body")
            .replace(email, "");
        pages.push(shown);
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "{pages:#?}");
}

#[tokio::test]
async fn mail_is_read_on_a_demo_only_and_pages_escape_what_was_typed() {
    let world = World::demo().await;
    let mut browser = world.browser(None).await;
    let form = "name=%3Cscript%3Ealert(1)%3C%2Fscript%3E&email=x%22%3E%3Cb%3E&password=x&company=";
    let page = submit(&mut browser, "/fn/accounts/register", form).await;
    assert!(!page.contains("<script>alert(1)"), "{page}");
    for elsewhere in ["//evil.test", "https%3A%2F%2Fevil.test", "%2F%5Cevil.test"] {
        let form = format!("email=end-user%40corporate.test&password={PASSWORD}&next={elsewhere}");
        let answer = world
            .browser(None)
            .await
            .post("/fn/accounts/sign-in", &form)
            .await;
        assert_eq!(answer.location.as_deref(), Some("/"), "{elsewhere}");
    }
}

#[tokio::test]
async fn people_at_the_same_moment_do_not_wait_for_each_other() {
    let world = World::demo().await;
    let browser = Arc::new(world.browser(Some("end-user@corporate.test")).await);
    let mut asked = JoinSet::new();
    // More than the database has connections for.
    for _ in 0..40 {
        let browser = browser.clone();
        asked.spawn(async move { browser.get("/orders").await.status });
    }
    while let Some(status) = asked.join_next().await {
        assert_eq!(status.unwrap(), http::StatusCode::OK);
    }
}

#[tokio::test]
async fn who_has_several_accounts_with_one_password_chooses_one() {
    let world = World::demo().await;
    let mut browser = world.browser(None).await;
    let form = "name=Dana+Reyes&email=dana%40acme.test&password=eleven+purple+staplers&company=";
    submit(&mut browser, "/fn/accounts/register", form).await;
    let verify = link(&browser).await;
    let form = format!("token={}", verify.rsplit('/').next().unwrap());
    submit(&mut browser, "/fn/accounts/verify", &form).await;

    // A company of another storefront gives the same person an account as well.
    let mut senior = world.browser(Some("senior-manager@corporate.test")).await;
    let form = "name=Dana+Reyes&email=dana%40acme.test&invite=true";
    let added = senior.post_on("/people", "/fn/people/add", form).await;
    assert!(added.location.unwrap().starts_with("/people/"));
    let invitation = link(&browser).await;
    let form = format!(
        "token={}&new_password=eleven+purple+staplers",
        invitation.rsplit('/').next().unwrap()
    );
    submit(&mut browser, "/fn/accounts/reset-password", &form).await;

    let sign_in = "email=dana%40acme.test&password=eleven+purple+staplers&next=%2Faccount";
    let answer = browser.post("/fn/accounts/sign-in", sign_in).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in/account"));
    assert_eq!(
        browser.get("/account").await.status,
        http::StatusCode::SEE_OTHER,
        "nobody is in yet"
    );
    let page = browser.get("/sign-in/account").await.body;
    assert!(page.contains("Brightwater Energy"), "{page}");
    let ids: Vec<&str> = page
        .split("name=\"account\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(ids.len(), 2, "{page}");

    let not_offered = browser
        .post_on("/sign-in/account", "/fn/accounts/choose", "account=1")
        .await;
    let page = browser.get(&not_offered.location.unwrap()).await.body;
    assert!(
        page.contains("Please choose one of those offered."),
        "{page}"
    );
    let form = format!("account={}", ids[1]);
    let answer = browser
        .post_on("/sign-in/account", "/fn/accounts/choose", &form)
        .await;
    assert_eq!(answer.location.as_deref(), Some("/account"));
    let account = browser.get("/account").await.body;
    assert!(account.contains("Brightwater Energy"), "{account}");
    // Who is in stands in no door.
    assert_eq!(
        browser.get("/sign-in/account").await.status,
        http::StatusCode::SEE_OTHER
    );
}
