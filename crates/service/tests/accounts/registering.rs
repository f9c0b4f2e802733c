//! Opening an account.

use super::world::{PASSWORD, Tested, World};
use access::{Denial, Failure, Role, RoleName};
use domain::{
    Problem, Timestamp,
    accounts::{AccountState, RegisterField, VerifyField},
};
use service::accounts::verify_link_works;
use store::accounts::access_of;

pub(crate) async fn an_address_is_confirmed_before_the_first_sign_in(world: World) -> Tested {
    world.register("storefront", "Dana@Acme.test", "").await??;
    assert!(
        world
            .sign_in("storefront", World::HERE, "dana@acme.test", PASSWORD)
            .await?
            .is_err()
    );

    world.verify("storefront", &world.token().await?).await??;
    let entered = world
        .sign_in("storefront", World::HERE, " DANA@acme.test", PASSWORD)
        .await??;
    assert_eq!(entered.to, "/");
    let mut tx = world.db.store.read().await?;
    let noted = store::sql::sql("select first_signed_in_at from accounts where id = $1")
        .bind(entered.account)
        .int(&mut tx)
        .await?;
    assert_eq!(noted, world.now.0);
    assert_eq!(world.audited("account.register").await?, 1);
    Ok(())
}

pub(crate) async fn looking_at_the_link_consumes_nothing_and_following_it_works_once(
    world: World,
) -> Tested {
    world.register("storefront", "dana@acme.test", "").await??;
    let token = world.token().await?;
    let visitor = world.visitor("storefront").await?;
    // As a mail scanner does, and again.
    assert!(verify_link_works(&world.db.store, &visitor, &token).await?);
    assert!(verify_link_works(&world.db.store, &visitor, &token).await?);

    world.verify("storefront", &token).await??;
    assert!(!verify_link_works(&world.db.store, &visitor, &token).await?);
    assert_eq!(
        world.verify("storefront", &token).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    assert_eq!(
        world.verify("storefront", "made up").await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    Ok(())
}

pub(crate) async fn a_link_is_too_old_after_three_days(mut world: World) -> Tested {
    world.register("storefront", "dana@acme.test", "").await??;
    let token = world.token().await?;
    world.now = world.now.plus(3 * Timestamp::DAY);
    assert_eq!(
        world.verify("storefront", &token).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    Ok(())
}

/// INF-06, PSM-23: nobody gives them.
pub(crate) async fn each_pack_has_its_first_roles(world: World) -> Tested {
    let cases: [(&str, &str, &[Role]); 5] = [
        ("storefront", "", &[Role::Registered]),
        ("market", "", &[Role::PublicCustomer, Role::Registered]),
        (
            "market",
            "Market Traders",
            &[Role::Customer, Role::Registered],
        ),
        (
            "printshop",
            "Press Traders",
            &[Role::Customer, Role::Registered],
        ),
        (
            "corporate",
            "Acme Paper",
            &[Role::EndUser, Role::SeniorManager, Role::Registered],
        ),
    ];
    for (case, (slug, company, roles)) in cases.into_iter().enumerate() {
        let email = format!("person-{case}@acme.test");
        world.register(slug, &email, company).await??;
        world.verify(slug, &world.token().await?).await??;
        let entered = world.sign_in(slug, World::HERE, &email, PASSWORD).await??;
        let ctx = world.as_(entered.account, slug).await?;
        let held: Vec<_> = ctx
            .access
            .holdings
            .iter()
            .map(|holding| holding.role.clone())
            .collect();
        assert_eq!(
            held,
            roles
                .iter()
                .copied()
                .map(RoleName::BuiltIn)
                .collect::<Vec<_>>(),
            "{slug} {company}"
        );
        assert_eq!(ctx.access.company.is_some(), !company.is_empty());
    }
    // Where only companies buy, one is asked for.
    for slug in ["corporate", "printshop"] {
        let refused = world.register(slug, "alone@acme.test", "").await?;
        assert_eq!(
            refused,
            Err(Failure::field(RegisterField::Company, Problem::Missing))
        );
    }
    Ok(())
}

/// PJ-29
pub(crate) async fn who_founds_a_corporate_company_manages_it(world: World) -> Tested {
    world
        .register("corporate", "dana@acme.test", " Acme  Paper ")
        .await??;
    let mut tx = world.db.store.read().await?;
    let founded = store::sql::sql("select count(*) from companies")
        .int(&mut tx)
        .await?;
    drop(tx);
    assert_eq!(
        founded, 0,
        "a company is founded by following the link, not by typing its name"
    );

    world.verify("corporate", &world.token().await?).await??;
    let entered = world
        .sign_in("corporate", World::HERE, "dana@acme.test", PASSWORD)
        .await??;
    assert_eq!(entered.to, "/approvals");
    let mut tx = world.db.store.read().await?;
    let (_, person) = access_of(&mut tx, entered.account, None, world.now)
        .await?
        .ok_or("nobody")?;
    assert_eq!(person.company_name.as_deref(), Some("Acme Paper"));
    Ok(())
}

pub(crate) async fn a_company_that_exists_is_joined_by_invitation_only(world: World) -> Tested {
    world.company("corporate", "Acme Paper").await?;
    let refused = Err(Failure::field(
        RegisterField::Company,
        Problem::AskForInvitation,
    ));
    assert_eq!(
        world
            .register("corporate", "dana@acme.test", "acme paper")
            .await?,
        refused
    );
    // The answer is about the company, whether the address is known or not.
    let (at, company) = world.company("corporate", "Other").await?;
    let anchor = access::Anchor::company(at, company);
    world
        .person(
            "known@acme.test",
            Some(at),
            AccountState::Active,
            &[(Role::EndUser, anchor)],
        )
        .await?;
    assert_eq!(
        world
            .register("corporate", "known@acme.test", "Acme Paper")
            .await?,
        refused
    );
    assert!(world.mails().await?.is_empty());

    // Two who want the same name: the first to confirm has it, the other may register again.
    world
        .register("corporate", "first@acme.test", "New Name")
        .await??;
    let first = world.token().await?;
    world
        .register("corporate", "second@acme.test", "New Name")
        .await??;
    let second = world.token().await?;
    world.verify("corporate", &first).await??;
    let taken = Failure::field(VerifyField::Company, Problem::AskForInvitation);
    assert_eq!(world.verify("corporate", &second).await?, Err(taken));
    world
        .register("corporate", "second@acme.test", "Another Name")
        .await??;
    world.verify("corporate", &world.token().await?).await??;
    Ok(())
}

pub(crate) async fn a_known_address_reads_the_same_and_its_owner_is_told(world: World) -> Tested {
    world.customer("known@acme.test").await?;
    let computed = world.passwords.computed();
    let unknown = world.register("storefront", "new@acme.test", "").await?;
    let known = world.register("storefront", "known@acme.test", "").await?;
    assert_eq!(unknown, known);
    assert_eq!(world.passwords.computed(), computed + 2, "both took a hash");

    let mails = world.mails().await?;
    let subjects: Vec<_> = mails
        .iter()
        .map(|mail| (mail.to_address.as_str(), mail.subject.as_str()))
        .collect();
    assert_eq!(
        subjects,
        [
            (
                "known@acme.test",
                "You already have an account at storefront"
            ),
            ("new@acme.test", "Confirm your email for storefront")
        ]
    );
    // What was typed changed nothing.
    world
        .sign_in("storefront", World::HERE, "known@acme.test", PASSWORD)
        .await??;
    Ok(())
}

pub(crate) async fn registering_again_before_confirming_corrects_what_was_typed(
    world: World,
) -> Tested {
    world
        .register("storefront", "dana@acme.test", "Wrong Name")
        .await??;
    let first = world.token().await?;
    world
        .register("storefront", "dana@acme.test", "Right Name")
        .await??;
    let second = world.token().await?;
    assert_eq!(
        world.verify("storefront", &first).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    world.verify("storefront", &second).await??;
    let entered = world
        .sign_in("storefront", World::HERE, "dana@acme.test", PASSWORD)
        .await??;
    let mut tx = world.db.store.read().await?;
    let (_, person) = access_of(&mut tx, entered.account, None, world.now)
        .await?
        .ok_or("nobody")?;
    assert_eq!(person.company_name.as_deref(), Some("Right Name"));
    Ok(())
}

pub(crate) async fn registering_twice_at_once_mails_one_link_that_works(world: World) -> Tested {
    world.register("storefront", "dana@acme.test", "").await??;
    let link = world.token().await?;
    world.register("storefront", "dana@acme.test", "").await??;
    assert_eq!(world.mails().await?.len(), 1);
    world.verify("storefront", &link).await??;
    Ok(())
}

pub(crate) async fn a_storefront_without_people_takes_nobody(world: World) -> Tested {
    let refused = world.register("configurator", "dana@acme.test", "").await?;
    assert_eq!(refused, Err(Failure::Denied(Denial::NotFound)));
    Ok(())
}

pub(crate) async fn what_a_registration_makes_is_written_down_as_the_new_accounts(
    world: World,
) -> Tested {
    let email = "dana@acme.test";
    world.register("corporate", email, "Acme Paper").await??;
    world.verify("corporate", &world.token().await?).await??;
    let mut tx = world.db.store.read().await?;
    let done: Vec<(String,)> = store::sql::sql(
        "select t.act
         from audit t
         join accounts a on a.id = t.account_id and a.company_id = t.company_id
         where a.email = $1
         order by t.id",
    )
    .bind(email)
    .all(&mut tx)
    .await?;
    let done: Vec<&str> = done.iter().map(|(act,)| act.as_str()).collect();
    assert_eq!(
        done,
        [
            "account.verify",
            "company.create",
            "role.assign",
            "role.assign"
        ]
    );
    Ok(())
}
