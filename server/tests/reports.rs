//! Reports through the real router, as browsers without JavaScript see them.

use crate::world::{World, after};
use http::StatusCode;
use testkit::Database;

crate::stories! {
    an_administrator_reads_who_the_customers_are_and_takes_them_along;
    an_administrator_reads_what_was_ordered_and_takes_it_along;
}

async fn an_administrator_reads_who_the_customers_are_and_takes_them_along(database: Database) {
    let world = World::demo_on(database).await;
    let admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let all = admin.get("/reports").await.body;
    for words in ["Elina Virtanen", "Lindgren &amp; Partners", "Export CSV"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(!all.contains("Petra Salo"), "who works here buys nothing");
    assert!(!all.contains("Sanne Bakker"), "another storefront's");
    assert!(all.contains("href=\"/people/"), "their pages open");

    let nobody = admin.get("/reports?ordered_before=1999-01-01").await.body;
    assert!(nobody.contains("Nobody like that"), "{nobody}");
    assert!(nobody.contains("Last order before 1 Jan 1999"), "{nobody}");
    let found = admin.get("/reports?q=elina&registered=registered").await;
    assert!(found.body.contains("Elina Virtanen"), "{}", found.body);
    assert!(!found.body.contains("Oskar Lindgren"), "{}", found.body);

    let file = admin.get("/reports.csv?q=elina").await;
    assert_eq!(file.status, StatusCode::OK);
    let mut lines = file.body.lines();
    let heading = lines.next().expect("a heading");
    assert!(heading.starts_with("Name,Email,Storefront,"), "{heading}");
    let line = lines.next().expect("a customer");
    assert!(line.starts_with("Elina Virtanen,"), "{line}");
    assert_eq!(lines.next(), None);
}

async fn an_administrator_reads_what_was_ordered_and_takes_it_along(database: Database) {
    let world = World::demo_on(database).await;
    let admin = world
        .browser(Some("storefront-admin@storefront.test"))
        .await;
    let customers = admin.get("/reports").await.body;
    assert!(customers.contains("href=\"/reports/orders\""), "a tab");
    let all = admin.get("/reports/orders?from=2000-01-01").await.body;
    for words in ["Lindgren &amp; Partners", "Export CSV", "Placed from"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(!all.contains("Brightwater"), "another storefront's");
    let narrowed = after(&all, "href=\"/reports/orders?from=2000-01-01&amp;company=");
    let narrowed = format!("/reports/orders?from=2000-01-01&company={narrowed}");
    let narrowed = admin.get(&narrowed).await.body;
    assert!(narrowed.contains("Company: "), "a chip: {narrowed}");
    let nothing = admin.get("/reports/orders?to=1999-01-01").await.body;
    assert!(nothing.contains("No orders like that"), "{nothing}");

    let file = admin.get("/reports/orders.csv?from=2000-01-01").await;
    assert_eq!(file.status, StatusCode::OK);
    let heading = "Storefront,Company,Department,Product,Orders,Quantity,Total,Currency";
    assert_eq!(file.body.lines().next(), Some(heading));
    assert!(file.body.lines().count() > 1, "{}", file.body);
}

#[tokio::test]
async fn a_report_is_for_those_it_is_granted() {
    let world = World::demo().await;
    for somebody in [
        "company-manager@printshop.test",
        "job-controller@storefront.test",
        "album-admin@storefront.test",
    ] {
        let browser = world.browser(Some(somebody)).await;
        for path in [
            "/reports",
            "/reports.csv",
            "/reports/orders",
            "/reports/orders.csv",
        ] {
            let status = browser.get(path).await.status;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path} for {somebody}");
        }
    }
}
