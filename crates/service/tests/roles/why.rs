//! Why somebody may or may not: about a class of things and about one thing, by the rule of the act.

use super::{
    demo::{World, worlds},
    forms::with,
};
use access::{Answer, Ctx, Denial, Failure, Permission, Reach, Remedies, Side, Standing, Told};
use domain::{OrderNumber, accounts::AccountState, orders::OrderState, roles::WhyQuery};
use service::{orders, roles};

const JUNIOR: &str = "junior-admin@corporate.test";
const ADMIN: &str = "admin@corporate.test";
const USER: &str = "end-user@corporate.test";

/// A question; about oneself where there is no person.
fn question(person: &str, permission: &str, of: &str, which: &str) -> WhyQuery {
    WhyQuery {
        person: person.to_owned(),
        permission: permission.to_owned(),
        of: of.to_owned(),
        which: which.to_owned(),
    }
}

async fn asked(world: &World, reader: &Ctx, query: &WhyQuery) -> Option<Answer> {
    roles::why(world.store(), reader, query)
        .await
        .unwrap_or_else(|error| panic!("{query:?}: {error:?}"))
}

/// The answer about the one account that there is.
async fn told(world: &World, reader: &Ctx, query: &WhyQuery) -> Told {
    let answer = asked(world, reader, query).await;
    let mut told = answer
        .unwrap_or_else(|| panic!("an answer to {query:?}"))
        .told;
    assert_eq!(told.len(), 1, "{query:?}");
    told.remove(0)
}

/// The role that allows it, and how far it goes.
fn allowed(told: &Told) -> (&str, Reach) {
    let basis = told.verdict.as_ref().expect("allowed");
    let role = basis.role.as_ref().expect("a role that may be named");
    (role.name(), basis.reach)
}

fn refused(told: &Told) -> Denial {
    told.verdict.as_ref().expect_err("refused").why
}

fn names(of: &[(access::RoleId, String)]) -> Vec<&str> {
    of.iter().map(|(_, name)| name.as_str()).collect()
}

fn of_order(person: &str, permission: &str, order: OrderNumber) -> WhyQuery {
    question(person, permission, "this-order", &order.to_string())
}

#[tokio::test]
async fn why_somebody_may_or_may_not_is_told_of_whom_one_sees() {
    for world in worlds().await {
        let admin = world.as_(JUNIOR).await;
        let own = told(&world, &admin, &question(USER, "order.view", "own", "")).await;
        assert_eq!(allowed(&own), ("End User", Reach::Own));
        let query = question(USER, "order.view", "company", "");
        let answer = asked(&world, &admin, &query).await.expect("somebody");
        assert!(answer.granting.iter().all(|line| !line.allows.is_empty()));
        let company = told(&world, &admin, &query).await;
        assert_eq!(refused(&company), Denial::Missing(Permission::OrderView));
        // Of another storefront's people nothing is told, not even that there are such.
        let other = world.as_("storefront-admin@storefront.test").await;
        assert_eq!(asked(&world, &other, &query).await, None);
        let unknown = question("nobody@corporate.test", "order.view", "own", "");
        assert_eq!(asked(&world, &other, &unknown).await, None);
    }
}

#[tokio::test]
async fn everybody_asks_about_themselves_and_about_nobody_else() {
    for world in worlds().await {
        let customer = world.as_(USER).await;
        let mut query = question("", "order.view", "own", "");
        let answer = asked(&world, &customer, &query).await.expect("of oneself");
        assert!(
            answer.granting.is_empty(),
            "which roles there are is not theirs to know"
        );
        let own = told(&world, &customer, &query).await;
        assert_eq!((&own.person, &own.remedies), (&None, &None));
        assert_eq!(allowed(&own), ("End User", Reach::Own));
        "senior-manager@corporate.test".clone_into(&mut query.person);
        assert_eq!(
            roles::why(world.store(), &customer, &query).await,
            Err(Failure::Denied(Denial::Missing(Permission::RoleEdit)))
        );
    }
}

#[tokio::test]
async fn a_supplier_opens_the_order_that_was_awarded_to_it() {
    for world in worlds().await {
        let supplier = world.as_("supplier@corporate.test").await;
        let order = world.first(&supplier, "").await;
        let opens = told(&world, &supplier, &of_order("", "order.view", order)).await;
        assert_eq!(allowed(&opens), ("Supplier", Reach::Assigned));
        assert_eq!(opens.thing, Some(format!("the order {order}")));
        let class = question("", "order.view", "assigned", "");
        let opens = told(&world, &supplier, &class).await;
        assert_eq!(allowed(&opens), ("Supplier", Reach::Assigned));
        // Whose order it is besides is not theirs.
        let holds = told(&world, &supplier, &of_order("", "order.hold", order)).await;
        assert_eq!(refused(&holds), Denial::Missing(Permission::OrderHold));
    }
}

#[tokio::test]
async fn an_approver_decides_on_the_order_that_names_them() {
    for world in worlds().await {
        let approver = world.as_("approver@corporate.test").await;
        let waiting = world.waiting(&approver).await;
        let order = waiting.first().expect("something waits").number;
        let decides = told(&world, &approver, &of_order("", "approval.decide", order)).await;
        assert_eq!(allowed(&decides), ("Approver", Reach::Assigned));
        let admin = world.as_(JUNIOR).await;
        let query = of_order("approver@corporate.test", "approval.decide", order);
        let decides = told(&world, &admin, &query).await;
        assert_eq!(allowed(&decides), ("Approver", Reach::Assigned));
    }
}

#[tokio::test]
async fn an_approvers_role_sleeps_while_orders_are_not_approved() {
    for world in worlds().await {
        let approver = world.as_("approver@storefront.test").await;
        let waiting = world.waiting(&approver).await;
        let order = waiting.first().expect("something waits").number;
        let query = of_order("", "approval.decide", order);
        assert_eq!(told(&world, &approver, &query).await.dormant, None);
        world
            .arrange(
                "update storefronts set approval = false where $1 > 0 and slug = 'storefront'",
                order,
            )
            .await;
        let admin = world.as_("storefront-admin@storefront.test").await;
        let query = of_order("approver@storefront.test", "approval.decide", order);
        let sleeps = told(&world, &admin, &query).await;
        assert!(sleeps.verdict.is_err());
        let dormant = sleeps.dormant.expect("the role they were given");
        assert_eq!((dormant.role.name(), dormant.ended), ("Approver", false));
    }
}

#[tokio::test]
async fn approval_freezes_the_content_whatever_one_holds() {
    for world in worlds().await {
        let customer = world.as_(USER).await;
        let waits = world.first(&customer, "awaiting-approval").await;
        let edits = told(&world, &customer, &of_order("", "job.edit_content", waits)).await;
        assert_eq!(allowed(&edits).1, Reach::Own);
        world
            .arrange(
                "update orders set state = 'approved' where number = $1",
                waits,
            )
            .await;
        let frozen = told(&world, &customer, &of_order("", "job.edit_content", waits)).await;
        assert_eq!(refused(&frozen), Denial::Order(OrderState::Approved));
        // No role lifts what the state refuses.
        let admin = world.as_(JUNIOR).await;
        let frozen = told(&world, &admin, &of_order(USER, "job.edit_content", waits)).await;
        assert_eq!(refused(&frozen), Denial::Order(OrderState::Approved));
        assert_eq!(frozen.remedies, Some(Remedies::default()));
    }
}

#[tokio::test]
async fn an_order_that_was_cancelled_is_not_decided_on() {
    for world in worlds().await {
        let customer = world.as_("customer@printshop.test").await;
        let manager = world.as_("company-manager@printshop.test").await;
        let number = world.first(&customer, "awaiting-approval").await;
        let decides = told(&world, &manager, &of_order("", "approval.decide", number)).await;
        assert_eq!(allowed(&decides), ("Company Manager", Reach::Company));
        let on = world.shown(&customer, number).await;
        assert_eq!(orders::cancel(world.store(), &customer, &on).await, Ok(()));
        let late = told(&world, &manager, &of_order("", "approval.decide", number)).await;
        assert_eq!(refused(&late), Denial::Order(OrderState::Cancelled));
        // Nor is it put on hold any more, by whoever may.
        let holds = told(&world, &customer, &of_order("", "order.hold", number)).await;
        assert_eq!(refused(&holds), Denial::Order(OrderState::Cancelled));
    }
}

/// Invariant 3.
#[tokio::test]
async fn nobody_logs_in_as_an_administrator_and_no_role_lifts_that() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let into = |whom: &str| question("", "session.impersonate", "this-person", whom);
        let administrator = told(&world, &admin, &into(JUNIOR)).await;
        assert_eq!(refused(&administrator), Denial::Administrator);
        let remedies = administrator.remedies.expect("of who has roles in hand");
        assert!(remedies.enough.is_empty() && remedies.editors.is_empty());
        let customer = told(&world, &admin, &into(USER)).await;
        assert_eq!(allowed(&customer), ("Admin", Reach::Platform));
        assert_eq!(customer.thing.as_deref(), Some("the person Sanne Bakker"));
    }
}

#[tokio::test]
async fn a_suspended_person_may_nothing_and_is_not_logged_in_as() {
    for world in worlds().await {
        let admin = world.as_(JUNIOR).await;
        let suspended = "suspended@corporate.test";
        let query = question(suspended, "order.view", "own", "");
        let nothing = told(&world, &admin, &query).await;
        assert_eq!(nothing.standing, Standing::Suspended);
        assert!(nothing.verdict.is_err());
        let query = question("", "session.impersonate", "this-person", suspended);
        let entered = told(&world, &admin, &query).await;
        assert_eq!(refused(&entered), Denial::Account(AccountState::Suspended));
    }
}

#[tokio::test]
async fn the_custom_role_that_refuses_is_named() {
    for world in worlds().await {
        let admin = world.as_("storefront-admin@storefront.test").await;
        let customer = world.as_("registered@storefront.test").await;
        let order = world.first(&customer, "completed").await;
        let id = world
            .copy(&admin, "album-admin@storefront", "No re-orders")
            .await;
        let mut form = world.form(&admin, &id.to_string()).await;
        form.grant.clear();
        form.start.clear();
        Side::Customer.key().clone_into(&mut form.side);
        let form = with(form, Permission::OrderReorder, "!platform");
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("a role that refuses");
        let query = of_order("registered@storefront.test", "order.reorder", order);
        assert_eq!(
            allowed(&told(&world, &admin, &query).await),
            ("Registered", Reach::Own)
        );
        world.give(id, &customer, &admin).await;
        let refuses = told(&world, &admin, &query).await;
        let unmet = refuses.verdict.as_ref().expect_err("refused");
        assert_eq!(unmet.why, Denial::Refused(Permission::OrderReorder));
        let by = unmet.by.as_ref().expect("by a role");
        let role = by.role.as_ref().expect("one that staff read of");
        assert_eq!(role.name(), "No re-orders");
        assert_eq!(by.place, admin.at.name, "where it starts");
        let remedies = refuses.remedies.expect("of who has roles in hand");
        assert!(names(&remedies.editors).contains(&"Storefront Admin (Storefront)"));
    }
}

#[tokio::test]
async fn what_is_missing_is_told_with_the_roles_and_people_who_give_it() {
    for world in worlds().await {
        let admin = world.as_(JUNIOR).await;
        let query = question(
            USER,
            "user.view",
            "this-person",
            "end-user-2@corporate.test",
        );
        let missing = told(&world, &admin, &query).await;
        assert_eq!(refused(&missing), Denial::Missing(Permission::UserView));
        let remedies = missing.remedies.expect("of who has roles in hand");
        assert!(names(&remedies.enough).contains(&"Senior Manager (Corporate)"));
        assert!(!names(&remedies.enough).contains(&"Approver (Corporate)"));
        let by = names(&remedies.by);
        assert!(by.contains(&"Junior Admin (Corporate)"), "{by:?}");
        assert!(!by.contains(&"Senior Manager (Corporate)"), "{by:?}");
        assert!(
            remedies.people.contains(&admin.name),
            "{:?}",
            remedies.people
        );
        let editors = names(&remedies.editors);
        assert!(editors.contains(&"Admin (Corporate)"), "{editors:?}");
        assert!(
            !editors.contains(&"Junior Admin (Corporate)"),
            "{editors:?}"
        );
    }
}

/// Invariant 12, and what is not seen.
#[tokio::test]
async fn of_a_thing_that_the_asker_does_not_see_nothing_is_told() {
    for world in worlds().await {
        let stranger = world.as_("customer@printshop.test").await;
        let foreign = world.first(&stranger, "awaiting-approval").await;
        let customer = world.as_(USER).await;
        let none = OrderNumber(999_999);
        for number in [foreign, none] {
            let query = of_order("", "order.view", number);
            assert_eq!(asked(&world, &customer, &query).await, None, "{number}");
        }
        // Of what is there and of what is not the same is told, by name and by id.
        let company = customer.access.company.expect("theirs").to_string();
        for (of, which) in [
            ("this-company", "Brightwater Energy"),
            ("this-company", &*company),
            ("this-department", "Marketing"),
        ] {
            let query = question("", "company.edit", of, which);
            assert_eq!(asked(&world, &customer, &query).await, None, "{which}");
        }
        // Nor to who has roles in hand elsewhere, about their own people.
        let elsewhere = world.as_("storefront-admin@storefront.test").await;
        for (of, which) in [
            ("this-order", foreign.to_string()),
            ("this-person", USER.to_owned()),
            ("this-company", "Brightwater Energy".to_owned()),
            ("this-storefront", customer.at.slug.clone()),
        ] {
            let query = question("registered@storefront.test", "order.view", of, &which);
            assert_eq!(asked(&world, &elsewhere, &query).await, None, "{of}");
        }
        let own = world.first(&customer, "awaiting-approval").await;
        assert!(
            asked(&world, &customer, &of_order("", "order.view", own))
                .await
                .is_some()
        );
    }
}

#[tokio::test]
async fn a_company_a_department_a_product_and_a_storefront_are_asked_about_by_name() {
    for world in worlds().await {
        let admin = world.as_(JUNIOR).await;
        let senior = "senior-manager@corporate.test";
        for (permission, of, which, thing) in [
            (
                "company.edit",
                "this-company",
                "brightwater energy",
                "the company Brightwater Energy",
            ),
            (
                "department.edit",
                "this-department",
                "Marketing",
                "the department Marketing of Brightwater Energy",
            ),
        ] {
            let query = question(senior, permission, of, which);
            let answer = asked(&world, &admin, &query).await.expect("seen");
            let things: Vec<_> = answer.told.iter().map(|one| one.thing.as_deref()).collect();
            assert!(things.contains(&Some(thing)), "{things:?}");
        }
        let here = question(senior, "storefront.settings.edit", "this-storefront", "");
        let answer = told(&world, &admin, &here).await;
        assert_eq!(
            answer.thing,
            Some(format!("the storefront {}", admin.at.name))
        );
        assert!(answer.verdict.is_err());
    }
}

#[tokio::test]
async fn an_address_an_album_a_publication_type_and_a_supplier_are_asked_about_by_name() {
    for world in worlds().await {
        for (reader, permission, of, which, thing, by) in [
            (
                "senior-manager@corporate.test",
                "address.company.manage",
                "this-address",
                "head office",
                "the address Head office of Brightwater Energy",
                ("Senior Manager", Reach::Company),
            ),
            (
                "registered@storefront.test",
                "address.personal.edit",
                "this-address",
                "home",
                "the address Home of Elina Virtanen",
                ("Registered", Reach::Own),
            ),
            (
                "album-admin@storefront.test",
                "album.manage",
                "this-album",
                "by the harbour",
                "the album By the harbour",
                ("Album Admin", Reach::Storefront),
            ),
            (
                "company-manager@printshop.test",
                "pubtype.assign_department",
                "this-publication-type",
                "readings and fairs",
                "the publication type Readings and fairs of Foxglove Publishing",
                ("Company Manager", Reach::Company),
            ),
            (
                ADMIN,
                "supplier.manage",
                "this-supplier",
                "northgate bindery",
                "the supplier Northgate Bindery",
                ("Admin", Reach::Platform),
            ),
        ] {
            let somebody = world.as_(reader).await;
            let query = question("", permission, of, which);
            let answer = told(&world, &somebody, &query).await;
            assert_eq!(answer.thing.as_deref(), Some(thing));
            assert_eq!(allowed(&answer), by, "{which}");
            // Elsewhere there is none of that name, nor anything like it.
            let elsewhere = world.as_("administrator@configurator.test").await;
            assert_eq!(asked(&world, &elsewhere, &query).await, None, "{which}");
        }
    }
}

#[tokio::test]
async fn what_one_sees_of_an_address_and_may_not_change_is_told_by_the_rule_of_the_act() {
    for world in worlds().await {
        let customer = world.as_(USER).await;
        let of = |permission| question("", permission, "this-address", "Head office");
        let changes = told(&world, &customer, &of("address.company.manage")).await;
        assert_eq!(
            refused(&changes),
            Denial::Missing(Permission::AddressCompanyManage)
        );
        // What is seen of the company is delivered to.
        let orders = told(&world, &customer, &of("address.select_for_order")).await;
        assert!(orders.verdict.is_ok());
        // A company's address is nobody's own.
        let mixed = told(&world, &customer, &of("address.personal.edit")).await;
        assert_eq!(refused(&mixed), Denial::NotFound);
        let manager = world.as_("company-manager@printshop.test").await;
        let query = question(
            "",
            "pubtype.manage",
            "this-publication-type",
            "Readings and fairs",
        );
        let renames = told(&world, &manager, &query).await;
        assert_eq!(
            refused(&renames),
            Denial::Missing(Permission::PubtypeManage)
        );
    }
}

/// A custom role is of its storefront, and so is the answer about it.
#[tokio::test]
async fn a_custom_role_is_asked_about_where_it_is() {
    for world in worlds().await {
        let admin = world.as_("storefront-admin@storefront.test").await;
        let id = world
            .copy(&admin, "album-admin@storefront", "Night shift")
            .await;
        for which in ["night shift".to_owned(), id.to_string()] {
            for permission in ["role.edit", "role.create", "role.assign"] {
                let query = question("", permission, "this-role", &which);
                let answer = told(&world, &admin, &query).await;
                assert_eq!(answer.thing.as_deref(), Some("the role Night shift"));
                assert_eq!(
                    allowed(&answer),
                    ("Storefront Admin", Reach::Storefront),
                    "{permission}"
                );
            }
            let query = question("", "role.edit", "this-role", &which);
            for stranger in [JUNIOR, "registered@storefront.test"] {
                let stranger = world.as_(stranger).await;
                assert_eq!(asked(&world, &stranger, &query).await, None, "{which}");
            }
        }
        let query = question(
            "registered@storefront.test",
            "role.edit",
            "this-role",
            "Night shift",
        );
        let customer = told(&world, &admin, &query).await;
        assert_eq!(refused(&customer), Denial::Missing(Permission::RoleEdit));
    }
}
