//! Built-in roles: adjusted, restored, locked.

use super::{
    demo::{World, worlds},
    forms::{with, without},
};
use access::{Denial, Everybody, Failure, Permission, Reach, pages};
use domain::{
    Problem, VisitorId,
    roles::{HoldersQuery, OnRole, RoleField},
};
use service::roles;
use store::sql::sql;

const ADMIN: &str = "platform-admin@storefront.test";
const CUSTOMER: &str = "customer@printshop.test";
const ROLE: &str = "customer@printshop";

#[tokio::test]
async fn inf_03_every_holder_changes_at_the_next_request() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let before = world.as_(CUSTOMER).await;
        assert_eq!(before.access.holds(Permission::OrderReorder), Ok(()));

        let form = world.form(&admin, ROLE).await;
        let form = with(
            without(form, Permission::OrderReorder),
            Permission::OrderView,
            "own+company",
        );
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("the edit");

        let after = world.as_(CUSTOMER).await;
        assert!(after.access.holds(Permission::OrderReorder).is_err());
        let reaches: Vec<Reach> = after
            .access
            .terms(Permission::OrderView)
            .map(|term| term.reach)
            .collect();
        assert!(reaches.contains(&Reach::Company), "{reaches:?}");

        // Restore default.
        let open = roles::open(world.store(), &admin, ROLE, &HoldersQuery::default())
            .await
            .expect("the role");
        assert!(open.line.adjusted && open.line.differs(Permission::OrderReorder));
        let told = roles::restoring(world.store(), &admin, ROLE, &HoldersQuery::default())
            .await
            .expect("what it would change");
        let gained: Vec<Permission> = told.change.gains.iter().map(|(one, _)| *one).collect();
        assert_eq!(gained, [Permission::OrderReorder]);
        let on = OnRole {
            role: ROLE.to_owned(),
            version: told.version,
        };
        roles::restore(world.store(), &admin, &on)
            .await
            .expect("the default");
        let restored = world.as_(CUSTOMER).await;
        assert_eq!(restored.access, before.access);
        assert_eq!(world.acts().await, ["role.edit", "role.restore"]);
    }
}

#[tokio::test]
async fn psm_32_the_platform_administrators_role_cannot_be_changed() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        for role in [
            "platform-admin@storefront",
            "admin@corporate",
            "administrator@printshop",
        ] {
            let refused = roles::edit_page(world.store(), &admin, role).await;
            assert_eq!(refused, Err(Failure::Denied(Denial::Locked)), "{role}");
            let on = OnRole {
                role: role.to_owned(),
                version: 0,
            };
            let refused = roles::restore(world.store(), &admin, &on).await;
            assert_eq!(refused, Err(Failure::Denied(Denial::Locked)), "{role}");
        }
        // Not even by a row that came into the table by another way.
        testkit::arrange(
            world.store(),
            "insert into role_edits (role, allows) values ('platform-admin@storefront', '{}')",
        )
        .await;
        assert_eq!(world.as_(ADMIN).await.access, admin.access);
    }
}

/// INF-07
#[tokio::test]
async fn what_a_visitor_and_everybody_with_an_account_may_do_is_edited_too() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let mut tx = world.store().read().await.expect("a transaction");
        let visitor = store::accounts::access_of_visitor(&mut tx, &admin.at, VisitorId(1))
            .await
            .expect("a visitor");
        tx.commit().await.expect("the end");
        assert_eq!(visitor.holds(Permission::CartUse), Ok(()));
        for role in ["guest@storefront", "registered@storefront"] {
            let form = world.form(&admin, role).await;
            roles::edit(world.store(), &admin, &without(form, Permission::CartUse))
                .await
                .expect("the edit");
        }
        let mut tx = world.store().read().await.expect("a transaction");
        let visitor = store::accounts::access_of_visitor(&mut tx, &admin.at, VisitorId(1))
            .await
            .expect("a visitor");
        tx.commit().await.expect("the end");
        assert_eq!(visitor.holds(Permission::CartUse), Err(Denial::SignIn));
        let registered = world.as_("registered@storefront.test").await;
        assert!(registered.access.holds(Permission::CartUse).is_err());

        // INF-07: it stays a role, with nothing in it.
        let mut form = world.form(&admin, "registered@storefront").await;
        form.grant.clear();
        form.start.clear();
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("the edit");
        let registered = world.as_("registered@storefront.test").await;
        assert!(
            registered
                .access
                .holdings
                .iter()
                .all(|holding| holding.allows.is_empty())
        );
        assert_eq!(registered.access.holdings.len(), 1);
    }
}

#[tokio::test]
async fn a_page_that_is_stale_changes_nothing() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let first = world.form(&admin, ROLE).await;
        let stale = Err(Failure::Denied(Denial::Stale));
        let edited = without(first.clone(), Permission::OrderReorder);
        roles::edit(world.store(), &admin, &edited)
            .await
            .expect("the first");
        let second = roles::edit(world.store(), &admin, &without(first, Permission::CartUse)).await;
        assert_eq!(second, stale);
        let on = OnRole {
            role: ROLE.to_owned(),
            version: 0,
        };
        assert_eq!(
            roles::restore(world.store(), &admin, &on).await,
            Err(Failure::Denied(Denial::Stale))
        );
        assert_eq!(
            world.as_(CUSTOMER).await.access.holds(Permission::CartUse),
            Ok(())
        );
        assert_eq!(world.acts().await, ["role.edit"]);
    }
}

#[tokio::test]
async fn editing_back_to_the_default_is_restoring_it() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let first = world.form(&admin, ROLE).await;
        let form = without(first.clone(), Permission::OrderReorder);
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("the edit");
        let again = domain::roles::EditRole {
            version: 1,
            ..first
        };
        roles::edit(world.store(), &admin, &again)
            .await
            .expect("the way back");
        let open = roles::open(world.store(), &admin, ROLE, &HoldersQuery::default())
            .await
            .expect("the role");
        assert!(!open.line.adjusted);
        assert_eq!(open.version, 0);
    }
}

#[tokio::test]
async fn built_in_roles_are_edited_at_the_platform_only() {
    for world in worlds().await {
        for (email, why) in [
            (
                "storefront-admin@storefront.test",
                Denial::Missing(Permission::RoleEdit),
            ),
            (
                "junior-admin@corporate.test",
                Denial::Missing(Permission::RoleEdit),
            ),
        ] {
            let who = world.as_(email).await;
            let refused = roles::edit_page(world.store(), &who, "job-controller@storefront").await;
            assert_eq!(refused, Err(Failure::Denied(why)), "{email}");
        }
        let customer = world.as_(CUSTOMER).await;
        let form = domain::roles::EditRole {
            role: ROLE.to_owned(),
            grant: vec!["system.settings.edit platform".to_owned()],
            ..domain::roles::EditRole::default()
        };
        let refused = roles::edit(world.store(), &customer, &form).await;
        assert_eq!(
            refused,
            Err(Failure::Denied(Denial::Missing(Permission::RoleEdit)))
        );
    }
}

#[tokio::test]
async fn psm_01_a_role_starts_on_a_page_that_it_opens() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let mut form = world.form(&admin, ROLE).await;
        "/print-operations".clone_into(&mut form.start);
        let refused = roles::edit(world.store(), &admin, &form).await;
        assert_eq!(
            refused,
            Err(Failure::field(RoleField::Start, Problem::NotOffered))
        );
        "/orders".clone_into(&mut form.start);
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("the edit");
        let customer = world.as_(CUSTOMER).await;
        assert_eq!(pages::start(&customer.access), "/orders");
    }
}

#[tokio::test]
async fn before_it_is_saved_it_is_told_who_gains_and_who_loses() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let mut form = world.form(&admin, "department-manager@corporate").await;
        // Where it starts is what it loses.
        "/orders".clone_into(&mut form.start);
        let form = with(
            without(form, Permission::ApprovalDecide),
            Permission::UserSuspend,
            "managed",
        );
        let told = roles::change(world.store(), &admin, &form, &HoldersQuery::default())
            .await
            .expect("the change");
        let (_, of_one) = told.people.rows.first().expect("a department manager");
        let gained: Vec<Permission> = of_one.gains.iter().map(|(one, _)| *one).collect();
        let lost: Vec<Permission> = of_one.loses.iter().map(|(one, _)| *one).collect();
        assert_eq!(gained, [Permission::UserSuspend]);
        assert_eq!(lost, [Permission::ApprovalDecide]);
        // What the role loses and its holders have by another role, they keep.
        let form = world.form(&admin, "department-manager@corporate").await;
        let told = roles::change(
            world.store(),
            &admin,
            &without(form, Permission::SessionLogin),
            &HoldersQuery::default(),
        )
        .await
        .expect("the change");
        assert!(!told.change.is_empty());
        assert!(told.people.rows.is_empty());
        assert_eq!(told.unchanged, told.held_by);
        // Nothing was written.
        assert!(world.acts().await.is_empty());
        let open = roles::open(
            world.store(),
            &admin,
            "department-manager@corporate",
            &HoldersQuery::default(),
        )
        .await
        .expect("the role");
        assert!(!open.line.adjusted);
    }
}

#[tokio::test]
async fn of_a_role_that_nobody_is_given_it_is_told_what_everybody_loses() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let all = HoldersQuery::default();
        let form = without(
            world.form(&admin, "registered@storefront").await,
            Permission::CartUse,
        );
        let told = roles::change(world.store(), &admin, &form, &all)
            .await
            .expect("the change");
        assert_eq!(told.everybody, Some(Everybody::Registered));
        assert_eq!(told.unnamed, 0, "the platform's sees everybody");
        let mut tx = world.store().read().await.expect("a transaction");
        let customers = sql("
            select count(*) from accounts a
            join storefronts s on s.id = a.storefront_id
            where s.pack = 'storefront' and a.state <> 'deleted'")
        .int(&mut tx)
        .await
        .expect("a count");
        drop(tx);
        assert_eq!(told.held_by, customers);
        let reader = world.as_("registered@storefront.test").await;
        let id = reader.access.account();
        let theirs = told.people.rows.iter().find(|(one, _)| Some(one.id) == id);
        let (_, change) = theirs.expect("a registered customer");
        let lost: Vec<Permission> = change.loses.iter().map(|(one, _)| *one).collect();
        assert_eq!(lost, [Permission::CartUse]);
        let page = roles::open(world.store(), &admin, "registered@storefront", &all)
            .await
            .expect("the role");
        assert_eq!(page.held_by, customers);

        let form = without(
            world.form(&admin, "guest@storefront").await,
            Permission::CatalogBrowse,
        );
        let told = roles::change(world.store(), &admin, &form, &all)
            .await
            .expect("the change");
        let Some(Everybody::Visitors { storefronts }) = told.everybody else {
            panic!("{:?}", told.everybody);
        };
        assert!(storefronts > 0, "where visitors are guests");
        assert_eq!((told.held_by, told.unnamed), (0, 0));
        assert!(!told.change.loses.is_empty());
    }
}

impl World {
    /// What the audit trail has, the oldest first.
    pub(crate) async fn acts(&self) -> Vec<String> {
        let mut tx = self.store().read().await.expect("a transaction");
        let rows: Vec<(String,)> = sql("select act from audit order by seq")
            .all(&mut tx)
            .await
            .expect("the audit trail");
        rows.into_iter().map(|(act,)| act).collect()
    }
}
