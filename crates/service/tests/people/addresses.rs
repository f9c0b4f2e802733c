//! One address on several accounts, and whose it may not be.

use super::{
    adding::{add, somebody},
    company::{Company, as_shown, does, platform, staff, storefront_admin},
    reach::edit,
    world::{Outcome, Tested, World},
};
use access::{Ctx, Failure, Role};
use domain::{
    AccountId, Problem,
    people::{AddField, AddPerson, AssignField, AssignRole, EditPersonField, InviteField},
    roles::WhyQuery,
};
use service::{people::invite, roles::why};

pub(crate) async fn a_customer_may_have_an_account_with_each_company(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let mill = Company::new(&world, "corporate", "Mill").await?;
    let of_acme = acme.senior(&world, "senior@acme.test").await?;
    let of_mill = mill.senior(&world, "senior@mill.test").await?;
    let form = somebody("dana@press.test");
    let first = add(&world, of_acme, "corporate", &form).await??;
    let second = add(&world, of_mill, "corporate", &form).await??;
    assert_ne!(first, second);
    assert_eq!(
        add(&world, of_mill, "corporate", &form).await?,
        Err(Failure::field(AddField::Email, Problem::Taken)),
        "once in each"
    );
    Ok(())
}

/// Whom the question "May they open their own orders?" is answered for.
async fn answered_for(world: &World, reader: &Ctx, whom: WhyQuery) -> Outcome<Vec<String>> {
    let query = WhyQuery {
        permission: "order.view".to_owned(),
        of: "own".to_owned(),
        ..whom
    };
    let answer = why(&world.db.store, reader, &query).await?;
    let told = answer.map(|answer| answer.told).unwrap_or_default();
    Ok(told.into_iter().filter_map(|one| one.person).collect())
}

pub(crate) async fn the_question_why_is_about_one_account_or_each_of_an_address(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let mill = Company::new(&world, "corporate", "Mill").await?;
    let of_acme = acme.senior(&world, "senior@acme.test").await?;
    let of_mill = mill.senior(&world, "senior@mill.test").await?;
    let form = somebody("dana@press.test");
    add(&world, of_acme, "corporate", &form).await??;
    let second = AddPerson {
        name: "Dana Mill".to_owned(),
        ..form
    };
    let second = add(&world, of_mill, "corporate", &second).await??;
    let record = AddPerson {
        invite: false,
        name: "No Address".to_owned(),
        ..somebody("")
    };
    let record = add(&world, of_mill, "corporate", &record).await??;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let reader = world.as_(junior, "corporate").await?;

    let typed = WhyQuery {
        person: "Dana@press.test".to_owned(),
        ..WhyQuery::default()
    };
    assert_eq!(
        answered_for(&world, &reader, typed).await?,
        ["Dana Reyes (Acme)", "Dana Mill (Mill)"]
    );
    assert_eq!(
        answered_for(&world, &reader, WhyQuery::about(second)).await?,
        ["Dana Mill"]
    );
    assert_eq!(
        answered_for(&world, &reader, WhyQuery::about(record)).await?,
        ["No Address"]
    );
    let elsewhere = storefront_admin(&world, "else@quoin.test", "market").await?;
    let elsewhere = world.as_(elsewhere, "market").await?;
    assert!(
        answered_for(&world, &elsewhere, WhyQuery::about(record))
            .await?
            .is_empty(),
        "as if there were nobody"
    );
    Ok(())
}

pub(crate) async fn an_address_of_staff_is_nobody_elses(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let boss = acme.senior(&world, "senior@acme.test").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let desk = staff(&world, "desk@quoin.test", Role::JobController, "storefront").await?;
    let root = platform(&world, "root@quoin.test", Role::PlatformAdmin).await?;

    // Of no customer, wherever: added, edited, or invited from a record that may repeat it.
    assert_eq!(
        add(&world, boss, "corporate", &somebody("desk@quoin.test")).await?,
        Err(Failure::field(AddField::Email, Problem::Taken))
    );
    assert_eq!(
        edit(&world, boss, "corporate", user, "desk@quoin.test").await?,
        Err(Failure::field(EditPersonField::Email, Problem::Taken))
    );
    let record = AddPerson {
        invite: false,
        ..somebody("desk@quoin.test")
    };
    let record = add(&world, boss, "corporate", &record).await??;
    assert_eq!(
        does(&world, (boss, "corporate"), invite, record).await?,
        Err(Failure::field(InviteField::Email, Problem::Taken))
    );

    // Nor do staff take a customer's, or one another's.
    let works = AddPerson {
        role: Role::AlbumAdmin.key().to_owned(),
        ..somebody("user@acme.test")
    };
    assert_eq!(
        add(&world, root, "storefront", &works).await?,
        Err(Failure::field(AddField::Email, Problem::Taken))
    );
    for taken in ["user@acme.test", "root@quoin.test"] {
        assert_eq!(
            edit(&world, root, "storefront", desk, taken).await?,
            Err(Failure::field(EditPersonField::Email, Problem::Taken)),
            "{taken}"
        );
    }
    edit(&world, root, "storefront", desk, "floor@quoin.test").await??;
    // A record does not keep it from them.
    edit(&world, root, "storefront", desk, "desk@quoin.test").await??;
    Ok(())
}

pub(crate) async fn who_begins_to_work_here_shares_no_address(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let mill = Company::new(&world, "corporate", "Mill").await?;
    let user = acme
        .person(&world, "dana@press.test", &[Role::EndUser])
        .await?;
    mill.person(&world, "dana@press.test", &[Role::EndUser])
        .await?;
    let alone = acme
        .person(&world, "alone@press.test", &[Role::EndUser])
        .await?;
    let root = platform(&world, "root@quoin.test", Role::PlatformAdmin).await?;
    let give = async |person: AccountId| -> Outcome<Result<(), Failure<AssignField>>> {
        let ctx = world.as_(root, "corporate").await?;
        let form = AssignRole {
            person,
            version: as_shown(&world, person).await?.version,
            role: Role::JobController.key().to_owned(),
            at: format!("storefront-{}", acme.at),
            also: Vec::new(),
            until: String::new(),
        };
        Ok(service::people::assign_role(&world.db.store, &ctx, &form).await)
    };
    assert_eq!(
        give(user).await?,
        Err(Failure::field(AssignField::Role, Problem::SharedAddress))
    );
    give(alone).await??;
    // From then on it is that of somebody who works here.
    let boss = mill.senior(&world, "senior@mill.test").await?;
    assert_eq!(
        add(&world, boss, "corporate", &somebody("alone@press.test")).await?,
        Err(Failure::field(AddField::Email, Problem::Taken))
    );
    Ok(())
}
