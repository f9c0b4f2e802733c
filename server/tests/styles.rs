//! Which stylesheets a page names: what only those who work see costs nobody else a byte.

use crate::world::{Browser, World};
use http::StatusCode;

const ALL: &str = "/assets/quoin.css";
const WORK: &str = "/assets/quoin-work.css";

async fn sheets(browser: &Browser, path: &str) -> (bool, bool) {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    (page.body.contains(ALL), page.body.contains(WORK))
}

#[tokio::test]
async fn a_customer_loads_no_style_of_those_who_work() {
    let world = World::demo().await;
    let customer = world
        .browser(Some("department-manager@printshop.test"))
        .await;
    for path in ["/", "/orders", "/approvals", "/people", "/account"] {
        assert_eq!(sheets(&customer, path).await, (true, false), "{path}");
    }
    let visitor = world.browser(None).await;
    assert_eq!(sheets(&visitor, "/sign-in").await, (true, false));
    let matrix = sheets(&customer, "/roles/matrix").await;
    assert_eq!(matrix, (true, true), "a matrix is one for them too");
    let admin = world.browser(Some("platform-admin@storefront.test")).await;
    assert_eq!(sheets(&admin, "/account").await, (true, true), "their rail");
}
