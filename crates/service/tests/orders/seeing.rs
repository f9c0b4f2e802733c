//! What each audience reads, and what it must never read.

use crate::demo::{World, worlds};
use access::{Ctx, Denial, Failure};
use domain::{
    OrderNumber,
    orders::{OrderListing, OrderPage, OrderState, OrdersQuery},
};
use service::orders::{export, list};
use std::collections::BTreeSet;

fn by_status(status: &str) -> OrdersQuery {
    OrdersQuery {
        status: status.to_owned(),
        ..OrdersQuery::default()
    }
}

/// The numbers of a list, all of them: the file has the rows of the page.
async fn numbers(world: &World, ctx: &Ctx, query: &OrdersQuery) -> BTreeSet<String> {
    let file = export(world.store(), ctx, query).await.expect("a file");
    let rows = file.lines().skip(1);
    rows.filter_map(|row| row.split(',').next())
        .map(str::to_owned)
        .collect()
}

async fn listed(world: &World, ctx: &Ctx) -> BTreeSet<String> {
    numbers(world, ctx, &OrdersQuery::default()).await
}

/// What somebody finds who looks for an order by its number.
async fn found(world: &World, ctx: &Ctx, number: OrderNumber) -> BTreeSet<String> {
    let query = OrdersQuery {
        q: number.to_string(),
        ..OrdersQuery::default()
    };
    numbers(world, ctx, &query).await
}

fn only(number: OrderNumber) -> BTreeSet<String> {
    BTreeSet::from([number.to_string()])
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

/// PSM-14: what colleagues order waits for a Power User and opens for them. It is not in their list.
#[tokio::test]
async fn a_power_user_lists_and_finds_their_own_and_opens_what_the_department_orders() {
    for world in worlds().await {
        let power = world.as_("power-user@printshop.test").await;
        let colleague = world.as_("customer@printshop.test").await;
        let theirs = world.first(&colleague, "awaiting-approval").await;
        assert!(world.open(&power, theirs).await.is_ok());
        let waiting = world.waiting(&power).await;
        assert!(waiting.iter().any(|one| one.number == theirs));
        assert!(!listed(&world, &power).await.contains(&theirs.to_string()));
        assert_eq!(found(&world, &power, theirs).await, BTreeSet::new());
        let own = world.first(&power, "shipping").await;
        assert!(listed(&world, &power).await.contains(&own.to_string()));
        assert_eq!(found(&world, &power, own).await, only(own));
    }
}

/// PJ-39: what an Approver is asked about waits for them, opens, and is found; their list is of their own.
#[tokio::test]
async fn an_approver_finds_what_they_are_asked_about_and_lists_their_own() {
    for world in worlds().await {
        for email in ["approver@storefront.test", "approver@corporate.test"] {
            let approver = world.as_(email).await;
            let waiting = world.waiting(&approver).await;
            let asked = waiting.first().expect("something waits").number;
            assert!(world.open(&approver, asked).await.is_ok());
            assert!(!listed(&world, &approver).await.contains(&asked.to_string()));
            assert_eq!(
                found(&world, &approver, asked).await,
                only(asked),
                "{email}"
            );
        }
    }
}

#[tokio::test]
async fn managers_of_pack_printshop_list_what_others_order_and_find_their_own() {
    for world in worlds().await {
        for (email, hand_over) in [
            (
                "department-manager@printshop.test",
                "update orders set account_id = (
                     select id from accounts where email = 'department-manager@printshop.test'
                 ) where number = $1",
            ),
            (
                "company-manager@printshop.test",
                "update orders set account_id = (
                     select id from accounts where email = 'company-manager@printshop.test'
                 ) where number = $1",
            ),
        ] {
            let manager = world.as_(email).await;
            let colleague = world.as_("customer@printshop.test").await;
            let theirs = world.first(&colleague, "awaiting-approval").await;
            let own = world.first(&colleague, "shipping").await;
            world.arrange(hand_over, own).await;
            let all = listed(&world, &manager).await;
            assert!(all.contains(&theirs.to_string()), "{email}");
            assert!(all.contains(&own.to_string()), "{email}");
            assert_eq!(found(&world, &manager, theirs).await, BTreeSet::new());
            assert_eq!(found(&world, &manager, own).await, only(own), "{email}");
        }
    }
}

#[tokio::test]
async fn a_folder_counts_what_it_lists() {
    for world in worlds().await {
        for email in [
            "approver@corporate.test",
            "power-user@printshop.test",
            "department-manager@printshop.test",
            "company-manager@printshop.test",
        ] {
            let reader = world.as_(email).await;
            let query = OrdersQuery::default();
            let listing = list(world.store(), &reader, &query).await;
            let Ok(OrderListing::Customer(all)) = listing else {
                panic!("a customer")
            };
            for folder in all.folders {
                let inside = numbers(&world, &reader, &by_status(folder.state.key())).await;
                assert_eq!(
                    usize::try_from(folder.count),
                    Ok(inside.len()),
                    "{email} {:?}",
                    folder.state
                );
            }
        }
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
