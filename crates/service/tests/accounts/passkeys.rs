//! Passkeys: adding them, and signing in with them. What is said wrongly of one is in [`lies`](super::lies).

use super::{
    second_factor::{self, DANA, seal, stands},
    world::{Outcome, PASSWORD, Tested, World},
};
use access::{Anchor, Denial, Failure, Role, Standing};
use data_encoding::BASE64URL_NOPAD;
use domain::{
    AccountId, Problem, Timestamp,
    accounts::{
        AccountState, AddPasskey, BeginPasskey, PasskeyField, PasskeyLine, RemovePasskey,
        RenamePasskey, SecondFactor, SignInWithPasskey,
    },
};
use serde_json::Value;
use service::accounts::{self, Asked, Client, SignedIn};
use store::sessions::Hash;
use testkit::Device;

pub(crate) const HOST: &str = "https://storefront.quoin.test";

type Begun = Result<Value, Failure<PasskeyField>>;
pub(crate) type Added = Result<(), Failure<PasskeyField>>;
pub(crate) type Opened = Result<SignedIn, Failure<PasskeyField>>;

fn adding(password: &str, code: &str) -> BeginPasskey {
    BeginPasskey {
        name: "Telephone".to_owned(),
        old_password: password.to_owned(),
        code: code.to_owned(),
    }
}

async fn begin_with(world: &World, id: AccountId, form: &BeginPasskey) -> Outcome<Begun> {
    let ctx = world.as_(id, "storefront").await?;
    let (store, passwords) = (&world.db.store, &world.passwords);
    Ok(accounts::begin_passkey(store, passwords, &seal()?, &ctx, form).await)
}

/// What the browser is asked for a new one.
pub(crate) async fn begin(world: &World, id: AccountId) -> Outcome<Value> {
    Ok(begin_with(world, id, &adding(PASSWORD, "")).await??)
}

pub(crate) async fn add(world: &World, id: AccountId, credential: String) -> Outcome<Added> {
    let ctx = world.as_(id, "storefront").await?;
    let name = " Telephone ".to_owned();
    let form = AddPasskey { name, credential };
    Ok(accounts::add_passkey(&world.db.store, &ctx, &form).await)
}

/// A device with a passkey of somebody's.
pub(crate) async fn device(world: &World, id: AccountId) -> Outcome<Device> {
    let mut device = Device::at(HOST);
    let made = device.make(&begin(world, id).await?);
    add(world, id, made).await??;
    Ok(device)
}

/// What a browser is asked at sign-in, and what its session keeps of it.
async fn ask(world: &World, slug: &str) -> Outcome<(Value, Asked)> {
    let ctx = world.visitor(slug).await?;
    Ok(accounts::ask_passkey(&world.db.store, &ctx, World::HERE).await?)
}

/// What the session of a browser keeps that was asked this, as if at sign-in.
fn kept(told: &Value) -> Outcome<Asked> {
    let challenge = told["challenge"].as_str().ok_or("no challenge")?;
    let challenge = BASE64URL_NOPAD.decode(challenge.as_bytes());
    let challenge = challenge.map_err(|_| "the challenge is no base64url")?;
    Ok(serde_json::from_value(Hash::of(challenge).hex().into())?)
}

async fn open(
    world: &World,
    slug: &str,
    client: Client<'_>,
    asked: Option<&Asked>,
    shown: String,
) -> Outcome<Opened> {
    let ctx = world.visitor(slug).await?;
    let form = SignInWithPasskey {
        credential: shown,
        next: String::new(),
    };
    let store = &world.db.store;
    Ok(accounts::sign_in_with_passkey(store, &ctx, client, asked, &form).await)
}

/// Signing in with a device somewhere.
async fn show_at(
    world: &World,
    slug: &str,
    client: Client<'_>,
    device: &mut Device,
) -> Outcome<Opened> {
    let (told, asked) = ask(world, slug).await?;
    open(world, slug, client, Some(&asked), device.show(&told)).await
}

/// Signing in with a device at its own host.
pub(crate) async fn show(world: &World, device: &mut Device) -> Outcome<Opened> {
    show_at(world, "storefront", World::HERE, device).await
}

pub(crate) async fn listed(world: &World, id: AccountId) -> Outcome<Vec<PasskeyLine>> {
    let ctx = world.as_(id, "storefront").await?;
    Ok(accounts::passkeys(&world.db.store, &ctx).await?.passkeys)
}

pub(crate) fn refused() -> Opened {
    Err(Failure::field(
        PasskeyField::Credential,
        Problem::PasskeyRefused,
    ))
}

pub(crate) fn not_added() -> Added {
    Err(Failure::field(PasskeyField::Credential, Problem::NoPasskey))
}

pub(crate) async fn one_is_added_with_the_password_and_opens_the_account(
    mut world: World,
) -> Tested {
    let dana = world.customer(DANA).await?;
    let wrong = Err(Failure::field(
        PasskeyField::Password,
        Problem::WrongPassword,
    ));
    let form = adding("a wrong password", "");
    assert_eq!(begin_with(&world, dana, &form).await?, wrong);
    let mut device = device(&world, dana).await?;
    let lines = listed(&world, dana).await?;
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].name.as_str(), lines[0].host.as_str()),
        ("Telephone", "storefront.quoin.test")
    );
    assert_eq!((lines[0].made, lines[0].used), (world.now, None));
    let mails = world.mails().await?;
    assert!(mails[0].subject.contains("has a new passkey"));
    assert!(mails[0].body.contains("Telephone"));
    assert_eq!(world.audited("account.passkey-added").await?, 1);
    // The device is told which there are, and whose they are by a number alone.
    let again = begin(&world, dana).await?;
    let there = again
        .pointer("/excludeCredentials")
        .map(|there| there.to_string());
    assert_ne!(there.as_deref(), Some("[]"));
    assert_eq!(device.user, dana.0.to_be_bytes());

    world.now = world.now.plus(Timestamp::DAY);
    let entered = show(&world, &mut device).await??;
    assert_eq!((entered.account, entered.to.as_str()), (dana, "/"));
    assert!(entered.by_passkey);
    assert_eq!(listed(&world, dana).await?[0].used, Some(world.now));
    assert_eq!(world.audited("account.passkey-used").await?, 1);
    assert_eq!(world.audited("account.sign-in").await?, 1);
    let by_password = world
        .sign_in("storefront", World::HERE, DANA, PASSWORD)
        .await??;
    assert!(!by_password.by_passkey);
    Ok(())
}

pub(crate) async fn adding_one_takes_all_that_the_account_has(mut world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let (app, codes) = stands(&mut world, dana).await?;
    let ctx = world.as_(dana, "storefront").await?;
    assert!(accounts::passkeys(&world.db.store, &ctx).await?.code);
    for (form, field, problem) in [
        (
            adding("a wrong password", &codes[0]),
            PasskeyField::Password,
            Problem::WrongPassword,
        ),
        (
            adding(PASSWORD, ""),
            PasskeyField::Code,
            Problem::CodeRefused,
        ),
        (
            adding(PASSWORD, "000000"),
            PasskeyField::Code,
            Problem::CodeRefused,
        ),
    ] {
        let begun = begin_with(&world, dana, &form).await?;
        assert_eq!(begun, Err(Failure::field(field, problem)));
    }
    assert_eq!(world.audited("account.passkey-refused").await?, 3);
    let form = adding(PASSWORD, &app.shows(world.now, 0)?);
    let mut phone = Device::at(HOST);
    let made = phone.make(&begin_with(&world, dana, &form).await??);
    add(&world, dana, made).await??;
    let again = begin_with(&world, dana, &form).await?;
    assert!(again.is_err(), "a code is good once");
    show(&world, &mut phone).await??;
    Ok(())
}

pub(crate) async fn what_is_signed_is_asked_for_once_and_lately(mut world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let other = world.customer("other@acme.test").await?;
    // It does not count, so that nothing but the question can be over.
    let mut phone = Device::at(HOST);
    phone.counter = 0;
    let mut tablet = Device::at(HOST);
    // What one account was asked adds nothing to another, and is not taken twice.
    let told = begin(&world, dana).await?;
    let made = phone.make(&told);
    assert_eq!(add(&world, other, made.clone()).await?, not_added());
    assert_eq!(add(&world, dana, made).await?, Ok(()));
    let made = tablet.make(&told);
    assert_eq!(add(&world, dana, made).await?, not_added());
    let made = tablet.make(&begin(&world, dana).await?);
    world.now = world.now.plus(5 * Timestamp::MINUTE);
    assert_eq!(add(&world, dana, made).await?, not_added());
    // What is asked of who signs in adds none.
    let mut signing_in = begin(&world, dana).await?;
    signing_in["challenge"] = ask(&world, "storefront").await?.0["challenge"].clone();
    let made = tablet.make(&signing_in);
    assert_eq!(add(&world, dana, made).await?, not_added());
    assert_eq!(listed(&world, dana).await?.len(), 1);

    let (told, asked) = ask(&world, "storefront").await?;
    let shown = phone.show(&told);
    let (one, two) = tokio::join!(
        open(
            &world,
            "storefront",
            World::HERE,
            Some(&asked),
            shown.clone()
        ),
        open(&world, "storefront", World::HERE, Some(&asked), shown)
    );
    let opened = [one?, two?].into_iter().filter(Result::is_ok).count();
    assert_eq!(opened, 1, "of one answer at two doors one opens");
    let (told, asked) = ask(&world, "storefront").await?;
    let shown = phone.show(&told);
    world.now = world.now.plus(5 * Timestamp::MINUTE);
    let too_late = open(&world, "storefront", World::HERE, Some(&asked), shown).await?;
    assert_eq!(too_late, refused());
    // What is asked of who adds one lets nobody in.
    let mut told = begin(&world, dana).await?;
    told["rpId"] = "storefront.quoin.test".into();
    let (asked, shown) = (kept(&told)?, phone.show(&told));
    let opened = open(&world, "storefront", World::HERE, Some(&asked), shown).await?;
    assert_eq!(opened, refused());
    Ok(())
}

pub(crate) async fn an_answer_is_taken_of_the_browser_that_was_asked(world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let mut phone = device(&world, dana).await?;
    let (told, asked) = ask(&world, "storefront").await?;
    let (_, of_another) = ask(&world, "storefront").await?;
    let shown = phone.show(&told);
    for browser in [None, Some(&of_another)] {
        let opened = open(&world, "storefront", World::HERE, browser, shown.clone()).await?;
        assert_eq!(opened, refused());
    }
    let opened = open(&world, "storefront", World::HERE, Some(&asked), shown).await?;
    assert_eq!(opened?.account, dana);
    Ok(())
}

pub(crate) async fn a_passkey_is_of_one_account(world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let other = world.customer("other@acme.test").await?;
    let mut phone = device(&world, dana).await?;
    let mut copy = Device::at(HOST);
    copy.credential = phone.credential.clone();
    for somebody in [dana, other] {
        let made = copy.make(&begin(&world, somebody).await?);
        assert_eq!(add(&world, somebody, made).await?, not_added());
    }
    assert_eq!(show(&world, &mut phone).await??.account, dana);
    Ok(())
}

pub(crate) async fn every_refusal_is_the_same(world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let mut phone = device(&world, dana).await?;
    for nothing in ["", "{}", "[]", "{\"id\":\"\"}"] {
        let shown = nothing.to_owned();
        let opened = open(&world, "storefront", World::HERE, None, shown).await?;
        assert_eq!(opened, refused(), "{nothing}");
    }
    let mut unknown = Device::at(HOST);
    unknown.user = phone.user.clone();
    assert_eq!(show(&world, &mut unknown).await?, refused());
    // By its name alone it is not the one.
    unknown.credential = phone.credential.clone();
    unknown.counter = 10;
    assert_eq!(show(&world, &mut unknown).await?, refused());
    // Not what was signed.
    let (told, asked) = ask(&world, "storefront").await?;
    let mut changed: Value = serde_json::from_str(&phone.show(&told))?;
    changed["signature"] = "MEUCIQ".into();
    let changed = changed.to_string();
    let opened = open(&world, "storefront", World::HERE, Some(&asked), changed).await?;
    assert_eq!(opened, refused());

    show(&world, &mut phone).await??;
    // A copy of the device has counted less, or does not count.
    let counted = phone.counter;
    for counter in [counted - 2, counted - 1, 0] {
        phone.counter = counter;
        assert_eq!(show(&world, &mut phone).await?, refused(), "{counter}");
    }
    phone.counter = counted;
    for state in [AccountState::Suspended, AccountState::Deleted] {
        world.state(dana, state).await?;
        assert_eq!(show(&world, &mut phone).await?, refused(), "{state:?}");
    }
    world.state(dana, AccountState::Active).await?;
    show(&world, &mut phone).await??;
    assert_eq!(world.audited("account.passkey-refused").await?, 12);

    // A device that does not count is none that was copied.
    let other = world.customer("other@acme.test").await?;
    let mut key = Device::at(HOST);
    key.counter = 0;
    let made = key.make(&begin(&world, other).await?);
    add(&world, other, made).await??;
    show(&world, &mut key).await??;
    show(&world, &mut key).await??;
    Ok(())
}

pub(crate) async fn it_works_at_the_host_it_was_made_at(world: World) -> Tested {
    let root = [(Role::PlatformAdmin, Anchor::Platform)];
    let state = AccountState::Active;
    let worker = world.person(DANA, None, state, &root).await?;
    let mut phone = device(&world, worker).await?;
    show(&world, &mut phone).await??;
    // At another host the browser would not even offer it.
    phone.origin = "https://corporate.quoin.test".to_owned();
    let opened = show_at(&world, "corporate", World::HERE, &mut phone).await?;
    assert_eq!(opened, refused());
    // A customer signs in at home, and nowhere else, whatever their device says.
    let corporate = world.storefront("corporate").await?.id;
    let home = [(Role::EndUser, Anchor::Storefronts(vec![corporate]))];
    let stranger = world
        .person("robin@acme.test", Some(corporate), state, &home)
        .await?;
    let mut phone = device(&world, stranger).await?;
    assert_eq!(show(&world, &mut phone).await?, refused());
    let opened = show_at(&world, "storefront", World::BARE, &mut phone).await?;
    assert_eq!(opened?.account, stranger);
    // A number is no address for one.
    let mut ctx = world.as_(worker, "storefront").await?;
    ctx.base_url = "http://127.0.0.1:3000".to_owned();
    let page = accounts::passkeys(&world.db.store, &ctx).await?;
    assert_eq!((page.host, page.passkeys.len()), (None, 1));
    let asked = accounts::ask_passkey(&world.db.store, &ctx, World::HERE).await;
    assert_eq!(asked, Err(Failure::not_found()));
    Ok(())
}

pub(crate) async fn it_is_two_factors_at_once(mut world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let mut phone = device(&world, dana).await?;
    stands(&mut world, dana).await?;
    second_factor::at_the_door(&world).await?;
    let entered = show(&world, &mut phone).await??;
    assert_eq!(entered.account, dana, "no code is asked for");
    Ok(())
}

pub(crate) async fn a_password_alone_sets_up_nothing_beside_it(world: World) -> Tested {
    let shop = world.storefront("storefront").await?.id;
    let floor = [(Role::JobController, Anchor::Storefronts(vec![shop]))];
    let worker = world
        .person(DANA, None, AccountState::Active, &floor)
        .await?;
    let (store, seal) = (&world.db.store, seal()?);
    let mut ctx = world.as_(worker, "storefront").await?;
    ctx.access.standing = Standing::Unprotected;
    accounts::begin_second_factor(store, &seal, &ctx).await?;
    let first = Err(Failure::Denied(Denial::SecondFactor));
    assert_eq!(
        accounts::passkeys(store, &ctx).await.map(drop),
        first,
        "a code comes first"
    );
    device(&world, worker).await?;

    let page = accounts::second_factor(store, &seal, &ctx).await?;
    let hosts = vec!["storefront.quoin.test".to_owned()];
    assert_eq!(page.factor, SecondFactor::Passkey { hosts });
    assert_eq!(
        accounts::begin_second_factor(store, &seal, &ctx).await,
        first
    );
    let both = second_factor::both(PASSWORD, "000000");
    assert_eq!(
        accounts::confirm_second_factor(store, &world.passwords, &seal, &ctx, None, &both).await,
        Err(Failure::Denied(Denial::SecondFactor))
    );
    // Who came in with it may.
    ctx.access.standing = Standing::Active;
    accounts::begin_second_factor(store, &seal, &ctx).await?;
    Ok(())
}

pub(crate) async fn they_are_their_owners_alone(world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let other = world.customer("other@acme.test").await?;
    let mut phone = device(&world, dana).await?;
    let passkey = listed(&world, dana).await?[0].id.to_string();
    let renamed = |name: &str| RenamePasskey {
        passkey: passkey.clone(),
        name: name.to_owned(),
    };
    let removed = RemovePasskey {
        passkey: passkey.clone(),
    };
    let store = &world.db.store;
    let stranger = world.as_(other, "storefront").await?;
    assert_eq!(
        accounts::rename_passkey(store, &stranger, &renamed("Mine")).await,
        Err(Failure::not_found())
    );
    accounts::remove_passkey(store, &stranger, None, &removed).await?;
    let mut acting = world.as_(dana, "storefront").await?;
    acting.access.acting = Some(AccountId(4_711));
    let while_acting = Err(Failure::Denied(Denial::WhileActing));
    assert_eq!(
        accounts::remove_passkey(store, &acting, None, &removed).await,
        while_acting
    );
    assert_eq!(
        accounts::passkeys(store, &acting).await.map(drop),
        while_acting
    );
    let while_acting = Err(Failure::Denied(Denial::WhileActing));
    assert_eq!(
        accounts::rename_passkey(store, &acting, &renamed("Mine")).await,
        while_acting
    );
    let form = adding(PASSWORD, "");
    let begun = accounts::begin_passkey(store, &world.passwords, &seal()?, &acting, &form).await;
    assert_eq!(begun.map(drop), while_acting);
    let form = AddPasskey {
        name: "Mine".to_owned(),
        credential: Device::at(HOST).make(&begin(&world, dana).await?),
    };
    assert_eq!(
        accounts::add_passkey(store, &acting, &form).await,
        while_acting
    );
    let lines = listed(&world, dana).await?;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].name, "Telephone");

    let owner = world.as_(dana, "storefront").await?;
    assert_eq!(
        accounts::rename_passkey(store, &owner, &renamed(" ")).await,
        Err(Failure::field(PasskeyField::Name, Problem::Missing))
    );
    accounts::rename_passkey(store, &owner, &renamed("Old  telephone")).await?;
    assert_eq!(listed(&world, dana).await?[0].name, "Old telephone");
    let this = world.session(dana, "this").await?;
    let other = world.session(dana, "other").await?;
    accounts::remove_passkey(store, &owner, Some(&this), &removed).await?;
    accounts::remove_passkey(store, &owner, Some(&this), &removed).await?;
    assert!(world.lives(&this).await? && !world.lives(&other).await?);
    assert!(listed(&world, dana).await?.is_empty());
    assert_eq!(world.audited("account.passkey-removed").await?, 1);
    let mails = world.mails().await?;
    assert!(mails[0].subject.contains("was removed"));
    assert_eq!(show(&world, &mut phone).await?, refused());
    Ok(())
}

pub(crate) async fn too_many_tries_are_stopped(mut world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let mut phone = device(&world, dana).await?;
    for _ in 0..100 {
        let shown = "{}".to_owned();
        let opened = open(&world, "storefront", World::HERE, None, shown).await?;
        assert_eq!(opened, refused());
    }
    let stopped = Err(Failure::TooMany { seconds: 600 });
    assert_eq!(show(&world, &mut phone).await?, stopped);
    world.now = world.now.plus(10 * Timestamp::MINUTE);
    show(&world, &mut phone).await??;
    Ok(())
}
