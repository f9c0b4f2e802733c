//! Giving roles and taking them away.

use super::{
    company::{Company, as_shown, opened, platform, record, staff, storefront_admin},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, Problem, Timestamp,
    accounts::AccountState,
    people::{AssignField, AssignRole, WithdrawRole},
};

async fn give(
    world: &World,
    by: (AccountId, &str),
    person: AccountId,
    role: Role,
    (at, until): (&str, &str),
) -> Outcome<Result<(), Failure<AssignField>>> {
    give_at(world, by, person, role, (at, &[], until)).await
}

/// The same, starting at several places at once.
async fn give_at(
    world: &World,
    by: (AccountId, &str),
    person: AccountId,
    role: Role,
    (at, also, until): (&str, &[&str], &str),
) -> Outcome<Result<(), Failure<AssignField>>> {
    let ctx = world.as_(by.0, by.1).await?;
    let form = AssignRole {
        person,
        version: as_shown(world, person).await?.version,
        role: role.key().to_owned(),
        at: at.to_owned(),
        also: also.iter().map(|one| (*one).to_owned()).collect(),
        until: until.to_owned(),
    };
    Ok(service::people::assign_role(&world.db.store, &ctx, &form).await)
}

/// Takes the latest of a person's roles.
async fn take(
    world: &World,
    by: (AccountId, &str),
    person: AccountId,
) -> Outcome<Result<(), Failure>> {
    let ctx = world.as_(by.0, by.1).await?;
    let record = record(world, person).await?;
    let mut tx = world.db.store.read().await?;
    let held = store::people::held(&mut tx, &record).await?;
    drop(tx);
    let form = WithdrawRole {
        person,
        version: record.version,
        assignment: held.last().ok_or("no role")?.id,
    };
    Ok(service::people::withdraw_role(&world.db.store, &ctx, &form).await)
}

pub(crate) async fn pj_31_who_is_demoted_is_the_end_user_of_before(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.sales)
        .await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let before = world.as_(user, "corporate").await?.access;
    assert!(before.holds(Permission::UserView).is_err());
    let company = format!("company-{}", acme.id);
    let by = (root, "corporate");
    give(&world, by, user, Role::SeniorManager, (&company, "")).await??;
    let promoted = world.as_(user, "corporate").await?.access;
    assert_eq!(promoted.holds(Permission::UserView), Ok(()));
    take(&world, by, user).await??;
    assert_eq!(world.as_(user, "corporate").await?.access, before);
    Ok(())
}

pub(crate) async fn psm_19_a_company_manager_hands_out_five_roles(world: World) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let user = school
        .member(&world, "user@school.test", &[Role::Customer], school.sales)
        .await?;
    let sheet = opened(&world, boss, "printshop", user).await??;
    let offer = sheet.offer.ok_or("an offer")?;
    let mut offered: Vec<_> = offer.roles.iter().map(|role| role.name.as_str()).collect();
    offered.sort_unstable();
    assert_eq!(
        offered,
        [
            "Company Manager",
            "Customer",
            "Customer Plus",
            "Department Manager",
            "Power User"
        ]
    );
    let company = format!("company-{}", school.id);
    assert!(offer.places.iter().any(|place| place.value == company));
    assert!(!offer.places.iter().any(|place| place.value == "platform"));
    give(
        &world,
        (boss, "printshop"),
        user,
        Role::PowerUser,
        (&company, ""),
    )
    .await??;
    assert_eq!(
        give(
            &world,
            (boss, "printshop"),
            user,
            Role::JobController,
            (&company, "")
        )
        .await?,
        Err(Failure::field(AssignField::At, Problem::NotOffered)),
        "who works with all jobs works at storefronts"
    );
    let storefront = format!("storefront-{}", school.at);
    assert_eq!(
        give(
            &world,
            (boss, "printshop"),
            user,
            Role::Operator,
            (&storefront, "")
        )
        .await?,
        Err(Failure::Denied(Denial::NotHandedOut)),
        "customers hand out no staff role"
    );
    Ok(())
}

pub(crate) async fn inf_09_a_role_acts_on_the_next_request_and_its_withdrawal_too(
    world: World,
) -> Tested {
    let admin = storefront_admin(&world, "admin@quoin.test", "storefront").await?;
    let album = staff(&world, "album@quoin.test", Role::AlbumAdmin, "storefront").await?;
    let at = world.storefront("storefront").await?.id;
    let here = format!("storefront-{at}");
    let may = async || -> Outcome<bool> {
        let ctx = world.as_(album, "storefront").await?;
        Ok(ctx.access.holds(Permission::ProductionQueue).is_ok())
    };
    assert!(!may().await?);
    let by = (admin, "storefront");
    give(&world, by, album, Role::JobController, (&here, "")).await??;
    assert!(may().await?);
    take(&world, by, album).await??;
    assert!(!may().await?);
    assert_eq!(world.audited("role.assign").await?, 1);
    assert_eq!(world.audited("role.withdraw").await?, 1);
    // The role is gone: the same form again is of a page that is stale.
    let ctx = world.as_(admin, "storefront").await?;
    let on = as_shown(&world, album).await?;
    let again = WithdrawRole {
        person: album,
        version: on.version,
        assignment: domain::AssignmentId(4_711),
    };
    assert_eq!(
        service::people::withdraw_role(&world.db.store, &ctx, &again).await,
        Err(Failure::Denied(Denial::Stale))
    );
    Ok(())
}

pub(crate) async fn a_role_ends_after_its_last_day(mut world: World) -> Tested {
    let admin = storefront_admin(&world, "admin@quoin.test", "storefront").await?;
    let album = staff(&world, "album@quoin.test", Role::AlbumAdmin, "storefront").await?;
    let at = world.storefront("storefront").await?.id;
    let here = format!("storefront-{at}");
    let by = (admin, "storefront");
    let yesterday = world.now.plus(-Timestamp::DAY).date();
    assert_eq!(
        give(&world, by, album, Role::JobController, (&here, &yesterday)).await?,
        Err(Failure::field(AssignField::Until, Problem::Past))
    );
    let tomorrow = world.now.plus(Timestamp::DAY).date();
    give(&world, by, album, Role::JobController, (&here, &tomorrow)).await??;
    world.now = world.now.plus(Timestamp::DAY);
    let access = world.as_(album, "storefront").await?.access;
    assert!(access.holds(Permission::ProductionQueue).is_ok());
    world.now = world.now.plus(Timestamp::DAY);
    let access = world.as_(album, "storefront").await?.access;
    assert!(access.holds(Permission::ProductionQueue).is_err());
    // It is still told, as one that is over.
    let sheet = opened(&world, admin, "storefront", album).await??;
    assert_eq!(sheet.roles.len(), 2);
    assert!(sheet.roles[1].ends.is_some_and(|end| end <= world.now));
    Ok(())
}

pub(crate) async fn nobody_gives_a_role_beyond_their_own_anchor(world: World) -> Tested {
    let admin = storefront_admin(&world, "admin@quoin.test", "storefront").await?;
    let album = staff(&world, "album@quoin.test", Role::AlbumAdmin, "storefront").await?;
    let elsewhere = world.storefront("corporate").await?.id;
    let by = (admin, "storefront");
    for (role, at) in [
        (Role::JobController, format!("storefront-{elsewhere}")),
        (Role::JobController, "platform".to_owned()),
    ] {
        assert_eq!(
            give(&world, by, album, role, (&at, "")).await?,
            Err(Failure::Denied(Denial::NotHandedOut)),
            "{at}"
        );
    }
    let at = world.storefront("storefront").await?.id;
    let here = format!("storefront-{at}");
    let refused = give(&world, by, album, Role::StorefrontAdmin, (&here, "")).await?;
    assert!(matches!(refused, Err(Failure::Denied(_))), "{refused:?}");
    let root = platform(&world, "root@quoin.test", Role::PlatformAdmin).await?;
    let by = (root, "storefront");
    give(&world, by, album, Role::StorefrontAdmin, (&here, "")).await??;
    Ok(())
}

pub(crate) async fn a_role_starts_where_it_makes_sense(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let by = (root, "corporate");
    let refused = Err(Failure::field(AssignField::At, Problem::NotOffered));
    // A customer's role does not start at the platform, nor where another pack is the customers'.
    let at = ("platform", "");
    assert_eq!(
        give(&world, by, user, Role::SeniorManager, at).await?,
        refused
    );
    let here = format!("storefront-{}", acme.at);
    assert_eq!(
        give(&world, by, user, Role::CompanyManager, (&here, "")).await?,
        refused
    );
    let department = format!("department-{}", acme.sales);
    let approver = Role::CorporateApprover;
    give(&world, by, user, approver, (&department, "")).await??;
    let sheet = opened(&world, root, "corporate", user).await??;
    assert_eq!(sheet.roles[1].place, "Sales");
    Ok(())
}

/// some of the staff's roles are limited to companies, and reach no further.
pub(crate) async fn staff_are_limited_to_companies_where_their_role_can_be(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let other = Company::new(&world, "corporate", "Umbra").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let stranger = other
        .person(&world, "user@umbra.test", &[Role::EndUser])
        .await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let clerk = world
        .person("clerk@quoin.test", None, AccountState::Active, &[])
        .await?;
    let by = (root, "corporate");
    let company = format!("company-{}", acme.id);
    assert_eq!(
        give(&world, by, clerk, Role::JobController, (&company, "")).await?,
        Err(Failure::field(AssignField::At, Problem::NotOffered))
    );
    assert_eq!(
        give(&world, by, clerk, Role::EndUser, (&company, "")).await?,
        Err(Failure::field(AssignField::At, Problem::NotOffered)),
        "a customer acts for the company that they are of"
    );
    give(&world, by, clerk, Role::JuniorAdmin, (&company, "")).await??;
    let sheet = opened(&world, root, "corporate", clerk).await??;
    assert_eq!(sheet.roles[0].place, "Acme");
    assert!(opened(&world, clerk, "corporate", user).await?.is_ok());
    assert_eq!(
        opened(&world, clerk, "corporate", stranger).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    Ok(())
}

pub(crate) async fn one_role_starts_at_several_storefronts_or_departments(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let admin = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let by = (root, "corporate");
    let marketing = format!("department-{}", acme.marketing);
    let sales = format!("department-{}", acme.sales);
    let here = format!("storefront-{}", acme.at);
    let approver = Role::CorporateApprover;
    assert_eq!(
        give_at(
            &world,
            by,
            user,
            approver,
            (&marketing, &[here.as_str()], "")
        )
        .await?,
        Err(Failure::field(AssignField::Also, Problem::NotOffered)),
        "places of two kinds are no place"
    );
    give_at(
        &world,
        by,
        user,
        approver,
        (&marketing, &[sales.as_str()], ""),
    )
    .await??;
    let sheet = opened(&world, root, "corporate", user).await??;
    assert_eq!(sheet.roles.len(), 2, "it is one role");
    assert_eq!(sheet.roles[1].place, "Marketing, Sales");

    let clerk = staff(&world, "clerk@quoin.test", Role::Designer, "corporate").await?;
    let elsewhere = format!("storefront-{}", world.storefront("storefront").await?.id);
    let controller = Role::JobController;
    let own = (admin, "corporate");
    let refused = give_at(
        &world,
        own,
        clerk,
        controller,
        (&here, &[elsewhere.as_str()], ""),
    )
    .await?;
    assert!(
        matches!(refused, Err(Failure::Denied(_) | Failure::Invalid(_))),
        "nobody gives it beyond their own anchor: {refused:?}"
    );
    Ok(())
}
