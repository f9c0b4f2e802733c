//! What is in whose hands only: links (invariant 7), prices and suppliers (invariant 8).

use super::yard::{Caller, SUPPLIER, Where, Yard};
use access::{Role, pages};
use sha2::{Digest as _, Sha256};
use store::sql::sql;

pub(crate) async fn a_link_works_once_and_is_kept_as_a_hash(yard: &Yard) {
    let user = yard.actor(Role::EndUser);
    let visitor = Caller {
        cookie: None,
        ..user.caller.clone()
    };
    let forgot = async |who: &str| {
        let form = format!("email={who}%40actor.test");
        let answer = yard
            .post(&visitor, pages::POST_FORGOT_PASSWORD.path, form)
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        token(yard).await
    };
    let choose = async |token: &str| {
        let form = format!("token={token}&new_password=eleven+purple+staplers");
        let path = pages::POST_RESET_PASSWORD.path;
        yard.post(&visitor, path, form).await.status
    };
    let link = forgot("end-user.corporate").await;
    assert_eq!(link.len(), 64, "256 bits in hexadecimal");
    let kept = sql("select count(*) from tokens where hash = $1");
    let hash = Sha256::digest(link.as_bytes()).to_vec();
    assert_eq!(yard.number(kept.clone().bind(hash)).await, 1);
    assert_eq!(yard.number(kept.bind(link.as_bytes())).await, 0);
    assert_eq!(choose(&link).await, 200);
    assert_eq!(choose(&link).await, 404, "once");

    // It is for the account as it was: with the address the link is gone.
    let approver = yard.actor(Role::CorporateApprover);
    let link = forgot("approver.corporate").await;
    let form = format!(
        "person={}&version=1&name=Somebody&email=moved%40actor.test&phone=",
        approver.account
    );
    let junior = yard.actor(Role::JuniorAdmin);
    let answer = yard
        .post(&junior.caller, pages::EDIT_PERSON.path, form)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(choose(&link).await, 404);
}

/// The end of the link in the latest mail.
async fn token(yard: &Yard) -> String {
    let mut tx = yard.store.read().await.expect("a transaction");
    let (body,): (String,) = sql("select body from outbox order by id desc limit 1")
        .one(&mut tx)
        .await
        .expect("a mail");
    let mut lines = body.lines();
    let link = lines
        .find(|line| line.starts_with("http://"))
        .expect("a link");
    let (_, token) = link.rsplit_once('/').expect("a path");
    token.to_owned()
}

pub(crate) async fn a_supplier_reads_no_price_and_a_client_no_supplier(yard: &Yard) {
    yard.arrange(&[
        "update jobs set state = 'with-supplier' where supplier_id is not null",
        "update orders set state = 'with-supplier' where id in (
            select order_id from jobs where supplier_id is not null)",
    ])
    .await;
    let supplier = yard.actor(Role::Supplier);
    let order = yard.spot(supplier, Where::Named).order;
    let pages = [
        "/orders".to_owned(),
        format!("/orders/Q-{order}"),
        "/orders.csv".to_owned(),
    ];
    let prices = ["1,234.56", "1234.56", "123456", "somebody@example.test"];
    for path in &pages {
        let answer = yard.page(&supplier.caller, path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.contains(&format!("Q-{order}")), "{path}");
        for price in prices {
            assert!(!answer.body.contains(price), "{price} on {path}");
        }
    }
    // Somebody of the client who is asked to approve it.
    let approver = yard.actor(Role::CorporateApprover);
    let found = [
        format!("/orders?q={order}"),
        format!("/orders/Q-{order}"),
        format!("/orders.csv?q={order}"),
    ];
    for path in &found {
        let answer = yard.page(&approver.caller, path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.contains(&format!("Q-{order}")), "{path}");
        assert!(!answer.body.contains(SUPPLIER), "{path}");
        assert!(!answer.body.contains("With supplier"), "{path}");
    }
    // It is all there, for who works for the print shop.
    let junior = yard.actor(Role::JuniorAdmin);
    let answer = yard
        .page(&junior.caller, format!("/orders/Q-{order}"))
        .await;
    for word in ["1,234.56", SUPPLIER, "somebody@example.test"] {
        assert!(answer.body.contains(word), "{word}: {}", answer.body);
    }
}
