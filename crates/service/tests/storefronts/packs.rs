//! The packs of a storefront.

use super::{
    company::{as_shown, platform, staff},
    running::PLATFORM,
    world::{Outcome, Tested, World},
};
use access::{Failure, Role};
use domain::{
    AccountId, Problem, StorefrontId,
    people::{AssignField, AssignRole, WithdrawRole},
    storefronts::{SetPacks, StorefrontField},
};
use service::storefronts;

pub(crate) async fn packs(
    world: &World,
    id: StorefrontId,
    pack: &str,
    staff: &[&str],
) -> Outcome<SetPacks> {
    let mut tx = world.db.store.read().await?;
    let record = store::storefronts::record(&mut tx, id).await?;
    Ok(SetPacks {
        storefront: id,
        version: record.ok_or("no such storefront")?.version,
        pack: pack.to_owned(),
        staff: staff.iter().map(|key| (*key).to_owned()).collect(),
    })
}

async fn give(
    world: &World,
    by: AccountId,
    person: AccountId,
    role: Role,
) -> Outcome<Result<(), Failure<AssignField>>> {
    let ctx = world.as_(by, "corporate").await?;
    let form = AssignRole {
        person,
        version: as_shown(world, person).await?.version,
        role: role.key().to_owned(),
        at: format!("storefront-{}", ctx.at.id),
        also: Vec::new(),
        until: String::new(),
    };
    Ok(service::people::assign_role(&world.db.store, &ctx, &form).await)
}

pub(crate) async fn a_pack_goes_when_nobody_holds_a_role_of_it(world: World) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::PlatformAdmin).await?;
    let floor = staff(&world, "floor@quoin.test", Role::JobController, "corporate").await?;
    let operator = staff(&world, "operator@quoin.test", Role::Operator, "corporate").await?;
    let id = world.storefront("corporate").await?.id;
    let store = &world.db.store;
    let ctx = world.as_(admin, "corporate").await?;
    let without = packs(&world, id, "corporate", &["storefront", "corporate"]).await?;
    assert_eq!(
        storefronts::set_packs(store, &ctx, &without).await,
        Err(Failure::field(
            StorefrontField::Staff,
            Problem::Held { people: 1 }
        ))
    );
    // The page says who it is.
    let page = storefronts::open(store, PLATFORM, &ctx, id).await?;
    let held: Vec<_> = page
        .staff_packs
        .iter()
        .map(|one| (&*one.pack.value, one.holders()))
        .collect();
    assert_eq!(
        held,
        [
            ("storefront", 1),
            ("corporate", 0),
            ("printshop", 1),
            ("configurator", 0)
        ]
    );
    assert_eq!(page.staff_packs[2].held_by[0].0, operator);
    let mut tx = store.read().await?;
    let record = store::people::person(&mut tx, operator, world.now)
        .await?
        .ok_or("nobody")?;
    let held = store::people::held(&mut tx, &record).await?;
    drop(tx);
    let form = WithdrawRole {
        person: operator,
        version: record.version,
        assignment: held[0].id,
    };
    service::people::withdraw_role(store, &ctx, &form).await?;
    storefronts::set_packs(store, &ctx, &without).await?;
    // What is switched off starts there no more, and what is on does.
    assert_eq!(
        give(&world, admin, floor, Role::Operator).await?,
        Err(Failure::field(AssignField::At, Problem::NotOffered))
    );
    give(&world, admin, floor, Role::AlbumAdmin).await??;
    Ok(())
}

pub(crate) async fn the_customers_pack_stays_while_there_are_customers(world: World) -> Tested {
    let admin = platform(&world, "admin@quoin.test", Role::PlatformAdmin).await?;
    world.customer("buyer@acme.test").await?;
    let store = &world.db.store;
    let ctx = world.as_(admin, "corporate").await?;
    let every = ["storefront", "corporate", "printshop", "configurator"];
    let id = world.storefront("storefront").await?.id;
    let form = packs(&world, id, "printshop", &every).await?;
    assert_eq!(
        storefronts::set_packs(store, &ctx, &form).await,
        Err(Failure::field(
            StorefrontField::Pack,
            Problem::Held { people: 1 }
        ))
    );
    let id = world.storefront("market").await?.id;
    let form = packs(&world, id, "storefront", &every).await?;
    storefronts::set_packs(store, &ctx, &form).await?;
    assert_eq!(
        world.storefront("market").await?.pack,
        access::Pack::Storefront
    );
    Ok(())
}
