//! What each audience reads, and what it must never read.

use crate::world::worlds;
use access::{Denial, Failure};
use domain::{
    OrderNumber,
    orders::{OrderListing, OrderPage, OrderState, OrdersQuery},
};
use service::orders::{export, list};

fn by_status(status: &str) -> OrdersQuery {
    OrdersQuery {
        status: status.to_owned(),
        ..OrdersQuery::default()
    }
}

#[tokio::test]
async fn a_customer_never_learns_of_a_supplier() {
    for world in worlds().await {
        let requester = world.as_("senior-manager@corporate.test").await;
        let suppliers = ["Northgate", "supplier", "Supplier"];
        let OrderListing::Customer(produced) =
            list(world.store(), &requester, &by_status("in-production"))
                .await
                .expect("a list")
        else {
            panic!("a customer")
        };
        let OrderListing::Customer(asked) =
            list(world.store(), &requester, &by_status("with-supplier"))
                .await
                .expect("a list")
        else {
            panic!("a customer")
        };
        let OrderListing::Customer(everything) =
            list(world.store(), &requester, &OrdersQuery::default())
                .await
                .expect("a list")
        else {
            panic!("a customer")
        };
        assert_eq!(
            asked.page, everything.page,
            "a status that is not read filters nothing"
        );
        assert!(
            everything
                .folders
                .iter()
                .all(|folder| folder.state != OrderState::WithSupplier)
        );
        let folder = everything
            .folders
            .iter()
            .find(|folder| folder.state == OrderState::InProduction)
            .expect("a folder");
        assert_eq!(
            usize::try_from(folder.count),
            Ok(produced.page.rows.len()),
            "what is with a supplier is counted as production"
        );

        let mut text = export(world.store(), &requester, &OrdersQuery::default())
            .await
            .expect("a file");
        for row in &produced.page.rows {
            let page = world.open(&requester, row.number).await.expect("the order");
            text.push_str(&serde_json::to_string(&page).expect("a page"));
        }
        text.push_str(&serde_json::to_string(&produced).expect("a list"));
        for word in suppliers {
            // The role's own words aside: no field of a customer's view is called so.
            assert!(!text.contains(word), "{word} in what a customer reads");
        }
    }
}

/// PJ-12: a supplier's own list.
#[tokio::test]
async fn a_supplier_reads_its_jobs_and_neither_prices_nor_people() {
    for world in worlds().await {
        let supplier = world.as_("supplier@corporate.test").await;
        let OrderListing::Supplier(mine) = list(world.store(), &supplier, &OrdersQuery::default())
            .await
            .expect("a list")
        else {
            panic!("a supplier")
        };
        assert!(!mine.page.rows.is_empty());
        let admin = world.as_("admin@corporate.test").await;
        for row in &mine.page.rows {
            let OrderPage::Supplier(page) =
                world.open(&supplier, row.number).await.expect("the order")
            else {
                panic!("a supplier")
            };
            let OrderPage::Staff(whole) = world.open(&admin, row.number).await.expect("the order")
            else {
                panic!("staff")
            };
            let text = serde_json::to_string(&page).expect("a page")
                + &serde_json::to_string(row).expect("a row");
            assert!(!text.contains(&whole.email), "no contact");
            assert!(!text.contains("minor"), "no money");
            assert!(page.jobs.len() <= whole.jobs.len());
            assert!(page.head.timeline.iter().all(|entry| entry.who.is_none()));
        }
        let csv = export(world.store(), &supplier, &OrdersQuery::default())
            .await
            .expect("a file");
        assert!(csv.starts_with("Number,Placed,Due,Status,Jobs\r\n"));
        assert!(!csv.contains('@'));
        // Searching by a client finds nothing, though the client is there.
        let OrderPage::Staff(one) = world
            .open(&admin, mine.page.rows.first().expect("a row").number)
            .await
            .expect("it")
        else {
            panic!("staff")
        };
        let query = OrdersQuery {
            q: one.who,
            ..OrdersQuery::default()
        };
        let OrderListing::Supplier(found) = list(world.store(), &supplier, &query)
            .await
            .expect("a list")
        else {
            panic!("a supplier")
        };
        assert!(found.page.rows.is_empty());
    }
}

/// PSM-12, PSM-25: what a customer of the print shop looks for is found; who shops without a company
/// has a list, and no search.
#[tokio::test]
async fn who_does_not_search_reads_the_same_list_whatever_they_look_for() {
    for world in worlds().await {
        let nowhere = OrdersQuery {
            q: "nothing is called like this".to_owned(),
            ..OrdersQuery::default()
        };
        let customer = world.as_("customer@printshop.test").await;
        let OrderListing::Customer(found) = list(world.store(), &customer, &nowhere)
            .await
            .expect("a list")
        else {
            panic!("a customer")
        };
        assert!(found.page.rows.is_empty());
        let shopper = world.as_("public-customer@printshop.test").await;
        let whole = list(world.store(), &shopper, &OrdersQuery::default()).await;
        assert_eq!(list(world.store(), &shopper, &nowhere).await, whole);
        let file = export(world.store(), &shopper, &OrdersQuery::default()).await;
        assert_eq!(export(world.store(), &shopper, &nowhere).await, file);
        let OrderListing::Customer(whole) = whole.expect("a list") else {
            panic!("a customer")
        };
        assert!(!whole.page.rows.is_empty());
    }
}

#[tokio::test]
async fn what_is_not_visible_is_as_if_it_did_not_exist() {
    for world in worlds().await {
        let requester = world.as_("end-user@corporate.test").await;
        let number = world.first(&requester, "awaiting-approval").await;
        let stranger = world.as_("end-user-3@corporate.test").await;
        let unknown = world.open(&stranger, OrderNumber(1)).await;
        assert_eq!(unknown, Err(Failure::Denied(Denial::NotFound)));
        assert_eq!(world.open(&stranger, number).await, unknown);
        let on = world.shown(&requester, number).await;
        let foreign = service::orders::cancel(world.store(), &stranger, &on).await;
        assert_eq!(foreign, Err(Failure::Denied(Denial::NotFound)));
    }
}

#[tokio::test]
async fn the_first_sentence_says_whom_it_waits_for() {
    for world in worlds().await {
        let requester = world.as_("end-user@corporate.test").await;
        let manager = world.as_("department-manager@corporate.test").await;
        let number = world.first(&requester, "awaiting-approval").await;
        let next = world.head(&requester, number).await.next;
        assert!(
            next.starts_with("Waiting for ") && next.contains("since"),
            "{next}"
        );
        assert!(
            world
                .head(&manager, number)
                .await
                .next
                .starts_with("Waiting for your decision since")
        );
    }
}

#[tokio::test]
async fn the_file_has_the_rows_of_the_list() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let csv = export(world.store(), &admin, &by_status("shipping"))
            .await
            .expect("a file");
        let OrderListing::Staff(shipping) = list(world.store(), &admin, &by_status("shipping"))
            .await
            .expect("a list")
        else {
            panic!("staff")
        };
        let folder = shipping
            .folders
            .iter()
            .find(|folder| folder.state == OrderState::Shipping)
            .expect("a folder");
        assert_eq!(
            i64::try_from(csv.lines().count()).expect("few"),
            folder.count + 1
        );
        assert!(
            shipping
                .page
                .rows
                .iter()
                .all(|row| csv.contains(&row.number.to_string()))
        );
    }
}
