//! Who opens what: every demo account on every path of the product, compared with the golden table.
//!
//! `QUOIN_GOLDEN=write cargo test -p server golden` writes the table anew, and the list of pages;
//! the change is a diff that a reviewer reads. SQLite writes; PostgreSQL is held against the same.

use crate::world::World;
use access::pages;
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    path::{Path, PathBuf},
};
use testkit::Database;

/// Every path of the product, those whose screens are still to come included: they exist for nobody.
const PATHS: &[&str] = &[
    "/",
    "/products/business-cards",
    "/cart",
    "/checkout",
    "/orders",
    "/approvals",
    "/quotes",
    "/print-operations",
    "/stock",
    "/people",
    "/people/import",
    "/departments",
    "/companies",
    "/addresses",
    "/suppliers",
    "/catalogue",
    "/catalogue/folders",
    "/albums",
    "/roles",
    "/roles/matrix",
    "/api-keys",
    "/integrations",
    "/applets",
    "/recipes",
    "/reports",
    "/reports/orders",
    "/analytics",
    "/storefronts",
    "/settings",
    "/dashboard",
    "/audit",
    "/sign-in",
    "/sign-in/account",
    "/sign-in/code",
    "/register",
    "/forgot-password",
    "/account",
    "/account/second-factor",
    "/setup",
    "/account/passkeys",
    "/mail",
    "/orders.csv",
    "/api/v1/me",
];

fn beside(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(file)
}

/// What a file beside this one says.
fn golden(file: &str) -> String {
    std::fs::read_to_string(beside(file)).unwrap_or_default()
}

/// With `QUOIN_GOLDEN=write` it says from now on what is so.
fn write_golden(file: &str, now: &str) {
    if std::env::var("QUOIN_GOLDEN").as_deref() == Ok("write") {
        std::fs::write(beside(file), now).expect("a file beside this one");
    }
}

crate::stories! {
    every_role_opens_what_the_golden_table_says;
}

/// INF-04, INF-05, INF-10, CUS-27: row by row, from the visitor to the administrators.
async fn every_role_opens_what_the_golden_table_says(database: Database) {
    let writes = database.engine == "SQLite";
    let world = World::demo_on(database).await;
    let mut table = String::from("who");
    for path in PATHS {
        write!(table, ",{path}").unwrap();
    }
    table.push('\n');
    for who in world.people() {
        let browser = world.browser(who.as_deref()).await;
        table.push_str(who.as_deref().unwrap_or("visitor"));
        for path in PATHS {
            let answer = browser.get(path).await;
            write!(table, ",{}", answer.status.as_u16()).unwrap();
        }
        table.push('\n');
    }
    if writes {
        write_golden("golden.csv", &table);
    }
    let expected = golden("golden.csv");
    for (now, then) in table.lines().zip(expected.lines()) {
        assert_eq!(now, then);
    }
    assert_eq!(table.lines().count(), expected.lines().count());
}

/// The tests of the browser read the list: no page is left out of what axe looks at.
#[test]
fn the_list_of_pages_is_that_of_the_page_table() {
    let mut list = String::new();
    for page in pages::PAGES {
        writeln!(list, "{}", page.pattern).unwrap();
    }
    write_golden("pages.txt", &list);
    assert_eq!(list, golden("pages.txt"));
}

#[tokio::test]
async fn a_menu_lists_exactly_the_pages_that_open() {
    let world = World::demo().await;
    for who in world.people() {
        let browser = world.browser(who.as_deref()).await;
        let account = browser
            .get(if who.is_some() {
                "/account"
            } else {
                "/sign-in"
            })
            .await
            .body;
        let menu = menu_of(&account);
        for page in pages::PAGES.iter().filter(|page| page.menu.is_some()) {
            let opens = browser.get(page.pattern).await.status.is_success();
            let listed = menu.contains(&format!("href=\"{}\"", page.pattern));
            assert_eq!(listed, opens, "{} for {who:?}", page.heading);
        }
    }
}

#[tokio::test]
async fn everybody_starts_on_a_page_that_opens() {
    let world = World::demo().await;
    for who in world.people().into_iter().flatten() {
        let browser = world.browser(Some(&who)).await;
        let started = browser.started.clone().unwrap();
        assert!(
            browser.get(&started).await.status.is_success(),
            "{who} starts on {started}"
        );
    }
}

/// The main navigation of a page.
fn menu_of(page: &str) -> &str {
    let start = page
        .find("id=\"frame-nav\"")
        .map_or("", |start| &page[start..]);
    start.split("</nav>").next().unwrap_or_default()
}

/// Invariant 1: neither a route without a row, which the door would open to nobody, nor a row without a
/// route, which would be a promise that nobody keeps.
#[tokio::test]
async fn every_route_of_the_program_is_in_the_page_table_and_every_row_has_one() {
    let world = World::demo().await;
    let mut paths = world.paths();
    // What every browser loads stands beside the door.
    assert!(paths.remove("/assets/{*path}"), "{paths:?}");
    let pages = pages::PAGES.iter().map(|page| page.pattern);
    let endpoints = pages::ENDPOINTS.iter().map(|endpoint| endpoint.path);
    let rows: BTreeSet<String> = pages.chain(endpoints).map(str::to_owned).collect();
    let without_row: Vec<_> = paths.difference(&rows).collect();
    assert!(without_row.is_empty(), "{without_row:?}");
    let without_route: Vec<_> = rows.difference(&paths).collect();
    assert!(without_route.is_empty(), "{without_route:?}");
    let browser = world.browser(None).await;
    assert_eq!(browser.get("/no-such-page").await.status.as_u16(), 404);
}
