//! Two at once, of whom the second one begins while the first is not done yet. On SQLite it waits for
//! the one writer; on PostgreSQL it must wait for no more, and for no less, than it has to.

use super::{
    company::{Company, platform},
    file::{brought, run, work},
    packs::packs,
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Pack, Role};
use domain::{
    accounts::AccountState, companies::OnCompany, imports::ImportMode, storefronts::SetPacks,
};
use std::{future::Future, time::Duration};
use store::{
    Engine, Tx, audit,
    people::{self, NewAccount},
    sql::sql,
    storefronts,
};

/// Long enough for what does not wait, and short enough for a test.
const WHILE: Duration = Duration::from_millis(300);

/// Lets somebody begin while a transaction is under way, and go on when it is over.
async fn meanwhile<T>(tx: Tx, act: impl Future<Output = T>) -> Outcome<T> {
    let over = async {
        tokio::time::sleep(WHILE).await;
        tx.commit().await
    };
    let (over, done) = tokio::join!(over, act);
    over?;
    Ok(done)
}

pub(crate) async fn who_acts_does_not_wait_for_who_changes_them(world: World) -> Tested {
    if world.db.store.engine() == Engine::Sqlite {
        return Ok(());
    }
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let dana = acme
        .person(&world, "dana@acme.test", &[Role::EndUser])
        .await?;
    let ctx = world.as_(dana, "corporate").await?;
    let mut changing = world.db.store.begin().await?;
    people::locked(&mut changing, dana, world.now).await?;
    store::companies::locked(&mut changing, acme.id).await?;
    storefronts::locked(&mut changing, acme.at).await?;
    people::lock_administrators(&mut changing).await?;
    // Who changes them writes into the audit trail last: one of the two would wait for ever.
    let acting = async {
        let mut tx = world.db.store.begin().await?;
        let nothing = serde_json::json!({});
        audit::record(&mut tx, &ctx, "test", "account", None, nothing).await?;
        tx.commit().await
    };
    tokio::time::timeout(Duration::from_secs(10), acting).await??;
    assert_eq!(world.audited("test").await?, 1);
    Ok(())
}

pub(crate) async fn a_company_that_somebody_comes_into_meanwhile_stays(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let ctx = world.as_(admin, "corporate").await?;
    let on = OnCompany {
        company: acme.id,
        version: 1,
    };
    let mut coming = world.db.store.begin().await?;
    let new = NewAccount {
        storefront: Some(acme.at),
        company: Some(acme.id),
        supplier: None,
        name: "Dana Reyes",
        email: None,
        state: AccountState::Inactive,
        password_hash: None,
    };
    people::insert(&mut coming, &new, world.now).await?;
    let deleting = service::companies::delete(&world.db.store, &ctx, &on);
    assert_eq!(
        meanwhile(coming, deleting).await?,
        Err(Failure::Denied(Denial::InUse))
    );
    assert_eq!(world.audited("company.delete").await?, 0);
    Ok(())
}

/// Somebody sets the market up, and is not done yet.
async fn setting_up(world: &World, what: &'static str) -> Outcome<Tx> {
    let market = world.storefront("market").await?.id;
    let mut tx = world.db.store.begin().await?;
    storefronts::locked(&mut tx, market).await?;
    sql(what).bind(market).run(&mut tx).await?;
    Ok(tx)
}

const OTHER_PACK: &str = "update storefronts set pack = 'storefront' where id = $1";

/// The roles that were given to who has an address, without the label that everybody has.
async fn given(world: &World, email: &str) -> Outcome<Vec<String>> {
    let mut tx = world.db.store.read().await?;
    let rows: Vec<(String,)> = sql("
        select x.role
        from assignments x
        join accounts a on a.id = x.account_id
        where a.email = $1
        order by x.id")
    .bind(email)
    .all(&mut tx)
    .await?;
    Ok(rows.into_iter().map(|(role,)| role).collect())
}

pub(crate) async fn who_registers_does_so_as_it_is_set_by_then(world: World) -> Tested {
    let what = "update storefronts set registration = 'invitation' where id = $1";
    let setting = setting_up(&world, what).await?;
    let registering = world.register("market", "dana@acme.test", "");
    assert_eq!(
        meanwhile(setting, registering).await??,
        Err(Failure::not_found())
    );
    assert!(world.mails().await?.is_empty());
    Ok(())
}

pub(crate) async fn who_follows_the_link_has_the_role_of_the_pack_by_then(world: World) -> Tested {
    world.register("market", "dana@acme.test", "").await??;
    let link = world.token().await?;
    let setting = setting_up(&world, OTHER_PACK).await?;
    meanwhile(setting, world.verify("market", &link)).await???;
    assert_eq!(
        given(&world, "dana@acme.test").await?,
        [Role::Registered.key()]
    );
    Ok(())
}

pub(crate) async fn who_is_imported_has_the_role_of_the_pack_by_then(world: World) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let into = format!("storefront-{}", world.storefront("market").await?.id);
    let file = "Email,Name\ndana@acme.test,Dana Reyes\n";
    let id = brought(&world, admin, ("people", &into), file).await?;
    run(&world, admin, id, ImportMode::All).await??;
    let setting = setting_up(&world, OTHER_PACK).await?;
    assert!(meanwhile(setting, work(&world)).await??, "it waits");
    assert_eq!(
        given(&world, "dana@acme.test").await?,
        [Role::Registered.key()]
    );
    Ok(())
}

/// How often two are run against each other: a race that is lost once in ten is lost.
const ROUNDS: usize = 8;

pub(crate) async fn of_importing_and_switching_the_pack_neither_leaves_a_role_of_the_other_pack(
    world: World,
) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let store = &world.db.store;
    let into = format!("storefront-{}", world.storefront("market").await?.id);
    for round in 0..ROUNDS {
        let email = format!("person-{round}@acme.test");
        let file = format!("Email,Name\n{email},Somebody\n");
        let id = brought(&world, admin, ("people", &into), &file).await?;
        run(&world, admin, id, ImportMode::Good).await??;
        let form = the_other_pack(&world).await?;
        let ctx = world.as_(admin, "corporate").await?;
        let switching = service::storefronts::set_packs(store, &ctx, &form);
        let (worked, switched) = tokio::join!(work(&world), switching);
        assert!(worked?, "it waits");
        let pack = world.storefront("market").await?.pack;
        assert_eq!(
            given(&world, &email).await?,
            [Role::of_customer(pack).key()],
            "{switched:?}"
        );
        // Nobody is left for the next round.
        let mut tx = store.begin().await?;
        sql("update accounts set state = 'deleted' where email = $1")
            .bind(&email)
            .run(&mut tx)
            .await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The market's customers are to have the roles of another pack than they have.
async fn the_other_pack(world: &World) -> Outcome<SetPacks> {
    let market = world.storefront("market").await?;
    let pack = match market.pack {
        Pack::Storefront => Pack::Printshop,
        _ => Pack::Storefront,
    };
    let every = Pack::ALL.map(Pack::key);
    packs(world, market.id, pack.key(), &every).await
}
