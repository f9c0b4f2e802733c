//! Two at once, of whom the second one begins while the first is not done yet. On SQLite it waits for
//! the one writer; on PostgreSQL it must wait for no more, and for no less, than it has to.

use crate::{
    company::{Company, platform},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Role};
use domain::{accounts::AccountState, companies::OnCompany};
use std::{future::Future, time::Duration};
use store::{
    Engine, Tx, audit,
    people::{self, NewAccount},
    sql::sql,
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
    store::storefronts::locked(&mut changing, acme.at).await?;
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
