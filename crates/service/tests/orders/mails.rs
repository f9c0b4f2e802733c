//! Which mails are sent, and which their readers do without.

use crate::demo::{World, worlds};
use access::{Ctx, Denial, Failure};
use domain::{
    OrderNumber, Timestamp,
    accounts::{AccountPage, ChooseMails},
    approvals::Decide,
    mail::Topic,
};
use service::{
    accounts::{account, choose_mails},
    approvals::decide,
};
use store::sql::sql;

/// Who placed an order.
async fn orderer(world: &World, number: OrderNumber) -> (Ctx, String) {
    let mut tx = world.store().read().await.expect("a transaction");
    let email: (String,) = sql("
        select a.email
        from orders o
        join accounts a on a.id = o.account_id
        where o.number = $1")
    .bind(number)
    .one(&mut tx)
    .await
    .expect("an account with an address");
    drop(tx);
    (world.as_(&email.0).await, email.0)
}

async fn shown(world: &World, ctx: &Ctx) -> AccountPage {
    account(world.store(), ctx, None).await.expect("the page")
}

fn only(topic: Topic, wanted: bool, version: i64) -> ChooseMails {
    let key = topic.key().to_owned();
    ChooseMails {
        version,
        shown: vec![key.clone()],
        wanted: if wanted { vec![key] } else { Vec::new() },
    }
}

async fn choose(world: &World, ctx: &Ctx, topic: Topic, wanted: bool) {
    let version = shown(world, ctx).await.version;
    choose_mails(world.store(), ctx, &only(topic, wanted, version))
        .await
        .expect("chosen");
}

/// How many mails about a decision on an order there are.
async fn told(world: &World, number: OrderNumber, to: &str) -> usize {
    let subject = format!("Order {number} was approved");
    let mails = world.mails().await;
    mails
        .iter()
        .filter(|(address, about, _)| address == to && *about == subject)
        .count()
}

#[tokio::test]
async fn who_does_without_a_mail_gets_none_and_no_one_that_waits() {
    for world in worlds().await {
        let manager = world.as_("senior-manager@corporate.test").await;
        let waiting = world.waiting(&manager).await;
        let mut others = waiting.iter().filter(|one| one.who != manager.name);
        let (first, second) = others.next().zip(others.next()).expect("two that wait");

        let (reader, address) = orderer(&world, first.number).await;
        choose(&world, &reader, Topic::OrderDecided, false).await;
        let on = world.shown(&manager, first.number).await;
        decide(world.store(), &manager, &Decide::approve(on))
            .await
            .expect("approved");
        assert_eq!(told(&world, first.number, &address).await, 0);
        let page = shown(&world, &reader).await;
        for choice in page.mails {
            assert_eq!(choice.wanted, choice.topic != Topic::OrderDecided);
        }
        choose(&world, &reader, Topic::OrderDecided, true).await;

        // Who wants it gets it, and reads where to choose.
        let (reader, address) = orderer(&world, second.number).await;
        let on = world.shown(&manager, second.number).await;
        decide(world.store(), &manager, &Decide::approve(on))
            .await
            .expect("approved");
        assert_eq!(told(&world, second.number, &address).await, 1);
        let (_, _, body) = world.mails().await.into_iter().next().expect("a mail");
        assert!(body.contains("Which mails you get is up to you: http://localhost:3000/account"));

        // It has not gone yet, and does not go any more.
        choose(&world, &reader, Topic::OrderDecided, false).await;
        let mut tx = world.store().begin().await.expect("a transaction");
        let later = world.now.plus(365 * Timestamp::DAY);
        let due = store::mail::claim(&mut tx, 100, later).await.expect("due");
        let subject = format!("Order {} was approved", second.number);
        assert!(!due.iter().any(|mail| mail.subject == subject));
    }
}

#[tokio::test]
async fn a_message_that_was_not_taken_is_not_tried_again_for_who_does_without() {
    for world in worlds().await {
        let manager = world.as_("senior-manager@corporate.test").await;
        let waiting = world.waiting(&manager).await;
        let order = waiting
            .iter()
            .find(|one| one.who != manager.name)
            .expect("one that waits");
        let (reader, _) = orderer(&world, order.number).await;
        let on = world.shown(&manager, order.number).await;
        decide(world.store(), &manager, &Decide::approve(on))
            .await
            .expect("approved");
        let mut tx = world.store().begin().await.expect("a transaction");
        let due = store::mail::claim(&mut tx, 100, world.now).await;
        tx.commit().await.expect("the commit");
        let due = due.expect("due");
        let subject = format!("Order {} was approved", order.number);
        let mail = due
            .iter()
            .find(|mail| mail.subject == subject)
            .expect("under way");
        // Chosen while the mail server was being asked.
        choose(&world, &reader, Topic::OrderDecided, false).await;
        let mut tx = world.store().begin().await.expect("a transaction");
        let again = store::mail::failed(&mut tx, mail, "451 later", false, world.now).await;
        assert_eq!(again.expect("noted"), None);
    }
}

#[tokio::test]
async fn each_chooses_among_the_mails_that_are_theirs() {
    for world in worlds().await {
        let orders = [
            Topic::OrderPlaced,
            Topic::OrderDecided,
            Topic::OrderCancelled,
            Topic::OrderShipped,
            Topic::MessageWritten,
        ];
        let decides = [&[Topic::ApprovalAsked][..], &orders[..]].concat();
        for (email, topics) in [
            ("end-user@corporate.test", orders.to_vec()),
            ("department-manager@corporate.test", decides),
            ("supplier@corporate.test", vec![Topic::JobSent]),
            ("job-controller@storefront.test", Vec::new()),
        ] {
            let ctx = world.as_(email).await;
            let page = shown(&world, &ctx).await;
            let offered: Vec<_> = page.mails.iter().map(|choice| choice.topic).collect();
            assert_eq!(offered, topics, "{email}");
            assert!(page.mails.iter().all(|choice| choice.wanted), "{email}");
        }
        let ctx = world.as_("end-user@corporate.test").await;
        let stale = only(Topic::OrderPlaced, false, 4_711);
        assert_eq!(
            choose_mails(world.store(), &ctx, &stale).await,
            Err(Failure::Denied(Denial::Stale))
        );
    }
}
