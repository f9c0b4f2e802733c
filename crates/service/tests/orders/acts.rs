//! Holding, releasing, cancelling, confirming, writing, and many at once.

use crate::demo::worlds;
use access::{Denial, Failure};
use domain::orders::{Bulk, Message, OnOrder, OrderPage, OrderState, Picked};
use service::orders::{bulk, cancel, confirm_receipt, hold, message, release};

/// PSM-09: on hold, and back.
#[tokio::test]
async fn a_customer_pauses_an_order_and_lets_it_wait_again() {
    for world in worlds().await {
        let customer = world.as_("customer@printshop.test").await;
        let power = world.as_("power-user@printshop.test").await;
        let number = world.first(&customer, "awaiting-approval").await;
        let on = world.shown(&customer, number).await;
        assert_eq!(hold(world.store(), &customer, &on).await, Ok(()));
        assert_eq!(
            world.head(&customer, number).await.state,
            OrderState::OnHold
        );
        assert!(
            !world
                .waiting(&power)
                .await
                .iter()
                .any(|one| one.number == number),
            "nobody is asked meanwhile"
        );
        // A second press does nothing, and says why.
        assert_eq!(
            hold(world.store(), &customer, &on).await,
            Err(Failure::Denied(Denial::Order(OrderState::OnHold)))
        );
        // So does a page that is stale.
        assert_eq!(
            release(world.store(), &customer, &on).await,
            Err(Failure::Denied(Denial::Stale))
        );
        let on = world.shown(&customer, number).await;
        assert_eq!(release(world.store(), &customer, &on).await, Ok(()));
        assert!(
            world
                .waiting(&power)
                .await
                .iter()
                .any(|one| one.number == number)
        );
        let head = world.head(&customer, number).await;
        let words: Vec<&str> = head
            .timeline
            .iter()
            .take(2)
            .map(|entry| entry.sentence.as_str())
            .collect();
        assert_eq!(words, ["Released from hold", "Put on hold"]);
    }
}

#[tokio::test]
async fn ones_own_order_is_cancelled_until_it_is_approved() {
    for world in worlds().await {
        let requester = world.as_("end-user@corporate.test").await;
        let waits = world.first(&requester, "awaiting-approval").await;
        let on = world.shown(&requester, waits).await;
        assert_eq!(cancel(world.store(), &requester, &on).await, Ok(()));
        let OrderPage::Customer(page) = world.open(&requester, waits).await.expect("the order")
        else {
            panic!("a customer")
        };
        assert_eq!(page.head.state, OrderState::Cancelled);
        assert_eq!(
            page.approvals.first().map(|one| one.state.key()),
            Some("withdrawn")
        );

        let produced = world.first(&requester, "in-production").await;
        let on = world.shown(&requester, produced).await;
        let late = cancel(world.store(), &requester, &on).await;
        // Also where it is with a supplier, which a customer is never told.
        assert_eq!(
            late,
            Err(Failure::Denied(Denial::Order(OrderState::InProduction)))
        );

        let admin = world.as_("admin@corporate.test").await;
        let with_supplier = world.first(&admin, "with-supplier").await;
        let on = world.shown(&admin, with_supplier).await;
        assert_eq!(cancel(world.store(), &admin, &on).await, Ok(()));
        let subjects: Vec<String> = world
            .mails()
            .await
            .into_iter()
            .take(2)
            .map(|(_, subject, _)| subject)
            .collect();
        assert!(
            subjects
                .iter()
                .any(|subject| subject.contains("was cancelled")),
            "who ordered is told: {subjects:?}"
        );
        assert!(
            subjects
                .iter()
                .any(|subject| subject.contains("Please stop")),
            "the supplier is told: {subjects:?}"
        );
    }
}

/// PSM-09: from shipping to completed.
#[tokio::test]
async fn a_receipt_is_confirmed_once() {
    for world in worlds().await {
        let customer = world.as_("customer@printshop.test").await;
        let number = world.first(&customer, "shipping").await;
        let on = world.shown(&customer, number).await;
        assert_eq!(confirm_receipt(world.store(), &customer, &on).await, Ok(()));
        assert_eq!(
            world.head(&customer, number).await.state,
            OrderState::Completed
        );
        let twice = confirm_receipt(world.store(), &customer, &on).await;
        assert_eq!(
            twice,
            Err(Failure::Denied(Denial::Order(OrderState::Completed)))
        );
    }
}

#[tokio::test]
async fn many_at_once_say_what_happened_to_each() {
    for world in worlds().await {
        let customer = world.as_("customer@printshop.test").await;
        let waits = world
            .shown(&customer, world.first(&customer, "awaiting-approval").await)
            .await;
        let ships = world
            .shown(&customer, world.first(&customer, "shipping").await)
            .await;
        let orders = [waits, ships].map(|on| Picked(on).to_string()).to_vec();
        let done = bulk(
            world.store(),
            &customer,
            &Bulk {
                act: "hold".to_owned(),
                orders,
                ..Bulk::default()
            },
        )
        .await
        .expect("an answer");
        assert_eq!(done.done, [waits.order]);
        assert_eq!(done.left.len(), 1);
        assert!(
            done.sentence().contains("The order is shipping by now."),
            "{}",
            done.sentence()
        );

        // Nothing is learned of what cannot be seen.
        let unknown = Picked(OnOrder {
            order: domain::OrderNumber(1),
            version: 1,
        })
        .to_string();
        let stranger = world.as_("end-user@corporate.test").await;
        let foreign = world.first(&stranger, "awaiting-approval").await;
        let foreign = Picked(OnOrder {
            order: foreign,
            version: 1,
        })
        .to_string();
        let form = Bulk {
            act: "hold".to_owned(),
            orders: vec![unknown, foreign],
            ..Bulk::default()
        };
        let done = bulk(world.store(), &customer, &form)
            .await
            .expect("an answer");
        let reasons: Vec<&str> = done.left.iter().map(|(_, why)| why.as_str()).collect();
        assert_eq!(reasons.first(), reasons.last());
    }
}

#[tokio::test]
async fn messages_reach_whom_they_are_for_and_nobody_else() {
    for world in worlds().await {
        let admin = world.as_("admin@corporate.test").await;
        let supplier = world.as_("supplier@corporate.test").await;
        let requester = world.as_("end-user@corporate.test").await;
        // One of the end user's that is with the supplier.
        let mut number = None;
        let query = domain::orders::OrdersQuery {
            status: "in-production".to_owned(),
            ..Default::default()
        };
        let listing = service::orders::list(world.store(), &requester, &query).await;
        let Ok(domain::orders::OrderListing::Customer(list)) = listing else {
            panic!("a customer's list")
        };
        for row in list.page.rows {
            if world.open(&supplier, row.number).await.is_ok() {
                number = Some(row.number);
            }
        }
        let number = number.expect("an order with the supplier");
        let write = |to: &str, body: &str| Message {
            once: String::new(),
            order: number,
            to: to.to_owned(),
            body: body.to_owned(),
        };
        let head = world.head(&admin, number).await;
        let before: Vec<_> = head.messages.into_iter().map(|one| one.body).collect();
        let mut offered = head.write_to.into_iter();
        let key = offered.find(|one| one.key.starts_with("supplier:"));
        let key = key.expect("the supplier can be written to").key;
        assert_eq!(
            message(world.store(), &requester, &write("", "When?")).await,
            Ok(())
        );
        assert_eq!(
            message(world.store(), &supplier, &write("customer", "Friday")).await,
            Ok(())
        );
        assert_eq!(
            message(world.store(), &admin, &write(&key, "Sooner please")).await,
            Ok(())
        );
        assert_eq!(
            message(world.store(), &admin, &write("staff", "Mind the colour")).await,
            Ok(())
        );

        let bodies = |head: domain::orders::Head| {
            let written = head.messages.into_iter().map(|one| one.body);
            written
                .filter(|body| !before.contains(body))
                .collect::<Vec<_>>()
        };
        assert_eq!(bodies(world.head(&requester, number).await), ["When?"]);
        assert_eq!(
            bodies(world.head(&supplier, number).await),
            ["Friday", "Sooner please"]
        );
        assert_eq!(
            bodies(world.head(&admin, number).await),
            ["When?", "Friday", "Sooner please", "Mind the colour"]
        );
    }
}

#[tokio::test]
async fn a_message_that_is_sent_twice_by_one_form_is_written_once() {
    for world in worlds().await {
        let requester = world.as_("end-user@corporate.test").await;
        let number = world.first(&requester, "awaiting-approval").await;
        let write = |once: &str, body: &str| Message {
            once: once.to_owned(),
            order: number,
            to: String::new(),
            body: body.to_owned(),
        };
        let once = world.head(&requester, number).await.once;
        let another = world.head(&requester, number).await.once;
        for form in [
            write(&once, "Said once?"),
            write(&once, "Said once?"),
            // The same words again, from a page of later; and others from one that was gone back to.
            write(&another, "Said once?"),
            write(&once, "Said today?"),
        ] {
            assert_eq!(message(world.store(), &requester, &form).await, Ok(()));
        }
        let head = world.head(&requester, number).await;
        let mut written: Vec<String> = head.messages.into_iter().map(|one| one.body).collect();
        written.retain(|body| body.starts_with("Said"));
        assert_eq!(written, ["Said once?", "Said once?", "Said today?"]);
    }
}
