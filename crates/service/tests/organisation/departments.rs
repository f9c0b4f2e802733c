//! Making, renaming and removing departments.

use super::{
    company::{Company, manages, staff},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, DepartmentId, Problem,
    departments::{
        CreateDepartment, DeleteDepartment, DepartmentField, DepartmentPanel, DepartmentsPage,
        DepartmentsQuery, RenameDepartment,
    },
    lists::DialogQuery as _,
};
use store::sql::sql;

async fn create(
    world: &World,
    by: AccountId,
    slug: &str,
    (company, name): (&str, &str),
) -> Outcome<Result<DepartmentId, Failure<DepartmentField>>> {
    let ctx = world.as_(by, slug).await?;
    let form = CreateDepartment {
        company: company.to_owned(),
        name: name.to_owned(),
    };
    Ok(service::departments::create(&world.db.store, &ctx, &form).await)
}

pub(crate) async fn page(
    world: &World,
    by: AccountId,
    slug: &str,
    query: &DepartmentsQuery,
) -> Outcome<Result<DepartmentsPage, Failure>> {
    let ctx = world.as_(by, slug).await?;
    Ok(service::departments::list(&world.db.store, &ctx, query).await)
}

/// The names that somebody lists.
async fn listed(world: &World, by: AccountId, slug: &str) -> Outcome<Vec<String>> {
    let page = page(world, by, slug, &DepartmentsQuery::default()).await??;
    Ok(page.listing.rows.into_iter().map(|row| row.name).collect())
}

pub(crate) async fn version(world: &World, id: DepartmentId) -> Outcome<i64> {
    let mut tx = world.db.store.read().await?;
    let found = store::departments::department(&mut tx, id).await?;
    Ok(found.ok_or("no such department")?.version)
}

async fn delete(
    world: &World,
    by: AccountId,
    slug: &str,
    (department, replacement): (DepartmentId, Option<DepartmentId>),
) -> Outcome<Result<(), Failure<DepartmentField>>> {
    let ctx = world.as_(by, slug).await?;
    let form = DeleteDepartment {
        department,
        version: version(world, department).await?,
        replacement: replacement.map(|id| id.to_string()).unwrap_or_default(),
    };
    Ok(service::departments::delete(&world.db.store, &ctx, &form).await)
}

/// An order of a department.
async fn order(world: &World, company: &Company, department: DepartmentId) -> Tested {
    let mut tx = world.db.store.begin().await?;
    sql("insert into orders (number, storefront_id, company_id, department_id, contact_name, contact_email, state,
            total, currency, delivery, search, once, placed_at, updated_at)
         values (10000001, $1, $2, $3, 'Dana', 'dana@acme.test', 'approved', 100, 'EUR', '{}', '', 'once', 0, 0)")
    .bind(company.at)
    .bind(company.id)
    .bind(department)
    .run(&mut tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

pub(crate) async fn psm_20_a_company_manager_makes_departments_and_a_department_manager_does_not(
    world: World,
) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let mill = Company::new(&world, "printshop", "Mill").await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let manager = school.manager(&world, "manager@school.test").await?;
    create(&world, boss, "printshop", ("", " Field   Sales ")).await??;
    assert_eq!(
        listed(&world, boss, "printshop").await?,
        ["Field Sales", "Marketing", "Sales"]
    );
    assert_eq!(
        create(&world, boss, "printshop", ("", "Field Sales")).await?,
        Err(Failure::field(DepartmentField::Name, Problem::Taken))
    );
    // In another company there is nothing for them.
    let there = mill.id.to_string();
    assert_eq!(
        create(&world, boss, "printshop", (&there, "Ours")).await?,
        Err(Failure::field(
            DepartmentField::Company,
            Problem::NotOffered
        ))
    );
    assert_eq!(
        create(&world, manager, "printshop", ("", "Mine")).await?,
        Err(Failure::Denied(Denial::Missing(
            Permission::DepartmentCreate
        )))
    );
    assert_eq!(world.audited("department.create").await?, 1);
    Ok(())
}

pub(crate) async fn psm_17_a_department_manager_renames_theirs_and_a_stale_page_changes_nothing(
    world: World,
) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let manager = school.manager(&world, "manager@school.test").await?;
    let ctx = world.as_(manager, "printshop").await?;
    let form = RenameDepartment {
        department: school.marketing,
        version: version(&world, school.marketing).await?,
        name: "Publicity".to_owned(),
    };
    service::departments::rename(&world.db.store, &ctx, &form).await?;
    assert_eq!(listed(&world, manager, "printshop").await?, ["Publicity"]);
    assert_eq!(
        service::departments::rename(&world.db.store, &ctx, &form).await,
        Err(Failure::Denied(Denial::Stale))
    );
    let foreign = RenameDepartment {
        department: school.sales,
        version: 1,
        name: "Mine".to_owned(),
    };
    assert_eq!(
        service::departments::rename(&world.db.store, &ctx, &foreign).await,
        Err(Failure::not_found())
    );
    // Nor do they remove one.
    let refused = delete(&world, manager, "printshop", (school.marketing, None)).await?;
    assert_eq!(
        refused,
        Err(Failure::Denied(Denial::Missing(
            Permission::DepartmentDelete
        )))
    );
    Ok(())
}

pub(crate) async fn each_lists_the_departments_in_their_hands(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let _beta = Company::new(&world, "corporate", "Beta").await?;
    let _school = Company::new(&world, "printshop", "School").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let manager = acme.manager(&world, "manager@acme.test").await?;
    let all = page(&world, junior, "corporate", &DepartmentsQuery::default()).await??;
    assert_eq!(all.listing.rows.len(), 4, "those of their storefront");
    let companies: Vec<_> = all.companies.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(companies, ["Acme", "Beta"]);
    let query = DepartmentsQuery {
        company: acme.id.to_string(),
        q: "market".to_owned(),
        ..DepartmentsQuery::default()
    };
    let one = page(&world, junior, "corporate", &query).await??;
    let row = &one.listing.rows[0];
    assert_eq!(
        (row.members, &*row.managers),
        (1, &["Dana Reyes".to_owned()][..])
    );
    assert!(row.rename && row.delete);
    // Who has none in hand has no such page; nor who manages one in the corporate sense.
    for nobody in [user, manager] {
        let refused = page(&world, nobody, "corporate", &DepartmentsQuery::default()).await?;
        assert!(matches!(refused, Err(Failure::Denied(_))), "{refused:?}");
    }
    Ok(())
}

pub(crate) async fn a_department_in_use_goes_into_another_one(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let beta = Company::new(&world, "corporate", "Beta").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    order(&world, &acme, acme.marketing).await?;
    let missing = Failure::field(DepartmentField::Replacement, Problem::Missing);
    assert_eq!(
        delete(&world, junior, "corporate", (acme.marketing, None)).await?,
        Err(missing)
    );
    // Neither itself nor another company's takes its place.
    for other in [acme.marketing, beta.sales] {
        let wrong = (acme.marketing, Some(other));
        assert_eq!(
            delete(&world, junior, "corporate", wrong).await?,
            Err(Failure::field(
                DepartmentField::Replacement,
                Problem::NotOffered
            ))
        );
    }
    let query = DepartmentsQuery::default().with(DepartmentPanel::Delete, acme.marketing);
    let sheet = page(&world, junior, "corporate", &query).await??.sheet;
    let sheet = sheet.ok_or("no dialog")?;
    assert!(sheet.in_use);
    let offered: Vec<_> = sheet.replacements.iter().map(|one| &*one.name).collect();
    assert_eq!(offered, ["Sales"]);

    delete(
        &world,
        junior,
        "corporate",
        (acme.marketing, Some(acme.sales)),
    )
    .await??;
    assert_eq!(
        world.as_(user, "corporate").await?.access.member_of,
        [acme.sales],
        "on the very next request"
    );
    let mut tx = world.db.store.read().await?;
    let moved = sql("select count(*) from orders where department_id = $1")
        .bind(acme.sales)
        .int(&mut tx)
        .await?;
    assert_eq!(moved, 1);
    let gone = store::departments::department(&mut tx, acme.marketing).await?;
    assert_eq!(gone, None);
    // One that nobody needs goes by itself.
    drop(tx);
    delete(&world, junior, "corporate", (beta.sales, None)).await??;
    assert_eq!(world.audited("department.delete").await?, 2);
    Ok(())
}

pub(crate) async fn what_somebody_may_do_does_not_go_along(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let manager = acme
        .member(
            &world,
            "manager@acme.test",
            &[Role::EndUser, Role::CorporateDepartmentManager],
            acme.marketing,
        )
        .await?;
    manages(&world, manager, acme.marketing).await?;
    let mut tx = world.db.store.begin().await?;
    sql("insert into approver_links (storefront_id, approver_id, department_id) values ($1, $2, $3)")
        .bind(acme.at)
        .bind(manager)
        .bind(acme.marketing)
        .run(&mut tx)
        .await?;
    let address = sql(
        "insert into addresses (storefront_id, company_id, label, recipient, line1, postcode, city, country,
            for_all_departments)
         values ($1, $2, 'Studio', 'Acme', '1 Mill Lane', 'CB1', 'Cambridge', 'United Kingdom', false) returning id",
    )
    .bind(acme.at)
    .bind(acme.id)
    .int(&mut tx)
    .await?;
    sql("insert into address_departments (address_id, department_id) values ($1, $2)")
        .bind(address)
        .bind(acme.marketing)
        .run(&mut tx)
        .await?;
    tx.commit().await?;
    delete(
        &world,
        junior,
        "corporate",
        (acme.marketing, Some(acme.sales)),
    )
    .await??;
    let access = world.as_(manager, "corporate").await?.access;
    assert_eq!(access.member_of, [acme.sales]);
    assert_eq!(access.manages, [], "nobody manages by a merger");
    let mut tx = world.db.store.read().await?;
    let links = sql("select count(*) from approver_links")
        .int(&mut tx)
        .await?;
    assert_eq!(links, 0);
    let addresses = sql("select count(*) from address_departments where department_id = $1")
        .bind(acme.sales)
        .int(&mut tx)
        .await?;
    assert_eq!(addresses, 1);
    Ok(())
}
