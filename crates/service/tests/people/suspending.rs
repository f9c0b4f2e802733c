//! Suspending, reactivating, deleting.

use crate::{
    company::{Company, as_shown, listed, manages, opened, platform, staff, state_of},
    world::{Outcome, PASSWORD, Tested, World},
};
use access::{Denial, Failure, Role};
use domain::{AccountId, accounts::AccountState, people::PeopleQuery};
use store::sql::sql;

async fn suspend(
    world: &World,
    by: AccountId,
    slug: &str,
    person: AccountId,
) -> Outcome<Result<(), Failure>> {
    let ctx = world.as_(by, slug).await?;
    let on = as_shown(world, person).await?;
    Ok(service::people::suspend(&world.db.store, &ctx, &on).await)
}

async fn reactivate(
    world: &World,
    by: AccountId,
    slug: &str,
    person: AccountId,
) -> Outcome<Result<(), Failure>> {
    let ctx = world.as_(by, slug).await?;
    let on = as_shown(world, person).await?;
    Ok(service::people::reactivate(&world.db.store, &ctx, &on).await)
}

async fn delete(
    world: &World,
    by: AccountId,
    slug: &str,
    person: AccountId,
) -> Outcome<Result<(), Failure>> {
    let ctx = world.as_(by, slug).await?;
    let on = as_shown(world, person).await?;
    Ok(service::people::delete(&world.db.store, &ctx, &on).await)
}

pub(crate) async fn pj_22_a_suspension_ends_every_session_at_once(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme
        .person(
            &world,
            "senior@acme.test",
            &[Role::EndUser, Role::SeniorManager],
        )
        .await?;
    let session = world.session(user, "secret").await?;
    world.forgot("corporate", "user@acme.test").await?;
    let link = world.token().await?;
    suspend(&world, senior, "corporate", user).await??;
    assert!(!world.lives(&session).await?);
    assert_eq!(state_of(&world, user).await?, AccountState::Suspended);
    let entered = world
        .sign_in("corporate", World::HERE, "user@acme.test", PASSWORD)
        .await?;
    assert!(entered.is_err());
    let visitor = world.visitor("corporate").await?;
    assert!(!service::accounts::reset_link_works(&world.db.store, &visitor, &link).await?);
    assert_eq!(world.audited("user.suspend").await?, 1);
    // Twice is a page that is stale.
    assert_eq!(
        suspend(&world, senior, "corporate", user).await?,
        Err(Failure::Denied(Denial::Account(AccountState::Suspended)))
    );
    Ok(())
}

pub(crate) async fn pj_23_reactivating_gives_everything_back(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .member(
            &world,
            "user@acme.test",
            &[Role::EndUser, Role::CorporateApprover],
            acme.marketing,
        )
        .await?;
    manages(&world, user, acme.sales).await?;
    let senior = acme
        .person(
            &world,
            "senior@acme.test",
            &[Role::EndUser, Role::SeniorManager],
        )
        .await?;
    let mut tx = world.db.store.begin().await?;
    sql("insert into carts (storefront_id, account_id, updated_at) values ($1, $2, 0)")
        .bind(acme.at)
        .bind(user)
        .run(&mut tx)
        .await?;
    tx.commit().await?;
    let before = world.as_(user, "corporate").await?.access;
    suspend(&world, senior, "corporate", user).await??;
    reactivate(&world, senior, "corporate", user).await??;
    assert_eq!(world.as_(user, "corporate").await?.access, before);
    let mut tx = world.db.store.read().await?;
    let carts = sql("select count(*) from carts where account_id = $1")
        .bind(user)
        .int(&mut tx)
        .await?;
    drop(tx);
    assert_eq!(carts, 1);
    let entered = world
        .sign_in("corporate", World::HERE, "user@acme.test", PASSWORD)
        .await?;
    assert!(entered.is_ok());
    Ok(())
}

/// PJ-21
pub(crate) async fn a_11_a_suspension_by_the_print_shop_is_lifted_by_the_print_shop(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme
        .person(
            &world,
            "senior@acme.test",
            &[Role::EndUser, Role::SeniorManager],
        )
        .await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    suspend(&world, junior, "corporate", user).await??;
    assert_eq!(
        reactivate(&world, senior, "corporate", user).await?,
        Err(Failure::Denied(Denial::SuspendedByStaff))
    );
    let sheet = opened(&world, senior, "corporate", user).await??;
    assert!(
        sheet
            .refused
            .iter()
            .any(|one| one.why.contains("print shop")),
        "it is said where one would look: {:?}",
        sheet.refused
    );
    reactivate(&world, junior, "corporate", user).await??;
    // One by a manager is lifted by either.
    suspend(&world, senior, "corporate", user).await??;
    reactivate(&world, senior, "corporate", user).await??;
    Ok(())
}

pub(crate) async fn a_35_a_deleted_person_leaves_a_tombstone(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let senior = acme
        .person(
            &world,
            "senior@acme.test",
            &[Role::EndUser, Role::SeniorManager],
        )
        .await?;
    let session = world.session(user, "secret").await?;
    delete(&world, senior, "corporate", user).await??;
    assert!(!world.lives(&session).await?);
    assert_eq!(state_of(&world, user).await?, AccountState::Deleted);
    let mut tx = world.db.store.read().await?;
    let record = store::people::person(&mut tx, user, world.now)
        .await?
        .ok_or("the tombstone")?;
    drop(tx);
    assert_eq!(
        record.name, "Dana Reyes",
        "orders and records keep the name"
    );
    assert_eq!(
        listed(&world, senior, "corporate", &PeopleQuery::default()).await?,
        Ok(vec![senior])
    );
    assert_eq!(
        opened(&world, senior, "corporate", user).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    let entered = world
        .sign_in("corporate", World::HERE, "user@acme.test", PASSWORD)
        .await?;
    assert!(entered.is_err());
    // The address is free again.
    acme.person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    Ok(())
}

pub(crate) async fn nobody_suspends_or_deletes_themselves(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let senior = acme
        .person(
            &world,
            "senior@acme.test",
            &[Role::EndUser, Role::SeniorManager],
        )
        .await?;
    let oneself = Err(Failure::Denied(Denial::Oneself));
    assert_eq!(suspend(&world, senior, "corporate", senior).await?, oneself);
    assert_eq!(delete(&world, senior, "corporate", senior).await?, oneself);
    Ok(())
}

pub(crate) async fn one_platform_administrator_remains(world: World) -> Tested {
    let root = platform(&world, "root@quoin.test", Role::PlatformAdmin).await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    suspend(&world, root, "storefront", admin).await??;
    // The other one is suspended: this is the last.
    let mut tx = world.db.store.read().await?;
    let record = store::people::person(&mut tx, root, world.now)
        .await?
        .ok_or("the administrator")?;
    let held = store::people::held(&mut tx, &record).await?;
    assert_eq!(
        store::people::other_administrators(&mut tx, Some(root), None).await?,
        0
    );
    drop(tx);
    let ctx = world.as_(root, "storefront").await?;
    let form = domain::people::WithdrawRole {
        person: root,
        version: record.version,
        assignment: held[0].id,
    };
    assert_eq!(
        service::people::withdraw_role(&world.db.store, &ctx, &form).await,
        Err(Failure::Denied(Denial::LastAdministrator))
    );
    reactivate(&world, root, "storefront", admin).await??;
    service::people::withdraw_role(&world.db.store, &ctx, &form).await?;
    Ok(())
}
