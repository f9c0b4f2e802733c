//! The second factor: setting it up, asking for it, recovery codes, switching it off.

use super::world::{Outcome, PASSWORD, Tested, World};
use access::{Denial, Failure};
use data_encoding::BASE32_NOPAD;
use domain::{
    AccountId, Problem, Timestamp,
    accounts::{
        CodeField, EnterCode, ResetPassword, SecondFactor, SecondFactorPage, ShowBoth,
        ShowBothField,
    },
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use service::accounts::{
    self, Entered, Pending, Seal, SignedIn, begin_second_factor, confirm_second_factor,
    renew_recovery_codes, switch_off_second_factor,
};
use sha1::Sha1;
use store::sessions::{Hash, second_factors};

pub(crate) const DANA: &str = "dana@acme.test";
const STEP: i64 = 30 * Timestamp::SECOND;

pub(crate) fn seal() -> Outcome<Seal> {
    Ok(Seal::new(&[7; Seal::KEY]).ok_or("no key")?)
}

/// What is on somebody's telephone.
pub(crate) struct App(pub(crate) Vec<u8>);

impl App {
    /// As it is typed in from the page.
    fn told(page: &SecondFactorPage) -> Outcome<Self> {
        let SecondFactor::Begun { secret, address } = &page.factor else {
            return Err(format!("{page:?}").into());
        };
        let letters = secret.replace(' ', "");
        assert!(address.starts_with("otpauth://totp/storefront:dana%40acme.test?"));
        assert!(address.contains(&letters));
        let secret = BASE32_NOPAD.decode(letters.as_bytes());
        Ok(Self(secret.map_err(|_| "the secret is no base32")?))
    }

    /// What it shows so many steps from now.
    pub(crate) fn shows(&self, now: Timestamp, steps: i64) -> Outcome<String> {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).map_err(|_| "no key")?;
        mac.update(&(now.0 / STEP + steps).to_be_bytes());
        let mac = mac.finalize().into_bytes();
        let at = usize::from(mac[19] & 15);
        let bits = u32::from_be_bytes([mac[at], mac[at + 1], mac[at + 2], mac[at + 3]]);
        Ok(format!("{:06}", bits % 0x8000_0000 % 1_000_000))
    }
}

pub(crate) async fn page(world: &World, id: AccountId) -> Outcome<SecondFactorPage> {
    let ctx = world.as_(id, "storefront").await?;
    Ok(accounts::second_factor(&world.db.store, &seal()?, &ctx).await?)
}

async fn begun(world: &World, id: AccountId) -> Outcome<App> {
    let ctx = world.as_(id, "storefront").await?;
    begin_second_factor(&world.db.store, &seal()?, &ctx).await?;
    App::told(&page(world, id).await?)
}

async fn confirm(
    world: &World,
    id: AccountId,
    session: Option<&Hash>,
    form: &ShowBoth,
) -> Outcome<Result<Vec<String>, Failure<ShowBothField>>> {
    let ctx = world.as_(id, "storefront").await?;
    let (store, passwords, seal) = (&world.db.store, &world.passwords, seal()?);
    Ok(confirm_second_factor(store, passwords, &seal, &ctx, session, form).await)
}

/// A second factor that stands: the app, and the recovery codes. The app's next code is the first
/// that can be signed in with.
pub(crate) async fn stands(world: &mut World, id: AccountId) -> Outcome<(App, Vec<String>)> {
    let app = begun(world, id).await?;
    let first = both(PASSWORD, &app.shows(world.now, 0)?);
    let codes = confirm(world, id, None, &first).await??;
    world.now = world.now.plus(STEP);
    Ok((app, codes))
}

pub(crate) fn both(password: &str, code: &str) -> ShowBoth {
    ShowBoth {
        old_password: password.to_owned(),
        code: code.to_owned(),
    }
}

pub(crate) fn typed(code: &str) -> EnterCode {
    EnterCode {
        code: code.to_owned(),
    }
}

/// As far as the password goes, which is not far enough.
pub(crate) async fn at_the_door(world: &World) -> Outcome<Pending> {
    match world
        .first_step("storefront", World::HERE, DANA, PASSWORD)
        .await??
    {
        Entered::Code(pending) => Ok(pending),
        other => Err(format!("{other:?}").into()),
    }
}

async fn enter(
    world: &World,
    pending: Option<&Pending>,
    code: &str,
) -> Outcome<Result<SignedIn, Failure<CodeField>>> {
    let ctx = world.visitor("storefront").await?;
    let (store, seal, code) = (&world.db.store, seal()?, typed(code));
    Ok(accounts::enter_code(store, &seal, &ctx, World::HERE, pending, &code).await)
}

fn refused() -> Result<SignedIn, Failure<CodeField>> {
    Err(Failure::field(CodeField::Code, Problem::CodeRefused))
}

pub(crate) async fn it_is_set_up_by_a_code_and_asked_for_after_the_password(
    mut world: World,
) -> Tested {
    let dana = world.customer(DANA).await?;
    assert_eq!(page(&world, dana).await?.factor, SecondFactor::None);
    let this = world.session(dana, "this").await?;
    let other = world.session(dana, "other").await?;
    let app = begun(&world, dana).await?;
    // Nothing is asked for before it is shown that the app has understood.
    world
        .sign_in("storefront", World::HERE, DANA, PASSWORD)
        .await??;
    let first = app.shows(world.now, 0)?;
    let past = app.shows(world.now, -3)?;
    for wrong in ["000000", "", past.as_str()] {
        let answer = confirm(&world, dana, Some(&this), &both(PASSWORD, wrong)).await?;
        assert!(matches!(answer, Err(Failure::Invalid(_))), "{wrong}");
    }
    assert_eq!(world.audited("account.second-factor-refused").await?, 2);
    // Who has found the session and not the password locks nobody out with an app of their own.
    assert_eq!(
        confirm(&world, dana, Some(&this), &both("a wrong password", &first)).await?,
        Err(Failure::field(
            ShowBothField::Password,
            Problem::WrongPassword
        ))
    );
    assert!(world.lives(&other).await?, "nothing was changed");
    assert_eq!(world.audited("account.second-factor-refused").await?, 3);
    let codes = confirm(&world, dana, Some(&this), &both(PASSWORD, &first)).await??;
    assert_eq!(codes.len(), 10);
    assert!(world.lives(&this).await? && !world.lives(&other).await?);
    let mails = world.mails().await?;
    assert!(mails[0].subject.contains("has a second factor"));
    assert_eq!(world.audited("account.second-factor-on").await?, 1);
    assert_eq!(
        page(&world, dana).await?.factor,
        SecondFactor::Stands {
            since: world.now,
            codes: 10
        }
    );
    // It is not begun again over one that stands, and the page tells the secret no more.
    let ctx = world.as_(dana, "storefront").await?;
    assert_eq!(
        begin_second_factor(&world.db.store, &seal()?, &ctx).await,
        Err(Failure::Denied(Denial::Stale))
    );

    let before = world.audited("account.sign-in").await?;
    let pending = at_the_door(&world).await?;
    assert_eq!(
        world.audited("account.sign-in").await?,
        before,
        "nobody is in yet"
    );
    assert_eq!(
        enter(&world, Some(&pending), &first).await?,
        refused(),
        "used to set it up"
    );
    assert_eq!(enter(&world, Some(&pending), "123").await?, refused());
    world.now = world.now.plus(STEP);
    let next = app.shows(world.now, 0)?;
    let entered = enter(&world, Some(&pending), &next).await??;
    assert_eq!((entered.account, entered.to.as_str()), (dana, "/"));
    assert_eq!(world.audited("account.sign-in").await?, before + 1);
    assert_eq!(world.audited("account.second-factor-used").await?, 1);
    assert_eq!(world.audited("account.second-factor-refused").await?, 5);
    Ok(())
}

pub(crate) async fn a_code_works_once_and_for_a_minute(mut world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let (app, _) = stands(&mut world, dana).await?;
    world.now = world.now.plus(10 * STEP);
    let pending = at_the_door(&world).await?;
    for (steps, in_) in [(-2, false), (2, false), (-1, true), (-1, false), (0, true)] {
        let answer = enter(&world, Some(&pending), &app.shows(world.now, steps)?).await?;
        assert_eq!(answer.is_ok(), in_, "{steps}");
    }
    // A telephone that is a little ahead; then everything up to its code is over.
    assert!(
        enter(&world, Some(&pending), &app.shows(world.now, 1)?)
            .await?
            .is_ok()
    );
    for steps in [-1, 0, 1] {
        let again = enter(&world, Some(&pending), &app.shows(world.now, steps)?).await?;
        assert_eq!(again, refused(), "{steps}");
    }
    Ok(())
}

pub(crate) async fn of_one_code_at_two_doors_one_opens(mut world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let (app, codes) = stands(&mut world, dana).await?;
    let pending = at_the_door(&world).await?;
    for code in [&app.shows(world.now, 0)?, &codes[0]] {
        let (one, other) = tokio::join!(
            enter(&world, Some(&pending), code),
            enter(&world, Some(&pending), code)
        );
        let opened = [one?, other?].into_iter().filter(Result::is_ok).count();
        assert_eq!(opened, 1, "{code}");
    }
    Ok(())
}

pub(crate) async fn a_recovery_code_works_once_and_its_owner_is_told(mut world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let (_, codes) = stands(&mut world, dana).await?;
    let pending = at_the_door(&world).await?;
    enter(&world, Some(&pending), &codes[0]).await??;
    let mails = world.mails().await?;
    assert!(mails[0].subject.contains("recovery code"));
    assert!(mails[0].body.contains("9 are left"), "{}", mails[0].body);
    assert_eq!(enter(&world, Some(&pending), &codes[0]).await?, refused());
    // As people copy it.
    let copied = codes[1].to_uppercase().replace('-', " ");
    enter(&world, Some(&pending), &copied).await??;
    let SecondFactor::Stands { codes: left, .. } = page(&world, dana).await?.factor else {
        return Err("it stands".into());
    };
    assert_eq!(left, 8);

    // Somebody else's opens nothing, and nowhere are they kept as they are typed.
    let other = world.customer("other@acme.test").await?;
    let mut tx = world.db.store.begin().await?;
    let plain = codes[2].replace('-', "");
    let now = world.now;
    assert!(!second_factors::take_code(&mut tx, other, &Hash::of(&plain), now).await?);
    tx.commit().await?;
    Ok(())
}

pub(crate) async fn too_many_codes_are_stopped_at_any_door(mut world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let (app, codes) = stands(&mut world, dana).await?;
    let pending = at_the_door(&world).await?;
    // Right ones count for nothing.
    for code in codes.iter().take(6) {
        enter(&world, Some(&pending), code).await??;
    }
    for _ in 0..5 {
        assert_eq!(enter(&world, Some(&pending), "000000").await?, refused());
    }
    let right = app.shows(world.now, 0)?;
    let stopped = Err(Failure::TooMany { seconds: 600 });
    assert_eq!(enter(&world, Some(&pending), &right).await?, stopped);
    let again = at_the_door(&world).await?;
    assert_eq!(enter(&world, Some(&again), &right).await?, stopped);

    world.now = world.now.plus(10 * Timestamp::MINUTE);
    let pending = at_the_door(&world).await?;
    let right = app.shows(world.now, 0)?;
    assert!(enter(&world, Some(&pending), &right).await?.is_ok());
    Ok(())
}

pub(crate) async fn a_door_stands_open_for_minutes_and_for_the_password_that_was_shown(
    mut world: World,
) -> Tested {
    let dana = world.customer(DANA).await?;
    let (app, codes) = stands(&mut world, dana).await?;
    let out = Err(Failure::Denied(Denial::SignIn));
    assert_eq!(enter(&world, None, &codes[0]).await?, out);
    let late = at_the_door(&world).await?;
    world.now = world.now.plus(10 * Timestamp::MINUTE);
    assert_eq!(enter(&world, Some(&late), &codes[0]).await?, out);

    // A new password leaves the second factor as it is, and closes the door to who had the old one.
    let old = at_the_door(&world).await?;
    world.forgot("storefront", DANA).await?;
    let form = ResetPassword {
        token: world.token().await?,
        new_password: "nine green typewriters".to_owned(),
    };
    let ctx = world.visitor("storefront").await?;
    let store = &world.db.store;
    accounts::reset_password(store, &world.passwords, &ctx, &form).await?;
    let code = app.shows(world.now, 0)?;
    assert_eq!(enter(&world, Some(&old), &code).await?, out);
    let asked = world
        .first_step("storefront", World::HERE, DANA, "nine green typewriters")
        .await??;
    assert!(matches!(asked, Entered::Code(_)), "{asked:?}");
    Ok(())
}

pub(crate) async fn what_changes_it_takes_both_factors(mut world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    let (app, codes) = stands(&mut world, dana).await?;
    let this = world.session(dana, "this").await?;
    let other = world.session(dana, "other").await?;
    let ctx = world.as_(dana, "storefront").await?;
    let (store, passwords, seal) = (&world.db.store, &world.passwords, seal()?);
    for (form, field, problem) in [
        (
            both("a wrong password", &codes[0]),
            ShowBothField::Password,
            Problem::WrongPassword,
        ),
        (
            both(PASSWORD, "000000"),
            ShowBothField::Code,
            Problem::CodeRefused,
        ),
    ] {
        let off = switch_off_second_factor(store, passwords, &seal, &ctx, None, &form).await;
        assert_eq!(off, Err(Failure::field(field, problem)));
    }
    assert!(world.lives(&other).await?, "nothing was changed");
    assert_eq!(world.audited("account.second-factor-refused").await?, 2);

    let form = both(PASSWORD, &app.shows(world.now, 0)?);
    let new = renew_recovery_codes(store, passwords, &seal, &ctx, &form).await?;
    assert_eq!(new.len(), 10);
    assert!(new.iter().all(|code| !codes.contains(code)));
    let pending = at_the_door(&world).await?;
    assert_eq!(enter(&world, Some(&pending), &codes[0]).await?, refused());
    enter(&world, Some(&pending), &new[0]).await??;
    // The app's code was used for the new ones.
    let again = switch_off_second_factor(store, passwords, &seal, &ctx, None, &form).await;
    assert_eq!(
        again,
        Err(Failure::field(ShowBothField::Code, Problem::CodeRefused))
    );
    let form = both(PASSWORD, &app.shows(world.now, 1)?);
    switch_off_second_factor(store, passwords, &seal, &ctx, Some(&this), &form).await?;
    assert!(world.lives(&this).await? && !world.lives(&other).await?);
    let mails = world.mails().await?;
    assert!(mails[0].subject.contains("was switched off"));
    assert_eq!(world.audited("account.second-factor-off").await?, 1);
    assert_eq!(page(&world, dana).await?.factor, SecondFactor::None);
    world
        .sign_in("storefront", World::HERE, DANA, PASSWORD)
        .await??;
    Ok(())
}
