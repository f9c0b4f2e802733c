//! Sessions: how long they live, and who ends them.

use super::world::{Tested, World};
use access::{Anchor, Denial, Failure, Permission, Role, Standing};
use domain::{
    AccountId, Timestamp,
    accounts::{AccountState, EndSession},
};
use store::{
    accounts::access_of,
    sessions::{self, Kept},
};

pub(crate) async fn a_suspended_account_is_refused_on_its_next_request(world: World) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    assert!(
        world
            .as_(dana, "storefront")
            .await?
            .access
            .holds(Permission::OrderPlace)
            .is_ok()
    );
    world.state(dana, AccountState::Suspended).await?;
    let suspended = world.as_(dana, "storefront").await?.access;
    assert_eq!(suspended.standing, Standing::Suspended);
    assert_eq!(suspended.holds(Permission::OrderPlace), Err(Denial::SignIn));
    // Lifting it loses nothing.
    world.state(dana, AccountState::Active).await?;
    assert!(
        world
            .as_(dana, "storefront")
            .await?
            .access
            .holds(Permission::OrderPlace)
            .is_ok()
    );
    Ok(())
}

pub(crate) async fn an_administrator_who_is_suspended_no_longer_acts_as_anybody(
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
    let mut tx = world.db.store.read().await?;
    let (access, person) = access_of(&mut tx, dana, Some(root), world.now)
        .await?
        .ok_or("nobody")?;
    drop(tx);
    assert_eq!(
        (access.standing, access.acting),
        (Standing::Active, Some(root))
    );
    assert_eq!(person.acting_name.as_deref(), Some("Dana Reyes"));

    world.state(root, AccountState::Suspended).await?;
    let mut tx = world.db.store.read().await?;
    let (access, _) = access_of(&mut tx, dana, Some(root), world.now)
        .await?
        .ok_or("nobody")?;
    assert_eq!(access.standing, Standing::Suspended);
    // One who is not there at all acts as nobody either.
    let (access, _) = access_of(&mut tx, dana, Some(AccountId(4_711)), world.now)
        .await?
        .ok_or("nobody")?;
    assert_ne!(access.standing, Standing::Active);
    Ok(())
}

pub(crate) async fn sessions_end_when_idle_and_after_a_month(mut world: World) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    let hash = world.session(dana, "secret").await?;
    world.now = world.now.plus(12 * Timestamp::HOUR - 1);
    assert!(world.lives(&hash).await?);
    world.now = world.now.plus(1);
    assert!(!world.lives(&hash).await?, "left alone for twelve hours");

    // One in use lasts a month, and no longer.
    let hash = world.session(dana, "another").await?;
    for hours in 0..=(30 * 24 / 6) {
        assert_eq!(
            world.lives(&hash).await?,
            hours < 30 * 24 / 6,
            "after {hours} times six hours"
        );
        let mut tx = world.db.store.begin().await?;
        sessions::touch(&mut tx, &hash, world.now).await?;
        tx.commit().await?;
        world.now = world.now.plus(6 * Timestamp::HOUR);
    }

    // A visitor's holds a cart only.
    let mut tx = world.db.store.begin().await?;
    let cart = sessions::Hash::of("cart");
    let began = world.now;
    sessions::create(
        &mut tx,
        &cart,
        &Kept {
            data: "{}".to_owned(),
            ..Kept::default()
        },
        "",
        began,
    )
    .await?;
    tx.commit().await?;
    world.now = began.plus(29 * Timestamp::DAY);
    assert!(world.lives(&cart).await?);

    let mut tx = world.db.store.begin().await?;
    sessions::sweep(&mut tx, world.now).await?;
    let left = store::sql::sql("select count(*) from sessions")
        .int(&mut tx)
        .await?;
    assert_eq!(left, 1);
    Ok(())
}

pub(crate) async fn an_ended_session_is_not_brought_back_by_a_late_request(world: World) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    let hash = world.session(dana, "secret").await?;
    let mut tx = world.db.store.begin().await?;
    assert_eq!(sessions::delete_all(&mut tx, dana, None).await?, 1);
    let kept = Kept {
        account: Some(dana),
        acting: None,
        data: "{}".to_owned(),
    };
    assert!(!sessions::save(&mut tx, &hash, &kept, world.now).await?);
    tx.commit().await?;
    assert!(!world.lives(&hash).await?);
    Ok(())
}

pub(crate) async fn a_person_sees_and_ends_their_own_sessions_only(world: World) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    let other = world.customer("other@acme.test").await?;
    let this = world.session(dana, "this").await?;
    let left_open = world.session(dana, "left open").await?;
    let others = world.session(other, "others").await?;

    let ctx = world.as_(dana, "storefront").await?;
    let page = service::accounts::account(&world.db.store, &ctx, Some(&this)).await?;
    let mut listed: Vec<_> = page
        .sessions
        .iter()
        .map(|line| (line.key.clone(), line.this))
        .collect();
    listed.sort_by_key(|(_, this)| *this);
    assert_eq!(listed, [(left_open.hex(), false), (this.hex(), true)]);

    for hash in [&left_open, &others] {
        service::accounts::end_session(
            &world.db.store,
            &ctx,
            &EndSession {
                session: hash.hex(),
            },
        )
        .await?;
    }
    assert!(!world.lives(&left_open).await?);
    assert!(world.lives(&others).await?, "somebody else's");
    assert!(world.lives(&this).await?);
    let nonsense = service::accounts::end_session(
        &world.db.store,
        &ctx,
        &EndSession {
            session: "x".to_owned(),
        },
    )
    .await;
    assert_eq!(nonsense, Err(Failure::Denied(Denial::NotFound)));
    Ok(())
}
