//! Administrators: who makes one, and that one remains.

use super::{
    company::{Company, as_shown, platform, staff, storefront_admin},
    world::{Outcome, Tested, World},
};
use access::{Anchor, Denial, Failure, Permission, Role};
use domain::{
    AccountId, CustomRoleId,
    accounts::AccountState,
    companies::OnCompany,
    people::{AddPerson, AssignField, AssignRole, WithdrawRole},
};
use store::sql::sql;

async fn give(
    world: &World,
    by: AccountId,
    person: AccountId,
    (role, at): (&str, &str),
) -> Outcome<Result<(), Failure<AssignField>>> {
    let ctx = world.as_(by, "corporate").await?;
    let form = AssignRole {
        person,
        version: as_shown(world, person).await?.version,
        role: role.to_owned(),
        at: at.to_owned(),
        also: Vec::new(),
        until: String::new(),
    };
    Ok(service::people::assign_role(&world.db.store, &ctx, &form).await)
}

pub(crate) async fn pj_04_administrators_are_made_by_administrators_only(world: World) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let here = storefront_admin(&world, "here@quoin.test", "corporate").await?;
    let floor = staff(&world, "floor@quoin.test", Role::JobController, "corporate").await?;
    let id = world.storefront("corporate").await?.id;
    let at_home = format!("storefront-{id}");
    let missing = Permission::AdminAccountCreate;
    for role in [Role::JuniorAdmin, Role::StorefrontAdmin, Role::Admin] {
        for by in [junior, here] {
            assert_eq!(
                give(&world, by, floor, (role.key(), &at_home)).await?,
                Err(Failure::Denied(Denial::Missing(missing))),
                "{}",
                role.key()
            );
            let ctx = world.as_(by, "corporate").await?;
            let form = AddPerson {
                name: "Somebody New".to_owned(),
                email: "new@quoin.test".to_owned(),
                storefront: id.to_string(),
                role: role.key().to_owned(),
                invite: true,
                ..AddPerson::default()
            };
            let added = service::people::add(&world.db.store, &ctx, &form).await;
            assert_eq!(added, Err(Failure::Denied(Denial::Missing(missing))));
        }
    }
    give(&world, admin, floor, (Role::JuniorAdmin.key(), &at_home)).await??;
    give(&world, admin, junior, (Role::Admin.key(), "platform")).await??;
    Ok(())
}

async fn takes(world: &World, by: AccountId, from: AccountId) -> Outcome<Result<(), Failure>> {
    let ctx = world.as_(by, "corporate").await?;
    let mut tx = world.db.store.read().await?;
    let record = store::people::person(&mut tx, from, world.now)
        .await?
        .ok_or("nobody")?;
    let held = store::people::held(&mut tx, &record).await?;
    drop(tx);
    let form = WithdrawRole {
        person: from,
        version: record.version,
        assignment: held[0].id,
    };
    Ok(service::people::withdraw_role(&world.db.store, &ctx, &form).await)
}

pub(crate) async fn cus_04_of_two_who_take_each_others_role_at_once_one_stays(
    world: World,
) -> Tested {
    for round in 0..4 {
        let one = platform(&world, &format!("one-{round}@quoin.test"), Role::Admin).await?;
        let other = platform(&world, &format!("other-{round}@quoin.test"), Role::Admin).await?;
        let (first, second) = tokio::join!(takes(&world, one, other), takes(&world, other, one));
        let taken = [first?, second?];
        let mut tx = world.db.store.begin().await?;
        let left = store::people::other_administrators(&mut tx, None, None).await?;
        assert_eq!(left, 1, "{taken:?}");
        // Nobody is left for the next round.
        sql("delete from assignments").run(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

pub(crate) async fn cus_04_the_last_administrator_of_an_instance_stays(world: World) -> Tested {
    let instance = "configurator";
    let administrator = Role::ConfiguratorAdministrator;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let one = staff(&world, "one@quoin.test", administrator, instance).await?;
    let viewer = staff(
        &world,
        "viewer@quoin.test",
        Role::ViewConfiguration,
        instance,
    )
    .await?;
    // One elsewhere does not stand in.
    staff(&world, "away@quoin.test", administrator, "corporate").await?;
    let last = Failure::Denied(Denial::LastOfStorefront);
    for by in [one, root] {
        assert_eq!(takes(&world, by, one).await?, Err(last.clone()));
    }
    let ctx = world.as_(root, instance).await?;
    let on = as_shown(&world, one).await?;
    let store = &world.db.store;
    for refused in [
        service::people::suspend(store, &ctx, &on).await,
        service::people::delete(store, &ctx, &on).await,
    ] {
        assert_eq!(refused, Err(last.clone()));
    }

    // Of two who take each other's role at once, one stays.
    let other = staff(&world, "other@quoin.test", administrator, instance).await?;
    let (first, second) = tokio::join!(takes(&world, one, other), takes(&world, other, one));
    let taken = [first?, second?];
    let mut tx = store.read().await?;
    let left = store::people::administered_storefronts(&mut tx, None, None, None).await?;
    drop(tx);
    assert_eq!(left, 2, "{taken:?}");

    // Where nobody works by a role of the pack any more, who runs the platform takes the last one: it
    // could not be switched off otherwise.
    takes(&world, root, viewer).await??;
    let (stays, gone) = if taken[0].is_ok() {
        (one, other)
    } else {
        (other, one)
    };
    assert!(takes(&world, gone, stays).await?.is_err(), "{taken:?}");
    assert_eq!(takes(&world, stays, stays).await?, Err(last));
    takes(&world, root, stays).await??;
    Ok(())
}

/// A role of the platform that refuses what an administrator is.
async fn refusal(world: &World, denies: &str) -> Outcome<CustomRoleId> {
    let mut tx = world.db.store.begin().await?;
    let id = sql("
        insert into custom_roles (storefront_id, name, side, allows, denies)
        values (null, 'Reader', 'staff', '{}', $1)
        returning id")
    .bind(denies)
    .int(&mut tx)
    .await?;
    tx.commit().await?;
    Ok(CustomRoleId(id))
}

pub(crate) async fn the_last_one_is_refused_nothing_by_a_custom_role(world: World) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::PlatformAdmin).await?;
    // Role.assign, at the platform: the ninth reach.
    let reader = refusal(&world, r#"{"role.assign":256}"#).await?;
    assert_eq!(
        give(&world, admin, admin, (&reader.to_string(), "platform")).await?,
        Err(Failure::Denied(Denial::LastAdministrator))
    );
    let other = platform(&world, "other@quoin.test", Role::Admin).await?;
    give(&world, admin, other, (&reader.to_string(), "platform")).await??;
    // Who is refused something does not count as the one who remains.
    let on = as_shown(&world, admin).await?;
    let ctx = world.as_(other, "corporate").await?;
    assert_eq!(
        service::people::suspend(&world.db.store, &ctx, &on).await,
        Err(Failure::Denied(Denial::LastAdministrator))
    );
    Ok(())
}

pub(crate) async fn the_last_one_is_not_shut_out_with_a_company(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let at = Anchor::company(acme.at, acme.id);
    let owner = world
        .person(
            "owner@acme.test",
            Some(acme.at),
            AccountState::Active,
            &[(Role::PlatformAdmin, Anchor::Platform), (Role::EndUser, at)],
        )
        .await?;
    let store = &world.db.store;
    let ctx = world.as_(owner, "corporate").await?;
    let on = async || -> Outcome<OnCompany> {
        let mut tx = world.db.store.read().await?;
        let record = store::companies::company(&mut tx, acme.id).await?;
        Ok(OnCompany {
            company: acme.id,
            version: record.ok_or("no company")?.version,
        })
    };
    assert_eq!(
        service::companies::deactivate(store, &ctx, &on().await?).await,
        Err(Failure::Denied(Denial::LastAdministrator))
    );
    platform(&world, "admin@quoin.test", Role::Admin).await?;
    service::companies::deactivate(store, &ctx, &on().await?).await?;
    Ok(())
}
