//! Cost centres and what the checkout asks for, by who keeps them.

use super::{
    company::{Company, staff},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    Problem,
    codes::{Ask, AskCodes, CodeField, KeepCostCentre},
};

async fn version(world: &World, company: &Company) -> Outcome<i64> {
    let mut tx = world.db.store.read().await?;
    let record = store::companies::company(&mut tx, company.id).await?;
    Ok(record.ok_or("no such company")?.version)
}

/// Codes are kept by `budget.manage`, which is the print shop's (PJ-55).
pub(crate) async fn pj_55_the_print_shop_keeps_the_codes_of_a_company(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let beta = Company::new(&world, "corporate", "Beta").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let store = &world.db.store;
    let ctx = world.as_(junior, "corporate").await?;
    let ask = AskCodes {
        company: acme.id,
        version: version(&world, &acme).await?,
        ask_cost_centre: "required".to_owned(),
        ask_purchase_order: "no".to_owned(),
        pattern: " PO-## ".to_owned(),
    };
    service::companies::ask_codes(store, &ctx, &ask).await?;
    assert_eq!(
        service::companies::ask_codes(store, &ctx, &ask).await,
        Err(Failure::Denied(Denial::Stale)),
        "a second press changes nothing"
    );
    let keep = KeepCostCentre {
        company: acme.id,
        version: version(&world, &acme).await?,
        cost_centre: String::new(),
        centre_code: " 47 11 ".to_owned(),
        centre_name: "Marketing".to_owned(),
        active: true,
        everybody: false,
        departments: vec![acme.marketing],
    };
    let elsewhere = KeepCostCentre {
        departments: vec![beta.sales],
        ..keep.clone()
    };
    assert_eq!(
        service::companies::keep_cost_centre(store, &ctx, &elsewhere).await,
        Err(Failure::field(CodeField::Departments, Problem::NotOffered))
    );
    service::companies::keep_cost_centre(store, &ctx, &keep).await?;
    let again = KeepCostCentre {
        version: version(&world, &acme).await?,
        ..keep.clone()
    };
    assert_eq!(
        service::companies::keep_cost_centre(store, &ctx, &again).await,
        Err(Failure::field(CodeField::Code, Problem::Taken))
    );
    let page = service::companies::open(store, &ctx, acme.id).await?;
    let codes = page.codes.ok_or("who keeps them sees them")?;
    assert_eq!(codes.asked.cost_centre, Ask::Required);
    assert_eq!(codes.asked.pattern, "PO-##");
    assert_eq!(codes.centres[0].centre.to_string(), "47 11 Marketing");
    assert_eq!(codes.centres[0].departments, Some(vec![acme.marketing]));
    let out_of_use = KeepCostCentre {
        cost_centre: codes.centres[0].id.to_string(),
        active: false,
        everybody: true,
        departments: Vec::new(),
        ..again
    };
    service::companies::keep_cost_centre(store, &ctx, &out_of_use).await?;
    let page = service::companies::open(store, &ctx, acme.id).await?;
    let codes = page.codes.ok_or("who keeps them sees them")?;
    assert_eq!(codes.centres.len(), 1);
    assert!(!codes.centres[0].active);
    assert_eq!(world.audited("company.cost-centre").await?, 2);
    assert_eq!(world.audited("company.codes").await?, 1);

    let school = Company::new(&world, "printshop", "School").await?;
    let boss = school
        .person(&world, "boss@school.test", &[Role::CompanyManager])
        .await?;
    let ctx = world.as_(boss, "printshop").await?;
    let ask = AskCodes {
        company: school.id,
        version: version(&world, &school).await?,
        ..ask
    };
    assert_eq!(
        service::companies::ask_codes(store, &ctx, &ask).await,
        Err(Failure::Denied(Denial::Missing(Permission::BudgetManage)))
    );
    let page = service::companies::open(store, &ctx, school.id).await?;
    assert_eq!(page.codes, None);
    let other = AskCodes {
        company: acme.id,
        ..ask
    };
    assert_eq!(
        service::companies::ask_codes(store, &ctx, &other).await,
        Err(Failure::Denied(Denial::NotFound))
    );
    Ok(())
}
