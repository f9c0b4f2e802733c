//! Signing in.

use super::world::{PASSWORD, Tested, World};
use access::{Anchor, Failure, Role};
use domain::{
    Problem, Timestamp,
    accounts::{AccountState, SignIn, SignInField},
};
use service::accounts::{Client, Entered};

pub(crate) async fn the_right_password_leads_to_the_page_asked_for_or_the_start(
    world: World,
) -> Tested {
    world.customer("dana@acme.test").await?;
    let ctx = world.visitor("storefront").await?;
    for (next, to) in [
        ("/orders/Q-1", "/orders/Q-1"),
        ("//evil.test", "/"),
        ("https://evil.test", "/"),
        ("", "/"),
    ] {
        let form = SignIn {
            email: "dana@acme.test".to_owned(),
            password: PASSWORD.to_owned(),
            next: next.to_owned(),
        };
        let entered =
            service::accounts::sign_in(&world.db.store, &world.passwords, &ctx, World::HERE, &form)
                .await?;
        let Entered::In(entered) = entered else {
            return Err("there is one account".into());
        };
        assert_eq!(entered.to, to);
    }
    Ok(())
}

/// PJ-01: inactive and suspended are refused like anybody.
pub(crate) async fn every_refusal_is_the_same_and_costs_a_hash(world: World) -> Tested {
    let at = world.storefront("storefront").await?.id;
    let role = [(Role::Registered, Anchor::Storefronts(vec![at]))];
    for state in AccountState::ALL {
        world
            .person(
                &format!("{}@acme.test", state.key()),
                Some(at),
                state,
                &role,
            )
            .await?;
    }
    let elsewhere = world.storefront("market").await?.id;
    let customer = [(Role::PublicCustomer, Anchor::Storefronts(vec![elsewhere]))];
    world
        .person(
            "elsewhere@acme.test",
            Some(elsewhere),
            AccountState::Active,
            &customer,
        )
        .await?;
    let machine = [(Role::RuntimeConfiguration, Anchor::Storefronts(vec![at]))];
    world
        .person("machine@acme.test", None, AccountState::Active, &machine)
        .await?;

    let mut answers = Vec::new();
    for (email, password) in [
        ("unknown@acme.test", PASSWORD),
        ("not an address", PASSWORD),
        ("active@acme.test", "another password"),
        ("inactive@acme.test", PASSWORD),
        ("invited@acme.test", PASSWORD),
        ("suspended@acme.test", PASSWORD),
        ("deleted@acme.test", PASSWORD),
        ("elsewhere@acme.test", PASSWORD),
        ("machine@acme.test", PASSWORD),
    ] {
        let computed = world.passwords.computed();
        let answer = world
            .sign_in("storefront", World::HERE, email, password)
            .await?;
        assert_eq!(world.passwords.computed(), computed + 1, "{email}");
        answers.push(format!("{answer:?}"));
    }
    let refused: Failure<SignInField> =
        Failure::field(SignInField::Password, Problem::SignInRefused);
    assert!(
        answers
            .iter()
            .all(|answer| *answer == format!("Err({refused:?})")),
        "{answers:?}"
    );
    world
        .sign_in("storefront", World::HERE, "active@acme.test", PASSWORD)
        .await??;
    Ok(())
}

pub(crate) async fn customers_sign_in_at_their_own_storefront_or_the_bare_address(
    world: World,
) -> Tested {
    let (at, company) = world.company("corporate", "Acme Paper").await?;
    let role = [(Role::EndUser, Anchor::company(at, company))];
    let person = world
        .person("dana@acme.test", Some(at), AccountState::Active, &role)
        .await?;
    assert!(
        world
            .sign_in("storefront", World::HERE, "dana@acme.test", PASSWORD)
            .await?
            .is_err()
    );
    for (slug, client) in [("corporate", World::HERE), ("storefront", World::BARE)] {
        let entered = world
            .sign_in(slug, client, "dana@acme.test", PASSWORD)
            .await??;
        assert_eq!((entered.account, entered.to.as_str()), (person, "/"));
    }
    Ok(())
}

pub(crate) async fn staff_sign_in_where_they_work(world: World) -> Tested {
    let shop = world.storefront("storefront").await?.id;
    let corporate = world.storefront("corporate").await?.id;
    let two = Anchor::Storefronts(vec![shop, corporate]);
    world
        .person(
            "floor@quoin.test",
            Some(shop),
            AccountState::Active,
            &[(Role::JobController, two)],
        )
        .await?;
    world
        .person(
            "root@quoin.test",
            None,
            AccountState::Active,
            &[(Role::PlatformAdmin, Anchor::Platform)],
        )
        .await?;
    for (email, slug, enters) in [
        ("floor@quoin.test", "storefront", true),
        ("floor@quoin.test", "corporate", true),
        ("floor@quoin.test", "market", false),
        ("root@quoin.test", "storefront", true),
        ("root@quoin.test", "market", true),
    ] {
        assert_eq!(
            world
                .sign_in(slug, World::HERE, email, PASSWORD)
                .await?
                .is_ok(),
            enters,
            "{email} at {slug}"
        );
    }
    let entered = world
        .sign_in("storefront", World::BARE, "floor@quoin.test", PASSWORD)
        .await??;
    assert_eq!(entered.to, "/print-operations");
    Ok(())
}

pub(crate) async fn too_many_wrong_passwords_are_stopped_and_right_ones_are_not(
    mut world: World,
) -> Tested {
    world.customer("dana@acme.test").await?;
    // Right ones count for nothing, however many.
    for _ in 0..12 {
        world
            .sign_in("storefront", World::HERE, "dana@acme.test", PASSWORD)
            .await??;
    }
    for email in ["dana@acme.test", "unknown@acme.test"] {
        for _ in 0..10 {
            let refused = world
                .sign_in("storefront", World::HERE, email, "a wrong password")
                .await?;
            assert_eq!(
                refused,
                Err(Failure::field(
                    SignInField::Password,
                    Problem::SignInRefused
                ))
            );
        }
        let stopped = world
            .sign_in("storefront", World::HERE, email, PASSWORD)
            .await?;
        assert_eq!(
            stopped,
            Err(Failure::TooMany { seconds: 600 }),
            "the same for {email}"
        );
    }
    // From elsewhere as well: it is the account that is guarded.
    let elsewhere = Client {
        address: "198.51.100.7",
        bare: false,
    };
    assert!(
        world
            .sign_in("storefront", elsewhere, "dana@acme.test", PASSWORD)
            .await?
            .is_err()
    );

    world.now = world.now.plus(10 * Timestamp::MINUTE);
    world
        .sign_in("storefront", World::HERE, "dana@acme.test", PASSWORD)
        .await??;

    // One address that tries many accounts.
    let sprayer = Client {
        address: "203.0.113.9",
        bare: false,
    };
    for count in 0..3 {
        world
            .sign_in(
                "storefront",
                sprayer,
                &format!("person-{count}@acme.test"),
                "x",
            )
            .await?
            .err()
            .ok_or("entered")?;
    }
    testkit::arrange(
        &world.db.store,
        "update attempts set count = count + 97 where bucket like '%203.0.113.9'",
    )
    .await;
    let stopped = world
        .sign_in("storefront", sprayer, "dana@acme.test", PASSWORD)
        .await?;
    assert_eq!(stopped, Err(Failure::TooMany { seconds: 600 }));
    Ok(())
}

pub(crate) async fn who_signs_in_and_who_is_refused_is_written_down(world: World) -> Tested {
    world.customer("dana@acme.test").await?;
    world
        .sign_in("storefront", World::HERE, "dana@acme.test", PASSWORD)
        .await??;
    world
        .sign_in(
            "storefront",
            World::HERE,
            "dana@acme.test",
            "my secret elsewhere",
        )
        .await?
        .err()
        .ok_or("entered")?;
    world
        .sign_in("storefront", World::HERE, "unknown@acme.test", PASSWORD)
        .await?
        .err()
        .ok_or("entered")?;
    assert_eq!(world.audited("account.sign-in").await?, 1);
    assert_eq!(world.audited("account.sign-in-refused").await?, 2);
    let mut tx = world.db.store.read().await?;
    let leaked = store::sql::sql(
        "select count(*) from audit where detail like '%secret%' or detail like '%unknown%'",
    );
    assert_eq!(leaked.int(&mut tx).await?, 0);
    Ok(())
}

pub(crate) async fn who_is_kept_out_is_named_in_the_audit_trail_alone(world: World) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    let unknown = world
        .sign_in("storefront", World::HERE, "unknown@acme.test", PASSWORD)
        .await?;
    for state in [AccountState::Suspended, AccountState::Inactive] {
        world.state(dana, state).await?;
        let refused = world
            .sign_in("storefront", World::HERE, "dana@acme.test", PASSWORD)
            .await?;
        assert_eq!(refused, unknown);
    }
    // Somebody else's storefront learns nothing of her.
    let elsewhere = world
        .sign_in("market", World::HERE, "dana@acme.test", PASSWORD)
        .await?;
    assert_eq!(elsewhere, unknown);
    assert_eq!(world.audited("account.sign-in-refused").await?, 4);
    let mut tx = world.db.store.read().await?;
    let named = store::sql::sql(
        "select count(*) from audit where act = 'account.sign-in-refused' and account_id = $1",
    );
    assert_eq!(named.bind(dana).int(&mut tx).await?, 2);
    Ok(())
}
