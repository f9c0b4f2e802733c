//! Writing people down, and inviting them.

use super::{
    company::{Company, does, opened, platform, staff, state_of, storefront_admin},
    world::{Outcome, PASSWORD, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, Problem, Timestamp,
    accounts::{AccountState, ResetPassword, ResetPasswordField},
    people::{AddField, AddPerson, InviteField},
};
use service::people::invite;

pub(crate) fn somebody(email: &str) -> AddPerson {
    AddPerson {
        name: "Dana Reyes".to_owned(),
        email: email.to_owned(),
        invite: true,
        ..AddPerson::default()
    }
}

pub(crate) async fn add(
    world: &World,
    by: AccountId,
    slug: &str,
    form: &AddPerson,
) -> Outcome<Result<AccountId, Failure<AddField>>> {
    let ctx = world.as_(by, slug).await?;
    Ok(service::people::add(&world.db.store, &ctx, form).await)
}

async fn choose(
    world: &World,
    slug: &str,
    token: &str,
) -> Outcome<Result<(), Failure<ResetPasswordField>>> {
    let form = ResetPassword {
        token: token.to_owned(),
        new_password: PASSWORD.to_owned(),
    };
    let ctx = world.visitor(slug).await?;
    Ok(service::accounts::reset_password(&world.db.store, &world.passwords, &ctx, &form).await)
}

/// PJ-13, PJ-14, PJ-36
pub(crate) async fn pj_13_a_senior_manager_adds_and_invites_and_a_department_manager_does_not(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let manager = acme.manager(&world, "manager@acme.test").await?;
    let mut form = somebody("new@acme.test");
    form.department = acme.marketing.to_string();
    assert_eq!(
        add(&world, manager, "corporate", &form).await?,
        Err(Failure::Denied(Denial::Missing(Permission::UserCreate)))
    );

    let new = add(&world, senior, "corporate", &form).await??;
    let sheet = opened(&world, senior, "corporate", new).await??;
    assert_eq!(sheet.state, AccountState::Invited);
    assert_eq!(sheet.member_of, ["Marketing"]);
    assert_eq!(sheet.roles.len(), 1);
    assert_eq!(sheet.roles[0].role, "End User");
    assert_eq!(world.mails().await?[0].to_address, "new@acme.test");
    assert_eq!(world.audited("user.create").await?, 1);

    // The person chooses a password by the link; before, nobody signs in.
    let enter = async || {
        world
            .sign_in("corporate", World::HERE, "new@acme.test", PASSWORD)
            .await
    };
    assert!(enter().await?.is_err());
    let token = world.token().await?;
    choose(&world, "corporate", &token).await??;
    let sheet = opened(&world, senior, "corporate", new).await??;
    assert_eq!(
        sheet.state,
        AccountState::Invited,
        "until they have come in (PJ-14)"
    );
    assert_eq!(enter().await??.account, new);
    let sheet = opened(&world, senior, "corporate", new).await??;
    assert_eq!(sheet.state, AccountState::Active);
    assert_eq!(sheet.last_signed_in, Some(world.now));
    Ok(())
}

/// PJ-16, PJ-17
pub(crate) async fn pj_16_a_record_without_access_gets_no_mail_and_no_sign_in(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let record = AddPerson {
        invite: false,
        ..somebody("")
    };
    let new = add(&world, senior, "corporate", &record).await??;
    assert_eq!(state_of(&world, new).await?, AccountState::Inactive);
    assert!(world.mails().await?.is_empty());

    // Nobody is invited without an address.
    assert_eq!(
        does(&world, (senior, "corporate"), invite, new).await?,
        Err(Failure::field(InviteField::Email, Problem::Missing))
    );
    Ok(())
}

/// PJ-30
pub(crate) async fn pj_30_who_gets_no_access_gets_no_role_of_their_own(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let admin = platform(&world, "root@quoin.test", Role::Admin).await?;
    for role in [Role::SeniorManager, Role::JuniorAdmin] {
        let invited = AddPerson {
            role: role.key().to_owned(),
            company: acme.id.to_string(),
            ..somebody(&format!("{}@acme.test", role.key().replace('@', "-")))
        };
        let record = AddPerson {
            invite: false,
            ..invited.clone()
        };
        assert_eq!(
            add(&world, admin, "corporate", &record).await?,
            Err(Failure::field(AddField::Role, Problem::NeedsInvitation))
        );
        assert_eq!(world.audited("user.create").await?, 0, "nobody is written");
    }
    // What every customer has is nobody's promotion; and who is invited has access.
    let record = AddPerson {
        invite: false,
        role: Role::EndUser.key().to_owned(),
        company: acme.id.to_string(),
        ..somebody("record@acme.test")
    };
    let record = add(&world, admin, "corporate", &record).await??;
    let sheet = opened(&world, admin, "corporate", record).await??;
    assert_eq!(sheet.state, AccountState::Inactive);
    assert_eq!(sheet.roles.len(), 1);
    let invited = AddPerson {
        role: Role::SeniorManager.key().to_owned(),
        company: acme.id.to_string(),
        ..somebody("senior@acme.test")
    };
    let invited = add(&world, admin, "corporate", &invited).await??;
    let sheet = opened(&world, admin, "corporate", invited).await??;
    let roles: Vec<&str> = sheet.roles.iter().map(|one| &*one.role).collect();
    assert_eq!(roles, ["End User", "Senior Manager"]);
    Ok(())
}

pub(crate) async fn a_form_that_is_sent_twice_is_one_person_of_one_storefront(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let here = storefront_admin(&world, "here@quoin.test", "corporate").await?;
    let there = storefront_admin(&world, "there@quoin.test", "market").await?;
    let form = AddPerson {
        // Whatever its key looks like.
        once: "import-1-2".to_owned(),
        company: acme.id.to_string(),
        ..somebody("new@acme.test")
    };
    let new = add(&world, here, "corporate", &form).await??;
    assert_eq!(add(&world, here, "corporate", &form).await?, Ok(new));
    assert_eq!(world.mails().await?.len(), 1);
    assert_eq!(world.audited("user.create").await?, 1);

    // Who sends the same key at another storefront is told nothing of the person.
    let form = AddPerson {
        once: form.once,
        storefront: world.storefront("market").await?.id.to_string(),
        ..somebody("other@acme.test")
    };
    assert_eq!(
        add(&world, there, "market", &form).await?,
        Err(Failure::Denied(Denial::Stale))
    );
    assert_eq!(world.audited("user.create").await?, 1);
    Ok(())
}

pub(crate) async fn pj_02_an_invitation_works_once_and_not_for_ever(mut world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let new = add(&world, senior, "corporate", &somebody("new@acme.test")).await??;
    let first = world.token().await?;
    // A second invitation replaces the first.
    does(&world, (senior, "corporate"), invite, new).await??;
    let second = world.token().await?;
    let gone = Err(Failure::not_found());
    assert_eq!(choose(&world, "corporate", &first).await?, gone);
    let easy = ResetPassword {
        token: second.clone(),
        new_password: "short".to_owned(),
    };
    let visitor = world.visitor("corporate").await?;
    let refused =
        service::accounts::reset_password(&world.db.store, &world.passwords, &visitor, &easy).await;
    assert!(matches!(refused, Err(Failure::Invalid(_))), "{refused:?}");
    choose(&world, "corporate", &second).await??;
    assert_eq!(choose(&world, "corporate", &second).await?, gone);

    let late = add(&world, senior, "corporate", &somebody("late@acme.test")).await??;
    let token = world.token().await?;
    world.now = world.now.plus(7 * Timestamp::DAY);
    assert_eq!(choose(&world, "corporate", &token).await?, gone);
    assert_eq!(state_of(&world, late).await?, AccountState::Invited);
    Ok(())
}

pub(crate) async fn psm_16_a_department_manager_adds_people_to_their_departments_only(
    world: World,
) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let manager = school.manager(&world, "manager@school.test").await?;
    let form = somebody("new@school.test");
    assert_eq!(
        add(&world, manager, "printshop", &form).await?,
        Err(Failure::field(AddField::Department, Problem::Missing))
    );
    let there = AddPerson {
        department: school.sales.to_string(),
        ..form.clone()
    };
    assert_eq!(
        add(&world, manager, "printshop", &there).await?,
        Err(Failure::field(AddField::Department, Problem::NotOffered))
    );
    let here = AddPerson {
        department: school.marketing.to_string(),
        role: Role::PowerUser.key().to_owned(),
        ..form.clone()
    };
    let new = add(&world, manager, "printshop", &here).await??;
    let sheet = opened(&world, manager, "printshop", new).await??;
    assert_eq!(sheet.roles[0].role, "Power User");
    // A role that is not theirs to give.
    let higher = AddPerson {
        email: "boss@school.test".to_owned(),
        role: Role::CompanyManager.key().to_owned(),
        ..here
    };
    assert_eq!(
        add(&world, manager, "printshop", &higher).await?,
        Err(Failure::Denied(Denial::NotHandedOut))
    );
    Ok(())
}

pub(crate) async fn companies_of_others_are_no_choice_known_or_not(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let beta = Company::new(&world, "corporate", "Beta").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let school = Company::new(&world, "printshop", "School").await?;
    let no_company = Err(Failure::field(AddField::Company, Problem::NotOffered));
    for (who, company) in [(senior, beta.id), (junior, school.id)] {
        for company in [company.to_string(), "999999".to_owned()] {
            let form = AddPerson {
                company,
                ..somebody("new@acme.test")
            };
            assert_eq!(add(&world, who, "corporate", &form).await?, no_company);
        }
    }
    let elsewhere = AddPerson {
        storefront: school.at.to_string(),
        ..somebody("new@acme.test")
    };
    assert_eq!(
        add(&world, junior, "corporate", &elsewhere).await?,
        Err(Failure::field(AddField::Storefront, Problem::NotOffered))
    );
    Ok(())
}

/// INF-27
pub(crate) async fn an_address_in_use_is_a_fault_of_its_field(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    assert_eq!(
        add(&world, senior, "corporate", &somebody("senior@acme.test")).await?,
        Err(Failure::field(AddField::Email, Problem::Taken))
    );
    // A record may repeat it, until it is invited.
    let record = AddPerson {
        invite: false,
        ..somebody("senior@acme.test")
    };
    let new = add(&world, senior, "corporate", &record).await??;
    assert_eq!(
        does(&world, (senior, "corporate"), invite, new).await?,
        Err(Failure::field(InviteField::Email, Problem::Taken))
    );
    assert!(world.mails().await?.is_empty());
    Ok(())
}

/// INF-26: by the same form, and the role makes the difference.
pub(crate) async fn a_storefront_admin_adds_staff_who_are_nobodys_customers(
    world: World,
) -> Tested {
    let admin = storefront_admin(&world, "admin@quoin.test", "storefront").await?;
    let form = AddPerson {
        role: Role::AlbumAdmin.key().to_owned(),
        ..somebody("album@quoin.test")
    };
    let new = add(&world, admin, "storefront", &form).await??;
    let ctx = world.as_(new, "storefront").await?;
    assert!(ctx.access.is_staff());
    let sheet = opened(&world, admin, "storefront", new).await??;
    assert_eq!(sheet.roles.len(), 1);
    // An administrator is made at the platform only.
    let form = AddPerson {
        role: Role::StorefrontAdmin.key().to_owned(),
        ..somebody("second@quoin.test")
    };
    assert!(add(&world, admin, "storefront", &form).await?.is_err());
    let root = platform(&world, "root@quoin.test", Role::PlatformAdmin).await?;
    assert!(add(&world, root, "storefront", &form).await?.is_ok());
    Ok(())
}
