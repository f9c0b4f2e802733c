//! Deciding: who may, once, and who is told.

use crate::demo::worlds;
use access::{Denial, Failure};
use domain::{
    Problem,
    approvals::{ApprovalState, Decide, DecideField},
    orders::{OrderAct, OrderPage, OrderState},
    production::JobState,
};
use service::approvals::{Outcome, count, decide};

#[tokio::test]
async fn a_department_manager_approves_what_the_department_orders() {
    for world in worlds().await {
        let manager = world.as_("department-manager@corporate.test").await;
        let waiting = world.waiting(&manager).await;
        assert!(
            !waiting.is_empty(),
            "something waits on {}",
            world.db.engine
        );
        assert_eq!(
            count(world.store(), &manager).await.ok(),
            u32::try_from(waiting.len()).ok(),
            "the badge counts the list"
        );
        let order = waiting
            .iter()
            .find(|one| one.who != manager.name)
            .expect("somebody else's");
        let on = world.shown(&manager, order.number).await;

        let outcome = decide(world.store(), &manager, &Decide::approve(on)).await;
        assert_eq!(outcome, Ok(Outcome::Approved));

        let OrderPage::Customer(page) =
            world.open(&manager, order.number).await.expect("the order")
        else {
            panic!("a manager is a customer")
        };
        assert_eq!(page.head.state, OrderState::Approved);
        assert!(
            page.jobs.iter().all(|job| job.state == JobState::Ready),
            "all jobs follow"
        );
        assert_eq!(
            page.approvals.first().and_then(|one| one.by.clone()),
            Some(manager.name.clone())
        );
        assert!(!page.head.edit_content, "approval freezes the content");
        let (_, subject, body) = world
            .mails()
            .await
            .into_iter()
            .next()
            .expect("a mail to who ordered");
        assert_eq!(subject, format!("Order {} was approved", order.number));
        assert!(body.contains(&manager.name));
        assert!(
            !world
                .waiting(&manager)
                .await
                .iter()
                .any(|one| one.number == order.number),
            "it waits no more"
        );
    }
}

#[tokio::test]
async fn rejecting_needs_a_reason_and_the_requester_reads_it() {
    for world in worlds().await {
        let manager = world.as_("department-manager@corporate.test").await;
        let requester = world.as_("end-user@corporate.test").await;
        let number = world.first(&requester, "awaiting-approval").await;
        let on = world.shown(&manager, number).await;

        let silent = decide(world.store(), &manager, &Decide::reject(on, "  ")).await;
        assert_eq!(
            silent,
            Err(Failure::Invalid(vec![(
                DecideField::Reason,
                Problem::Missing
            )]))
        );
        assert_eq!(
            world.head(&manager, number).await.state,
            OrderState::AwaitingApproval,
            "nothing happened"
        );

        let outcome = decide(world.store(), &manager, &Decide::reject(on, "The old logo")).await;
        assert_eq!(outcome, Ok(Outcome::Rejected));
        let OrderPage::Customer(page) = world.open(&requester, number).await.expect("the order")
        else {
            panic!("an end user is a customer")
        };
        assert_eq!(page.head.state, OrderState::Rejected);
        assert!(
            page.head.next.contains("The old logo"),
            "{}",
            page.head.next
        );
        assert!(page.head.next.contains(&manager.name), "{}", page.head.next);
        assert_eq!(
            page.approvals
                .first()
                .map(|one| (one.state, one.reason.as_str())),
            Some((ApprovalState::Rejected, "The old logo"))
        );
        let (_, _, body) = world.mails().await.into_iter().next().expect("a mail");
        assert!(body.contains("The old logo"));
    }
}

#[tokio::test]
async fn nobody_decides_on_their_own_order_unless_they_may() {
    for world in worlds().await {
        let requester = world.as_("end-user@corporate.test").await;
        let number = world.first(&requester, "awaiting-approval").await;
        let on = world.shown(&requester, number).await;
        let own = decide(world.store(), &requester, &Decide::approve(on)).await;
        assert_eq!(own, Err(Failure::Denied(Denial::OwnRequest)));
        let head = world.head(&requester, number).await;
        assert!(
            head.refused
                .iter()
                .any(|one| one.act == OrderAct::Approve && one.in_place),
            "the reason stands in its place"
        );

        // A manager's own order waits for another manager.
        let manager = world.as_("department-manager@corporate.test").await;
        assert!(
            world
                .waiting(&manager)
                .await
                .iter()
                .all(|one| one.who != manager.name)
        );

        // A Customer Plus decides for himself, and for nobody else.
        let plus = world.as_("customer-plus@printshop.test").await;
        world
            .arrange(
                "update orders set state = 'awaiting-approval' where number = $1",
                world.first(&plus, "shipping").await,
            )
            .await;
        let number = world.first(&plus, "awaiting-approval").await;
        world
            .arrange("update jobs set state = 'waiting' where order_id = (select id from orders where number = $1)", number)
            .await;
        let on = world.shown(&plus, number).await;
        assert_eq!(
            decide(world.store(), &plus, &Decide::approve(on)).await,
            Ok(Outcome::Approved)
        );
        let colleague = world.as_("customer@printshop.test").await;
        let number = world.first(&colleague, "awaiting-approval").await;
        let on = world.shown(&colleague, number).await;
        assert_eq!(
            decide(world.store(), &plus, &Decide::approve(on)).await,
            Err(Failure::Denied(Denial::NotFound))
        );
    }
}

/// PSM-14
#[tokio::test]
async fn a_power_user_decides_for_the_department() {
    for world in worlds().await {
        let power = world.as_("power-user@printshop.test").await;
        let colleague = world.as_("customer@printshop.test").await;
        let number = world.first(&colleague, "awaiting-approval").await;
        assert!(
            world
                .waiting(&power)
                .await
                .iter()
                .any(|one| one.number == number)
        );
        let on = world.shown(&power, number).await;
        assert_eq!(
            decide(world.store(), &power, &Decide::approve(on)).await,
            Ok(Outcome::Approved)
        );
    }
}

#[tokio::test]
async fn nothing_is_decided_in_somebody_elses_name() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let mut manager = world.as_("department-manager@corporate.test").await;
        let order = world
            .waiting(&manager)
            .await
            .into_iter()
            .next()
            .expect("something waits");
        let on = world.shown(&manager, order.number).await;
        manager.access.acting = admin.access.account();
        let refused = decide(world.store(), &manager, &Decide::approve(on)).await;
        assert_eq!(refused, Err(Failure::Denied(Denial::WhileActing)));
        assert_eq!(
            count(world.store(), &manager).await,
            Ok(0),
            "nor does anything wait"
        );
    }
}

#[tokio::test]
async fn a_stale_page_decides_nothing_and_the_second_is_told_who_was_first() {
    for world in worlds().await {
        let manager = world.as_("department-manager@corporate.test").await;
        let senior = world.as_("senior-manager@corporate.test").await;
        let requester = world.as_("end-user@corporate.test").await;
        let number = world.first(&requester, "awaiting-approval").await;
        let on = world.shown(&manager, number).await;

        let old = domain::orders::OnOrder {
            version: on.version - 1,
            ..on
        };
        assert_eq!(
            decide(world.store(), &manager, &Decide::approve(old)).await,
            Err(Failure::Denied(Denial::Stale))
        );
        assert_eq!(
            decide(world.store(), &manager, &Decide::approve(on)).await,
            Ok(Outcome::Approved)
        );
        let second = decide(world.store(), &senior, &Decide::reject(on, "No")).await;
        assert_eq!(
            second,
            Err(Failure::Decided {
                by: manager.name.clone(),
                state: OrderState::Approved
            })
        );
        // Who presses twice is not told of themselves.
        let twice = decide(world.store(), &manager, &Decide::approve(on)).await;
        assert_eq!(
            twice,
            Err(Failure::Denied(Denial::Order(OrderState::Approved)))
        );
    }
}

/// PJ-46
#[tokio::test]
async fn jobs_can_be_left_out_and_the_total_is_worked_out_again() {
    for world in worlds().await {
        let manager = world.as_("senior-manager@corporate.test").await;
        let waiting = world.waiting(&manager).await;
        let order = waiting
            .iter()
            .find(|one| one.jobs.len() > 1)
            .expect("an order of several jobs");
        let on = world.shown(&manager, order.number).await;
        let left = order.jobs.first().expect("a job");

        let foreign = Decide {
            leave_out: vec![i64::MAX],
            reason: "Not these".to_owned(),
            ..Decide::approve(on)
        };
        let foreign = decide(world.store(), &manager, &foreign).await;
        assert_eq!(
            foreign,
            Err(Failure::Invalid(vec![(
                DecideField::LeaveOut,
                Problem::NotOffered
            )]))
        );

        let form = Decide {
            leave_out: vec![left.id.0],
            reason: "Not these".to_owned(),
            ..Decide::approve(on)
        };
        assert_eq!(
            decide(world.store(), &manager, &form).await,
            Ok(Outcome::ApprovedInPart)
        );
        let OrderPage::Customer(page) =
            world.open(&manager, order.number).await.expect("the order")
        else {
            panic!("a manager is a customer")
        };
        assert_eq!(page.head.state, OrderState::Approved, "the rest goes on");
        assert_eq!(page.total.minor, order.total.minor - left.price.minor);
        let state = page
            .jobs
            .iter()
            .find(|job| job.id == left.id)
            .map(|job| job.state);
        assert_eq!(state, Some(JobState::Rejected));

        // Leaving out all of them is rejecting the order.
        let order = waiting
            .iter()
            .find(|one| one.jobs.len() == 1)
            .expect("an order of one job");
        let on = world.shown(&manager, order.number).await;
        let all = order.jobs.iter().map(|job| job.id.0).collect();
        let form = Decide {
            leave_out: all,
            reason: "None".to_owned(),
            ..Decide::approve(on)
        };
        assert_eq!(
            decide(world.store(), &manager, &form).await,
            Ok(Outcome::Rejected)
        );
    }
}

/// INF-16
#[tokio::test]
async fn an_approver_decides_on_what_names_them_while_approval_is_on() {
    for world in worlds().await {
        let approver = world.as_("approver@corporate.test").await;
        let waiting = world.waiting(&approver).await;
        assert!(
            !waiting.is_empty(),
            "something names the approver on {}",
            world.db.engine
        );
        let order = waiting.first().expect("one").clone();
        let on = world.shown(&approver, order.number).await;
        assert_eq!(
            decide(world.store(), &approver, &Decide::approve(on)).await,
            Ok(Outcome::Approved)
        );

        let approver = world.as_("approver@storefront.test").await;
        let waiting = world.waiting(&approver).await;
        let number = waiting
            .first()
            .expect("something names the storefront's approver")
            .number;
        world
            .arrange(
                "update storefronts set approval = false where $1 > 0 and slug = 'storefront'",
                number,
            )
            .await;
        let approver = world.as_("approver@storefront.test").await;
        assert_eq!(
            count(world.store(), &approver).await,
            Ok(0),
            "the role is active only while approval is on"
        );
    }
}
