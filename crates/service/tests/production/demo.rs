//! The demo platform itself: what product.md promises a newcomer is there.

use super::world::{World, in_each_world};
use access::{Permission, Role};
use domain::{OrderId, orders::OrderState, production::JobState};
use store::sql::sql;

/// Orders of a person in a state.
async fn orders_of(world: &World, email: &str, state: OrderState) -> i64 {
    world
        .count(
            "select count(*) from orders o join accounts a on a.id = o.account_id where a.email = $1 and o.state = $2",
            &[email, state.key()],
        )
        .await
}

#[tokio::test]
async fn orders_stand_where_their_jobs_say() {
    in_each_world(async |world| {
        let mut tx = world.store.read().await.unwrap();
        let ids: Vec<(i64,)> = sql("select id from orders order by id")
            .all(&mut tx)
            .await
            .unwrap();
        assert!(ids.len() > 300);
        let mut seen = Vec::new();
        for (id,) in ids {
            let order = store::orders::facts_of(&mut tx, OrderId(id))
                .await
                .unwrap()
                .unwrap();
            let jobs: Vec<JobState> = store::production::of_order(&mut tx, &order)
                .await
                .unwrap()
                .iter()
                .map(|job| job.state)
                .collect();
            let told = OrderState::of_jobs(&jobs);
            let on_hold = order.state == OrderState::OnHold && told == OrderState::AwaitingApproval;
            assert!(
                order.state == told || on_hold,
                "{}: {:?} with {jobs:?}",
                order.number,
                order.state
            );
            seen.push(order.state);
        }
        for state in OrderState::ALL {
            assert!(seen.contains(&state), "no order is {state:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_role_holds_what_it_should_where_it_should() {
    in_each_world(async |world| {
        for role in Role::ALL {
            if role.grants().of(Permission::SessionLogin).is_empty() {
                continue;
            }
            let ctx = world.as_(&format!("{}.test", role.key())).await;
            let held = ctx
                .access
                .holdings
                .iter()
                .any(|one| one.role == access::RoleName::BuiltIn(*role));
            assert!(held, "{}", role.key());
            assert_eq!(
                ctx.access.holds(Permission::SessionLogin),
                Ok(()),
                "{}",
                role.key()
            );
        }
        let manager = world.as_("department-manager@corporate.test").await;
        let end_user = world.as_("end-user@corporate.test").await;
        assert_eq!(manager.access.manages, end_user.access.member_of);
        let other = world.as_("end-user-2@corporate.test").await;
        assert_eq!(other.access.company, end_user.access.company);
        assert_ne!(other.access.member_of, end_user.access.member_of);
        let stranger = world.as_("end-user-3@corporate.test").await;
        assert_ne!(stranger.access.company, end_user.access.company);
    })
    .await;
}

#[tokio::test]
async fn there_is_something_for_everybody_to_do() {
    in_each_world(async |world| {
        assert!(
            orders_of(
                &world,
                "end-user@corporate.test",
                OrderState::AwaitingApproval
            )
            .await
                >= 3
        );
        assert!(
            orders_of(
                &world,
                "customer@printshop.test",
                OrderState::AwaitingApproval
            )
            .await
                >= 2
        );
        for email in [
            "end-user@corporate.test",
            "customer@printshop.test",
            "registered@storefront.test",
            "public-customer@printshop.test",
        ] {
            assert!(
                orders_of(&world, email, OrderState::Shipping).await >= 1,
                "{email} has nothing to receive"
            );
            assert!(
                orders_of(&world, email, OrderState::Completed).await >= 2,
                "{email} has nothing to order again"
            );
        }
        let theirs = world
            .count(
                "select count(*) from jobs j join suppliers s on s.id = j.supplier_id
                 where s.name = $1 and j.state in ('with-supplier', 'produced')",
                &["Northgate Bindery"],
            )
            .await;
        assert!(theirs >= 6);
    })
    .await;
}
