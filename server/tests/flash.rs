//! What a page says about the form before it: once, to who reads it, however long it is.

use crate::world::{Browser, World};
use http::StatusCode;

/// Ticks orders of which there is none: what is said names each.
async fn ticked(admin: &mut Browser, many: usize) {
    let orders = (900_000..).take(many);
    let orders: String = orders.map(|number| format!("&orders={number}.1")).collect();
    let form = format!("act=hold{orders}");
    let answer = admin.post_on("/orders", "/fn/orders/bulk", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location.as_deref(), Some("/orders"));
}

/// How many orders a page says nothing was done to.
async fn told(admin: &Browser) -> usize {
    let body = admin.get("/orders").await.body;
    body.matches("Not Q-9000").count()
}

/// Beyond a thousand bytes a browser does not carry it.
#[tokio::test]
async fn what_is_short_and_what_is_long_is_said_once() {
    let world = World::demo().await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    for many in [1, 50] {
        ticked(&mut admin, many).await;
        assert_eq!(told(&admin).await, many);
        assert_eq!(told(&admin).await, 0, "once");
    }
}

#[tokio::test]
async fn who_asks_for_the_head_alone_leaves_it_for_who_reads() {
    let world = World::demo().await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    for many in [1, 50] {
        ticked(&mut admin, many).await;
        let head = admin.head("/orders").await;
        assert_eq!(head.status, StatusCode::OK);
        assert_eq!(head.body, "");
        assert_eq!(told(&admin).await, many);
    }
    // What was typed into a form that failed is left as well.
    let path = "/fn/people/add";
    let form = "name=Dana+Reyes&email=dana&invite=true";
    let answer = admin.post_on("/people", path, form).await;
    let to = answer.location.expect("a redirect");
    admin.head(&to).await;
    let body = admin.get(&to).await.body;
    assert!(body.contains("This is not an email address"), "{body}");
    let body = admin.get(&to).await.body;
    assert!(!body.contains("This is not an email address"), "{body}");
}
