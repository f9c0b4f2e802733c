//! How far somebody has others' accounts in hand.

use super::{
    company::{Company, as_shown, opened, platform, storefront_admin},
    world::{Outcome, PASSWORD, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, DepartmentId, Problem,
    people::{EditPerson, EditPersonField, OnPerson, SetDepartments, SetDepartmentsField},
};

fn edited(on: OnPerson, email: &str) -> EditPerson {
    EditPerson {
        person: on.person,
        version: on.version,
        name: "Dana Reyes".to_owned(),
        email: email.to_owned(),
        phone: "+31 20 555 0199".to_owned(),
    }
}

pub(crate) async fn edit(
    world: &World,
    by: AccountId,
    slug: &str,
    person: AccountId,
    email: &str,
) -> Outcome<Result<(), Failure<EditPersonField>>> {
    let ctx = world.as_(by, slug).await?;
    let form = edited(as_shown(world, person).await?, email);
    Ok(service::people::edit(&world.db.store, &ctx, &form).await)
}

pub(crate) async fn a_stale_page_changes_nothing(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let ctx = world.as_(senior, "corporate").await?;
    let before = as_shown(&world, user).await?;
    edit(&world, senior, "corporate", user, "user@acme.test").await??;
    let stale = Denial::Stale;
    let store = &world.db.store;
    assert_eq!(
        service::people::edit(store, &ctx, &edited(before, "other@acme.test")).await,
        Err(Failure::Denied(stale))
    );
    assert_eq!(
        service::people::suspend(store, &ctx, &before).await,
        Err(Failure::Denied(stale))
    );
    assert_eq!(
        service::people::delete(store, &ctx, &before).await,
        Err(Failure::Denied(stale))
    );
    let sheet = opened(&world, senior, "corporate", user).await??;
    assert_eq!(sheet.email.as_deref(), Some("user@acme.test"));
    Ok(())
}

/// Who changes an address has a new password mailed there: so this would be a way up.
pub(crate) async fn nobody_gets_hold_of_an_account_above_theirs_to_give(world: World) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let manager = school.manager(&world, "manager@school.test").await?;
    let boss = school
        .member(
            &world,
            "boss@school.test",
            &[Role::CompanyManager],
            school.marketing,
        )
        .await?;
    let refused = Err(Failure::Denied(Denial::Missing(Permission::UserEdit)));
    let answer = edit(&world, manager, "printshop", boss, "mine@school.test").await?;
    assert_eq!(answer, refused);
    let sheet = opened(&world, manager, "printshop", boss).await??;
    assert!(!sheet.edit && sheet.acts.is_empty(), "{sheet:?}");

    let admin = storefront_admin(&world, "admin@quoin.test", "storefront").await?;
    let second = storefront_admin(&world, "second@quoin.test", "storefront").await?;
    let answer = edit(&world, admin, "storefront", second, "mine@quoin.test").await?;
    assert!(matches!(answer, Err(Failure::Denied(_))), "{answer:?}");

    let root = platform(&world, "root@quoin.test", Role::PrintshopAdministrator).await?;
    let production = platform(&world, "pm@quoin.test", Role::ProductionManager).await?;
    let operator = platform(&world, "operator@quoin.test", Role::Operator).await?;
    let controller = platform(&world, "controller@quoin.test", Role::JobController).await?;
    for above in [root, controller] {
        let answer = edit(&world, production, "printshop", above, "mine@quoin.test").await?;
        assert!(matches!(answer, Err(Failure::Denied(_))), "{answer:?}");
    }
    edit(&world, production, "printshop", operator, "op@quoin.test").await??;
    edit(&world, root, "printshop", production, "pm2@quoin.test").await??;
    Ok(())
}

pub(crate) async fn psm_17_a_department_manager_edits_people_of_their_departments(
    world: World,
) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let manager = school.manager(&world, "manager@school.test").await?;
    let here = school
        .member(&world, "a@school.test", &[Role::Customer], school.marketing)
        .await?;
    let there = school
        .member(&world, "b@school.test", &[Role::Customer], school.sales)
        .await?;
    edit(&world, manager, "printshop", here, "a2@school.test").await??;
    assert_eq!(
        edit(&world, manager, "printshop", there, "b2@school.test").await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    assert_eq!(
        edit(&world, manager, "printshop", here, "manager@school.test").await?,
        Err(Failure::field(EditPersonField::Email, Problem::Taken))
    );
    assert_eq!(
        edit(&world, manager, "printshop", here, "").await?,
        Err(Failure::field(EditPersonField::Email, Problem::Missing)),
        "who signs in needs an address"
    );
    Ok(())
}

pub(crate) async fn psm_16_departments_are_set_where_one_manages(world: World) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let other = Company::new(&world, "printshop", "Academy").await?;
    let manager = school.manager(&world, "manager@school.test").await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let user = school
        .member(&world, "a@school.test", &[Role::Customer], school.marketing)
        .await?;
    let set = async |by: AccountId,
                     departments: &[DepartmentId]|
           -> Outcome<Result<(), Failure<SetDepartmentsField>>> {
        let on = as_shown(&world, user).await?;
        let ctx = world.as_(by, "printshop").await?;
        let form = SetDepartments {
            person: user,
            version: on.version,
            departments: departments.to_vec(),
        };
        Ok(service::people::set_departments(&world.db.store, &ctx, &form).await)
    };
    assert_eq!(
        set(manager, &[school.marketing, school.sales]).await?,
        Err(Failure::Denied(Denial::Missing(
            Permission::UserSetDepartment
        )))
    );
    assert_eq!(
        set(boss, &[other.marketing]).await?,
        Err(Failure::field(
            SetDepartmentsField::Departments,
            Problem::NotOffered
        ))
    );
    set(boss, &[school.marketing, school.sales]).await??;
    // What is not theirs to change stays when they leave it out.
    set(manager, &[]).await??;
    let access = world.as_(user, "printshop").await?.access;
    assert_eq!(access.member_of, [school.sales], "from the next request on");
    assert_eq!(
        opened(&world, manager, "printshop", user).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    Ok(())
}

pub(crate) async fn a_changed_address_makes_old_links_worthless_and_is_told_to_the_old_one(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    world.forgot("corporate", "user@acme.test").await?;
    let link = world.token().await?;
    edit(&world, senior, "corporate", user, "new@acme.test").await??;
    let visitor = world.visitor("corporate").await?;
    assert!(!service::accounts::reset_link_works(&world.db.store, &visitor, &link).await?);
    let told = world.mails().await?;
    assert_eq!(told[0].to_address, "user@acme.test");
    assert!(told[0].subject.contains("another address"));
    let enter = async |email: &str| {
        world
            .sign_in("corporate", World::HERE, email, PASSWORD)
            .await
    };
    assert!(enter("user@acme.test").await?.is_err());
    assert!(enter("new@acme.test").await?.is_ok());
    Ok(())
}
