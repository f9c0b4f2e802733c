//! A storefront's logo: put in the place of its name, seen by everybody there, and taken away.

use super::{
    company::{platform, staff, storefront_admin},
    running::version,
    world::{Outcome, Tested, World},
};
use access::{Ctx, Denial, Failure, Role};
use domain::{
    Problem, StorefrontId,
    albums::MEGAPIXELS_MOST,
    storefronts::{OnStorefront, StorefrontField},
};
use prepress::{
    Limits, examine,
    sample::{Sample, not_pdf, pdf},
};
use service::{
    artwork::{Files, Sent},
    storefronts,
};
use testkit::Folder;

/// A real PNG.
fn picture(headline: &str) -> Outcome<Sent> {
    let pdf = pdf(Sample::Flyer { headline });
    Ok(sent(examine(&pdf, &Limits::default())?.thumbnail_png))
}

fn sent(bytes: Vec<u8>) -> Sent {
    let name = "logo.png".to_owned();
    Sent::File { name, bytes }
}

/// The storefront as its page shows it now.
async fn on(world: &World, storefront: StorefrontId) -> Outcome<OnStorefront> {
    let version = version(world, storefront).await?;
    Ok(OnStorefront {
        storefront,
        version,
    })
}

/// The address of the logo that *corporate* has.
async fn address(world: &World) -> Outcome<Option<String>> {
    let at = world.storefront("corporate").await?;
    Ok(at.logo.map(|logo| logo.to_string()))
}

pub(crate) async fn a_logo_stands_there_until_another_one_or_none_does(world: World) -> Tested {
    let here = storefront_admin(&world, "here@quoin.test", "corporate").await?;
    let folder = Folder::new();
    let files = Files::open_folder(&folder.0, 1_000_000)?;
    let store = &world.db.store;
    let ctx = world.as_(here, "corporate").await?;
    let id = ctx.at.id;
    assert_eq!(address(&world).await?, None);

    let shown = on(&world, id).await?;
    storefronts::set_logo(store, &files, &ctx, &shown, picture("Acme")?).await?;
    assert_eq!(
        storefronts::set_logo(store, &files, &ctx, &shown, picture("Acme")?).await,
        Err(Failure::Denied(Denial::Stale)),
        "a double press sets it once"
    );
    let first = address(&world).await?.ok_or("no logo")?;
    let seen = async |ctx: &Ctx, name: &str| -> Result<bool, Failure> {
        let bytes = storefronts::logo(store, &files, ctx, name).await?;
        Ok(bytes.starts_with(b"\x89PNG"))
    };
    let visitor = world.visitor("corporate").await?;
    assert_eq!(seen(&visitor, &first).await, Ok(true));

    let shown = on(&world, id).await?;
    storefronts::set_logo(store, &files, &ctx, &shown, picture("Acme Print")?).await?;
    let second = address(&world).await?.ok_or("no logo")?;
    assert_ne!(first, second, "its address names the picture");
    let visitor = world.visitor("corporate").await?;
    assert_eq!(seen(&visitor, &second).await, Ok(true));
    assert_eq!(seen(&visitor, &first).await, Err(Failure::not_found()));

    // From another storefront it is seen by who runs this one.
    let elsewhere = world.visitor("market").await?;
    assert_eq!(seen(&elsewhere, &second).await, Err(Failure::not_found()));
    let admin = platform(&world, "admin@quoin.test", Role::PlatformAdmin).await?;
    let admin = world.as_(admin, "market").await?;
    assert_eq!(seen(&admin, &second).await, Ok(true));

    let shown = on(&world, id).await?;
    storefronts::remove_logo(store, &ctx, &shown).await?;
    assert_eq!(address(&world).await?, None);
    assert_eq!(seen(&admin, &second).await, Err(Failure::not_found()));
    assert_eq!(world.audited("storefront.logo").await?, 2);
    assert_eq!(world.audited("storefront.remove-logo").await?, 1);
    Ok(())
}

pub(crate) async fn a_logo_is_a_picture_from_who_changes_the_look(world: World) -> Tested {
    let here = storefront_admin(&world, "here@quoin.test", "corporate").await?;
    let there = storefront_admin(&world, "there@quoin.test", "market").await?;
    let keeper = staff(&world, "keeper@quoin.test", Role::AlbumAdmin, "corporate").await?;
    let folder = Folder::new();
    let files = Files::open_folder(&folder.0, 1_000_000)?;
    let store = &world.db.store;
    let id = world.storefront("corporate").await?.id;
    let shown = on(&world, id).await?;
    for (who, slug) in [(there, "market"), (keeper, "corporate")] {
        let ctx = world.as_(who, slug).await?;
        assert_eq!(
            storefronts::set_logo(store, &files, &ctx, &shown, picture("Acme")?).await,
            Err(Failure::not_found())
        );
        assert_eq!(
            storefronts::remove_logo(store, &ctx, &shown).await,
            Err(Failure::not_found())
        );
    }
    let ctx = world.as_(here, "corporate").await?;
    let no_logo = Problem::NotALogo {
        most_megapixels: MEGAPIXELS_MOST,
    };
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
    for (file, problem) in [
        (sent(not_pdf()), no_logo.clone()),
        (sent(drawing), no_logo),
        (Sent::TooLarge, Problem::FileTooLarge { most_megabytes: 1 }),
        (Sent::Nothing, Problem::Missing),
    ] {
        assert_eq!(
            storefronts::set_logo(store, &files, &ctx, &shown, file).await,
            Err(Failure::field(StorefrontField::Logo, problem))
        );
    }
    assert_eq!(address(&world).await?, None);
    Ok(())
}
