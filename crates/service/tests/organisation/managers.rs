//! Who manages a department.

use super::{
    company::{Company, staff},
    departments::{page, version},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role, RoleName};
use domain::{
    AccountId, DepartmentId, Problem,
    accounts::AccountState,
    departments::{DepartmentField, DepartmentPanel, DepartmentsQuery, OnManager},
    lists::DialogQuery as _,
};

/// Appoints, or dismisses.
async fn manager(
    world: &World,
    by: AccountId,
    (department, person): (DepartmentId, AccountId),
    appoint: bool,
) -> Outcome<Result<(), Failure<DepartmentField>>> {
    let ctx = world.as_(by, "corporate").await?;
    let form = OnManager {
        department,
        version: version(world, department).await?,
        person: person.to_string(),
    };
    let store = &world.db.store;
    Ok(if appoint {
        service::departments::appoint(store, &ctx, &form).await
    } else {
        service::departments::dismiss(store, &ctx, &form).await
    })
}

pub(crate) async fn pj_37_an_admin_appoints_a_manager_and_dismisses_them(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let beta = Company::new(&world, "corporate", "Beta").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let sleeper = acme
        .person(&world, "sleeper@acme.test", &[Role::EndUser])
        .await?;
    world.state(sleeper, AccountState::Inactive).await?;
    let stranger = beta
        .person(&world, "user@beta.test", &[Role::EndUser])
        .await?;
    let fault = |problem| Err(Failure::field(DepartmentField::Person, problem));
    let marketing = |person| (acme.marketing, person);
    assert_eq!(
        manager(&world, junior, marketing(sleeper), true).await?,
        fault(Problem::NotActive)
    );
    assert_eq!(
        manager(&world, junior, marketing(stranger), true).await?,
        fault(Problem::NotOffered)
    );
    manager(&world, junior, marketing(user), true).await??;
    let by_role = RoleName::BuiltIn(Role::CorporateDepartmentManager);
    let access = world.as_(user, "corporate").await?.access;
    assert_eq!(access.manages, [acme.marketing]);
    assert!(access.holdings.iter().any(|one| one.role == by_role));
    assert!(access.holds(Permission::UserView).is_ok());

    // A second department needs no second role, and the first to go takes none away.
    manager(&world, junior, (acme.sales, user), true).await??;
    let access = world.as_(user, "corporate").await?.access;
    let held = access.holdings.iter().filter(|one| one.role == by_role);
    assert_eq!(held.count(), 1);
    manager(&world, junior, marketing(user), false).await??;
    let access = world.as_(user, "corporate").await?.access;
    assert_eq!(access.manages, [acme.sales]);
    assert!(access.holdings.iter().any(|one| one.role == by_role));
    manager(&world, junior, (acme.sales, user), false).await??;
    let access = world.as_(user, "corporate").await?.access;
    assert_eq!(access.manages, []);
    assert!(
        !access.holdings.iter().any(|one| one.role == by_role),
        "an End User is left"
    );
    assert!(access.holds(Permission::OrderPlace).is_ok());
    assert_eq!(world.audited("department.appoint").await?, 2);
    assert_eq!(world.audited("department.dismiss").await?, 2);
    Ok(())
}

pub(crate) async fn a_manager_of_the_company_appoints_nobody(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let refused = manager(&world, senior, (acme.marketing, user), true).await?;
    assert_eq!(refused, Err(Failure::not_found()));
    // In the other pack they have departments in hand, and appoint nobody all the same.
    let school = Company::new(&world, "printshop", "School").await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let ctx = world.as_(boss, "printshop").await?;
    let form = OnManager {
        department: school.marketing,
        version: version(&world, school.marketing).await?,
        person: boss.to_string(),
    };
    assert_eq!(
        service::departments::appoint(&world.db.store, &ctx, &form).await,
        Err(Failure::Denied(Denial::Missing(
            Permission::DepartmentSetManager
        )))
    );
    let query = DepartmentsQuery::default().with(DepartmentPanel::Managers, school.marketing);
    let sheet = page(&world, boss, "printshop", &query).await??.sheet;
    let sheet = sheet.ok_or("who sees it sees who manages it")?;
    assert!(!sheet.appoints && sheet.candidates.is_empty());
    Ok(())
}
