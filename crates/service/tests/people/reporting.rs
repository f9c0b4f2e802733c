//! Who is told of the customers and of what was ordered, and of which.

use super::{
    company::{Company, platform, staff},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, DepartmentId, Timestamp,
    accounts::AccountState,
    catalogue::Configuration,
    people::{NOT_REGISTERED, REGISTERED},
    reports::{OrderReportQuery, ReportQuery},
};
use store::sql::sql;

/// Whom the report tells somebody of.
async fn told(
    world: &World,
    reader: AccountId,
    query: ReportQuery,
) -> Outcome<Result<Vec<AccountId>, Failure>> {
    let ctx = world.as_(reader, "corporate").await?;
    let page = service::reports::customers(&world.db.store, &ctx, &query).await;
    Ok(page.map(|page| {
        let mut ids: Vec<AccountId> = page.listing.rows.iter().map(|row| row.id).collect();
        ids.sort_unstable();
        ids
    }))
}

async fn ordered(world: &World, company: &Company, by: AccountId, at: Timestamp) -> Tested {
    let mut tx = world.db.store.begin().await?;
    sql("insert into orders (number, storefront_id, company_id, account_id, contact_name, contact_email, state, total,
            currency, delivery, search, once, placed_at, updated_at)
         values ($1, $2, $3, $1, 'Dana', 'dana@acme.test', 'approved', 100, 'EUR', '{}', '', $4, $5, $5)")
    .bind(by)
    .bind(company.at)
    .bind(company.id)
    .bind(by.to_string())
    .bind(at)
    .run(&mut tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

pub(crate) async fn inf_08_customers_are_reported_registered_or_not(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let record = world
        .person(
            "record@acme.test",
            Some(acme.at),
            AccountState::Inactive,
            &[],
        )
        .await?;
    let admin = staff(&world, "admin@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let by = |registered: &str| ReportQuery {
        registered: registered.to_owned(),
        ..ReportQuery::default()
    };
    assert_eq!(told(&world, admin, by("")).await?, Ok(vec![user, record]));
    assert_eq!(told(&world, admin, by(REGISTERED)).await?, Ok(vec![user]));
    assert_eq!(
        told(&world, admin, by(NOT_REGISTERED)).await?,
        Ok(vec![record])
    );
    Ok(())
}

pub(crate) async fn a_report_reaches_no_further_than_its_reader(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let elsewhere = world.customer("dana@market.test").await?;
    let admin = staff(&world, "admin@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    let everybody = ReportQuery::default;
    assert_eq!(told(&world, admin, everybody()).await?, Ok(vec![user]));
    assert_eq!(
        told(&world, root, everybody()).await?,
        Ok(vec![user, elsewhere]),
        "no staff among them"
    );
    assert_eq!(
        told(&world, user, everybody()).await?,
        Err(Failure::Denied(Denial::Missing(
            Permission::ReportCustomers
        )))
    );
    Ok(())
}

pub(crate) async fn customers_are_found_by_their_last_order(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let mut people = Vec::new();
    for email in ["early@acme.test", "late@acme.test", "never@acme.test"] {
        let one = acme.person(&world, email, &[Role::EndUser]).await?;
        people.push(one);
    }
    let day = |text: &str| Timestamp::from_date(text).ok_or("a day");
    ordered(&world, &acme, people[0], day("2023-04-30")?).await?;
    ordered(&world, &acme, people[1], day("2023-05-01")?).await?;
    let admin = staff(&world, "admin@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let from = ReportQuery {
        ordered_from: "2023-05-01".to_owned(),
        ..ReportQuery::default()
    };
    assert_eq!(told(&world, admin, from).await?, Ok(vec![people[1]]));
    let before = ReportQuery {
        ordered_before: "2023-05-01".to_owned(),
        ..ReportQuery::default()
    };
    assert_eq!(told(&world, admin, before).await?, Ok(vec![people[0]]));
    Ok(())
}

pub(crate) async fn the_report_is_a_file_without_formulas(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "=Acme()").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let at = Timestamp::from_date("2023-05-01").ok_or("a day")?;
    ordered(&world, &acme, user, at).await?;
    let admin = staff(&world, "admin@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let ctx = world.as_(admin, "corporate").await?;
    let file = service::reports::export(&world.db.store, &ctx, &ReportQuery::default()).await?;
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(
        lines,
        [
            "Name,Email,Storefront,Company,Departments,Roles,Registered,State,Last order",
            "Dana Reyes,user@acme.test,corporate,\"'=Acme()\",Marketing,End User,Yes,Active,2023-05-01T00:00:00Z",
        ]
    );
    Ok(())
}

/// A hundred pieces of a product for 25.00, ordered by a department.
async fn sold(
    world: &World,
    company: &Company,
    product: i64,
    (number, department): (i64, DepartmentId),
    (state, at): (&str, Timestamp),
) -> Tested {
    let mut tx = world.db.store.begin().await?;
    let order = sql(
        "insert into orders (number, storefront_id, company_id, department_id, contact_name, contact_email, state,
            total, currency, delivery, search, once, placed_at, updated_at)
         values ($1, $2, $3, $4, 'Dana', 'dana@acme.test', $5, 2500, 'EUR', '{}', '', $6, $7, $7) returning id",
    )
    .bind(number)
    .bind(company.at)
    .bind(company.id)
    .bind(department)
    .bind(state)
    .bind(number.to_string())
    .bind(at)
    .int(&mut tx)
    .await?;
    sql("insert into jobs (order_id, storefront_id, position, product_id, product_name, quantity, chosen, price, state,
            due_at)
         values ($1, $2, 1, $3, 'Cards', 100, '[]', 2500, $4, $5)")
    .bind(order)
    .bind(company.at)
    .bind(product)
    .bind(state)
    .bind(at)
    .run(&mut tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

/// The lines of the report of orders, as its file has them.
async fn sums(
    world: &World,
    reader: AccountId,
    query: &OrderReportQuery,
) -> Outcome<Result<Vec<String>, Failure>> {
    let ctx = world.as_(reader, "corporate").await?;
    let file = service::reports::export_orders(&world.db.store, &ctx, query).await;
    Ok(file.map(|file| file.lines().skip(1).map(str::to_owned).collect()))
}

pub(crate) async fn psm_34_orders_of_a_period_are_summed_by_company_department_and_product(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let shop = Company::new(&world, "market", "Shop").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let admin = staff(&world, "admin@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let mut products = Vec::new();
    for company in [&acme, &shop] {
        let mut tx = world.db.store.begin().await?;
        let id = sql(
            "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork)
             values ($1, 'cards', 'Cards', 'Print', '', '', $2, 'none') returning id",
        )
        .bind(company.at)
        .bind(serde_json::to_string(&Configuration::default())?)
        .int(&mut tx)
        .await?;
        tx.commit().await?;
        products.push(id);
    }
    let cards = products[0];
    let lately = world.now.plus(-Timestamp::DAY);
    let long_ago = world.now.plus(-40 * Timestamp::DAY);
    sold(&world, &acme, cards, (1, acme.marketing), ("ready", lately)).await?;
    sold(
        &world,
        &acme,
        cards,
        (2, acme.marketing),
        ("completed", lately),
    )
    .await?;
    sold(&world, &acme, cards, (3, acme.sales), ("ready", lately)).await?;
    sold(&world, &acme, cards, (4, acme.sales), ("cancelled", lately)).await?;
    sold(&world, &acme, cards, (5, acme.sales), ("ready", long_ago)).await?;
    sold(
        &world,
        &shop,
        products[1],
        (6, shop.sales),
        ("ready", lately),
    )
    .await?;

    let everything = OrderReportQuery::default();
    let marketing = "corporate,Acme,Marketing,Cards,2,200,50.00,EUR";
    assert_eq!(
        sums(&world, admin, &everything).await?,
        Ok(vec![
            marketing.to_owned(),
            "corporate,Acme,Sales,Cards,1,100,25.00,EUR".to_owned()
        ]),
        "of the last thirty days and of their storefront"
    );
    let of_marketing = OrderReportQuery {
        department: acme.marketing.to_string(),
        ..OrderReportQuery::default()
    };
    assert_eq!(
        sums(&world, admin, &of_marketing).await?,
        Ok(vec![marketing.to_owned()])
    );
    let long = OrderReportQuery {
        q: "sal".to_owned(),
        from: long_ago.date(),
        ..OrderReportQuery::default()
    };
    assert_eq!(
        sums(&world, admin, &long).await?,
        Ok(vec![
            "corporate,Acme,Sales,Cards,2,200,50.00,EUR".to_owned()
        ])
    );
    assert_eq!(
        sums(&world, user, &everything).await?,
        Err(Failure::Denied(Denial::Missing(
            Permission::ReportOrdersExport
        )))
    );
    Ok(())
}
