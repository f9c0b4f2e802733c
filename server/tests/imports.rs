//! Importing through the real router, as a browser without JavaScript sees it.

use crate::world::{Browser, World, after};
use http::StatusCode;
use testkit::Database;

/// The place of this name among those that files can go to.
fn place<'a>(body: &'a str, name: &str) -> &'a str {
    let at = body.find(&format!(">{name}<")).expect(name);
    let before = body.get(..at).expect("the part before");
    let option = before.rsplit("value=\"").next().expect("an option");
    option.split('"').next().expect("its value")
}

/// Brings a file of people to a place; answers with the page that it leads to.
async fn bring(browser: &mut Browser, into: &str, once: &str, file: &str) -> (String, String) {
    let file = ("people.csv", file.as_bytes());
    bring_file(browser, ("people", into), once, file).await
}

/// The same with a file of any kind.
async fn bring_file(
    browser: &Browser,
    (kind, into): (&str, &str),
    once: &str,
    (name, bytes): (&str, &[u8]),
) -> (String, String) {
    let fields = [("once", once), ("kind", kind), ("into", into)];
    let path = "/fn/imports/begin";
    let answer = browser
        .send_file("/people/import", path, &fields, ("file", name, bytes))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let to = answer.location.expect("a redirect");
    let body = browser.get(&to).await.body;
    (to, body)
}

/// Has all rows of a file imported that was looked at; answers with what its page says then.
async fn run(world: &World, browser: &mut Browser, (page, body): (&str, &str)) -> String {
    let id = page.rsplit('/').next().expect("an id");
    let version = after(body, "name=\"version\" value=\"");
    let form = format!("import={id}&version={version}&mode=all");
    let answer = browser.post_on(page, "/fn/imports/run", &form).await;
    assert_eq!(answer.location.as_deref(), Some(page), "{}", answer.body);
    world.import().await;
    browser.get(page).await.body
}

crate::stories! {
    pj_54_a_file_is_looked_at_imported_and_then_changes_nothing;
    pj_54_a_workbook_of_people_is_imported_and_then_changes_nothing;
    pj_54_departments_and_company_addresses_are_imported_as_people_are;
    what_another_server_writes_at_once_is_said_to_be_and_not_to_stand_still;
    who_may_not_import_has_no_button_and_no_page;
    who_brings_too_many_files_reads_when_to_go_on;
    a_sample_has_the_headings_that_are_understood;
}

async fn pj_54_a_file_is_looked_at_imported_and_then_changes_nothing(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let list = admin.get("/people").await.body;
    assert!(list.contains("href=\"/people/import\""), "{list}");
    let start = admin.get("/people/import").await;
    assert_eq!(start.status, StatusCode::OK);
    let into = place(&start.body, "Brightwater Energy").to_owned();

    // A file that is none is told in a sentence, and what was chosen stays.
    let (to, body) = bring(&mut admin, &into, "one", "%PDF-1.7").await;
    assert_eq!(to, "/people/import");
    assert!(body.contains("neither CSV nor XLSX"), "{body}");
    let chosen = format!("value=\"{into}\" selected");
    assert!(body.contains(&chosen), "{body}");

    let file = "Email,Name,Department\nnova@brightwater.test,<b>Nova</b>,Marketing\nnobody,X,\n";
    let (page, body) = bring(&mut admin, &into, "two", file).await;
    for words in [
        "people.csv",
        "nova@brightwater.test",
        "Cannot be imported",
        "This is not an email address",
        "Import the good rows",
    ] {
        assert!(body.contains(words), "{words}: {body}");
    }
    let faulty = admin.get(&format!("{page}?show=faulty")).await.body;
    assert!(!faulty.contains(">nova@brightwater.test<"), "{faulty}");
    // The columns are the reader's to say.
    let id = page.rsplit('/').next().expect("an id").to_owned();
    let version = after(&body, "name=\"version\" value=\"").to_owned();
    let form = format!(
        "import={id}&version={version}&column=email%3D0&column=name%3D1&column=department%3D"
    );
    let answer = admin.post_on(&page, "/fn/imports/columns", &form).await;
    assert_eq!(answer.location.as_deref(), Some(&*page));
    let body = admin.get(&page).await.body;
    assert!(body.contains("The columns are set"), "{body}");
    let version = after(&body, "name=\"version\" value=\"").to_owned();

    let form = format!("import={id}&version={version}&mode=good");
    for _ in 0..2 {
        let answer = admin.post_on(&page, "/fn/imports/run", &form).await;
        assert_eq!(answer.location.as_deref(), Some(&*page), "pressed twice");
    }
    let waiting = admin.get(&page).await;
    assert_eq!(
        waiting.refresh.as_deref(),
        Some("2"),
        "it looks again by itself"
    );
    assert!(waiting.body.contains("0 of 2 rows"), "{}", waiting.body);
    world.import().await;
    let done = admin.get(&page).await;
    assert_eq!(done.refresh, None);
    assert!(
        done.body.contains("Imported, without the rows below"),
        "{}",
        done.body
    );
    let found = admin.get("/people?q=nova%40brightwater").await.body;
    assert!(
        found.contains("&lt;b>Nova") || found.contains("&lt;b&gt;Nova"),
        "{found}"
    );
    assert!(found.contains("Inactive"), "{found}");

    let file = "Email,Name\nnova@brightwater.test,<b>Nova</b>\n";
    let (_, body) = bring(&mut admin, &into, "three", file).await;
    assert!(body.contains("is there already"), "{body}");
}

/// PJ-16, PJ-54: a workbook is read as a file of text is, and known again as either; of who is there,
/// what differs is changed.
async fn pj_54_a_workbook_of_people_is_imported_and_then_changes_nothing(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let start = admin.get("/people/import").await.body;
    let into = place(&start, "Brightwater Energy").to_owned();
    let file = testkit::workbook_of(&[
        &["Name", "Email", "Phone", "Department"],
        &[
            "Nova Sheet",
            "nova@brightwater.test",
            "+31 20 555 0199",
            "Marketing",
        ],
        &["Alex Sheet", "alex@brightwater.test", "", "Sales"],
    ]);
    let kind = ("people", &*into);
    let (page, body) = bring_file(&admin, kind, "one", ("people.xlsx", &*file)).await;
    for words in ["people.xlsx", "nova@brightwater.test", "2 new, 0 changed"] {
        assert!(body.contains(words), "{words}: {body}");
    }
    let done = run(&world, &mut admin, (&*page, &*body)).await;
    assert!(done.contains("Imported."), "{done}");
    let found = admin.get("/people?q=nova%40brightwater").await.body;
    for words in ["Nova Sheet", "Marketing", "Inactive"] {
        assert!(found.contains(words), "{words}: {found}");
    }
    let (_, body) = bring_file(&admin, kind, "two", ("people.xlsx", &*file)).await;
    assert!(body.contains("is there already"), "{body}");
    let text = "Email,Name\nnova@brightwater.test,Nova Sheet\n";
    let (_, body) = bring(&mut admin, &into, "three", text).await;
    assert!(body.contains("is there already"), "{body}");
    let changed = testkit::workbook_of(&[
        &["Name", "Email"],
        &["Nova Writer", "nova@brightwater.test"],
        &["Alex Sheet", "alex@brightwater.test"],
    ]);
    let file = ("people.xlsx", &*changed);
    let (page, body) = bring_file(&admin, kind, "four", file).await;
    for words in [
        "0 new, 1 changed, 1 unchanged",
        "Nova Sheet becomes Nova Writer",
    ] {
        assert!(body.contains(words), "{words}: {body}");
    }
    let before = admin.get("/people?q=nova%40brightwater").await.body;
    assert!(before.contains("Nova Sheet"), "only looked at: {before}");
    run(&world, &mut admin, (&*page, &*body)).await;
    let found = admin.get("/people?q=nova%40brightwater").await.body;
    assert!(found.contains("Nova Writer"), "{found}");
}

/// PJ-54: what is there is known by its name, and what is new or corrected stands on its page afterwards.
async fn pj_54_departments_and_company_addresses_are_imported_as_people_are(database: Database) {
    const ADDRESSES: &str = "Name of the address,Recipient,Street,Postcode,City,Country\n\
        Quay depot,Brightwater Energy,5 Harbour Lane,8861 XA,Harlingen,Netherlands\n";
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let start = admin.get("/people/import").await.body;
    let into = place(&start, "Brightwater Energy").to_owned();
    for (kind, file, counts, list, words) in [
        (
            "departments",
            "Department\nSales\nArchive\n",
            "1 new, 0 changed, 1 unchanged",
            "/departments",
            "Archive",
        ),
        (
            "addresses",
            ADDRESSES,
            "1 new, 0 changed, 0 unchanged",
            "/addresses?kind=company&q=Quay",
            "5 Harbour Lane",
        ),
    ] {
        assert!(!admin.get(list).await.body.contains(words), "{kind}");
        let name = format!("{kind}.csv");
        let file = (&*name, file.as_bytes());
        let kind = (kind, &*into);
        let (page, body) = bring_file(&admin, kind, &format!("{name} once"), file).await;
        assert!(body.contains(counts), "{name}: {body}");
        let done = run(&world, &mut admin, (&*page, &*body)).await;
        assert!(done.contains("Imported."), "{name}: {done}");
        let found = admin.get(list).await.body;
        assert!(found.contains(words), "{name}: {found}");
        let (_, body) = bring_file(&admin, kind, &format!("{name} again"), file).await;
        assert!(body.contains("is there already"), "{name}: {body}");
    }
    let moved = ADDRESSES.replace("5 Harbour", "7 Harbour");
    let file = ("addresses.csv", moved.as_bytes());
    let (page, body) = bring_file(&admin, ("addresses", &*into), "moved", file).await;
    for words in [
        "0 new, 1 changed, 0 unchanged",
        "5 Harbour Lane becomes 7 Harbour Lane",
    ] {
        assert!(body.contains(words), "{words}: {body}");
    }
    run(&world, &mut admin, (&*page, &*body)).await;
    let found = admin.get("/addresses?kind=company&q=Quay").await.body;
    assert!(found.contains("7 Harbour Lane"), "{found}");
}

async fn what_another_server_writes_at_once_is_said_to_be_and_not_to_stand_still(
    database: Database,
) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let start = admin.get("/people/import").await.body;
    let into = place(&start, "Brightwater Energy").to_owned();
    let file = "Email,Name\nnova@brightwater.test,Nova\nalex@brightwater.test,Alex\n";
    let (page, _) = bring(&mut admin, &into, "one", file).await;
    world
        .arrange("update imports set state = 'writing', mode = 'all'")
        .await;
    let body = admin.get(&page).await.body;
    assert!(body.contains("Being imported"), "{body}");
    assert!(body.contains("2 rows, all of them at once"), "{body}");
    assert!(!body.contains("0 of 2 rows"), "{body}");
}

async fn who_may_not_import_has_no_button_and_no_page(database: Database) {
    let world = World::demo_on(database).await;
    let mut manager = world.browser(Some("senior-manager@corporate.test")).await;
    let list = manager.get("/people").await.body;
    assert!(!list.contains("/people/import"), "{list}");
    for path in [
        "/people/import",
        "/people/import/1",
        "/people/import/sample.csv",
    ] {
        assert_eq!(
            manager.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let fields = [("once", "x"), ("kind", "people"), ("into", "company-1")];
    let path = "/fn/imports/begin";
    let file = ("people.csv", "Email,Name\na@b.test,A\n");
    let answer = manager.post_file("/people", path, &fields, file).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

async fn who_brings_too_many_files_reads_when_to_go_on(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let start = admin.get("/people/import").await.body;
    let into = place(&start, "Brightwater Energy").to_owned();
    world
        .attempted("import:account:", "admin@corporate.test", 20)
        .await;
    let file = "Email,Name\nnova@brightwater.test,Nova\n";
    let (to, body) = bring(&mut admin, &into, "one", file).await;
    assert_eq!(to, "/people/import");
    let words = "That was too often. Please try again in 60 minutes.";
    assert!(body.contains(words), "{body}");
}

async fn a_sample_has_the_headings_that_are_understood(database: Database) {
    let world = World::demo_on(database).await;
    let admin = world.browser(Some("admin@corporate.test")).await;
    let sample = admin.get("/people/import/sample.csv?kind=people").await;
    assert_eq!(sample.status, StatusCode::OK);
    let heading = sample.body.lines().next();
    assert_eq!(heading, Some("Email,Name,Phone,Company,Department"));
    let sample = admin
        .get("/people/import/sample.csv?kind=addresses")
        .await
        .body;
    assert!(sample.starts_with("Address number,"), "{sample}");
}
