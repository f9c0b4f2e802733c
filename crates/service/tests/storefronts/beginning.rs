//! Beginning an installation on an empty database.

use super::{
    running::PLATFORM,
    world::{BEGIN, Outcome, PASSWORD, Tested, World},
};
use access::{Access, Anchor, Ctx, Failure, Role, Storefront, Who};
use domain::{
    Problem, VisitorId,
    storefronts::{SetUp, SetUpField, StorefrontField},
};
use service::setup::{Awaited, SetupToken, awaited, set_up};
use store::sql::sql;

/// As if nothing had been made yet.
async fn empty(world: &World) -> Tested {
    let mut tx = world.db.store.begin().await?;
    sql("delete from storefronts").run(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

fn nobody() -> Ctx {
    Ctx {
        access: Access::new(Who::Visitor(VisitorId(0))),
        name: String::new(),
        acting_name: None,
        previewing: None,
        at: Storefront::none_yet(),
        now: BEGIN,
        base_url: PLATFORM.base_url.to_owned(),
        platform_url: PLATFORM.base_url.to_owned(),
    }
}

fn form(code: &str, email: &str) -> SetUp {
    SetUp {
        code: code.to_owned(),
        person: "Robin Vale".to_owned(),
        email: email.to_owned(),
        password: PASSWORD.to_owned(),
        name: "Acme Print".to_owned(),
        slug: "acme".to_owned(),
        pack: "printshop".to_owned(),
        currency: "EUR".to_owned(),
        public: true,
        host: "Print.Example".to_owned(),
    }
}

async fn begin(
    world: &World,
    token: &SetupToken,
    form: &SetUp,
) -> Outcome<Result<(), Failure<SetUpField>>> {
    let store = &world.db.store;
    let setup = (token, PLATFORM);
    Ok(set_up(store, &world.passwords, setup, &nobody(), World::HERE, form).await)
}

pub(crate) async fn pj_04_the_first_administrator_shows_the_token(world: World) -> Tested {
    empty(&world).await?;
    let store = &world.db.store;
    assert_eq!(awaited(store).await, Ok(Awaited { storefront: true }));
    let token = SetupToken::default();
    let refused = Err(Failure::field(SetUpField::Code, Problem::CodeRefused));
    let wrong = form("0123456789abcdef", "robin@print.test");
    assert_eq!(begin(&world, &token, &wrong).await?, refused, "none issued");
    let text = token.issue()?;
    assert_eq!(text.len(), 64, "256 bits");
    assert_eq!(begin(&world, &token, &wrong).await?, refused);
    let right = form(&text, "robin@print.test");
    let nameless = SetUp {
        slug: String::new(),
        ..right.clone()
    };
    assert_eq!(
        begin(&world, &token, &nameless).await?,
        Err(Failure::field(
            SetUpField::Storefront(StorefrontField::Slug),
            Problem::NotASlug
        )),
        "nothing is used up by a fault"
    );
    begin(&world, &token, &right).await??;

    let entered = world
        .sign_in("acme", World::HERE, "robin@print.test", PASSWORD)
        .await??;
    let ctx = world.as_(entered.account, "acme").await?;
    let administers = ctx.access.holdings.iter().any(|holding| {
        holding.role == access::RoleName::BuiltIn(Role::PlatformAdmin)
            && holding.anchor == Anchor::Platform
    });
    assert!(administers);
    let mut tx = store.read().await?;
    let own = store::storefronts::by_host(&mut tx, "print.example", "quoin.test").await?;
    assert_eq!(own.map(|one| one.id), Some(ctx.at.id));
    drop(tx);
    // There is nothing to begin any more, whatever is shown.
    assert_eq!(awaited(store).await, Err(Failure::not_found()));
    let again = form(&token.issue()?, "another@print.test");
    assert_eq!(
        begin(&world, &token, &again).await?,
        Err(Failure::not_found())
    );
    assert_eq!(world.audited("platform.set-up").await?, 1);
    Ok(())
}

pub(crate) async fn of_two_at_once_one_begins(world: World) -> Tested {
    let token = SetupToken::default();
    let text = token.issue()?;
    let store = &world.db.store;
    assert_eq!(awaited(store).await, Ok(Awaited { storefront: false }));
    let (one, other) = (
        form(&text, "one@print.test"),
        form(&text, "other@print.test"),
    );
    let (first, second) = tokio::join!(begin(&world, &token, &one), begin(&world, &token, &other));
    let begun = [first?, second?];
    assert_eq!(
        begun.iter().filter(|one| one.is_ok()).count(),
        1,
        "{begun:?}"
    );
    assert_eq!(world.audited("platform.set-up").await?, 1);
    Ok(())
}
