//! Who is asked about an order, by what it holds.

use super::world::{World, in_each_world};
use access::{Assignee, Grants, Permission, Reach, Reaches, Role};
use domain::{
    AccountId, OrderNumber, ProductId, accounts::AccountState, orders::OrderState,
    people::SetApprovers,
};
use store::{
    orders::OrderRecord,
    people::{self, NewAccount},
    sql::sql,
};

async fn placed(world: &World, number: OrderNumber) -> OrderRecord {
    let mut tx = world.store.read().await.unwrap();
    store::orders::facts(&mut tx, number)
        .await
        .unwrap()
        .unwrap()
}

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
        let ada = people::person(&mut tx, approver, world.now)
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
            let placed = placed(&world, number).await;
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

/// INF-16, INF-22: who has no company is nobody's colleague in one.
#[tokio::test]
async fn who_orders_without_a_company_asks_nobody_of_one() {
    in_each_world(async |world| {
        let mut tx = world.store.begin().await.unwrap();
        let club = people::insert_company(&mut tx, world.shop.id, "Club")
            .await
            .unwrap();
        let mut linked = Vec::new();
        for (name, company) in [("Cleo", Some(club)), ("Nora", None)] {
            let email = format!("{}@example.test", name.to_lowercase());
            let new = NewAccount {
                storefront: Some(world.shop.id),
                company,
                supplier: None,
                name,
                email: Some(&email),
                state: AccountState::Active,
                password_hash: None,
            };
            let id = people::insert(&mut tx, &new, world.now).await.unwrap();
            sql(
                "insert into approver_links (storefront_id, approver_id, product_id)
                 select p.storefront_id, $1, p.id from products p where p.storefront_id = $2 and p.slug = 'flyers'",
            )
            .bind(id)
            .bind(world.shop.id)
            .run(&mut tx)
            .await
            .unwrap();
            linked.push(id);
        }
        tx.commit().await.unwrap();
        world
            .arrange(
                "insert into addresses (storefront_id, account_id, label, recipient, line1, postcode, city, country)
                 select a.storefront_id, a.id, 'Home', 'Rita', '1 Mill Lane', 'CB1', 'Cambridge', 'United Kingdom'
                 from accounts a where a.name = 'Rita'",
            )
            .await;
        let home = world
            .count("select d.id from addresses d join accounts a on a.id = d.account_id where a.name = 'Rita'")
            .await;

        let mut rita = world.as_("Rita").await;
        rita.at.approval = true;
        let number = world.order(&rita, "flyers", &home.to_string()).await;
        let placed = placed(&world, number).await;
        assert_eq!(placed.state, OrderState::AwaitingApproval);
        assert_eq!(placed.assigned(), [Assignee::Account(linked[1])]);
    })
    .await;
}

/// Makes a built-in role grant this.
async fn adjust(world: &World, role: Role, allows: &Grants) {
    let mut tx = world.store.begin().await.unwrap();
    sql("insert into role_edits (role, allows) values ($1, $2)
         on conflict (role) do update set allows = excluded.allows")
    .bind(role.key())
    .bind(serde_json::to_string(allows).unwrap())
    .run(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// The rules are asked about each of these, one after the other, while an order is placed.
async fn might_decide(world: &World, order: &OrderRecord) -> Vec<AccountId> {
    let mut tx = world.store.read().await.unwrap();
    store::approvals::candidates(&mut tx, order).await.unwrap()
}

#[tokio::test]
async fn a_changed_role_counts_by_what_it_grants_now() {
    in_each_world(async |world| {
        let eva = world.as_("Eva").await;
        let number = world.order(&eva, "flyers", "headquarters").await;
        let order = placed(&world, number).await;
        let people = |names: &[&str]| names.iter().map(|name| world.id(name)).collect::<Vec<_>>();
        let as_they_come = people(&["Ada", "Dan", "Sam"]);
        assert_eq!(might_decide(&world, &order).await, as_they_come);

        // Other grants of a role make nobody decide, nor does holding a role that was made.
        let user = Role::EndUser.grants().clone();
        let fewer = user.clone().set(Permission::OrderSearch, Reaches::NONE);
        adjust(&world, Role::EndUser, &fewer).await;
        world
            .arrange(
                "insert into custom_roles (name, side, allows, denies) values ('Reader', 'customer', '{}', '{}')",
            )
            .await;
        world
            .arrange(
                "insert into assignments (account_id, role, custom_role_id, anchor, storefront_id, company_id, created_at)
                 select a.id, '', r.id, 'company', a.storefront_id, a.company_id, 0
                 from accounts a cross join custom_roles r
                 where a.name = 'Pia'",
            )
            .await;
        assert_eq!(might_decide(&world, &order).await, as_they_come);

        // The company's: the seventh reach.
        world
            .arrange("update custom_roles set allows = '{\"approval.decide\":64}'")
            .await;
        assert_eq!(
            might_decide(&world, &order).await,
            people(&["Ada", "Dan", "Pia", "Sam"])
        );

        let none = Role::CorporateApprover
            .grants()
            .clone()
            .set(Permission::ApprovalDecide, Reaches::NONE);
        adjust(&world, Role::CorporateApprover, &none).await;
        assert_eq!(
            might_decide(&world, &order).await,
            people(&["Dan", "Pia", "Sam"])
        );

        let all = user.set(Permission::ApprovalDecide, Reaches::one(Reach::Company));
        adjust(&world, Role::EndUser, &all).await;
        assert_eq!(
            might_decide(&world, &order).await,
            people(&["Ada", "Dan", "Eva", "Pia", "Sam"])
        );
    })
    .await;
}
