//! Publication types: who makes them, who assigns them, and what a department sees then.

use super::{
    company::{Company, platform},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, Problem, ProductId, PublicationTypeId,
    catalogue::{Configuration, Shelf},
    departments::DepartmentsQuery,
    publication_types::{
        AssignPublicationType, CreatePublicationType, FileProduct, OnPublicationType,
        PublicationTypeField, PublicationTypesQuery,
    },
};
use store::sql::sql;

/// A product of a storefront, for everybody.
pub(crate) async fn product(world: &World, at: &Company, slug: &str) -> Outcome<ProductId> {
    let mut tx = world.db.store.begin().await?;
    let id = sql(
        "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork)
         values ($1, $2, $2, 'Print', '', '', $3, 'none') returning id",
    )
    .bind(at.at)
    .bind(slug)
    .bind(serde_json::to_string(&Configuration::default())?)
    .int(&mut tx)
    .await?;
    tx.commit().await?;
    Ok(ProductId(id))
}

/// The products that somebody is offered.
async fn shelf(world: &World, who: AccountId) -> Outcome<Vec<String>> {
    let ctx = world.as_(who, "printshop").await?;
    let page = service::catalogue::browse(&world.db.store, &ctx, &Shelf::default()).await?;
    Ok(page.products.into_iter().map(|card| card.slug).collect())
}

async fn version(world: &World, id: PublicationTypeId) -> Outcome<i64> {
    let mut tx = world.db.store.read().await?;
    let record = store::publication_types::publication_type(&mut tx, id).await?;
    Ok(record.ok_or("no such publication type")?.version)
}

/// A Designer makes one and puts a product in (PSM-28); a Company Manager decides which departments see
/// it (PSM-21).
pub(crate) async fn psm_21_a_company_manager_decides_which_department_sees_a_folder(
    world: World,
) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let press = Company::new(&world, "printshop", "Press").await?;
    let seller = school
        .member(
            &world,
            "seller@school.test",
            &[Role::Customer],
            school.sales,
        )
        .await?;
    let marketer = school
        .member(
            &world,
            "marketer@school.test",
            &[Role::Customer],
            school.marketing,
        )
        .await?;
    let stranger = press
        .member(
            &world,
            "stranger@press.test",
            &[Role::Customer],
            press.sales,
        )
        .await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let designer = platform(&world, "designer@quoin.test", Role::Designer).await?;
    let store = &world.db.store;
    product(&world, &school, "cards").await?;
    let reports = product(&world, &school, "reports").await?;

    let ctx = world.as_(designer, "printshop").await?;
    let form = CreatePublicationType {
        company: school.id.to_string(),
        name: "Sales folder".to_owned(),
    };
    let folder = service::publication_types::create(store, &ctx, &form).await?;
    assert_eq!(
        service::publication_types::create(store, &ctx, &form).await,
        Err(Failure::field(PublicationTypeField::Name, Problem::Taken)),
        "a second press makes no second one"
    );
    let put_in = FileProduct {
        publication_type: folder,
        version: version(&world, folder).await?,
        product: reports.to_string(),
        out: false,
    };
    service::publication_types::file(store, &ctx, &put_in).await?;
    // In it, the product is the company's; every department sees it at first.
    assert_eq!(shelf(&world, seller).await?, ["cards", "reports"]);
    assert_eq!(shelf(&world, marketer).await?, ["cards", "reports"]);
    assert_eq!(shelf(&world, stranger).await?, ["cards"]);

    let assign = AssignPublicationType {
        publication_type: folder,
        version: version(&world, folder).await?,
        everybody: false,
        departments: vec![school.sales],
    };
    assert_eq!(
        service::publication_types::assign(store, &ctx, &assign).await,
        Err(Failure::Denied(Denial::Missing(
            Permission::PubtypeAssignDepartment
        ))),
        "a designer assigns nothing"
    );
    let ctx = world.as_(boss, "printshop").await?;
    let elsewhere = AssignPublicationType {
        departments: vec![press.sales],
        ..assign.clone()
    };
    assert_eq!(
        service::publication_types::assign(store, &ctx, &elsewhere).await,
        Err(Failure::field(
            PublicationTypeField::Departments,
            Problem::NotOffered
        ))
    );
    service::publication_types::assign(store, &ctx, &assign).await?;
    assert_eq!(
        service::publication_types::assign(store, &ctx, &assign).await,
        Err(Failure::Denied(Denial::Stale))
    );
    // It acts on the very next request.
    assert_eq!(shelf(&world, seller).await?, ["cards", "reports"]);
    assert_eq!(shelf(&world, marketer).await?, ["cards"]);
    assert_eq!(
        shelf(&world, boss).await?,
        ["cards", "reports"],
        "the whole company's is the manager's"
    );
    let page =
        service::publication_types::list(store, &ctx, &PublicationTypesQuery::default()).await?;
    assert_eq!(page.create, None, "a company manager makes none");
    let row = &page.listing.rows[0];
    assert_eq!(row.departments, Some(vec!["Sales".to_owned()]));
    assert_eq!(row.products, 1);
    let page = service::departments::list(store, &ctx, &DepartmentsQuery::default()).await?;
    let filed = page.listing.rows.iter();
    let filed: Vec<_> = filed.map(|row| row.publication_types.len()).collect();
    assert_eq!(filed, [0, 1], "those of Marketing and of Sales");
    assert_eq!(
        world.audited("publication-type.assign-departments").await?,
        1
    );
    Ok(())
}

/// Without it its products would be for more people: it stays as long as there are any.
pub(crate) async fn a_folder_goes_when_it_is_empty_and_is_found_by_its_company_alone(
    world: World,
) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let press = Company::new(&world, "printshop", "Press").await?;
    let stranger = press
        .person(&world, "boss@press.test", &[Role::CompanyManager])
        .await?;
    let admin = platform(&world, "admin@quoin.test", Role::PrintshopAdministrator).await?;
    let store = &world.db.store;
    let reports = product(&world, &school, "reports").await?;
    let ctx = world.as_(admin, "printshop").await?;
    let form = CreatePublicationType {
        company: school.id.to_string(),
        name: "Reports".to_owned(),
    };
    let folder = service::publication_types::create(store, &ctx, &form).await?;
    let put_in = FileProduct {
        publication_type: folder,
        version: version(&world, folder).await?,
        product: reports.to_string(),
        out: false,
    };
    service::publication_types::file(store, &ctx, &put_in).await?;
    let on = OnPublicationType {
        publication_type: folder,
        version: version(&world, folder).await?,
    };
    assert_eq!(
        service::publication_types::delete(store, &ctx, &on).await,
        Err(Failure::Denied(Denial::InUse))
    );
    let there = world.as_(stranger, "printshop").await?;
    assert_eq!(
        service::publication_types::delete(store, &there, &on).await,
        Err(Failure::Denied(Denial::NotFound)),
        "another company's"
    );
    let take_out = FileProduct {
        version: on.version,
        out: true,
        ..put_in
    };
    service::publication_types::file(store, &ctx, &take_out).await?;
    let on = OnPublicationType {
        version: version(&world, folder).await?,
        ..on
    };
    service::publication_types::delete(store, &ctx, &on).await?;
    assert_eq!(world.audited("publication-type.delete").await?, 1);
    Ok(())
}
