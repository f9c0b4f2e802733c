//! Who is asked about an order, by what it holds.

use crate::world::in_each_world;
use access::Assignee;
use domain::{ProductId, orders::OrderState, people::SetApprovers};

/// INF-16, INF-22, A-44: a link to a product is enough, among colleagues who share a department.
#[tokio::test]
async fn who_is_linked_to_a_product_is_asked_when_a_colleague_orders_it() {
    in_each_world(async |world| {
        let approver = world.id("Ada");
        let flyers = world
            .count(
                "select p.id from products p join storefronts s on s.id = p.storefront_id
                 where s.slug = 'acme' and p.slug = 'flyers'",
            )
            .await;
        let root = world.as_("Root").await;
        let mut tx = world.store.read().await.unwrap();
        let ada = store::people::person(&mut tx, approver, world.now)
            .await
            .unwrap()
            .unwrap();
        drop(tx);
        // No more for a department, but about the product.
        let form = SetApprovers {
            person: approver,
            version: ada.version,
            approvers: Vec::new(),
            approves_for: Vec::new(),
            products: vec![ProductId(flyers)],
        };
        service::people::set_approvers(&world.store, &root, &form)
            .await
            .unwrap();
        for (name, product, address, asked) in [
            ("Eva", "flyers", "headquarters", true),
            ("Eva", "posters", "headquarters", false),
            // Of another department, and of another company.
            ("Pia", "flyers", "dock", false),
            ("Ben", "flyers", "beta", false),
        ] {
            let ctx = world.as_(name).await;
            let number = world.order(&ctx, product, address).await;
            let mut tx = world.store.read().await.unwrap();
            let placed = store::orders::facts(&mut tx, number)
                .await
                .unwrap()
                .unwrap();
            drop(tx);
            assert_eq!(placed.state, OrderState::AwaitingApproval);
            assert_eq!(
                placed.assigned().contains(&Assignee::Account(approver)),
                asked,
                "{name} {product}"
            );
        }
        let ada = world.as_("Ada").await;
        let waiting = service::approvals::count(&world.store, &ada).await;
        assert_eq!(waiting, Ok(1), "and sees nothing else");
    })
    .await;
}
