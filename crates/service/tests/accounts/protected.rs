//! Who must have a second factor, whose it is, and how it is kept.

use super::{
    second_factor::{DANA, at_the_door, page, seal, stands, typed},
    world::{Outcome, Tested, World},
};
use access::{Anchor, Denial, Failure, Role, rules};
use domain::{AccountId, accounts::AccountState};
use service::accounts::{self, Seal};
use store::{people, sessions::second_factors};

pub(crate) async fn it_is_its_owners_alone_and_opens_with_the_key_alone(
    mut world: World,
) -> Tested {
    let dana = world.customer(DANA).await?;
    let (app, codes) = stands(&mut world, dana).await?;
    let mut ctx = world.as_(dana, "storefront").await?;
    ctx.access.acting = Some(AccountId(4_711));
    let acting = accounts::second_factor(&world.db.store, &seal()?, &ctx).await;
    assert_eq!(acting, Err(Failure::Denied(Denial::WhileActing)));

    // What is in the database is not what the app was told, and a code by another key is no code.
    let mut tx = world.db.store.read().await?;
    let kept = second_factors::of(&mut tx, dana).await?.ok_or("none")?;
    drop(tx);
    assert!(!kept.secret.windows(app.0.len()).any(|some| some == app.0));
    let stranger = Seal::new(&[8; Seal::KEY]).ok_or("no key")?;
    assert!(accounts::seal_fits(&world.db.store, &seal()?).await?);
    assert!(!accounts::seal_fits(&world.db.store, &stranger).await?);
    let pending = at_the_door(&world).await?;
    let ctx = world.visitor("storefront").await?;
    let try_ = async |code: &str| {
        let (store, code) = (&world.db.store, typed(code));
        accounts::enter_code(store, &stranger, &ctx, World::HERE, Some(&pending), &code).await
    };
    let lost = try_(&app.shows(world.now, 0)?).await;
    assert!(matches!(lost, Err(Failure::Internal(_))), "{lost:?}");
    assert!(try_(&codes[0]).await.is_ok(), "what paper is for");
    Ok(())
}

pub(crate) async fn staff_are_asked_for_one_where_they_work(mut world: World) -> Tested {
    let (shop, corporate) = (
        world.storefront("storefront").await?.id,
        world.storefront("corporate").await?.id,
    );
    let floor = |these| [(Role::JobController, Anchor::Storefronts(these))];
    let (active, none) = (AccountState::Active, None);
    let here = world.person(DANA, none, active, &floor(vec![shop])).await?;
    let both = world
        .person(
            "both@quoin.test",
            none,
            active,
            &floor(vec![shop, corporate]),
        )
        .await?;
    let root = [(Role::PlatformAdmin, Anchor::Platform)];
    let root = world.person("root@quoin.test", none, active, &root).await?;
    let customer = world.customer("customer@acme.test").await?;
    let asked = async |id: AccountId| -> Outcome<bool> {
        let ctx = world.as_(id, "storefront").await?;
        let works_at = rules::accounts::works_at(&ctx.access);
        let mut tx = world.db.store.read().await?;
        Ok(second_factors::asked_at(&mut tx, works_at.as_deref()).await?)
    };
    for id in [here, both, root, customer] {
        assert!(!asked(id).await?, "nobody is where nothing is said");
    }
    testkit::arrange(
        &world.db.store,
        "update storefronts set second_factor_for_staff = true where slug = 'corporate'",
    )
    .await;
    for (id, is) in [(here, false), (both, true), (root, true), (customer, false)] {
        assert_eq!(asked(id).await?, is, "{id}");
    }
    testkit::arrange(
        &world.db.store,
        "update storefronts set second_factor_for_staff = true",
    )
    .await;
    assert!(page(&world, here).await?.asked);
    stands(&mut world, here).await?;
    let mut tx = world.db.store.begin().await?;
    assert!(second_factors::stands(&mut tx, here).await?);
    assert!(!second_factors::stands(&mut tx, both).await?);
    // Who is deleted leaves nothing to sign in with.
    second_factors::remove(&mut tx, here).await?;
    assert_eq!(second_factors::of(&mut tx, here).await?, None);
    assert!(people::works(&mut tx, here).await? && !people::works(&mut tx, customer).await?);
    tx.commit().await?;
    Ok(())
}
