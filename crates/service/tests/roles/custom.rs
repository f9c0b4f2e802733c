//! Custom roles: made as copies, labels, refusals, handed on when they go.

use super::{
    demo::worlds,
    forms::{holds, with},
};
use access::{Denial, Failure, Permission, Role, RoleId, pages};
use domain::{
    Problem,
    audit::AuditQuery,
    people::{PeopleListing, PeopleQuery},
    roles::{DeleteRole, EVERYWHERE, HoldersQuery, NewRole, RoleField},
};
use service::{people, roles};

const ADMIN: &str = "storefront-admin@storefront.test";
const ALBUMS: &str = "album-admin@storefront.test";

/// INF-18, CUS-02
#[tokio::test]
async fn inf_18_a_new_role_is_a_copy_that_is_edited_and_acts() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let id = world
            .copy(&admin, "job-controller@storefront", "Dispatcher")
            .await;
        let holder = world.as_(ALBUMS).await;
        assert!(holder.access.holds(Permission::ProductionQueue).is_err());
        world.give(id, &holder, &admin).await;
        let holder = world.as_(ALBUMS).await;
        assert!(holds(&holder, RoleId::Custom(id)));
        assert_eq!(holder.access.holds(Permission::ProductionQueue), Ok(()));

        let form = world.form(&admin, &id.to_string()).await;
        let form = with(form, Permission::OrderView, "storefront");
        let mut form = with(form, Permission::OrderOverview, "storefront");
        "Dispatch desk".clone_into(&mut form.name);
        "/orders".clone_into(&mut form.start);
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("the edit");
        let holder = world.as_(ALBUMS).await;
        assert_eq!(holder.access.holds(Permission::OrderView), Ok(()));
        assert_eq!(holder.access.holds(Permission::OrderOverview), Ok(()));
        let names: Vec<&str> = holder
            .access
            .holdings
            .iter()
            .map(|holding| holding.role.name())
            .collect();
        assert!(names.contains(&"Dispatch desk"), "{names:?}");
        assert_eq!(world.acts().await, ["role.create", "role.edit"]);

        // INF-02: without a grant it is a label, and stays.
        let mut form = world.form(&admin, &id.to_string()).await;
        form.grant.clear();
        form.start.clear();
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("the edit");
        let holder = world.as_(ALBUMS).await;
        assert!(holds(&holder, RoleId::Custom(id)));
        assert!(holder.access.holds(Permission::ProductionQueue).is_err());
    }
}

/// INF-02: a role without a grant is a label, which people are found by.
#[tokio::test]
async fn inf_02_people_are_filtered_by_a_role_that_grants_nothing() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let label = world.copy(&admin, "album-admin@storefront", "Jury").await;
        let mut form = world.form(&admin, &label.to_string()).await;
        form.grant.clear();
        form.start.clear();
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("a role that grants nothing");
        let by_label = PeopleQuery {
            role: label.to_string(),
            ..PeopleQuery::default()
        };
        let labelled = async || {
            let page = people::list(world.store(), &admin, &by_label)
                .await
                .expect("the people");
            match page.listing {
                PeopleListing::Staff(page) => page.rows,
                PeopleListing::Manager(_) => panic!("{ADMIN} works here"),
            }
        };
        assert!(labelled().await.is_empty(), "nobody holds it yet");
        let holder = world.as_(ALBUMS).await;
        world.give(label, &holder, &admin).await;
        let found = labelled().await;
        let ids: Vec<_> = found.iter().map(|row| Some(row.id)).collect();
        assert_eq!(ids, [holder.access.account()]);
        assert!(
            found
                .iter()
                .all(|row| row.roles.contains(&"Jury".to_owned()))
        );
    }
}

#[tokio::test]
async fn what_a_role_would_hand_out_is_told_before_it_is_saved() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let id = world
            .copy(&admin, "job-controller@storefront", "Dispatcher")
            .await;
        let mut form = world.form(&admin, &id.to_string()).await;
        form.limited = true;
        form.hands = vec!["album-admin@storefront".to_owned()];
        let told = roles::change(world.store(), &admin, &form, &HoldersQuery::default())
            .await
            .expect("the change");
        assert!(told.change.is_empty(), "no grant changes");
        assert_eq!((told.line.limited, told.next.limited), (false, true));
        assert_eq!(told.hands_out, (Vec::new(), vec!["Album Admin".to_owned()]));
    }
}

#[tokio::test]
async fn a_refusal_wins_over_every_other_role() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let id = world
            .copy(&admin, "album-admin@storefront", "Without albums")
            .await;
        let form = world.form(&admin, &id.to_string()).await;
        let mut form = with(form, Permission::AlbumManage, "!platform");
        // Nobody starts on a page that is refused.
        form.start.clear();
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("the edit");
        let holder = world.as_(ALBUMS).await;
        assert_eq!(holder.access.holds(Permission::AlbumManage), Ok(()));
        world.give(id, &holder, &admin).await;
        let holder = world.as_(ALBUMS).await;
        assert_eq!(
            holder.access.holds(Permission::AlbumManage),
            Err(Denial::Refused(Permission::AlbumManage))
        );
    }
}

#[tokio::test]
async fn a_custom_role_leads_where_it_is_set_to() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let id = world
            .copy(&admin, "job-controller@storefront", "Night shift")
            .await;
        // Alone: the other role goes.
        let holder = world.as_(ALBUMS).await;
        let mut tx = world.store().begin().await.expect("a transaction");
        store::sql::sql("delete from assignment_storefronts where assignment_id in (select id from assignments where account_id = $1)")
            .bind(holder.access.account())
            .run(&mut tx)
            .await
            .expect("its place");
        store::sql::sql("delete from assignments where account_id = $1")
            .bind(holder.access.account())
            .run(&mut tx)
            .await
            .expect("its role");
        tx.commit().await.expect("the commit");
        world.give(id, &holder, &admin).await;
        let holder = world.as_(ALBUMS).await;
        assert_eq!(pages::start(&holder.access), "/print-operations");
    }
}

#[tokio::test]
async fn nobody_makes_a_role_of_more_than_they_hold() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let form = NewRole {
            from: "platform-admin@storefront".to_owned(),
            name: "Everything".to_owned(),
            home: String::new(),
        };
        let refused = roles::create(world.store(), &admin, &form).await;
        assert!(
            matches!(refused, Err(Failure::Denied(Denial::Beyond(_)))),
            "{refused:?}"
        );
        let everywhere = NewRole {
            from: "album-admin@storefront".to_owned(),
            home: EVERYWHERE.to_owned(),
            ..form
        };
        let refused = roles::create(world.store(), &admin, &everywhere).await;
        assert_eq!(
            refused,
            Err(Failure::Denied(Denial::Missing(Permission::RoleCreate)))
        );
        let id = world
            .copy(&admin, "album-admin@storefront", "Albums too")
            .await;
        let form = world.form(&admin, &id.to_string()).await;
        let form = with(form, Permission::SystemSettingsEdit, "platform");
        let refused = roles::edit(world.store(), &admin, &form).await;
        assert!(
            matches!(refused, Err(Failure::Denied(Denial::Beyond(_)))),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn a_name_is_taken_once_in_a_storefront_and_once_on_the_platform() {
    for world in worlds().await {
        let platform = world.as_("platform-admin@storefront.test").await;
        for home in ["", EVERYWHERE] {
            let form = NewRole {
                from: "album-admin@storefront".to_owned(),
                name: "Albums too".to_owned(),
                home: home.to_owned(),
            };
            roles::create(world.store(), &platform, &form)
                .await
                .expect("the first");
            let again = roles::create(world.store(), &platform, &form).await;
            assert_eq!(
                again,
                Err(Failure::field(RoleField::Name, Problem::Taken)),
                "{home}"
            );
        }
    }
}

#[tokio::test]
async fn a_role_of_another_storefront_is_not_found() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let id = world
            .copy(&admin, "album-admin@storefront", "Ours")
            .await
            .to_string();
        let other = world.as_("administrator@configurator.test").await;
        let unknown = roles::open(world.store(), &other, "999", &HoldersQuery::default()).await;
        assert_eq!(unknown, Err(Failure::not_found()));
        assert_eq!(
            roles::open(world.store(), &other, &id, &HoldersQuery::default()).await,
            unknown
        );
        let gone = DeleteRole {
            role: id,
            version: 1,
            replacement: String::new(),
        };
        assert_eq!(
            roles::delete(world.store(), &other, &gone).await,
            Err(Failure::not_found())
        );
    }
}

#[tokio::test]
async fn whoever_holds_a_deleted_role_gets_another_one() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let id = world
            .copy(&admin, "job-controller@storefront", "Dispatcher")
            .await;
        let holder = world.as_(ALBUMS).await;
        world.give(id, &holder, &admin).await;
        let mut form = DeleteRole {
            role: id.to_string(),
            version: 1,
            replacement: String::new(),
        };
        assert_eq!(
            roles::delete(world.store(), &admin, &form).await,
            Err(Failure::field(RoleField::Replacement, Problem::Missing))
        );
        "job-controller@storefront".clone_into(&mut form.replacement);
        roles::delete(world.store(), &admin, &form)
            .await
            .expect("the end of the role");
        let holder = world.as_(ALBUMS).await;
        assert!(!holds(&holder, RoleId::Custom(id)));
        assert!(holds(&holder, RoleId::BuiltIn(Role::JobController)));
        assert_eq!(holder.access.holds(Permission::ProductionQueue), Ok(()));
        // It is found by who they are, as where a role is given.
        let trail = AuditQuery {
            who: ALBUMS.to_owned(),
            act: "role.replace".to_owned(),
            ..AuditQuery::default()
        };
        let trail = service::audit::read(world.store(), &admin, &trail)
            .await
            .expect("the trail");
        let [entry] = trail.page.rows.as_slice() else {
            panic!("{}: not one entry", world.db.engine);
        };
        assert_eq!(entry.object, holder.name);
        // PSM-32: a built-in role is never deleted.
        let form = DeleteRole {
            role: "album-admin@storefront".to_owned(),
            version: 0,
            replacement: String::new(),
        };
        assert_eq!(
            roles::delete(world.store(), &admin, &form).await,
            Err(Failure::Denied(Denial::BuiltIn))
        );
    }
}

#[tokio::test]
async fn a_side_stays_while_somebody_holds_the_role() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let id = world
            .copy(&admin, "album-admin@storefront", "Albums too")
            .await;
        let mut form = world.form(&admin, &id.to_string()).await;
        "customer".clone_into(&mut form.side);
        let holder = world.as_(ALBUMS).await;
        world.give(id, &holder, &admin).await;
        assert_eq!(
            roles::edit(world.store(), &admin, &form).await,
            Err(Failure::field(RoleField::Side, Problem::NotOffered))
        );
    }
}

#[tokio::test]
async fn psm_33_a_role_hands_out_those_of_its_set_and_no_others() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let given = world.copy(&admin, "album-admin@storefront", "Given").await;
        let other = world
            .copy(&admin, "album-admin@storefront", "Not given")
            .await;
        let giver = world
            .copy(&admin, "storefront-admin@storefront", "Giver")
            .await;
        let mut form = world.form(&admin, &giver.to_string()).await;
        form.limited = true;
        form.hands = vec![given.to_string()];
        roles::edit(world.store(), &admin, &form)
            .await
            .expect("the edit");
        let holder = world.as_(ALBUMS).await;
        world.give(giver, &holder, &admin).await;
        let holder = world.as_(ALBUMS).await;
        let mut tx = world.store().read().await.expect("a transaction");
        let book = store::roles::book(&mut tx).await.expect("the roles");
        tx.commit().await.expect("the end");
        let person = access::Object::of_storefront(holder.at.id);
        let here = access::Anchor::Storefronts(vec![holder.at.id]);
        let may = |id| {
            let role = book.name(id).expect("a role");
            book.may_assign(&holder.access, &role, &person, &here)
                .map(drop)
        };
        assert_eq!(may(given), Ok(()), "{}", world.db.engine);
        assert_eq!(may(other), Err(Denial::NotHandedOut));
    }
}
