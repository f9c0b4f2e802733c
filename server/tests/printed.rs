//! What is printed with somebody's data, through the real router, as browsers without JavaScript see it.

use crate::world::{Answer, Browser, World};
use http::StatusCode;

const PRODUCT: &str = "/products/name-cards";

/// The value of the choice of this name.
fn choice<'a>(body: &'a str, name: &str) -> &'a str {
    let (before, _) = body.split_once(&format!(">{name}")).expect(name);
    let (_, value) = before.rsplit_once("value=\"").expect("a value");
    value.split('"').next().expect("its end")
}

/// Sends the product's form with these fields besides.
async fn send(browser: &Browser, fields: &[(&str, &str)]) -> Answer {
    let always = [("product", "name-cards"), ("quantity", "250")];
    let fields: Vec<(&str, &str)> = always.iter().chain(fields).copied().collect();
    let nothing = ("artwork", "", b"".as_slice());
    browser
        .send_file(PRODUCT, "/fn/cart/add", &fields, nothing)
        .await
}

/// PJ-19
#[tokio::test]
async fn the_form_comes_back_with_a_colleagues_data_and_what_was_typed() {
    let world = World::demo().await;
    let customer = world.browser(Some("end-user@corporate.test")).await;
    let body = customer.get(PRODUCT).await.body;
    assert!(body.contains("Fill in the data of"), "{body}");
    let bram = choice(&body, "Bram Kuiper").to_owned();
    let typed = [("print-1", "Job title"), ("printed-1", "Energy adviser")];
    let asking = [typed[0], typed[1], ("person", &*bram), ("fill-in", "yes")];
    let answer = send(&customer, &asking).await;
    let to = answer.location.expect("a redirect");
    let (page, _) = to.split_once('#').expect("a place on the page");
    assert!(!page.contains("printed-"), "nobody's data in it: {page}");
    let body = customer.get(page).await.body;
    for value in [
        "Bram Kuiper",
        "inactive@corporate.test",
        "Brightwater Energy",
        "Energy adviser",
        "250",
    ] {
        assert!(body.contains(&format!("value=\"{value}\"")), "{value}");
    }

    // Without a name it is told beside its field, and what was typed is still there.
    let answer = send(&customer, &typed).await;
    assert_eq!(answer.location.as_deref(), Some(PRODUCT));
    let body = customer.get(PRODUCT).await.body;
    assert!(body.contains("Please fill this in"), "{body}");
    assert!(body.contains("value=\"Energy adviser\""), "{body}");
}

#[tokio::test]
async fn asking_the_price_keeps_what_was_typed_out_of_the_address() {
    let world = World::demo().await;
    let customer = world.browser(Some("end-user@corporate.test")).await;
    let asking = [
        ("print-1", "Job title"),
        ("printed-1", "Energy adviser"),
        ("ask-price", "yes"),
    ];
    let to = send(&customer, &asking).await.location;
    let to = to.expect("a redirect");
    let (page, _) = to.split_once('#').expect("a place on the page");
    assert!(page.contains("quantity=250"), "{page}");
    assert!(!page.contains("printed-"), "{page}");
    let body = customer.get(page).await.body;
    assert!(body.contains("value=\"Energy adviser\""), "{body}");
}

#[tokio::test]
async fn whose_data_is_out_of_reach_is_not_found() {
    let world = World::demo().await;
    let manager = world.browser(Some("senior-manager@corporate.test")).await;
    let body = manager.get(PRODUCT).await.body;
    let lotte = choice(&body, "Lotte Visser").to_owned();
    assert!(
        !body.contains("Noor Jansen"),
        "who is suspended is nobody's data"
    );
    let page = format!("{PRODUCT}?fill={lotte}");
    assert_eq!(manager.get(&page).await.status, StatusCode::OK);
    let customer = world.browser(Some("end-user@corporate.test")).await;
    assert!(!customer.get(PRODUCT).await.body.contains("Lotte Visser"));
    assert_eq!(customer.get(&page).await.status, StatusCode::NOT_FOUND);
}
