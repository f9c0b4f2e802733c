//! Whom a product is for: who says it, and what the others see then.

use super::{
    company::{Company, platform, staff},
    publication_types::product,
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, Problem, ProductId,
    catalogue::Shelf,
    departments::{DepartmentPanel, DepartmentsQuery},
    lists::DialogQuery as _,
    products::{LimitKind, LimitProduct, ProductField, ProductsQuery},
};

/// The products that somebody is offered.
async fn shelf(world: &World, who: AccountId) -> Outcome<Vec<String>> {
    let ctx = world.as_(who, "corporate").await?;
    let page = service::catalogue::browse(&world.db.store, &ctx, &Shelf::default()).await?;
    Ok(page.products.into_iter().map(|card| card.slug).collect())
}

/// The form as the page shows it: for everybody.
fn everybody(product: ProductId, version: i64) -> LimitProduct {
    LimitProduct {
        product,
        version,
        kind: LimitKind::Everybody.key().to_owned(),
        companies: Vec::new(),
        departments: Vec::new(),
    }
}

/// Visibility is decided by Admin: a member of another department does not see the product (PJ-15), and
/// who has a department in hand reads what it sees.
pub(crate) async fn pj_15_an_admin_says_which_departments_see_a_product(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let other = Company::new(&world, "corporate", "Other").await?;
    let seller = acme
        .member(&world, "seller@acme.test", &[Role::EndUser], acme.sales)
        .await?;
    let marketer = acme
        .member(
            &world,
            "marketer@acme.test",
            &[Role::EndUser],
            acme.marketing,
        )
        .await?;
    let stranger = other
        .member(&world, "stranger@other.test", &[Role::EndUser], other.sales)
        .await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let store = &world.db.store;
    product(&world, &acme, "cards").await?;
    let folders = product(&world, &acme, "folders").await?;
    let ctx = world.as_(admin, "corporate").await?;

    let page = service::products::open(store, &ctx, folders).await?;
    assert_eq!(page.kind, LimitKind::Everybody);
    let names: Vec<_> = page.companies.iter().map(|one| &*one.name).collect();
    assert_eq!(names, ["Acme", "Other"]);
    let to_companies = LimitProduct {
        kind: LimitKind::Companies.key().to_owned(),
        companies: vec![acme.id],
        ..everybody(folders, page.version)
    };
    service::products::limit(store, &ctx, &to_companies).await?;
    // It acts on the very next request.
    assert_eq!(shelf(&world, seller).await?, ["cards", "folders"]);
    assert_eq!(shelf(&world, marketer).await?, ["cards", "folders"]);
    assert_eq!(shelf(&world, stranger).await?, ["cards"]);

    let page = service::products::open(store, &ctx, folders).await?;
    assert!(page.companies[0].ticked, "as it was saved");
    let to_sales = LimitProduct {
        kind: LimitKind::Departments.key().to_owned(),
        departments: vec![acme.sales],
        // Not heeded: it is for chosen departments.
        companies: vec![other.id],
        ..everybody(folders, page.version)
    };
    service::products::limit(store, &ctx, &to_sales).await?;
    assert_eq!(shelf(&world, seller).await?, ["cards", "folders"]);
    assert_eq!(shelf(&world, marketer).await?, ["cards"]);
    assert_eq!(shelf(&world, stranger).await?, ["cards"]);

    let all = service::products::list(store, &ctx, &ProductsQuery::default()).await?;
    let told: Vec<_> = all
        .rows
        .iter()
        .map(|row| (&*row.name, row.kind, row.count))
        .collect();
    assert_eq!(
        told,
        [
            ("cards", LimitKind::Everybody, 0),
            ("folders", LimitKind::Departments, 1)
        ]
    );
    let query = DepartmentsQuery::default();
    let seen = async |department| -> Outcome<Vec<(String, bool)>> {
        let query = query.with(DepartmentPanel::Products, department);
        let page = service::departments::list(store, &ctx, &query).await?;
        let sheet = page.sheet.ok_or("no dialog")?;
        let products = sheet.products.ok_or("no products")?;
        let products = products.these.into_iter();
        Ok(products.map(|one| (one.slug, one.limited)).collect())
    };
    let of_sales = seen(acme.sales).await?;
    assert_eq!(
        of_sales,
        [("cards".to_owned(), false), ("folders".to_owned(), true)]
    );
    let of_marketing = seen(acme.marketing).await?;
    assert_eq!(of_marketing, [("cards".to_owned(), false)]);
    let company = service::companies::open(store, &ctx, acme.id).await?;
    assert_eq!(
        company.products.these.len(),
        2,
        "a department's is one of the company's"
    );
    let company = service::companies::open(store, &ctx, other.id).await?;
    assert_eq!(company.products.these.len(), 1);
    assert_eq!(world.audited("product.limit").await?, 2);
    Ok(())
}

/// Found by who manages it and for its own storefront alone.
pub(crate) async fn nobody_limits_a_product_beyond_their_reach_or_from_a_stale_page(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let school = Company::new(&world, "printshop", "School").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let store = &world.db.store;
    let cards = product(&world, &acme, "cards").await?;
    let theirs = product(&world, &school, "reports").await?;

    let ctx = world.as_(senior, "corporate").await?;
    let form = everybody(cards, 1);
    assert_eq!(
        service::products::limit(store, &ctx, &form).await,
        Err(Failure::Denied(Denial::Missing(Permission::ProductManage)))
    );
    let ctx = world.as_(junior, "corporate").await?;
    assert_eq!(
        service::products::limit(store, &ctx, &everybody(theirs, 1)).await,
        Err(Failure::Denied(Denial::NotFound)),
        "of another storefront"
    );
    assert_eq!(
        service::products::open(store, &ctx, theirs).await,
        Err(Failure::not_found())
    );
    let faulty = |kind: LimitKind| LimitProduct {
        kind: kind.key().to_owned(),
        ..everybody(cards, 1)
    };
    assert_eq!(
        service::products::limit(store, &ctx, &faulty(LimitKind::Companies)).await,
        Err(Failure::field(ProductField::Companies, Problem::Missing))
    );
    let elsewhere = LimitProduct {
        departments: vec![school.sales],
        ..faulty(LimitKind::Departments)
    };
    assert_eq!(
        service::products::limit(store, &ctx, &elsewhere).await,
        Err(Failure::field(
            ProductField::Departments,
            Problem::NotOffered
        ))
    );
    let form = LimitProduct {
        departments: vec![acme.sales],
        ..faulty(LimitKind::Departments)
    };
    service::products::limit(store, &ctx, &form).await?;
    assert_eq!(
        service::products::limit(store, &ctx, &form).await,
        Err(Failure::Denied(Denial::Stale)),
        "a second press"
    );
    let all = service::products::list(store, &ctx, &ProductsQuery::default()).await?;
    let names: Vec<_> = all.rows.iter().map(|row| &*row.name).collect();
    assert_eq!(names, ["cards"], "and none of another storefront");
    assert_eq!(world.audited("product.limit").await?, 1);
    Ok(())
}
