//! Looking at a storefront through a role, and asking why not, through the real router.

use crate::world::{Browser, PASSWORD, World, after, submit};
use access::pages;
use http::StatusCode;
use testkit::Database;

const ADMIN: &str = "junior-admin@corporate.test";
const CUSTOMER: &str = "end-user@corporate.test";
const ROLE: &str = "/roles/end-user@corporate";
const BANNER: &str = "You see this storefront as End User would. Nothing you do here is saved.";

/// Begins a preview of End User on the page of that role.
async fn preview(browser: &mut Browser) {
    let form = "role=end-user%40corporate";
    let began = browser.post_on(ROLE, "/fn/roles/preview", form).await;
    assert_eq!(began.location.as_deref(), Some("/"), "{}", began.body);
}

crate::stories! {
    a_preview_shows_what_the_role_sees_until_it_is_ended;
    nothing_is_written_in_a_preview;
    what_would_be_theirs_is_refused_in_a_preview_and_done_after_it;
    a_preview_whose_role_is_gone_opens_nothing;
    each_kind_of_thing_is_asked_about;
}

async fn a_preview_shows_what_the_role_sees_until_it_is_ended(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some(ADMIN)).await;
    assert!(admin.get(ROLE).await.body.contains("Preview"));
    preview(&mut admin).await;
    let shop = admin.get("/").await;
    assert_eq!(shop.status, StatusCode::OK);
    assert!(shop.body.contains(BANNER) && shop.body.contains("End preview"));
    for path in ["/people", "/roles", "/audit", "/dashboard"] {
        let refused = admin.get(path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(refused.body.contains(BANNER), "{path} says why");
    }
    let ended = admin.post_on("/", "/fn/roles/end-preview", "").await;
    assert_eq!(ended.location.as_deref(), Some(ROLE));
    let own = admin.get("/people").await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(!own.body.contains(BANNER));
    // Nothing is wrong with ending it twice.
    let again = admin.post_on("/", "/fn/roles/end-preview", "").await;
    assert_eq!(again.location.as_deref(), Some("/"));
    let trail = admin.get("/audit?act=role").await.body;
    assert!(trail.contains("Role: preview") && trail.contains("Role: end preview"));
    assert!(
        !trail.contains("Access: refused"),
        "a preview's are nobody's"
    );
}

async fn nothing_is_written_in_a_preview(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some(ADMIN)).await;
    preview(&mut admin).await;
    let free = [pages::END_PREVIEW.path, pages::POST_SIGN_OUT.path];
    for endpoint in pages::ENDPOINTS {
        if !endpoint.path.starts_with("/fn/") || free.contains(&endpoint.path) {
            continue;
        }
        let refused = admin.post(endpoint.path, "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", endpoint.path);
        assert!(
            refused
                .body
                .contains("nothing that you do meanwhile is saved"),
            "{}",
            endpoint.path
        );
    }
}

async fn what_would_be_theirs_is_refused_in_a_preview_and_done_after_it(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some(ADMIN)).await;
    let companies = admin.get("/companies?q=brightwater").await.body;
    let company = after(&companies, "href=\"/companies/");
    let (page, path) = ("/departments", "/fn/departments/create");
    let form = format!("company={company}&name=Proofreading");
    preview(&mut admin).await;
    let refused = admin.post_on(page, path, &form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let words = "nothing that you do meanwhile is saved";
    assert!(refused.body.contains(words), "{}", refused.body);
    admin.post_on("/", "/fn/roles/end-preview", "").await;
    let list = admin.get(page).await.body;
    assert!(!list.contains("Proofreading"), "{list}");
    let trail = admin.get("/audit?act=department.create").await.body;
    assert!(trail.contains("No entries"), "{trail}");
    let list = submit(&mut admin, page, path, &form).await;
    assert!(list.contains("Proofreading was added"), "{list}");
}

#[tokio::test]
async fn signing_out_ends_a_preview() {
    let world = World::demo().await;
    let mut admin = world.browser(Some(ADMIN)).await;
    preview(&mut admin).await;
    let out = admin.post("/fn/accounts/sign-out", "").await;
    assert_eq!(out.location.as_deref(), Some("/sign-in"));
    let form = format!("email={}&password={PASSWORD}", ADMIN.replace('@', "%40"));
    let back = admin.post("/fn/accounts/sign-in", &form).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let own = admin.get("/people").await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(!own.body.contains(BANNER));
}

async fn a_preview_whose_role_is_gone_opens_nothing(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let made = admin
        .post(
            "/fn/roles/create",
            "from=album-admin%40storefront&name=Night+shift&home=",
        )
        .await;
    let edit = made.location.expect("the form of the new role");
    let role = edit.trim_end_matches("/edit");
    let id = role.trim_start_matches("/roles/");
    let form = format!("role={id}");
    let began = admin.post_on(role, "/fn/roles/preview", &form).await;
    assert_eq!(began.location.as_deref(), Some("/albums"));
    let mut other = world.browser(Some("platform-admin@storefront.test")).await;
    let form = format!("role={id}&version=1&replacement=");
    let gone = other.post("/fn/roles/delete", &form).await;
    assert_eq!(gone.location.as_deref(), Some("/roles"));
    let nothing = admin.get("/").await;
    assert_eq!(nothing.status, StatusCode::FORBIDDEN);
    assert!(nothing.body.contains("End preview"));
    let ended = admin.post_on("/", "/fn/roles/end-preview", "").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(admin.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_is_refused_is_told_what_it_takes_and_asks_why() {
    let world = World::demo().await;
    let customer = world.browser(Some(CUSTOMER)).await;
    let refused = customer.get("/people").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    for words in [
        "(user.view)",
        "What it takes: List and open users.",
        "The administrators of ",
        "/roles/why?permission=user.view",
    ] {
        assert!(refused.body.contains(words), "{words}");
    }
    let why = customer.get("/roles/why?permission=user.view&of=own").await;
    assert_eq!(why.status, StatusCode::OK);
    assert!(why.body.contains("You may not") && why.body.contains("What you may do"));
    assert!(!why.body.contains("Roles that grant it") && !why.body.contains("name=\"person\""));
    assert!(
        customer
            .get("/account")
            .await
            .body
            .contains("What may I do?")
    );
    let about = "/roles/why?person=approver%40corporate.test&permission=user.view&of=own";
    assert_eq!(customer.get(about).await.status, StatusCode::FORBIDDEN);
    // What cannot be seen is told nothing of.
    let unseen = customer.get("/orders/Q-999999").await;
    assert_eq!(unseen.status, StatusCode::NOT_FOUND);
    assert!(!unseen.body.contains("What it takes") && !unseen.body.contains("/roles/why"));
}

#[tokio::test]
async fn who_holds_it_on_a_storefront_asks_about_the_platform() {
    let world = World::demo().await;
    let admin = world.browser(Some("administrator@configurator.test")).await;
    for path in ["/settings", "/suppliers"] {
        let refused = admin.get(path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        let link = refused.body.split("href=\"/roles/why").nth(1);
        let link = link.and_then(|link| link.split('"').next());
        let question = link.expect("the question why").replace("&amp;", "&");
        assert!(question.ends_with("&of=platform"), "{question}");
        let why = admin.get(&format!("/roles/why{question}")).await;
        assert!(why.body.contains("You may not"), "{path}");
    }
}

/// Whom a rule refuses that no permission lifts reads which one it was, and who could.
#[tokio::test]
async fn an_act_that_a_rule_refuses_says_who_could_lift_it() {
    let world = World::demo().await;
    let mut admin = world.browser(Some("platform-admin@storefront.test")).await;
    let role = "/roles/platform-admin@storefront";
    let form = "role=platform-admin%40storefront&version=0&start=&grant=catalog.browse+public";
    let refused = admin.post_on(role, "/fn/roles/edit", form).await;
    assert_eq!(refused.location.as_deref(), Some(role));
    let page = admin.get(role).await.body;
    assert!(page.contains("That was refused"));
    assert!(page.contains("Nobody can lift that; a copy of the role can be changed."));
    assert!(!page.contains("/roles/why?permission="), "none is missing");
}

#[tokio::test]
async fn a_refused_act_leads_to_the_question_why() {
    let world = World::demo().await;
    let mut admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    // Built-in roles are of the platform.
    let role = "/roles/registered@storefront";
    let form = "role=registered%40storefront&version=0&start=&grant=catalog.browse+public";
    let refused = admin.post_on(role, "/fn/roles/edit", form).await;
    assert_eq!(refused.location.as_deref(), Some(role));
    let page = admin.get(role).await.body;
    assert!(page.contains("That was refused"));
    assert!(page.contains("The administrators of the platform can change what your roles allow."));
    assert!(page.contains("/roles/why?permission=role.edit&amp;of=platform"));
    assert!(
        !admin.get(role).await.body.contains("That was refused"),
        "once"
    );
}

/// The number of the first order of a list.
async fn first_order(browser: &Browser, list: &str) -> String {
    let body = browser.get(list).await.body;
    let mut links = body.split("href=\"/orders/").skip(1);
    let link = links.find(|link| link.starts_with("Q-"));
    let number = link.and_then(|link| link.split(['"', '?', '#']).next());
    number.expect("an order").to_owned()
}

/// A page about an order that is refused to who sees it leads to the question about that order.
#[tokio::test]
async fn a_refused_page_leads_to_the_question_about_its_thing() {
    let world = World::demo().await;
    let supplier = world.browser(Some("supplier@corporate.test")).await;
    let order = first_order(&supplier, "/orders").await;
    let refused = supplier.get(&format!("/orders/{order}/re-order")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let question = format!("permission=order.reorder&amp;of=this-order&amp;which={order}");
    assert!(refused.body.contains(&question), "{question}");
    let question = question.replace("&amp;", "&");
    let why = supplier.get(&format!("/roles/why?{question}")).await.body;
    assert!(why.contains("You may not") && why.contains(&format!("the order {order}")));
    // An order that they do not see is as one that there is not.
    for which in ["Q-1", "Q-999999"] {
        let unseen = format!("/roles/why?permission=order.view&of=this-order&which={which}");
        let unseen = supplier.get(&unseen).await.body;
        assert!(unseen.contains("Nothing like that, as far as you can see."));
    }
}

/// What a rule refuses about one order is asked about that order, and answered by that rule.
#[tokio::test]
async fn an_act_that_came_too_late_leads_to_the_question_about_its_order() {
    let world = World::demo().await;
    let mut customer = world.browser(Some(CUSTOMER)).await;
    let order = first_order(&customer, "/orders?status=completed").await;
    let page = format!("/orders/{order}");
    let form = format!("order={}&version=1", order.replace("Q-", ""));
    customer.post_on(&page, "/fn/orders/cancel", &form).await;
    let body = customer.get(&page).await.body;
    let question = format!("permission=order.cancel&amp;of=this-order&amp;which={order}");
    assert!(body.contains(&question), "{question}");
    let question = question.replace("&amp;", "&");
    let why = customer.get(&format!("/roles/why?{question}")).await.body;
    assert!(why.contains("You may not") && why.contains("The order is completed by now."));
}

/// A role that is not theirs to edit leads to the question about that role; and things of other kinds
/// are asked about by name, by whoever sees them.
async fn each_kind_of_thing_is_asked_about(database: Database) {
    let world = World::demo_on(database).await;
    let mut maker = world.browser(Some("admin@corporate.test")).await;
    let form = "from=job-controller%40storefront&name=Front+desk&home=everywhere";
    let made = maker.post("/fn/roles/create", form).await;
    let edit = made.location.expect("the form of the new role");
    let id = edit.trim_start_matches("/roles/").trim_end_matches("/edit");
    let junior = world.browser(Some(ADMIN)).await;
    let refused = junior.get(&edit).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let question = format!("permission=role.edit&amp;of=this-role&amp;which={id}");
    assert!(refused.body.contains(&question), "{question}");
    for (asker, permission, of, which, thing, may) in [
        (ADMIN, "role.edit", "role", id, "the role Front desk", false),
        (
            CUSTOMER,
            "address.company.manage",
            "address",
            "Head%20office",
            "the address Head office of Brightwater Energy",
            false,
        ),
        (
            "album-admin@storefront.test",
            "album.manage",
            "album",
            "By%20the%20harbour",
            "the album By the harbour",
            true,
        ),
        (
            "designer@printshop.test",
            "pubtype.manage",
            "publication-type",
            "Readings%20and%20fairs",
            "the publication type Readings and fairs of Foxglove Publishing",
            true,
        ),
        (
            "admin@corporate.test",
            "supplier.manage",
            "supplier",
            "Northgate%20Bindery",
            "the supplier Northgate Bindery",
            true,
        ),
    ] {
        let asked = format!("/roles/why?permission={permission}&of=this-{of}&which={which}");
        let browser = world.browser(Some(asker)).await;
        let why = browser.get(&asked).await.body;
        assert!(why.contains(thing), "{asked}");
        assert_eq!(!why.contains("You may not"), may, "{asked}");
        // Whoever does not see it reads the same as where there is none.
        let stranger = world.browser(Some("registered@storefront.test")).await;
        let unseen = stranger.get(&asked).await.body;
        assert!(unseen.contains("Nothing like that, as far as you can see."));
        assert!(!unseen.contains(thing), "{asked}");
    }
}

#[tokio::test]
async fn a_persons_page_leads_to_the_question_about_them() {
    let world = World::demo().await;
    for (reader, asks) in [(ADMIN, true), ("senior-manager@corporate.test", false)] {
        let browser = world.browser(Some(reader)).await;
        let list = browser.get("/people?q=Lotte").await.body;
        let mut links = list.split("href=\"/people/").skip(1);
        let link = links.find(|link| !link.starts_with("import"));
        let id = link.expect("somebody").split('"').next();
        let id = id.expect("an address");
        let page = browser.get(&format!("/people/{id}")).await.body;
        let asked = page.contains(&format!("/roles/why?person={id}\""));
        assert_eq!(asked, asks, "{reader}");
    }
}

/// Words that are no id and ids of nobody are alike: not found for who opens people's pages, and
/// refused with the page to who does not.
#[tokio::test]
async fn words_that_are_no_id_are_nobody() {
    let world = World::demo().await;
    let admin = world.browser(Some(ADMIN)).await;
    let customer = world.browser(Some(CUSTOMER)).await;
    for path in ["/people/imports", "/people/1x", "/people/999999"] {
        let nobody = admin.get(path).await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!nobody.body.contains("/roles/why"), "{path}");
        let refused = customer.get(path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn the_form_of_a_role_is_cut_to_what_somebody_looks_for() {
    let world = World::demo().await;
    let admin = world.browser(Some("platform-admin@storefront.test")).await;
    let edit = "/roles/registered@storefront/edit";
    let chosen = "version=0&start=&grant=cart.use+own&grant=order.view+own";
    let all = admin.get(&format!("{edit}?{chosen}")).await.body;
    assert!(all.contains("id=\"grant-artwork-download\""));
    let cut = admin.get(&format!("{edit}?{chosen}&find=BASKET")).await;
    assert!(cut.body.contains("id=\"grant-cart-use\""));
    assert!(!cut.body.contains("id=\"grant-artwork-download\""));
    assert!(cut.body.contains("value=\"order.view own\""), "goes along");
    let none = admin.get(&format!("{edit}?{chosen}&find=xyzzy")).await;
    assert!(none.body.contains("No permission like that"));
    assert!(none.body.contains("value=\"cart.use own\""), "goes along");
}
