//! Who sees whom.

use super::{
    company::{Company, does, listed, opened, platform, staff, storefront_admin},
    world::{Tested, World},
};
use access::{Anchor, Denial, Failure, Permission, Role};
use domain::{
    accounts::AccountState,
    people::{NOT_REGISTERED, PeopleQuery, REGISTERED},
};
use service::people::suspend;

fn all() -> PeopleQuery {
    PeopleQuery::default()
}

pub(crate) async fn each_role_lists_whom_it_reaches(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let other = Company::new(&world, "corporate", "Brook").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let seller = acme
        .member(&world, "seller@acme.test", &[Role::EndUser], acme.sales)
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let manager = acme.manager(&world, "manager@acme.test").await?;
    let elsewhere = other
        .person(&world, "user@brook.test", &[Role::EndUser])
        .await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;

    let list = async |reader| listed(&world, reader, "corporate", &all()).await;
    let mut company = vec![user, seller, senior, manager];
    company.sort_unstable();
    assert_eq!(list(senior).await?, Ok(company.clone()));
    assert_eq!(list(manager).await?, Ok(vec![user]));
    company.push(elsewhere);
    let mut storefront = company.clone();
    storefront.push(junior);
    storefront.sort_unstable();
    assert_eq!(list(junior).await?, Ok(storefront.clone()));
    storefront.push(root);
    storefront.sort_unstable();
    assert_eq!(list(root).await?, Ok(storefront));
    assert_eq!(
        list(user).await?,
        Err(Failure::Denied(Denial::Missing(Permission::UserView)))
    );
    Ok(())
}

pub(crate) async fn inf_11_people_of_another_storefront_are_not_found(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let here = world.customer("dana@market.test").await?;
    let admin = storefront_admin(&world, "admin@quoin.test", "storefront").await?;
    assert!(opened(&world, admin, "storefront", here).await?.is_ok());
    let nobody = Err(Failure::Denied(Denial::NotFound));
    assert_eq!(opened(&world, admin, "storefront", user).await?, nobody);
    assert_eq!(
        opened(&world, admin, "storefront", domain::AccountId(4_711)).await?,
        nobody
    );
    assert_eq!(
        does(&world, (admin, "storefront"), suspend, user).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    Ok(())
}

pub(crate) async fn staff_are_seen_where_they_work_and_nowhere_else(world: World) -> Tested {
    let admin = storefront_admin(&world, "admin@quoin.test", "storefront").await?;
    let album = staff(&world, "album@quoin.test", Role::AlbumAdmin, "storefront").await?;
    let storefront = world.storefront("storefront").await?.id;
    let corporate = world.storefront("corporate").await?.id;
    let both = world
        .person(
            "both@quoin.test",
            None,
            AccountState::Active,
            &[(
                Role::JobController,
                Anchor::Storefronts(vec![storefront, corporate]),
            )],
        )
        .await?;
    let two_roles = world
        .person(
            "two@quoin.test",
            None,
            AccountState::Active,
            &[
                (Role::AlbumAdmin, Anchor::Storefronts(vec![storefront])),
                (Role::Operator, Anchor::Platform),
            ],
        )
        .await?;
    assert_eq!(
        listed(&world, admin, "storefront", &all()).await?,
        Ok(vec![admin, album])
    );
    for person in [both, two_roles] {
        assert_eq!(
            opened(&world, admin, "storefront", person).await?,
            Err(Failure::Denied(Denial::NotFound))
        );
    }
    Ok(())
}

pub(crate) async fn the_filters_of_the_list_are_those_of_the_address(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let asked = async |query: PeopleQuery| listed(&world, senior, "corporate", &query).await;
    let search = |q: &str| PeopleQuery {
        q: q.to_owned(),
        ..all()
    };
    assert_eq!(asked(search("USER@acme")).await?, Ok(vec![user]));
    assert_eq!(asked(search("dana senior")).await?, Ok(vec![senior]));
    assert_eq!(asked(search("d_na")).await?, Ok(vec![]));
    let role = PeopleQuery {
        role: Role::SeniorManager.key().to_owned(),
        ..all()
    };
    assert_eq!(asked(role).await?, Ok(vec![senior]));
    let department = PeopleQuery {
        department: acme.marketing.to_string(),
        ..all()
    };
    assert_eq!(asked(department).await?, Ok(vec![user]));
    world.state(user, AccountState::Suspended).await?;
    let suspended = PeopleQuery {
        state: "suspended".to_owned(),
        ..all()
    };
    assert_eq!(asked(suspended).await?, Ok(vec![user]));
    Ok(())
}

pub(crate) async fn inf_08_people_are_filtered_by_being_registered_or_not(world: World) -> Tested {
    let admin = storefront_admin(&world, "admin@quoin.test", "storefront").await?;
    let customer = world.customer("dana@acme.test").await?;
    let at = world.storefront("storefront").await?.id;
    let record = world
        .person("record@acme.test", Some(at), AccountState::Inactive, &[])
        .await?;
    let by = |role: &str| PeopleQuery {
        role: role.to_owned(),
        ..all()
    };
    assert_eq!(
        listed(&world, admin, "storefront", &by(REGISTERED)).await?,
        Ok(vec![admin, customer])
    );
    assert_eq!(
        listed(&world, admin, "storefront", &by(NOT_REGISTERED)).await?,
        Ok(vec![record])
    );
    Ok(())
}

pub(crate) async fn a_manager_reads_neither_staff_roles_nor_who_helped(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let mut tx = world.db.store.begin().await?;
    let anchor = Anchor::Storefronts(vec![acme.at]);
    store::people::assign(&mut tx, user, Role::Designer, &anchor, world.now).await?;
    tx.commit().await?;
    does(&world, (root, "corporate"), suspend, user).await??;

    let seen = opened(&world, senior, acme.slug, user).await??;
    let roles: Vec<_> = seen.roles.iter().map(|line| line.role.as_str()).collect();
    assert_eq!(roles, ["End User"]);
    assert_eq!(seen.history[0].by.as_deref(), Some("The print shop"));
    let seen = opened(&world, root, acme.slug, user).await??;
    assert_eq!(seen.roles.len(), 2);
    assert_eq!(seen.history[0].by.as_deref(), Some("Dana Reyes"));
    Ok(())
}
