//! One address on several accounts.

use super::world::{Outcome, PASSWORD, Tested, World};
use access::{Anchor, Denial, Failure, Role};
use domain::{
    AccountId, NoField, Problem, Timestamp,
    accounts::{AccountState, ChooseAccount, ChooseAccountField, SignInField},
};
use service::accounts::{Client, Entered, Pending};
use store::{people, sql::sql};

const DANA: &str = "dana@acme.test";
const OTHER: &str = "nine green typewriters";

/// An end user of a company of `corporate`.
async fn member(world: &World, company: &str) -> Outcome<AccountId> {
    let (at, company) = world.company("corporate", company).await?;
    let role = [(Role::EndUser, Anchor::company(at, company))];
    world
        .person(DANA, Some(at), AccountState::Active, &role)
        .await
}

/// Another password than the one that everybody has, hashed beside it as choosing one does.
async fn give_password(world: &World, account: AccountId, password: &str) -> Tested {
    let mut tx = world.db.store.begin().await?;
    let beside = people::hash_beside(&mut tx, DANA, Some(account)).await?;
    let hash = world
        .passwords
        .hash::<NoField>(password, beside.as_deref())
        .await?;
    people::set_password(&mut tx, account, &hash).await?;
    tx.commit().await?;
    Ok(())
}

async fn asked(world: &World, slug: &str, client: Client<'_>) -> Outcome<Pending> {
    match world.first_step(slug, client, DANA, PASSWORD).await?? {
        Entered::Choose(pending) => Ok(pending),
        other => Err(format!("{other:?}").into()),
    }
}

async fn choose(
    world: &World,
    pending: Option<&Pending>,
    account: AccountId,
) -> Outcome<Result<Entered, Failure<ChooseAccountField>>> {
    let ctx = world.visitor("corporate").await?;
    let form = ChooseAccount {
        account: account.to_string(),
    };
    Ok(service::accounts::choose(&world.db.store, &ctx, World::HERE, pending, &form).await)
}

/// PJ-03
pub(crate) async fn one_address_with_several_accounts_is_one_sign_in_and_a_choice(
    world: World,
) -> Tested {
    let acme = member(&world, "Acme Paper").await?;
    let school = member(&world, "North School").await?;
    let shopper = world.customer(DANA).await?;

    // At a storefront's own address those of that storefront.
    let pending = asked(&world, "corporate", World::HERE).await?;
    let ctx = world.visitor("corporate").await?;
    let choices =
        service::accounts::choices(&world.db.store, &ctx, World::HERE, Some(&pending)).await?;
    let shown: Vec<_> = choices
        .iter()
        .map(|one| {
            (
                one.account,
                one.company.as_deref(),
                one.storefront.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (acme, Some("Acme Paper"), Some("corporate")),
            (school, Some("North School"), Some("corporate")),
        ]
    );
    assert_eq!(
        world.audited("account.sign-in").await?,
        0,
        "nobody is in yet"
    );
    let entered = choose(&world, Some(&pending), school).await??;
    assert!(matches!(entered, Entered::In(entered) if entered.account == school));
    assert_eq!(world.audited("account.sign-in").await?, 1);
    let not_offered = Failure::field(ChooseAccountField::Account, Problem::NotOffered);
    assert_eq!(
        choose(&world, Some(&pending), shopper).await?,
        Err(not_offered)
    );

    // At another one's the one that is there; at the bare address all of them.
    let entered = world
        .sign_in("storefront", World::HERE, DANA, PASSWORD)
        .await??;
    assert_eq!(entered.account, shopper);
    let pending = asked(&world, "storefront", World::BARE).await?;
    let choices =
        service::accounts::choices(&world.db.store, &ctx, World::BARE, Some(&pending)).await?;
    assert_eq!(choices.len(), 3);
    Ok(())
}

pub(crate) async fn it_takes_one_hash_however_many_accounts_there_are(world: World) -> Tested {
    member(&world, "Acme Paper").await?;
    let school = member(&world, "North School").await?;
    give_password(&world, school, OTHER).await?;
    let refused: Failure<SignInField> =
        Failure::field(SignInField::Password, Problem::SignInRefused);
    for (email, password) in [
        (DANA, "a wrong password"),
        ("unknown@acme.test", PASSWORD),
        (DANA, OTHER),
        (DANA, PASSWORD),
    ] {
        let computed = world.passwords.computed();
        let entered = world
            .first_step("corporate", World::HERE, email, password)
            .await?;
        if let Err(failure) = &entered {
            assert_eq!(*failure, refused);
        }
        assert_eq!(
            entered.is_ok(),
            email == DANA && password != "a wrong password"
        );
        assert_eq!(
            world.passwords.computed(),
            computed + 1,
            "{email} {password}"
        );
    }
    Ok(())
}

pub(crate) async fn only_the_accounts_of_that_password_are_offered(world: World) -> Tested {
    let acme = member(&world, "Acme Paper").await?;
    let school = member(&world, "North School").await?;
    let mill = member(&world, "Paper Mill").await?;
    give_password(&world, mill, OTHER).await?;
    let entered = world
        .sign_in("corporate", World::HERE, DANA, OTHER)
        .await??;
    assert_eq!(entered.account, mill, "the only one of that password");

    let pending = asked(&world, "corporate", World::HERE).await?;
    let not_offered = Failure::field(ChooseAccountField::Account, Problem::NotOffered);
    assert_eq!(
        choose(&world, Some(&pending), mill).await?,
        Err(not_offered)
    );
    // Suspension is of one account; the others go on.
    world.state(acme, AccountState::Suspended).await?;
    let entered = world
        .sign_in("corporate", World::HERE, DANA, PASSWORD)
        .await??;
    assert_eq!(entered.account, school);
    assert_eq!(
        choose(&world, Some(&pending), acme).await?,
        Err(Failure::Denied(Denial::SignIn)),
        "what was asked before the suspension is not answered after it"
    );
    Ok(())
}

pub(crate) async fn a_choice_stands_for_minutes_and_for_the_password_that_was_shown(
    mut world: World,
) -> Tested {
    let acme = member(&world, "Acme Paper").await?;
    let school = member(&world, "North School").await?;
    let out = Err(Failure::Denied(Denial::SignIn));
    assert_eq!(choose(&world, None, acme).await?, out);

    let pending = asked(&world, "corporate", World::HERE).await?;
    give_password(&world, acme, OTHER).await?;
    assert_eq!(choose(&world, Some(&pending), acme).await?, out);
    choose(&world, Some(&pending), school).await??;

    world.now = world.now.plus(10 * Timestamp::MINUTE);
    assert_eq!(choose(&world, Some(&pending), school).await?, out);
    let ctx = world.visitor("corporate").await?;
    let late = service::accounts::choices(&world.db.store, &ctx, World::HERE, Some(&pending)).await;
    assert_eq!(late, Err(Failure::Denied(Denial::SignIn)));
    Ok(())
}

pub(crate) async fn forgetting_asks_for_each_account_by_name(mut world: World) -> Tested {
    member(&world, "Acme Paper").await?;
    world.forgot("corporate", DANA).await?;
    let alone = world.mails().await?;
    let alone = alone.first().ok_or("no mail")?;
    assert!(!alone.body.contains("Acme Paper"), "there is no other");

    member(&world, "North School").await?;
    world.now = world.now.plus(Timestamp::MINUTE);
    world.forgot("corporate", DANA).await?;
    let mails = world.mails().await?;
    assert_eq!(mails.len(), 3);
    for (mail, company) in mails.iter().zip(["North School", "Acme Paper"]) {
        assert!(
            mail.body
                .contains(&format!("of your account with {company}")),
            "{}",
            mail.body
        );
    }
    Ok(())
}

pub(crate) async fn who_works_here_is_no_customer_and_reads_the_same(world: World) -> Tested {
    let corporate = world.storefront("corporate").await?.id;
    let works = [(Role::JobController, Anchor::Storefronts(vec![corporate]))];
    // Whoever a staff account belongs to, and wherever it works.
    world
        .person("floor@quoin.test", None, AccountState::Active, &works)
        .await?;
    world
        .person(
            "desk@quoin.test",
            Some(corporate),
            AccountState::Suspended,
            &works,
        )
        .await?;
    let computed = world.passwords.computed();
    let unknown = world.register("storefront", "new@acme.test", "").await?;
    for email in ["floor@quoin.test", "desk@quoin.test"] {
        assert_eq!(world.register("storefront", email, "").await?, unknown);
    }
    assert_eq!(world.passwords.computed(), computed + 3, "each took a hash");
    let subjects: Vec<_> = world
        .mails()
        .await?
        .into_iter()
        .map(|mail| (mail.to_address, mail.subject))
        .collect();
    let known = "You already have an account at storefront".to_owned();
    assert_eq!(
        subjects,
        [
            ("desk@quoin.test".to_owned(), known.clone()),
            ("floor@quoin.test".to_owned(), known),
            (
                "new@acme.test".to_owned(),
                "Confirm your email for storefront".to_owned()
            ),
        ]
    );
    // A customer of one storefront becomes one of another.
    let shopper = world.customer("shopper@acme.test").await?;
    world.register("market", "shopper@acme.test", "").await??;
    world.verify("market", &world.token().await?).await??;
    let entered = world
        .sign_in("market", World::HERE, "shopper@acme.test", PASSWORD)
        .await??;
    assert_ne!(entered.account, shopper);
    Ok(())
}

pub(crate) async fn a_link_is_worthless_once_its_address_is_that_of_staff(world: World) -> Tested {
    world
        .register("storefront", "desk@quoin.test", "")
        .await??;
    let token = world.token().await?;
    let mut tx = world.db.store.read().await?;
    let held = people::holders(&mut tx, "desk@quoin.test", None).await?;
    assert_eq!(
        held,
        people::Holders::default(),
        "who only registered holds nothing"
    );
    drop(tx);
    world
        .person(
            "desk@quoin.test",
            None,
            AccountState::Invited,
            &[(Role::PlatformAdmin, Anchor::Platform)],
        )
        .await?;
    assert_eq!(
        world.verify("storefront", &token).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    let mut tx = world.db.store.read().await?;
    let customers =
        sql("select count(*) from accounts where storefront_id is not null and state = 'active'");
    assert_eq!(customers.int(&mut tx).await?, 0);
    Ok(())
}
