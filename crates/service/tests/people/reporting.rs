//! Who is told of the customers, and of which.

use crate::{
    company::{Company, platform, staff},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, Timestamp,
    accounts::AccountState,
    people::{NOT_REGISTERED, REGISTERED},
    reports::ReportQuery,
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
