//! Logging in as somebody.

use super::{
    company::{Company, as_shown, does, opened, platform, staff},
    world::{Outcome, Tested, World},
};
use access::{Ctx, Denial, Failure, Permission, Role};
use domain::{
    AccountId,
    accounts::AccountState,
    companies::SetPasskey,
    people::{AssignRole, EditPerson, OnPerson},
};
use service::people::{LoggedIn, log_in_as};
use store::{accounts::access_of, sql::sql};

/// A request of an administrator who is logged in as somebody.
pub(crate) async fn acting(
    world: &World,
    by: AccountId,
    person: AccountId,
    slug: &str,
) -> Outcome<Ctx> {
    let mut ctx = world.as_(person, slug).await?;
    let mut tx = world.db.store.read().await?;
    let (access, known) = access_of(&mut tx, person, Some(by), world.now)
        .await?
        .ok_or("nobody")?;
    ctx.access = access;
    ctx.acting_name = known.acting_name;
    Ok(ctx)
}

pub(crate) async fn pj_06_an_admin_logs_in_as_anybody_but_an_administrator(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let second = platform(&world, "second@quoin.test", Role::Admin).await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let controller = staff(&world, "jc@quoin.test", Role::JobController, "corporate").await?;

    let enters = async |by, person| does(&world, (by, "corporate"), log_in_as, person).await;
    let entered = enters(root, user).await??;
    assert_eq!(
        entered,
        LoggedIn {
            account: user,
            acting: Some(root),
            to: "/".to_owned()
        }
    );
    assert!(enters(root, controller).await?.is_ok());
    let never = Err(Failure::Denied(Denial::Administrator));
    for administrator in [second, junior] {
        assert_eq!(enters(root, administrator).await?, never);
        let sheet = opened(&world, root, "corporate", administrator).await??;
        assert!(!sheet.acts.contains(&domain::people::PersonAct::LogInAs));
    }
    // A junior administrator helps customers of their storefronts only.
    assert!(enters(junior, user).await?.is_ok());
    assert_eq!(
        enters(junior, controller).await?,
        Err(Failure::Denied(Denial::Missing(
            Permission::SessionImpersonate
        )))
    );
    // Nobody comes in as who cannot come in.
    world.state(user, AccountState::Suspended).await?;
    assert_eq!(
        enters(root, user).await?,
        Err(Failure::Denied(Denial::Account(AccountState::Suspended)))
    );
    Ok(())
}

pub(crate) async fn records_show_both_people(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    does(&world, (root, "corporate"), log_in_as, senior).await??;
    let ctx = acting(&world, root, senior, "corporate").await?;
    let on = as_shown(&world, user).await?;
    service::people::suspend(&world.db.store, &ctx, &on).await?;
    let mut tx = world.db.store.read().await?;
    let both = sql("select count(*) from audit
         where act = 'user.suspend' and account_id = $1 and acting_account_id = $2 and object_id = $3")
    .bind(senior)
    .bind(root)
    .bind(user)
    .int(&mut tx)
    .await?;
    drop(tx);
    assert_eq!(both, 1);

    let returned = service::people::return_to_account(&world.db.store, &ctx).await?;
    assert_eq!((returned.account, returned.acting), (root, None));
    assert_eq!(world.audited("session.impersonate").await?, 1);
    assert_eq!(world.audited("session.return").await?, 1);
    // Who is nobody's stand-in returns to nobody.
    let ctx = world.as_(root, "corporate").await?;
    assert_eq!(
        service::people::return_to_account(&world.db.store, &ctx).await,
        Err(Failure::Denied(Denial::NotFound))
    );
    Ok(())
}

pub(crate) async fn roles_are_neither_given_nor_taken_meanwhile(world: World) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let user = school
        .person(&world, "user@school.test", &[Role::Customer])
        .await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let ctx = acting(&world, root, boss, "printshop").await?;
    let OnPerson { person, version } = as_shown(&world, user).await?;
    let form = AssignRole {
        person,
        version,
        role: Role::PowerUser.key().to_owned(),
        at: format!("company-{}", school.id),
        also: Vec::new(),
        until: String::new(),
    };
    assert_eq!(
        service::people::assign_role(&world.db.store, &ctx, &form).await,
        Err(Failure::Denied(Denial::WhileActing))
    );
    // Nor does one act through another.
    let on = as_shown(&world, user).await?;
    assert_eq!(
        log_in_as(&world.db.store, &ctx, &on).await,
        Err(Failure::Denied(Denial::WhileActing))
    );
    Ok(())
}

/// Both are ways into accounts that would last after the return.
pub(crate) async fn neither_an_address_nor_a_passkey_is_changed_meanwhile(world: World) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let user = school
        .person(&world, "user@school.test", &[Role::Customer])
        .await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let ctx = acting(&world, root, boss, "printshop").await?;
    let store = &world.db.store;
    let OnPerson { person, version } = as_shown(&world, user).await?;
    let form = |email: &str| EditPerson {
        person,
        version,
        name: "Dana Reyes".to_owned(),
        email: email.to_owned(),
        phone: "+31 20 555 0199".to_owned(),
    };
    for other in ["mine@school.test", ""] {
        assert_eq!(
            service::people::edit(store, &ctx, &form(other)).await,
            Err(Failure::Denied(Denial::WhileActing))
        );
    }
    service::people::edit(store, &ctx, &form("user@school.test")).await?;

    let mut tx = store.read().await?;
    let company = store::companies::company(&mut tx, school.id).await?;
    drop(tx);
    let passkey = SetPasskey {
        company: school.id,
        version: company.ok_or("no company")?.version,
        passkey: "six yellow umbrellas".to_owned(),
    };
    assert_eq!(
        service::companies::set_passkey(store, &world.passwords, &ctx, &passkey).await,
        Err(Failure::Denied(Denial::WhileActing))
    );
    let themselves = world.as_(boss, "printshop").await?;
    service::companies::set_passkey(store, &world.passwords, &themselves, &passkey).await?;
    Ok(())
}
