//! People through the real router, as browsers without JavaScript see them.

use crate::world::{Browser, PASSWORD, World, after, now};
use domain::Timestamp;
use http::StatusCode;
use store::sql::sql;
use testkit::Database;

/// Posts a form of a page and looks at the page that it leads to.
async fn submit(browser: &mut Browser, page: &str, path: &str, form: &str) -> (String, String) {
    let answer = browser.post_on(page, path, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let to = answer.location.expect("a redirect");
    let body = browser.get(&to).await.body;
    (to, body)
}

/// The address of somebody's page, by the search.
async fn found(browser: &Browser, q: &str) -> String {
    let list = browser.get(&format!("/people?q={q}")).await.body;
    let mut links = list.split("href=\"/people/").skip(1);
    let link = links.find(|link| !link.starts_with("import"));
    let id = link.expect("somebody is found").split('"').next();
    format!("/people/{}", id.unwrap())
}

/// `person=…&version=…` of a person's page.
async fn shown(browser: &Browser, page: &str) -> String {
    let body = browser.get(page).await.body;
    let version = body
        .split("name=\"version\"")
        .nth(1)
        .and_then(|rest| rest.split("value=\"").nth(1))
        .and_then(|rest| rest.split('"').next())
        .expect("a form with a version");
    let id = page.rsplit('/').next().unwrap();
    format!("person={id}&version={version}")
}

/// The path of the latest mail's link.
async fn link(browser: &Browser) -> String {
    let list = browser.get("/mail").await.body;
    let id = list.split("/mail/").nth(1).unwrap();
    let id = id.split('"').next().unwrap().to_owned();
    let message = browser.get(&format!("/mail/{id}")).await.body;
    let at = message.find("href=\"http").expect("a link in the mail");
    let link = message.get(at + 6..).unwrap().split('"').next().unwrap();
    format!("/{}", link.splitn(4, '/').nth(3).unwrap())
}

crate::stories! {
    pj_22_a_suspended_person_is_out_on_the_next_click;
    pj_06_an_admin_logs_in_as_a_customer_and_returns;
    who_may_not_help_any_more_is_out_of_the_others_account;
    inf_09_a_role_opens_its_pages_on_the_next_click;
    a_role_is_given_until_a_day_and_is_over_after_it;
}

#[tokio::test]
async fn pj_13_a_senior_manager_adds_a_colleague_who_chooses_a_password_and_signs_in() {
    let world = World::demo().await;
    let mut manager = world.browser(Some("senior-manager@corporate.test")).await;
    let list = manager.get("/people").await.body;
    assert!(list.contains("Add person"), "{list}");
    // What was typed stays, and the reason stands at the field.
    let (_, page) = submit(
        &mut manager,
        "/people",
        "/fn/people/add",
        "name=Dana+Reyes&email=dana&invite=true",
    )
    .await;
    assert!(page.contains("This is not an email address"), "{page}");
    assert!(page.contains("Dana Reyes"), "what was typed stays");
    let (to, page) = submit(
        &mut manager,
        "/people",
        "/fn/people/add",
        "name=Dana+Reyes&email=dana%40brightwater.test&invite=true",
    )
    .await;
    assert!(to.starts_with("/people/"), "{to}");
    assert!(page.contains("the invitation is on its way"), "{page}");
    assert!(page.contains("Invited"), "{page}");

    let mut dana = world.browser(None).await;
    let invitation = link(&dana).await;
    assert!(
        dana.get(&invitation).await.body.contains("Welcome!"),
        "the page says what it is for"
    );
    let token = invitation.rsplit('/').next().unwrap();
    let (_, page) = submit(
        &mut dana,
        &invitation,
        "/fn/accounts/reset-password",
        &format!("token={token}&new_password=six+yellow+umbrellas"),
    )
    .await;
    assert!(page.contains("Your new password is set"), "{page}");
    let answer = dana
        .post(
            "/fn/accounts/sign-in",
            "email=dana%40brightwater.test&password=six+yellow+umbrellas",
        )
        .await;
    assert_eq!(answer.location.as_deref(), Some("/"));
    assert_eq!(dana.get("/people").await.status, StatusCode::FORBIDDEN);
}

async fn pj_22_a_suspended_person_is_out_on_the_next_click(database: Database) {
    let world = World::demo_on(database).await;
    let mut manager = world.browser(Some("senior-manager@corporate.test")).await;
    let user = world.browser(Some("end-user@corporate.test")).await;
    assert_eq!(user.get("/account").await.status, StatusCode::OK);
    let page = found(&manager, "end-user%40corporate.test").await;
    let on = shown(&manager, &page).await;
    let (_, body) = submit(&mut manager, &page, "/fn/people/suspend", &on).await;
    assert!(body.contains("Suspended"), "{body}");
    assert_eq!(
        user.get("/account").await.location.as_deref(),
        Some("/sign-in?next=%2Faccount")
    );
    // The same page again is stale, and says so.
    let (_, body) = submit(&mut manager, &page, "/fn/people/suspend", &on).await;
    assert!(body.contains("The account is suspended by now"), "{body}");
    let on = shown(&manager, &page).await;
    let (_, body) = submit(&mut manager, &page, "/fn/people/reactivate", &on).await;
    assert!(body.contains("Reactivated"), "{body}");
    world.browser(Some("end-user@corporate.test")).await;
}

async fn pj_06_an_admin_logs_in_as_a_customer_and_returns(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let page = found(&admin, "end-user%40corporate.test").await;
    let body = admin.get(&page).await.body;
    assert!(body.contains("Log in as"), "{body}");
    let on = shown(&admin, &page).await;
    let (to, body) = submit(&mut admin, &page, "/fn/people/log-in-as", &on).await;
    assert_eq!(to, "/");
    assert!(body.contains("You are logged in as "), "{body}");
    for path in ["/account", "/orders", "/cart"] {
        let body = admin.get(path).await.body;
        assert!(body.contains("You are logged in as "), "{path}");
        assert!(body.contains("Return to your account"), "{path}");
    }
    // They see what the customer sees, and no more.
    assert_eq!(admin.get("/people").await.status, StatusCode::FORBIDDEN);
    assert_eq!(admin.get("/dashboard").await.status, StatusCode::FORBIDDEN);
    let (to, body) = submit(&mut admin, "/account", "/fn/people/return", "").await;
    assert_eq!(to, page);
    assert!(!body.contains("You are logged in as "), "{body}");
    assert!(body.contains("You are back in your own account"), "{body}");
    assert_eq!(admin.get("/dashboard").await.status, StatusCode::OK);
    // Once is enough.
    let answer = admin.post_on("/account", "/fn/people/return", "").await;
    assert_eq!(answer.location.as_deref(), Some("/account"));

    // Never as an administrator: no button, and a refusal.
    let page = found(&admin, "junior-admin%40corporate.test").await;
    let body = admin.get(&page).await.body;
    assert!(!body.contains("/fn/people/log-in-as"), "{body}");
    assert!(
        body.contains("Nobody logs in as an administrator"),
        "why, where one would look: {body}"
    );
    let on = shown(&admin, &page).await;
    let (_, body) = submit(&mut admin, &page, "/fn/people/log-in-as", &on).await;
    assert!(
        body.contains("Nobody logs in as an administrator"),
        "{body}"
    );
    assert_eq!(admin.get("/dashboard").await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_has_lost_their_second_factor_is_let_in_again_by_who_cares_for_them() {
    let world = World::demo().await;
    let user = world.browser(Some("end-user@corporate.test")).await;
    world
        .arrange(
            "insert into second_factors (account_id, secret, confirmed_at)
             select id, x'00', 1 from accounts where email = 'end-user@corporate.test'",
        )
        .await;
    let sign_in = format!(
        "email=end-user%40corporate.test&password={}&next=",
        PASSWORD
    );
    let mut stuck = world.browser(None).await;
    let answer = stuck.post("/fn/accounts/sign-in", &sign_in).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in/code"));

    let path = "/fn/people/reset-second-factor";
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let page = found(&admin, "end-user%40corporate.test").await;
    assert!(admin.get(&page).await.body.contains(path));
    let on = shown(&admin, &page).await;
    // Who does not care for anybody is refused, and changes nothing.
    let mut other = world.browser(Some("approver@corporate.test")).await;
    let answer = other.post_on("/account", path, &on).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
    let (_, body) = submit(&mut admin, &page, path, &on).await;
    assert!(
        body.contains("the password alone opens the account now"),
        "{body}"
    );
    assert!(
        body.contains("Second factor reset"),
        "what happened: {body}"
    );
    assert!(!body.contains(path), "there is nothing to reset: {body}");
    let (_, body) = submit(&mut admin, &page, path, &on).await;
    assert!(!body.contains("opens the account now"), "once: {body}");
    assert_eq!(
        user.get("/account").await.location.as_deref(),
        Some("/sign-in?next=%2Faccount"),
        "every session is ended"
    );
    let list = admin.get("/mail").await.body;
    assert!(list.contains("was reset"), "{list}");
    world.browser(Some("end-user@corporate.test")).await;
}

async fn who_may_not_help_any_more_is_out_of_the_others_account(database: Database) {
    let world = World::demo_on(database).await;
    for change in [
        // Who is logged in has lost the right to it.
        "update assignments set ends_at = 1
         where account_id = (select id from accounts where email = 'admin@corporate.test')",
        // As whom they are has become an administrator.
        "update assignments set role = 'admin@corporate', anchor = 'platform'
         where account_id = (select id from accounts where email = 'end-user@corporate.test')",
    ] {
        let mut admin = world.browser(Some("admin@corporate.test")).await;
        let page = found(&admin, "end-user%40corporate.test").await;
        let on = shown(&admin, &page).await;
        submit(&mut admin, &page, "/fn/people/log-in-as", &on).await;
        assert_eq!(admin.get("/account").await.status, StatusCode::OK);
        world.arrange(change).await;
        assert_eq!(
            admin.get("/account").await.location.as_deref(),
            Some("/sign-in?next=%2Faccount"),
            "{change}"
        );
        world.arrange("update assignments set ends_at = null").await;
    }
}

async fn inf_09_a_role_opens_its_pages_on_the_next_click(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let album = world.browser(Some("album-admin@storefront.test")).await;
    assert_eq!(
        album.get("/print-operations").await.status,
        StatusCode::FORBIDDEN
    );
    let page = found(&admin, "album-admin%40storefront.test").await;
    let body = admin.get(&page).await.body;
    let place = after(&body, "value=\"storefront-");
    let on = shown(&admin, &page).await;
    let form = format!("{on}&role=job-controller%40storefront&at=storefront-{place}&until=");
    let (_, body) = submit(&mut admin, &page, "/fn/people/assign-role", &form).await;
    assert!(body.contains("The role is given"), "{body}");
    assert_eq!(album.get("/print-operations").await.status, StatusCode::OK);
    let body = admin.get(&page).await.body;
    let assignment = body
        .rsplit("name=\"assignment\"")
        .next()
        .and_then(|rest| rest.split("value=\"").nth(1))
        .and_then(|rest| rest.split('"').next())
        .expect("a role to withdraw")
        .to_owned();
    let on = shown(&admin, &page).await;
    let form = format!("{on}&assignment={assignment}");
    let (_, body) = submit(&mut admin, &page, "/fn/people/withdraw-role", &form).await;
    assert!(body.contains("The role is withdrawn"), "{body}");
    assert_eq!(
        album.get("/print-operations").await.status,
        StatusCode::FORBIDDEN
    );
}

async fn a_role_is_given_until_a_day_and_is_over_after_it(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let album = world.browser(Some("album-admin@storefront.test")).await;
    let page = found(&admin, "album-admin%40storefront.test").await;
    let body = admin.get(&page).await.body;
    let place = after(&body, "value=\"storefront-");
    let on = shown(&admin, &page).await;
    let form = format!("{on}&role=job-controller%40storefront&at=storefront-{place}&until=");
    let act = "/fn/people/assign-role";

    let (_, body) = submit(&mut admin, &page, act, &format!("{form}2001-02-03")).await;
    assert!(body.contains("This day is over."), "{body}");
    assert!(body.contains("2001-02-03"), "what was typed stays: {body}");
    assert_eq!(
        album.get("/print-operations").await.status,
        StatusCode::FORBIDDEN
    );
    let (_, body) = submit(&mut admin, &page, act, &format!("{form}2099-12-31")).await;
    assert!(body.contains("The role is given"), "{body}");
    assert!(body.contains("31 Dec 2099"), "its last day: {body}");
    assert_eq!(album.get("/print-operations").await.status, StatusCode::OK);

    // Nothing of theirs waits for a new sign-in: the clock alone ends it.
    let now = now();
    for (ends, status, over) in [
        (now.plus(Timestamp::HOUR), StatusCode::OK, false),
        (now, StatusCode::FORBIDDEN, true),
    ] {
        let end = sql("update assignments set ends_at = $1 where ends_at is not null");
        world.run(end.bind(ends)).await;
        assert_eq!(album.get("/print-operations").await.status, status);
        let body = admin.get(&page).await.body;
        assert_eq!(body.contains("(over)"), over, "{body}");
    }
}

#[tokio::test]
async fn pj_30_who_gets_no_access_gets_no_role_of_their_own() {
    let world = World::demo().await;
    let mut admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let form = "name=Pat+Floor&email=pat%40floor.test&role=album-admin%40storefront";
    let act = "/fn/people/add";
    let (to, body) = submit(&mut admin, "/people", act, form).await;
    assert_eq!(to, "/people");
    assert!(body.contains("please send an invitation now"), "{body}");
    assert!(body.contains("Pat Floor"), "what was typed stays: {body}");
    let nobody = admin.get("/people?q=pat%40floor.test").await.body;
    assert!(!nobody.contains("Pat Floor"), "nobody is written: {nobody}");
    let form = format!("{form}&invite=true");
    let (_, body) = submit(&mut admin, "/people", act, &form).await;
    assert!(body.contains("the invitation is on its way"), "{body}");
    assert!(body.contains("Album Admin"), "{body}");
}

#[tokio::test]
async fn refusals_at_the_door_and_of_acts_are_in_the_audit_trail_once() {
    let world = World::demo().await;
    let user = world.browser(Some("end-user@corporate.test")).await;
    let mut manager = world.browser(Some("senior-manager@corporate.test")).await;
    let admin = world.browser(Some("junior-admin@corporate.test")).await;
    let refusals = async || admin.get("/audit?act=access.refused").await.body;
    assert!(refusals().await.contains("No entries"));

    assert_eq!(user.get("/people").await.status, StatusCode::FORBIDDEN);
    let once = refusals().await;
    assert!(once.contains("(user.view)"), "{once}");
    assert_eq!(user.get("/people").await.status, StatusCode::FORBIDDEN);
    let twice = refusals().await.matches("(user.view)").count();
    assert_eq!(twice, once.matches("(user.view)").count());

    // Nobody suspends themselves; what became of it is told on the page before.
    let page = found(&manager, "senior-manager%40corporate.test").await;
    let id = page.rsplit('/').next().unwrap();
    let on = format!("person={id}&version=1");
    submit(&mut manager, &page, "/fn/people/suspend", &on).await;
    assert!(refusals().await.contains("/fn/people/suspend"));
    // What is done does not count as refused, nor does what nobody can see.
    assert_eq!(user.get("/nothing").await.status, StatusCode::NOT_FOUND);
    assert!(!refusals().await.contains("/nothing"));
}

#[tokio::test]
async fn a_manager_reads_what_the_print_shop_did_to_their_people() {
    let world = World::demo().await;
    let manager = world.browser(Some("senior-manager@corporate.test")).await;
    let mut admin = world.browser(Some("junior-admin@corporate.test")).await;
    let trail = "/audit?act=user.suspend&who=end-user%40corporate.test";
    assert!(manager.get(trail).await.body.contains("No entries"));
    let page = found(&admin, "end-user%40corporate.test").await;
    let on = shown(&admin, &page).await;
    submit(&mut admin, &page, "/fn/people/suspend", &on).await;
    let theirs = manager.get(trail).await.body;
    assert!(theirs.contains("The print shop"), "{theirs}");
    assert!(
        !theirs.contains("name=\"company\""),
        "one company is theirs"
    );
    assert!(!theirs.contains("No entries"));
}

#[tokio::test]
async fn an_admin_chooses_who_is_asked_about_somebodys_orders() {
    let world = World::demo().await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let approver = found(&admin, "approver%40corporate.test").await;
    let body = admin.get(&approver).await.body;
    assert!(body.contains("Asked themselves for everybody in"), "{body}");
    assert!(
        body.contains("Asked themselves whenever a colleague orders"),
        "{body}"
    );
    let approver = approver.rsplit('/').next().unwrap();
    let page = found(&admin, "end-user%40corporate.test").await;
    let act = "/fn/people/set-approvers";

    let on = shown(&admin, &page).await;
    let form = format!("{on}&approvers=999999");
    let (_, body) = submit(&mut admin, &page, act, &form).await;
    assert!(
        body.contains("Please choose one of those offered."),
        "{body}"
    );
    let form = format!("{on}&approvers={approver}");
    let (_, body) = submit(&mut admin, &page, act, &form).await;
    assert!(body.contains("Saved."), "{body}");
    let id = format!("id=\"approvers-{approver}\"");
    let mut boxes = body.split("<input").filter_map(|tag| tag.split('>').next());
    let ticked = boxes.find(|tag| tag.contains(&id));
    assert!(ticked.is_some_and(|tag| tag.contains("checked")), "{body}");

    let manager = world.browser(Some("senior-manager@corporate.test")).await;
    let body = manager.get(&page).await.body;
    assert!(!body.contains("Asked to approve their orders"), "{body}");
}
