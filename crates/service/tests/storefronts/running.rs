//! Running storefronts: the list, making one, settings, host names, colours.

use super::{
    company::{platform, staff, storefront_admin},
    world::{Outcome, Tested, World},
};
use access::{Anchor, Denial, Failure, Permission, Role, rules};
use domain::{
    AccountId, Problem, StorefrontId, Timestamp,
    accounts::AccountState,
    storefronts::{
        CreateStorefront, EditStorefront, OnHost, PlatformField, RegistrationMode, SetLook,
        SetPlatform, StorefrontField, SwitchTo,
    },
};
use service::storefronts::{self, Platform};
use store::{sessions::second_factors, storefronts::by_host};

pub(crate) const PLATFORM: Platform<'static> = Platform {
    base_url: "https://quoin.test",
    host: "quoin.test",
};

pub(crate) async fn version(world: &World, id: StorefrontId) -> Outcome<i64> {
    let mut tx = world.db.store.read().await?;
    let record = store::storefronts::record(&mut tx, id).await?;
    Ok(record.ok_or("no such storefront")?.version)
}

async fn listed(world: &World, who: AccountId) -> Outcome<Vec<String>> {
    let ctx = world.as_(who, "corporate").await?;
    let page = storefronts::list(&world.db.store, PLATFORM, &ctx).await?;
    Ok(page.rows.into_iter().map(|row| row.name).collect())
}

pub(crate) async fn inf_13_each_lists_the_storefronts_that_are_theirs(world: World) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::PlatformAdmin).await?;
    let (corporate, market) = (
        world.storefront("corporate").await?.id,
        world.storefront("market").await?.id,
    );
    let both = Anchor::Storefronts(vec![corporate, market]);
    let junior = world
        .person(
            "junior@quoin.test",
            None,
            AccountState::Active,
            &[(Role::JuniorAdmin, both)],
        )
        .await?;
    let here = storefront_admin(&world, "here@quoin.test", "corporate").await?;
    assert_eq!(listed(&world, admin).await?.len(), 5);
    assert_eq!(listed(&world, junior).await?, ["corporate", "market"]);
    assert_eq!(listed(&world, here).await?, ["corporate"]);

    // Who may change storefronts goes where they work; a Storefront Administrator has one.
    let store = &world.db.store;
    for (who, choices) in [(admin, 5), (junior, 2), (here, 0)] {
        let ctx = world.as_(who, "corporate").await?;
        let all = storefronts::switchable(store, &ctx).await?;
        assert_eq!(all.len(), choices);
    }
    let ctx = world.as_(junior, "corporate").await?;
    let to = SwitchTo { storefront: market };
    assert_eq!(storefronts::switch_to(store, &ctx, &to).await, Ok(market));
    let elsewhere = SwitchTo {
        storefront: world.storefront("printshop").await?.id,
    };
    assert_eq!(
        storefronts::switch_to(store, &ctx, &elsewhere).await,
        Err(Failure::not_found())
    );
    assert!(
        storefronts::open(store, PLATFORM, &ctx, elsewhere.storefront)
            .await
            .is_err()
    );
    assert_eq!(
        storefronts::system(store, &ctx, Vec::new()).await,
        Err(Failure::Denied(Denial::Missing(
            Permission::SystemSettingsEdit
        )))
    );
    let ctx = world.as_(admin, "corporate").await?;
    let page = storefronts::system(store, &ctx, Vec::new()).await?;
    assert_eq!(page.administrators, [(admin, "Dana Reyes".to_owned())]);
    Ok(())
}

pub(crate) async fn a_storefront_is_made_by_who_runs_the_platform(world: World) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let instance = staff(
        &world,
        "instance@quoin.test",
        Role::ConfiguratorAdministrator,
        "configurator",
    )
    .await?;
    let store = &world.db.store;
    let form = CreateStorefront {
        name: "Acme Print".to_owned(),
        slug: "acme".to_owned(),
        pack: "printshop".to_owned(),
        currency: "EUR".to_owned(),
        public: true,
        approval: false,
    };
    for (who, slug) in [(junior, "corporate"), (instance, "configurator")] {
        let ctx = world.as_(who, slug).await?;
        assert_eq!(
            storefronts::create(store, &ctx, &form).await,
            Err(Failure::Denied(Denial::Missing(
                Permission::StorefrontCreate
            )))
        );
    }
    let ctx = world.as_(admin, "corporate").await?;
    let acme = storefronts::create(store, &ctx, &form).await?;
    assert_eq!(
        storefronts::create(store, &ctx, &form).await,
        Err(Failure::field(StorefrontField::Slug, Problem::Taken))
    );
    assert_eq!(world.storefront("acme").await?.id, acme);
    assert_eq!(world.audited("storefront.create").await?, 1);
    Ok(())
}

pub(crate) async fn inf_11_settings_are_changed_where_one_administers(world: World) -> Tested {
    let here = storefront_admin(&world, "here@quoin.test", "corporate").await?;
    let there = storefront_admin(&world, "there@quoin.test", "market").await?;
    let id = world.storefront("corporate").await?.id;
    let form = EditStorefront {
        storefront: id,
        version: version(&world, id).await?,
        name: "  Brand   Centre ".to_owned(),
        tagline: "Print for our own".to_owned(),
        registration: RegistrationMode::Invitation.key().to_owned(),
        public: true,
        approval: false,
        second_factor_for_staff: false,
        default_visible: false,
        personal_addresses_hidden: true,
        data_without_department: true,
    };
    let store = &world.db.store;
    let ctx = world.as_(there, "market").await?;
    assert_eq!(
        storefronts::edit(store, &ctx, &form).await,
        Err(Failure::not_found())
    );
    let ctx = world.as_(here, "corporate").await?;
    storefronts::edit(store, &ctx, &form).await?;
    let at = world.storefront("corporate").await?;
    assert_eq!(
        (&*at.name, at.public, at.approval, at.registration),
        ("Brand Centre", true, false, RegistrationMode::Invitation)
    );
    let page = storefronts::open(store, PLATFORM, &ctx, id).await?;
    assert!(!page.default_visible);
    assert!(page.personal_addresses_hidden);
    assert!(page.data_without_department);
    assert_eq!(
        storefronts::edit(store, &ctx, &form).await,
        Err(Failure::Denied(Denial::Stale))
    );
    Ok(())
}

pub(crate) async fn a_host_name_leads_to_one_storefront_at_once(world: World) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::PlatformAdmin).await?;
    let store = &world.db.store;
    let ctx = world.as_(admin, "corporate").await?;
    let (corporate, market) = (
        world.storefront("corporate").await?.id,
        world.storefront("market").await?.id,
    );
    let on = async |storefront: StorefrontId, host: &str| -> Outcome<OnHost> {
        Ok(OnHost {
            storefront,
            version: version(&world, storefront).await?,
            host: host.to_owned(),
        })
    };
    let led_to = async || -> Outcome<Option<StorefrontId>> {
        let mut tx = world.db.store.read().await?;
        let found = by_host(&mut tx, "Print.Example:443", "quoin.test").await?;
        Ok(found.map(|one| one.id))
    };
    assert_eq!(led_to().await?, None);
    let form = on(corporate, "Print.Example").await?;
    storefronts::add_host(store, PLATFORM, &ctx, &form).await?;
    assert_eq!(led_to().await?, Some(corporate), "at the next request");
    for (storefront, host, problem) in [
        (market, "print.example", Problem::Taken),
        (corporate, "print.example", Problem::Taken),
        (market, "acme.quoin.test", Problem::HostOfPlatform),
        (market, "http://print.example", Problem::NotAHost),
    ] {
        let form = on(storefront, host).await?;
        assert_eq!(
            storefronts::add_host(store, PLATFORM, &ctx, &form).await,
            Err(Failure::field(StorefrontField::Host, problem)),
            "{host}"
        );
    }
    let foreign = on(market, "print.example").await?;
    assert_eq!(
        storefronts::remove_host(store, &ctx, &foreign).await,
        Err(Failure::Denied(Denial::Stale))
    );
    let form = on(corporate, "print.example").await?;
    storefronts::remove_host(store, &ctx, &form).await?;
    assert_eq!(led_to().await?, None);
    Ok(())
}

pub(crate) async fn colours_that_cannot_be_read_are_refused(world: World) -> Tested {
    let here = storefront_admin(&world, "here@quoin.test", "corporate").await?;
    let store = &world.db.store;
    let ctx = world.as_(here, "corporate").await?;
    let id = ctx.at.id;
    let pale = SetLook {
        storefront: id,
        version: version(&world, id).await?,
        accent: "#ffe600".to_owned(),
        accent_dark: "#ffb3dd".to_owned(),
    };
    assert_eq!(
        storefronts::set_look(store, &ctx, &pale).await,
        Err(Failure::field(StorefrontField::Accent, Problem::Unreadable))
    );
    let plum = SetLook {
        accent: "#7a1f5c".to_owned(),
        ..pale
    };
    storefronts::set_look(store, &ctx, &plum).await?;
    let look = world.storefront("corporate").await?.look;
    assert_eq!(
        look.map(|look| look.to_string()).as_deref(),
        Some("7a1f5c-ffb3dd.css")
    );
    Ok(())
}

pub(crate) async fn staff_are_asked_for_a_second_factor_from_the_next_request(
    world: World,
) -> Tested {
    let here = storefront_admin(&world, "here@quoin.test", "corporate").await?;
    let ctx = world.as_(here, "corporate").await?;
    let id = ctx.at.id;
    let form = EditStorefront {
        storefront: id,
        version: version(&world, id).await?,
        name: "corporate".to_owned(),
        tagline: String::new(),
        registration: RegistrationMode::Open.key().to_owned(),
        public: false,
        approval: true,
        second_factor_for_staff: true,
        default_visible: true,
        personal_addresses_hidden: false,
        data_without_department: false,
    };
    storefronts::edit(&world.db.store, &ctx, &form).await?;
    let works_at = rules::accounts::works_at(&ctx.access);
    let mut tx = world.db.store.read().await?;
    assert!(second_factors::asked_at(&mut tx, works_at.as_deref()).await?);
    Ok(())
}

pub(crate) async fn pj_04_who_runs_the_platform_tells_everybody_something_until_a_day(
    world: World,
) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::PlatformAdmin).await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let store = &world.db.store;
    let form = SetPlatform {
        version: 1,
        name: "  Acme   Print ".to_owned(),
        support: "help@print.test".to_owned(),
        notice: "Nothing is printed on Friday.".to_owned(),
        notice_until: world.now.date(),
    };
    let ctx = world.as_(junior, "corporate").await?;
    assert_eq!(
        storefronts::set_platform(store, &ctx, &form).await,
        Err(Failure::Denied(Denial::Missing(
            Permission::SystemSettingsEdit
        )))
    );
    let ctx = world.as_(admin, "corporate").await?;
    let over = SetPlatform {
        notice_until: world.now.plus(-Timestamp::DAY).date(),
        ..form.clone()
    };
    assert_eq!(
        storefronts::set_platform(store, &ctx, &over).await,
        Err(Failure::field(PlatformField::NoticeUntil, Problem::Past))
    );
    storefronts::set_platform(store, &ctx, &form).await?;
    for slug in ["corporate", "market"] {
        let said = world.storefront(slug).await?.announced;
        assert_eq!(said.support.as_deref(), Some("help@print.test"));
        assert_eq!(
            said.notice_at(world.now),
            Some("Nothing is printed on Friday.")
        );
        assert_eq!(said.notice_at(world.now.plus(Timestamp::DAY)), None);
    }
    world.customer("customer@acme.test").await?;
    world.forgot("storefront", "customer@acme.test").await?;
    assert_eq!(
        world.mails().await?[0].from_name.as_deref(),
        Some("Acme Print")
    );
    assert_eq!(
        storefronts::set_platform(store, &ctx, &form).await,
        Err(Failure::Denied(Denial::Stale))
    );
    assert_eq!(world.audited("platform.edit").await?, 1);
    Ok(())
}
