//! Roles and the audit trail through the real router, as a browser without JavaScript sees them.

use crate::world::World;
use http::StatusCode;
use testkit::Database;

const ADMIN: &str = "platform-admin@storefront.test";
const CUSTOMER: &str = "registered@storefront.test";
const ROLE: &str = "/roles/registered@storefront";

/// What Registered is left with: signing in, looking, and nothing else.
const LEFT: &str = "version=0&start=&grant=session.login+own&grant=session.reset_password+own&grant=account.edit_own+own&grant=catalog.browse+public&grant=product.view+department";

crate::stories! {
    a_role_is_looked_at_changed_and_restored;
    what_was_chosen_stays_where_it_will_not_do;
    a_new_role_is_made_and_deleted;
}

async fn a_role_is_looked_at_changed_and_restored(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some(ADMIN)).await;
    let customer = world.browser(Some(CUSTOMER)).await;
    assert_eq!(customer.get("/cart").await.status, StatusCode::OK);

    let list = admin.get("/roles").await.body;
    for words in [
        "<h1",
        "New role",
        "Who can do what",
        "#packs\"",
        "Job Controller",
        "Registered",
    ] {
        assert!(list.contains(words), "{words}");
    }
    let manager = world
        .browser(Some("department-manager@printshop.test"))
        .await;
    let list = manager.get("/roles").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(!list.body.contains("#packs"), "who sets no packs");
    let role = admin.get(ROLE).await.body;
    for words in ["Copy", "Basket.", "their own", "Edit", "href=\"/people/"] {
        assert!(role.contains(words), "{words}");
    }
    assert!(!role.contains("Restore default"), "it is as it comes");
    assert!(!role.contains(">Delete<"), "a built-in role stays");
    let form = admin.get(&format!("{ROLE}/edit")).await.body;
    assert!(form.contains("See what changes") && form.contains("value=\"cart.use own\""));

    let change = admin.get(&format!("{ROLE}/change?{LEFT}")).await;
    assert_eq!(change.status, StatusCode::OK);
    assert!(change.body.contains("Loses") && change.body.contains("Basket."));
    for words in ["Everybody with an account", "Held by ", "href=\"/people/"] {
        assert!(change.body.contains(words), "{words}: {}", change.body);
    }
    let visitors = admin
        .get("/roles/guest@storefront/change?version=0&start=&grant=product.view+public")
        .await
        .body;
    assert!(
        visitors.contains("Every visitor without an account, at "),
        "{visitors}"
    );
    assert_eq!(
        customer.get("/cart").await.status,
        StatusCode::OK,
        "nothing is saved yet"
    );

    let saved = admin
        .post(
            "/fn/roles/edit",
            &format!("role=registered%40storefront&{LEFT}"),
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_eq!(saved.location.as_deref(), Some(ROLE));
    assert_eq!(customer.get("/cart").await.status, StatusCode::FORBIDDEN);
    assert!(admin.get(ROLE).await.body.contains("Restore default"));

    let restoring = admin.get(&format!("{ROLE}/change?restore=true")).await;
    assert_eq!(restoring.status, StatusCode::OK);
    for words in ["Gains", "Basket.", "/fn/roles/restore"] {
        assert!(restoring.body.contains(words), "{words}");
    }
    assert_eq!(
        customer.get("/cart").await.status,
        StatusCode::FORBIDDEN,
        "nothing is restored yet"
    );

    let restored = admin
        .post(
            "/fn/roles/restore",
            "role=registered%40storefront&version=1",
        )
        .await;
    assert_eq!(restored.location.as_deref(), Some(ROLE));
    assert_eq!(customer.get("/cart").await.status, StatusCode::OK);

    let trail = admin.get("/audit").await.body;
    for words in [
        "Audit trail",
        "Role: edit",
        "Role: restore",
        "Account: sign in",
        "Registered (Storefront)",
    ] {
        assert!(trail.contains(words), "{words}");
    }
}

async fn what_was_chosen_stays_where_it_will_not_do(database: Database) {
    let world = World::demo_on(database).await;
    let admin = world.browser(Some(ADMIN)).await;
    // A page that the role would not open, and a grant that is none.
    let chosen = LEFT.replace("start=&", "start=%2Fprint-operations&");
    let faulty = admin.get(&format!("{ROLE}/change?{chosen}")).await;
    assert_eq!(faulty.status, StatusCode::OK);
    assert!(faulty.body.contains("Please choose one of those offered."));
    assert!(faulty.body.contains("See what changes"));
    let unreadable = admin
        .get(&format!("{ROLE}/change?{LEFT}&grant=everything+always"))
        .await;
    assert!(
        unreadable
            .body
            .contains("Please choose one of those offered.")
    );
    // An address without a choice saves nothing: it opens the form.
    let nothing = admin.get(&format!("{ROLE}/change")).await.body;
    assert!(nothing.contains("See what changes") && !nothing.contains("/fn/roles/edit"));
    let locked = admin.get("/roles/platform-admin@storefront/edit").await;
    assert_eq!(locked.status, StatusCode::FORBIDDEN);
}

async fn a_new_role_is_made_and_deleted(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let new = admin
        .get("/roles/new?from=album-admin%40storefront")
        .await
        .body;
    assert!(new.contains("New role") && new.contains("Copy of"));
    let made = admin
        .post(
            "/fn/roles/create",
            "from=album-admin%40storefront&name=Night+shift&home=",
        )
        .await;
    let edit = made.location.expect("the form of the new role");
    assert!(
        edit.starts_with("/roles/") && edit.ends_with("/edit"),
        "{edit}"
    );
    let role = edit.trim_end_matches("/edit");
    let page = admin.get(role).await.body;
    assert!(page.contains("Night shift") && page.contains("Delete"));
    let matrix = admin
        .get("/roles/matrix?pack=custom&area=catalogue")
        .await
        .body;
    assert!(matrix.contains("Night shift") && matrix.contains("Image albums"));
    assert!(!matrix.contains("Basket."), "another area");

    let id = role.trim_start_matches("/roles/");
    let gone = admin
        .post(
            "/fn/roles/delete",
            &format!("role={id}&version=1&replacement="),
        )
        .await;
    assert_eq!(gone.location.as_deref(), Some("/roles"));
    assert_eq!(admin.get(role).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_matrix_is_captioned_and_a_file() {
    let world = World::demo().await;
    let admin = world.browser(Some(ADMIN)).await;
    let matrix = admin.get("/roles/matrix").await.body;
    assert!(matrix.contains("<caption class=\"visually-hidden\">Who can do what"));
    let file = admin.get("/roles/matrix.csv?area=stock").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.body.starts_with("Area,Permission,What it is,"));
    let customer = world.browser(Some(CUSTOMER)).await;
    for path in [
        "/roles",
        "/roles/matrix",
        "/roles/matrix.csv",
        ROLE,
        "/audit",
    ] {
        assert_eq!(
            customer.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
}
