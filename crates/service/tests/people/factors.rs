//! Resetting the second factor of somebody who has lost it.

use super::{
    company::{Company, as_shown, opened, platform, staff, storefront_admin},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Role};
use domain::{AccountId, people::PersonAct};
use store::sessions::{passkeys, second_factors};

/// An app and a passkey.
async fn protect(world: &World, person: AccountId) -> Tested {
    let mut tx = world.db.store.begin().await?;
    assert!(second_factors::begin(&mut tx, person, b"sealed").await?);
    assert!(second_factors::confirm(&mut tx, person, 1, world.now).await?);
    let credential = person.0.to_be_bytes();
    let passkey = passkeys::New {
        host: "corporate.quoin.test",
        credential: &credential,
        public_key: b"a key",
        counter: 0,
        name: "Laptop",
    };
    assert!(passkeys::add(&mut tx, person, &passkey, world.now).await?);
    tx.commit().await?;
    Ok(())
}

async fn protected(world: &World, person: AccountId) -> Outcome<bool> {
    let mut tx = world.db.store.read().await?;
    let app = second_factors::stands(&mut tx, person).await?;
    let passkeys = passkeys::of(&mut tx, person).await?;
    assert_eq!(app, !passkeys.is_empty(), "both, or none");
    Ok(app)
}

async fn reset(world: &World, by: AccountId, person: AccountId) -> Outcome<Result<(), Failure>> {
    let ctx = world.as_(by, "corporate").await?;
    let on = as_shown(world, person).await?;
    Ok(service::people::reset_second_factor(&world.db.store, &ctx, &on).await)
}

pub(crate) async fn who_has_lost_it_comes_in_by_the_password_again(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let offered = async || -> Outcome<bool> {
        let sheet = opened(&world, junior, "corporate", user).await??;
        Ok(sheet.acts.contains(&PersonAct::ResetSecondFactor))
    };
    assert!(!offered().await?, "there is nothing to reset");
    let nothing = Err(Failure::Denied(Denial::Stale));
    assert_eq!(reset(&world, junior, user).await?, nothing);

    protect(&world, user).await?;
    let session = world.session(user, "secret").await?;
    assert!(offered().await?);
    reset(&world, junior, user).await??;
    assert!(!protected(&world, user).await?);
    assert!(!world.lives(&session).await?);
    assert!(!offered().await?);
    let mails = world.mails().await?;
    let mail = mails.first().ok_or("no mail")?;
    assert_eq!(mail.to_address, "user@acme.test");
    assert!(mail.subject.contains("was reset"), "{}", mail.subject);
    assert_eq!(world.audited("user.reset-second-factor").await?, 1);
    let sheet = opened(&world, junior, "corporate", user).await??;
    let mut told = sheet.history.iter();
    assert!(told.any(|one| one.what == "Second factor reset"));

    // A second press finds nothing, and tells nobody again.
    assert_eq!(reset(&world, junior, user).await?, nothing);
    assert_eq!(world.mails().await?.len(), mails.len());
    Ok(())
}

pub(crate) async fn it_is_reset_by_who_has_the_account_in_hand_alone(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let other = Company::new(&world, "corporate", "Globex").await?;
    let manager = [Role::EndUser, Role::SeniorManager];
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme.person(&world, "senior@acme.test", &manager).await?;
    let stranger = other.person(&world, "senior@globex.test", &manager).await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let elsewhere = storefront_admin(&world, "far@quoin.test", "storefront").await?;
    let root = platform(&world, "root@quoin.test", Role::PlatformAdmin).await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    for person in [user, senior, junior, admin, root] {
        protect(&world, person).await?;
    }
    let mails = world.mails().await?.len();
    for (by, person) in [
        (stranger, user),
        (elsewhere, user),
        (senior, junior),
        (junior, root),
        (junior, admin),
    ] {
        assert!(reset(&world, by, person).await?.is_err(), "{by} {person}");
        assert!(protected(&world, person).await?, "{by} {person}");
    }
    assert_eq!(
        reset(&world, user, senior).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    assert_eq!(
        reset(&world, senior, senior).await?,
        Err(Failure::Denied(Denial::Oneself)),
        "it takes the password and a code"
    );
    // Not in the name of somebody else.
    let mut ctx = world.as_(senior, "corporate").await?;
    ctx.access.acting = Some(root);
    let on = as_shown(&world, user).await?;
    assert_eq!(
        service::people::reset_second_factor(&world.db.store, &ctx, &on).await,
        Err(Failure::Denied(Denial::WhileActing))
    );
    assert_eq!(world.mails().await?.len(), mails, "nobody is told of it");
    assert_eq!(world.audited("user.reset-second-factor").await?, 0);

    reset(&world, senior, user).await??;
    reset(&world, root, admin).await??;
    assert!(!protected(&world, user).await? && !protected(&world, admin).await?);
    Ok(())
}
