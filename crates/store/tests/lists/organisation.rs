//! The lists of departments, companies, addresses, publication types, suppliers, albums and storefronts
//! never forget what the rules know: in random worlds, on both engines, what is listed is exactly what is
//! decided on one by one.

mod world;

use crate::in_worlds;
use access::{
    Access, Permission,
    permission::{address_company, address_personal},
    rules::{self, albums::Ordered},
};
use domain::{
    addresses::AddressFilter,
    albums::AlbumFilter,
    catalogue::ArtworkNeed,
    companies::CompanyFilter,
    departments::DepartmentFilter,
    lists::{NameCursor, PageOf},
    orders::Side,
    publication_types::PublicationTypeFilter,
    suppliers::{SupplierFilter, SupplierRow},
};
use std::collections::BTreeSet;
use store::{
    Tx,
    addresses::{self, AddressRecord},
    albums::{self, AlbumRecord, ImageRecord},
    catalogue,
    companies::{self, CompanyRecord},
    departments::{self, DepartmentRecord},
    publication_types::{self, PublicationTypeRecord},
    storefronts, suppliers,
};
use world::{Ids, World, access, build, worlds};

type Start = Option<(Side, NameCursor)>;

/// Reads a whole list page by page, two rows each, and each page back again.
async fn all<T>(
    tx: &mut Tx,
    page: impl AsyncFn(&mut Tx, Start) -> store::Result<PageOf<T, NameCursor>>,
    id: impl Fn(&T) -> i64,
) -> store::Result<Vec<i64>> {
    let mut ids = Vec::new();
    let mut start: Start = None;
    let mut before: Option<Vec<i64>> = None;
    loop {
        let here = page(&mut *tx, start).await?;
        let rows: Vec<i64> = here.rows.iter().map(&id).collect();
        if let (Some(before), Some(cursor)) = (&before, here.previous) {
            let back = page(&mut *tx, Some((Side::Before, cursor))).await?;
            let back: Vec<i64> = back.rows.iter().map(&id).collect();
            assert_eq!(&back, before, "the page before");
        }
        ids.extend(&rows);
        before = Some(rows);
        match here.next {
            Some(next) => start = Some((Side::After, next)),
            None => return Ok(ids),
        }
    }
}

/// By name, and among those of one name by id.
fn sorted(mut these: Vec<(String, i64)>) -> Vec<i64> {
    these.sort();
    these.into_iter().map(|(_, id)| id).collect()
}

async fn departments_agree(tx: &mut Tx, access: &Access, ids: &Ids) -> store::Result<()> {
    let (mut seen, mut found) = (Vec::new(), Vec::new());
    for id in &ids.departments {
        let one = departments::department(tx, *id).await?.expect("written");
        if rules::departments::view(access, &one.object()).is_ok() {
            if format!("{} {}", one.name, one.company_name).contains('0') {
                found.push((one.name.clone(), id.0));
            }
            seen.push((one.name, id.0));
        }
    }
    let Ok(listed) = rules::departments::listed(access) else {
        assert!(seen.is_empty(), "what cannot be listed cannot be seen");
        return Ok(());
    };
    for (words, expected) in [(vec![], seen), (vec!["0".to_owned()], found)] {
        let page = async |tx: &mut Tx, start: Start| {
            let filter = DepartmentFilter {
                words: words.clone(),
                company: None,
                start,
            };
            departments::list(tx, &listed, &filter, 2).await
        };
        let rows = all(tx, page, |one: &DepartmentRecord| one.id.0).await?;
        assert_eq!(rows, sorted(expected), "departments, {words:?}");
    }
    Ok(())
}

async fn companies_agree(tx: &mut Tx, access: &Access, ids: &Ids) -> store::Result<()> {
    let mut seen = Vec::new();
    for id in &ids.companies {
        let one = companies::company(tx, *id).await?.expect("written");
        if rules::companies::view(access, &one.object()).is_ok() {
            seen.push((one.name, id.0));
        }
    }
    let Ok(listed) = rules::companies::listed(access) else {
        assert!(seen.is_empty(), "what cannot be listed cannot be seen");
        return Ok(());
    };
    let page = async |tx: &mut Tx, start: Start| {
        let filter = CompanyFilter {
            start,
            ..CompanyFilter::default()
        };
        companies::list(tx, &listed, &filter, 2).await
    };
    let rows = all(tx, page, |one: &CompanyRecord| one.id.0).await?;
    assert_eq!(rows, sorted(seen), "companies");
    Ok(())
}

async fn addresses_agree(tx: &mut Tx, access: &Access, ids: &Ids) -> store::Result<()> {
    let (mut of_companies, mut of_people) = (Vec::new(), Vec::new());
    for id in &ids.addresses {
        // That of somebody who was deleted is not there any more.
        let Some(one) = addresses::address(tx, *id).await? else {
            continue;
        };
        if rules::addresses::view(access, &one.facts()).is_ok() {
            match one.person() {
                None => of_companies.push((one.label, id.0)),
                Some(_) => of_people.push((one.label, id.0)),
            }
        }
    }
    match access.visible::<address_company::View>() {
        Err(_) => assert!(
            of_companies.is_empty(),
            "what cannot be listed cannot be seen"
        ),
        Ok(visible) => {
            let page = async |tx: &mut Tx, start: Start| {
                let filter = AddressFilter {
                    start,
                    ..AddressFilter::default()
                };
                addresses::of_companies(tx, &visible, &filter, 2).await
            };
            let rows = all(tx, page, |one: &AddressRecord| one.id.0).await?;
            assert_eq!(rows, sorted(of_companies), "of companies");
        }
    }
    match access.visible::<address_personal::View>() {
        Err(_) => assert!(of_people.is_empty(), "what cannot be listed cannot be seen"),
        Ok(visible) => {
            let page = async |tx: &mut Tx, start: Start| {
                let filter = AddressFilter {
                    start,
                    ..AddressFilter::default()
                };
                addresses::of_people(tx, &visible, &filter, 2).await
            };
            let rows = all(tx, page, |one: &AddressRecord| one.id.0).await?;
            assert_eq!(rows, sorted(of_people), "of people");
        }
    }
    Ok(())
}

async fn suppliers_agree(tx: &mut Tx, access: &Access, ids: &Ids) -> store::Result<()> {
    let manages = access
        .decide(Permission::SupplierManage, &rules::suppliers::SUPPLIER)
        .is_ok();
    let expected = if manages {
        // By name.
        vec![ids.suppliers[1].0, ids.suppliers[0].0]
    } else {
        Vec::new()
    };
    let Ok(visible) = rules::suppliers::listed(access) else {
        assert!(!manages, "what cannot be listed cannot be seen");
        return Ok(());
    };
    let page = async |tx: &mut Tx, start: Start| {
        let filter = SupplierFilter {
            words: Vec::new(),
            start,
        };
        suppliers::list(tx, &visible, &filter, 1).await
    };
    let rows = all(tx, page, |one: &SupplierRow| one.id.0).await?;
    assert_eq!(rows, expected, "suppliers");
    Ok(())
}

async fn publication_types_agree(tx: &mut Tx, access: &Access, ids: &Ids) -> store::Result<()> {
    let (mut seen, mut records) = (Vec::new(), Vec::new());
    for id in &ids.folders {
        let one = publication_types::publication_type(tx, *id)
            .await?
            .expect("written");
        if rules::publication_types::view(access, &one.object()).is_ok() {
            seen.push((one.name.clone(), id.0));
            records.push(one);
        }
    }
    let Ok(listed) = rules::publication_types::listed(access) else {
        assert!(seen.is_empty(), "what cannot be listed cannot be seen");
        return Ok(());
    };
    let page = async |tx: &mut Tx, start: Start| {
        let filter = PublicationTypeFilter {
            words: Vec::new(),
            start,
        };
        publication_types::list(tx, &listed, &filter, 2).await
    };
    let rows = all(tx, page, |one: &PublicationTypeRecord| one.id.0).await?;
    assert_eq!(rows, sorted(seen), "publication types");
    records.sort_by(|one, other| (&one.name, one.id.0).cmp(&(&other.name, other.id.0)));
    let beside = publication_types::beside(tx, &listed, &ids.departments).await?;
    for id in &ids.departments {
        let company = departments::department(tx, *id)
            .await?
            .expect("written")
            .company;
        let sees = |one: &&PublicationTypeRecord| {
            let for_it = one.departments.as_ref().is_none_or(|all| all.contains(id));
            one.company == company && for_it
        };
        let names: Vec<_> = records.iter().filter(sees).map(|one| &one.name).collect();
        let found = beside.get(id).into_iter().flatten();
        assert_eq!(found.collect::<Vec<_>>(), names, "of a department");
    }
    Ok(())
}

async fn albums_agree(tx: &mut Tx, access: &Access, ids: &Ids) -> store::Result<()> {
    let mut kept = Vec::new();
    for id in &ids.albums {
        let one = albums::album(tx, *id).await?.expect("written");
        if rules::albums::manage(access, one.storefront).is_ok() {
            kept.push((one.name, id.0));
        }
    }
    let Ok(visible) = rules::albums::listed(access) else {
        assert!(kept.is_empty(), "what cannot be listed cannot be opened");
        return Ok(());
    };
    let page = async |tx: &mut Tx, start: Start| {
        let filter = AlbumFilter {
            start,
            ..AlbumFilter::default()
        };
        albums::list(tx, &visible, &filter, 1).await
    };
    let rows = all(tx, page, |one: &AlbumRecord| one.id.0).await?;
    assert_eq!(rows, sorted(kept), "albums");
    Ok(())
}

/// INF-29: what a product offers is what may be chosen for it, and who is told that they see a product
/// that offers an image sees one.
async fn images_agree(tx: &mut Tx, access: &Access, ids: &Ids) -> store::Result<()> {
    let mut images = Vec::new();
    for id in &ids.images {
        images.push(albums::image(tx, *id).await?.expect("written"));
    }
    let mut offering = BTreeSet::new();
    for (at, id) in &ids.products {
        let product = catalogue::products(tx, *at, &[*id]).await?.remove(0);
        let ordered = Ordered {
            id: *id,
            category: &product.category,
            facts: product.facts(),
        };
        let may =
            |one: &&ImageRecord| rules::albums::choose(access, &one.facts(), &ordered).is_ok();
        let chosen: Vec<i64> = images.iter().filter(may).map(|one| one.id.0).collect();
        let Ok(seen) = rules::catalogue::see(access, &ordered.facts) else {
            assert!(chosen.is_empty(), "who sees no product chooses nothing");
            continue;
        };
        let choice = rules::albums::choice(access, &seen, (*id, product.category.as_str()));
        let offered = albums::offered(tx, &choice).await?;
        let mut offered: Vec<i64> = offered.iter().map(|one| one.id.0).collect();
        offered.sort_unstable();
        assert_eq!(offered, chosen, "images");
        if product.artwork == ArtworkNeed::Album {
            let limited = images.iter().filter(|one| {
                let these = one.facts().products;
                one.storefront == *at && these.is_some_and(|all| all.has(*id, &product.category))
            });
            offering.extend(limited.map(|one| one.id.0));
        }
    }
    let Ok(offered) = rules::catalogue::offered(access) else {
        assert!(offering.is_empty(), "what cannot be listed cannot be seen");
        return Ok(());
    };
    for id in &ids.images {
        let sees = albums::sees_one(tx, &offered, *id).await?;
        assert_eq!(sees, offering.contains(&id.0), "a product of an image");
    }
    Ok(())
}

async fn storefronts_agree(tx: &mut Tx, access: &Access) -> store::Result<()> {
    let all = storefronts::list(tx).await?;
    let seen: Vec<i64> = all
        .iter()
        .filter(|one| rules::storefronts::view(access, one.id).is_ok())
        .map(|one| one.id.0)
        .collect();
    let Ok(listed) = rules::storefronts::listed(access) else {
        assert!(seen.is_empty(), "what cannot be listed cannot be seen");
        return Ok(());
    };
    let rows = storefronts::list_run(tx, &listed).await?;
    let rows: Vec<i64> = rows.iter().map(|one| one.at.id.0).collect();
    assert_eq!(rows, seen, "storefronts");
    Ok(())
}

async fn lists_equal_decisions(tx: &mut Tx, world: &World) -> store::Result<()> {
    let ids = build(tx, world).await?;
    let access = access(&world.actor, &ids);
    departments_agree(tx, &access, &ids).await?;
    companies_agree(tx, &access, &ids).await?;
    addresses_agree(tx, &access, &ids).await?;
    publication_types_agree(tx, &access, &ids).await?;
    suppliers_agree(tx, &access, &ids).await?;
    albums_agree(tx, &access, &ids).await?;
    images_agree(tx, &access, &ids).await?;
    storefronts_agree(tx, &access).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_organisation_is_listed_as_the_rules_let_through_on_sqlite() {
    in_worlds(
        &testkit::sqlite().await.store,
        &worlds(),
        200,
        lists_equal_decisions,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_organisation_is_listed_as_the_rules_let_through_on_postgresql() {
    in_worlds(
        &testkit::postgres().await.store,
        &worlds(),
        100,
        lists_equal_decisions,
    );
}
