//! Companies: making and editing them, out of use and back, removing one.

use super::{
    company::{Company, platform, staff},
    world::{Outcome, PASSWORD, Tested, World},
};
use access::{Denial, Failure, Permission, Role, Standing};
use domain::{
    AccountId, CompanyId, Problem,
    companies::{CompaniesQuery, CompanyField, CreateCompany, EditCompany, OUT_OF_USE, OnCompany},
};
use store::companies::CompanyRecord;

async fn record(world: &World, id: CompanyId) -> Outcome<Option<CompanyRecord>> {
    let mut tx = world.db.store.read().await?;
    Ok(store::companies::company(&mut tx, id).await?)
}

async fn as_shown(world: &World, company: CompanyId) -> Outcome<OnCompany> {
    let version = record(world, company)
        .await?
        .ok_or("no such company")?
        .version;
    Ok(OnCompany { company, version })
}

async fn create(
    world: &World,
    by: AccountId,
    form: &CreateCompany,
) -> Outcome<Result<CompanyId, Failure<CompanyField>>> {
    let ctx = world.as_(by, "corporate").await?;
    Ok(service::companies::create(&world.db.store, &ctx, form).await)
}

pub(crate) async fn a_company_is_made_and_edited_where_one_may(world: World) -> Tested {
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let form = CreateCompany {
        name: " Acme   Paper ".to_owned(),
        public: true,
        ..CreateCompany::default()
    };
    let acme = create(&world, junior, &form).await??;
    let made = record(&world, acme).await?.ok_or("no company")?;
    assert_eq!(
        (&*made.name, made.public, made.active),
        ("Acme Paper", true, true)
    );
    // However it is written.
    let again = CreateCompany {
        name: "acme paper".to_owned(),
        ..form.clone()
    };
    assert_eq!(
        create(&world, junior, &again).await?,
        Err(Failure::field(CompanyField::Name, Problem::Taken))
    );
    let elsewhere = CreateCompany {
        storefront: world.storefront("printshop").await?.id.to_string(),
        ..form
    };
    assert_eq!(
        create(&world, junior, &elsewhere).await?,
        Err(Failure::Denied(Denial::Missing(Permission::CompanyCreate)))
    );

    let school = Company::new(&world, "printshop", "School").await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let ctx = world.as_(boss, "printshop").await?;
    let edit = EditCompany {
        company: school.id,
        version: as_shown(&world, school.id).await?.version,
        name: "High School".to_owned(),
        public: false,
    };
    service::companies::edit(&world.db.store, &ctx, &edit).await?;
    assert_eq!(
        service::companies::edit(&world.db.store, &ctx, &edit).await,
        Err(Failure::Denied(Denial::Stale))
    );
    let page = service::companies::list(&world.db.store, &ctx, &CompaniesQuery::default()).await?;
    let names: Vec<_> = page.listing.rows.iter().map(|row| &*row.name).collect();
    assert_eq!(names, ["High School"]);
    assert_eq!(page.create, None);
    assert_eq!(
        service::companies::open(&world.db.store, &ctx, acme).await,
        Err(Failure::not_found())
    );
    Ok(())
}

/// who registers may have founded a company that was there already.
pub(crate) async fn a_34_a_company_of_almost_the_same_name_is_marked_for_who_makes_them(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme Paper").await?;
    let copy = Company::new(&world, "corporate", "ACME-Paper Ltd.").await?;
    Company::new(&world, "corporate", "Mill").await?;
    Company::new(&world, "printshop", "Acme Paper").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let ctx = world.as_(junior, "corporate").await?;
    let store = &world.db.store;
    let page = service::companies::list(store, &ctx, &CompaniesQuery::default()).await?;
    let marked: Vec<(CompanyId, Vec<CompanyId>)> = page
        .listing
        .rows
        .iter()
        .map(|row| (row.id, row.alike.iter().map(|(id, _)| *id).collect()))
        .filter(|(_, alike): &(_, Vec<_>)| !alike.is_empty())
        .collect();
    let both = [(copy.id, vec![acme.id]), (acme.id, vec![copy.id])];
    assert_eq!(marked.len(), 2, "{marked:?}");
    assert!(both.iter().all(|one| marked.contains(one)), "{marked:?}");
    let page = service::companies::open(store, &ctx, copy.id).await?;
    assert_eq!(page.row.alike, [(acme.id, "Acme Paper".to_owned())]);

    // Whoever edits their own company alone learns of no other.
    let school = Company::new(&world, "printshop", "School").await?;
    Company::new(&world, "printshop", "School Inc").await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let ctx = world.as_(boss, "printshop").await?;
    let page = service::companies::open(store, &ctx, school.id).await?;
    assert_eq!(page.row.alike, []);
    Ok(())
}

pub(crate) async fn a_company_out_of_use_keeps_its_people_out_and_loses_nothing(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.sales)
        .await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let store = &world.db.store;
    let on = as_shown(&world, acme.id).await?;
    let ctx = world.as_(junior, "corporate").await?;
    assert_eq!(
        service::companies::deactivate(store, &ctx, &on).await,
        Err(Failure::Denied(Denial::Missing(Permission::CompanyDelete)))
    );
    let before = world.as_(user, "corporate").await?.access;
    let ctx = world.as_(admin, "corporate").await?;
    service::companies::deactivate(store, &ctx, &on).await?;
    let access = world.as_(user, "corporate").await?.access;
    assert_eq!(
        access.standing,
        Standing::Suspended,
        "on the very next request"
    );
    let entered = world
        .sign_in("corporate", World::HERE, "user@acme.test", PASSWORD)
        .await?;
    assert!(entered.is_err());
    let query = CompaniesQuery {
        state: OUT_OF_USE.to_owned(),
        ..CompaniesQuery::default()
    };
    let page = service::companies::list(store, &ctx, &query).await?;
    assert_eq!(page.listing.rows.len(), 1);
    // A page from before is stale.
    assert_eq!(
        service::companies::activate(store, &ctx, &on).await,
        Err(Failure::Denied(Denial::Stale))
    );
    let on = as_shown(&world, acme.id).await?;
    service::companies::activate(store, &ctx, &on).await?;
    assert_eq!(world.as_(user, "corporate").await?.access, before);
    Ok(())
}

pub(crate) async fn only_a_company_that_nothing_hangs_on_is_deleted(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let empty = Company::new(&world, "corporate", "Mistake").await?;
    acme.person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let ctx = world.as_(admin, "corporate").await?;
    let store = &world.db.store;
    let on = as_shown(&world, acme.id).await?;
    assert_eq!(
        service::companies::delete(store, &ctx, &on).await,
        Err(Failure::Denied(Denial::InUse))
    );
    let page = service::companies::open(store, &ctx, acme.id).await?;
    assert_eq!(page.delete, Some(false));
    let on = as_shown(&world, empty.id).await?;
    service::companies::delete(store, &ctx, &on).await?;
    assert_eq!(record(&world, empty.id).await?, None);
    assert_eq!(world.audited("company.delete").await?, 1);
    Ok(())
}
