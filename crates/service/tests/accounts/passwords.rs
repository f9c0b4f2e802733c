//! Passwords and the profile.

use super::world::{PASSWORD, Tested, World};
use access::{Anchor, Denial, Failure, Role};
use domain::{
    Problem, Timestamp,
    accounts::{
        AccountState, ChangePassword, ChangePasswordField, EditProfile, ForgotPassword, Register,
        ResetPassword, ResetPasswordField,
    },
};
use service::accounts::{change_password, edit_profile, forgot_password, register, reset_password};

const NEW: &str = "nine green typewriters";

fn reset(token: &str, new: &str) -> ResetPassword {
    ResetPassword {
        token: token.to_owned(),
        new_password: new.to_owned(),
    }
}

fn change(old: &str, new: &str) -> ChangePassword {
    ChangePassword {
        old_password: old.to_owned(),
        new_password: new.to_owned(),
    }
}

/// PSM-05
pub(crate) async fn a_reset_works_once_ends_all_sessions_and_tells_the_owner(
    world: World,
) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    let session = world.session(dana, "secret").await?;
    world.forgot("storefront", "Dana@acme.test").await?;
    let token = world.token().await?;
    let ctx = world.visitor("storefront").await?;

    // One that will not do leaves the link as it is.
    for (bad, problem) in [
        ("short", Problem::TooShort { least: 12 }),
        ("danareyes12", Problem::TooShort { least: 12 }),
        ("Dana Reyes 123", Problem::Guessable),
    ] {
        let refused =
            reset_password(&world.db.store, &world.passwords, &ctx, &reset(&token, bad)).await;
        assert_eq!(
            refused,
            Err(Failure::field(ResetPasswordField::NewPassword, problem))
        );
    }
    reset_password(&world.db.store, &world.passwords, &ctx, &reset(&token, NEW)).await?;
    assert!(!world.lives(&session).await?);
    assert_eq!(
        world
            .mails()
            .await?
            .first()
            .map(|mail| mail.subject.clone())
            .as_deref(),
        Some("Your password for storefront was changed")
    );
    assert!(
        world
            .sign_in("storefront", World::HERE, "dana@acme.test", PASSWORD)
            .await?
            .is_err()
    );
    world
        .sign_in("storefront", World::HERE, "dana@acme.test", NEW)
        .await??;

    let again = reset_password(
        &world.db.store,
        &world.passwords,
        &ctx,
        &reset(&token, PASSWORD),
    )
    .await;
    assert_eq!(again, Err(Failure::Denied(Denial::NotFound)));
    Ok(())
}

pub(crate) async fn a_reset_link_is_too_old_after_half_an_hour(mut world: World) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    world.forgot("storefront", "dana@acme.test").await?;
    let first = world.token().await?;
    world.now = world.now.plus(Timestamp::MINUTE);
    world.forgot("storefront", "dana@acme.test").await?;
    let second = world.token().await?;
    let ctx = world.visitor("storefront").await?;
    let not_found = Err(Failure::Denied(Denial::NotFound));
    // Asking again makes the earlier link worthless; so does a suspension.
    assert_eq!(
        reset_password(&world.db.store, &world.passwords, &ctx, &reset(&first, NEW)).await,
        not_found
    );
    world.state(dana, AccountState::Suspended).await?;
    assert_eq!(
        reset_password(
            &world.db.store,
            &world.passwords,
            &ctx,
            &reset(&second, NEW)
        )
        .await,
        not_found
    );
    world.state(dana, AccountState::Active).await?;
    // A link of another kind opens nothing here.
    world.register("storefront", "new@acme.test", "").await??;
    let verify = world.token().await?;
    assert_eq!(
        reset_password(
            &world.db.store,
            &world.passwords,
            &ctx,
            &reset(&verify, NEW)
        )
        .await,
        not_found
    );

    world.now = world.now.plus(30 * Timestamp::MINUTE);
    let ctx = world.visitor("storefront").await?;
    assert_eq!(
        reset_password(
            &world.db.store,
            &world.passwords,
            &ctx,
            &reset(&second, NEW)
        )
        .await,
        not_found
    );
    Ok(())
}

/// PJ-18
pub(crate) async fn nothing_is_sent_to_who_has_no_access(world: World) -> Tested {
    let at = world.storefront("storefront").await?.id;
    let role = [(Role::Registered, Anchor::Storefronts(vec![at]))];
    for state in [
        AccountState::Inactive,
        AccountState::Invited,
        AccountState::Suspended,
        AccountState::Deleted,
    ] {
        let email = format!("{}@acme.test", state.key());
        world.person(&email, Some(at), state, &role).await?;
        world.forgot("storefront", &email).await?;
    }
    world.forgot("storefront", "unknown@acme.test").await?;
    // A customer of another storefront; and a role that fetches files and chooses no password.
    let market = world.storefront("market").await?.id;
    let customer = [(Role::PublicCustomer, Anchor::Storefronts(vec![market]))];
    world
        .person(
            "elsewhere@acme.test",
            Some(market),
            AccountState::Active,
            &customer,
        )
        .await?;
    world.forgot("storefront", "elsewhere@acme.test").await?;
    let downloader = [(Role::PrintLocationDownloader, Anchor::Storefronts(vec![at]))];
    world
        .person("sync@quoin.test", None, AccountState::Active, &downloader)
        .await?;
    world.forgot("storefront", "sync@quoin.test").await?;
    assert!(world.mails().await?.is_empty());

    world.forgot("market", "elsewhere@acme.test").await?;
    let mails = world.mails().await?;
    let mail = mails.first().ok_or("no mail")?;
    assert!(mail.body.contains("https://market.quoin.test/reset/"));
    Ok(())
}

/// Who runs a storefront adds a host name to it and controls what answers there: a link to a new
/// password that is led there is theirs with one press.
pub(crate) async fn a_storefronts_own_host_is_in_the_mails_of_its_customers_alone(
    world: World,
) -> Tested {
    let at = world.storefront("storefront").await?.id;
    let market = world.storefront("market").await?.id;
    let works_at = |role| vec![(role, Anchor::Storefronts(vec![at]))];
    for (email, home, roles, expected) in [
        (
            "customer@acme.test",
            Some(at),
            works_at(Role::Registered),
            "https://print.acme.test/reset/",
        ),
        (
            "runs-it@quoin.test",
            None,
            works_at(Role::StorefrontAdmin),
            "https://quoin.test/reset/",
        ),
        // Who stands there as a customer does, and works there.
        (
            "helps@quoin.test",
            Some(at),
            works_at(Role::JobController),
            "https://quoin.test/reset/",
        ),
        (
            "runs-all@quoin.test",
            None,
            vec![(Role::PlatformAdmin, Anchor::Platform)],
            "https://quoin.test/reset/",
        ),
        (
            "elsewhere@acme.test",
            Some(market),
            vec![(Role::PublicCustomer, Anchor::Storefronts(vec![market]))],
            "https://market.quoin.test/reset/",
        ),
    ] {
        world
            .person(email, home, AccountState::Active, &roles)
            .await?;
        let mut ctx = world.visitor("storefront").await?;
        ctx.base_url = "https://print.acme.test".to_owned();
        let form = ForgotPassword {
            email: email.to_owned(),
        };
        forgot_password(&world.db.store, &ctx, World::BARE, &form).await?;
        let mails = world.mails().await?;
        let mail = mails.first().ok_or("no mail")?;
        assert_eq!(mail.to_address, email);
        assert!(mail.body.contains(expected), "{email}: {}", mail.body);
    }

    // Who registers with the address of somebody who works here asks for a mail to them as well.
    let mut ctx = world.visitor("storefront").await?;
    ctx.base_url = "https://print.acme.test".to_owned();
    for (email, expected) in [
        ("runs-it@quoin.test", "https://quoin.test/sign-in"),
        ("customer@acme.test", "https://print.acme.test/sign-in"),
        ("new@acme.test", "https://print.acme.test/verify/"),
    ] {
        let form = Register {
            name: "Dana Reyes".to_owned(),
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
            ..Register::default()
        };
        register(&world.db.store, &world.passwords, &ctx, World::HERE, &form).await?;
        let mails = world.mails().await?;
        let mail = mails.first().ok_or("no mail")?;
        assert_eq!(mail.to_address, email);
        assert!(mail.body.contains(expected), "{email}: {}", mail.body);
    }
    Ok(())
}

pub(crate) async fn changing_it_takes_the_old_one_and_ends_the_other_sessions(
    mut world: World,
) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    let this = world.session(dana, "this").await?;
    let other = world.session(dana, "other").await?;
    world.forgot("storefront", "dana@acme.test").await?;
    let forgotten = world.token().await?;
    let ctx = world.as_(dana, "storefront").await?;

    let wrong = change_password(
        &world.db.store,
        &world.passwords,
        &ctx,
        Some(&this),
        &change("not this one", NEW),
    )
    .await;
    assert_eq!(
        wrong,
        Err(Failure::field(
            ChangePasswordField::OldPassword,
            Problem::WrongPassword
        ))
    );
    assert!(world.lives(&other).await?);

    change_password(
        &world.db.store,
        &world.passwords,
        &ctx,
        Some(&this),
        &change(PASSWORD, NEW),
    )
    .await?;
    assert!(world.lives(&this).await?);
    assert!(!world.lives(&other).await?);
    assert_eq!(world.audited("account.change-password").await?, 1);
    world
        .sign_in("storefront", World::HERE, "dana@acme.test", NEW)
        .await??;
    // A link that was asked for before is worthless now.
    let visitor = world.visitor("storefront").await?;
    let late = reset_password(
        &world.db.store,
        &world.passwords,
        &visitor,
        &reset(&forgotten, PASSWORD),
    )
    .await;
    assert_eq!(late, Err(Failure::Denied(Denial::NotFound)));

    for _ in 0..5 {
        change_password(
            &world.db.store,
            &world.passwords,
            &ctx,
            Some(&this),
            &change("guess", PASSWORD),
        )
        .await
        .err()
        .ok_or("changed")?;
    }
    let stopped = change_password(
        &world.db.store,
        &world.passwords,
        &ctx,
        Some(&this),
        &change(NEW, PASSWORD),
    )
    .await;
    assert_eq!(stopped, Err(Failure::TooMany { seconds: 600 }));
    world.now = world.now.plus(10 * Timestamp::MINUTE);
    let ctx = world.as_(dana, "storefront").await?;
    change_password(
        &world.db.store,
        &world.passwords,
        &ctx,
        Some(&this),
        &change(NEW, PASSWORD),
    )
    .await?;
    Ok(())
}

pub(crate) async fn an_administrator_behind_an_account_cannot_change_its_password(
    world: World,
) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    let root = world
        .person(
            "root@quoin.test",
            None,
            AccountState::Active,
            &[(Role::PlatformAdmin, Anchor::Platform)],
        )
        .await?;
    let mut ctx = world.as_(dana, "storefront").await?;
    ctx.access.acting = Some(root);
    let refused = change_password(
        &world.db.store,
        &world.passwords,
        &ctx,
        None,
        &change(PASSWORD, NEW),
    )
    .await;
    assert_eq!(refused, Err(Failure::Denied(Denial::WhileActing)));
    let page = service::accounts::account(&world.db.store, &ctx, None).await?;
    assert!(page.sessions.is_empty());
    // The profile may be mended; the record names both.
    let form = EditProfile {
        name: "Dana R. Reyes".to_owned(),
        phone: String::new(),
        version: page.version,
    };
    edit_profile(&world.db.store, &ctx, &form).await?;
    let mut tx = world.db.store.read().await?;
    let both = store::sql::sql(
        "select count(*) from audit where act = 'account.edit' and account_id = $1 and acting_account_id = $2",
    );
    assert_eq!(both.bind(dana).bind(root).int(&mut tx).await?, 1);
    Ok(())
}

pub(crate) async fn mails_are_limited_and_the_answer_stays_the_same(mut world: World) -> Tested {
    world.customer("dana@acme.test").await?;
    for _ in 0..8 {
        world.forgot("storefront", "dana@acme.test").await?;
        world.now = world.now.plus(Timestamp::MINUTE);
    }
    assert_eq!(world.mails().await?.len(), 5);
    Ok(())
}

pub(crate) async fn what_is_asked_for_twice_within_a_minute_is_mailed_once(world: World) -> Tested {
    world.customer("dana@acme.test").await?;
    world.forgot("storefront", "dana@acme.test").await?;
    let first = world.token().await?;
    world.forgot("storefront", "dana@acme.test").await?;
    assert_eq!(world.mails().await?.len(), 1);
    let ctx = world.visitor("storefront").await?;
    // The link in the mail that was sent is the one that works.
    reset_password(&world.db.store, &world.passwords, &ctx, &reset(&first, NEW)).await?;
    Ok(())
}

pub(crate) async fn a_profile_keeps_what_somebody_else_changed_meanwhile(world: World) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    let ctx = world.as_(dana, "storefront").await?;
    let form = EditProfile {
        name: " Dana Reyes-Ito ".to_owned(),
        phone: "+49 30 1".to_owned(),
        version: 1,
    };
    edit_profile(&world.db.store, &ctx, &form).await?;
    let page = service::accounts::account(&world.db.store, &ctx, None).await?;
    assert_eq!(
        (page.name.as_str(), page.phone.as_str(), page.version),
        ("Dana Reyes-Ito", "+49 30 1", 2)
    );
    let stale = edit_profile(
        &world.db.store,
        &ctx,
        &EditProfile {
            name: "Late".to_owned(),
            ..form
        },
    )
    .await;
    assert_eq!(stale, Err(Failure::Denied(Denial::Stale)));
    Ok(())
}
