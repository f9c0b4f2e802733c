//! Whose data somebody may choose is exactly whose they are let through to, with and without what a
//! storefront switches on for who is in no department.

use super::{World, access, build};
use access::rules::templates;
use domain::AccountId;
use store::Tx;

pub(super) async fn equals_decisions(tx: &mut Tx, world: &World) -> store::Result<()> {
    let ids = build(tx, world).await?;
    let access = access(&world.actor, &ids);
    let mut records = Vec::new();
    for id in &ids.people {
        records.extend(store::templates::data(tx, *id).await?);
    }
    records.sort_by(|one, other| {
        (&one.person.name, one.person.id).cmp(&(&other.person.name, other.person.id))
    });
    for switched_on in [false, true] {
        let loader = templates::loader(&access, switched_on);
        for storefront in &ids.storefronts {
            let decided: Vec<AccountId> = records
                .iter()
                .filter(|one| one.person.storefront == Some(*storefront))
                .filter(|one| templates::load(&loader, &one.facts()).is_ok())
                .map(|one| one.person.id)
                .collect();
            let listed = match templates::loadable(&loader) {
                Ok(visible) => store::templates::people(tx, &visible, *storefront).await?,
                Err(_) => Vec::new(),
            };
            let listed: Vec<AccountId> = listed.into_iter().map(|one| one.id).collect();
            assert_eq!(listed, decided, "switched on: {switched_on}");
        }
    }
    Ok(())
}
