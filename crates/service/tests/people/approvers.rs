//! Who approves for whom.

use super::{
    acting::acting,
    company::{Company, as_shown, opened, platform, staff, storefront_admin},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Reach, Reaches, Role};
use domain::{
    AccountId, DepartmentId, Problem, ProductId,
    people::{ApproverSheet, SetApprovers, SetApproversField, SetDepartments},
};
use store::sql::sql;

const APPROVER: &[Role] = &[Role::EndUser, Role::CorporateApprover];

async fn set(
    world: &World,
    by: AccountId,
    person: AccountId,
    (approvers, approves_for): (&[AccountId], &[DepartmentId]),
) -> Outcome<Result<(), Failure<SetApproversField>>> {
    let ctx = world.as_(by, "corporate").await?;
    let form = SetApprovers {
        person,
        version: as_shown(world, person).await?.version,
        approvers: approvers.to_vec(),
        approves_for: approves_for.to_vec(),
        products: Vec::new(),
    };
    Ok(service::people::set_approvers(&world.db.store, &ctx, &form).await)
}

async fn sheet(world: &World, by: AccountId, person: AccountId) -> Outcome<ApproverSheet> {
    let sheet = opened(world, by, "corporate", person).await??;
    Ok(sheet.approval.unwrap_or_default())
}

/// Who can be chosen, with whom is asked.
fn people(sheet: &ApproverSheet) -> Vec<(AccountId, bool)> {
    let mut all: Vec<_> = sheet
        .approvers
        .iter()
        .map(|one| (one.id, one.ticked))
        .collect();
    all.sort_unstable();
    all
}

async fn moved(
    world: &World,
    by: AccountId,
    person: AccountId,
    departments: &[DepartmentId],
) -> Tested {
    let ctx = world.as_(by, "corporate").await?;
    let form = SetDepartments {
        person,
        version: as_shown(world, person).await?.version,
        departments: departments.to_vec(),
    };
    service::people::set_departments(&world.db.store, &ctx, &form).await?;
    Ok(())
}

/// INF-22
pub(crate) async fn inf_22_an_approver_shares_a_department_with_whom_they_approve_for(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let other = Company::new(&world, "corporate", "Umbra").await?;
    let admin = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let member =
        async |email: &str, roles: &[Role], department: DepartmentId| -> Outcome<AccountId> {
            acme.member(&world, email, roles, department).await
        };
    let user = member("user@acme.test", &[Role::EndUser], acme.marketing).await?;
    let colleague = member("colleague@acme.test", &[Role::EndUser], acme.marketing).await?;
    let approver = member("approver@acme.test", APPROVER, acme.marketing).await?;
    let apart = member("apart@acme.test", APPROVER, acme.sales).await?;
    let stranger = other
        .member(&world, "approver@umbra.test", APPROVER, other.marketing)
        .await?;

    let offered = sheet(&world, admin, user).await?;
    assert_eq!(people(&offered), [(approver, false)]);
    assert!(
        offered.departments.is_empty(),
        "who cannot decide is not asked"
    );
    for nobody in [colleague, apart, stranger, user] {
        assert_eq!(
            set(&world, admin, user, (&[approver, nobody], &[])).await?,
            Err(Failure::field(
                SetApproversField::Approvers,
                Problem::NotOffered
            ))
        );
    }
    set(&world, admin, user, (&[approver], &[])).await??;
    assert_eq!(
        people(&sheet(&world, admin, user).await?),
        [(approver, true)]
    );
    assert_eq!(world.audited("user.set-approvers").await?, 1);

    // Who leaves the department is not asked any more, for anybody there.
    set(&world, admin, approver, (&[], &[acme.marketing])).await??;
    moved(&world, admin, approver, &[acme.sales]).await?;
    let mut tx = world.db.store.read().await?;
    let links = sql("select count(*) from approver_links")
        .int(&mut tx)
        .await?;
    drop(tx);
    assert_eq!(links, 0);
    Ok(())
}

/// INF-22
pub(crate) async fn inf_22_three_approve_for_one_department_and_for_one_person(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let admin = platform(&world, "root@quoin.test", Role::Admin).await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let mut approvers = Vec::new();
    for name in ["one", "two", "three", "four"] {
        let email = format!("{name}@acme.test");
        let id = acme
            .member(&world, &email, APPROVER, acme.marketing)
            .await?;
        approvers.push(id);
    }
    let most = SetApprovers::MOST;
    assert_eq!(
        set(&world, admin, user, (&approvers, &[])).await?,
        Err(Failure::field(
            SetApproversField::Approvers,
            Problem::TooManyApprovers { most }
        ))
    );
    set(&world, admin, user, (&approvers[..3], &[])).await??;
    for approver in &approvers[..3] {
        set(&world, admin, *approver, (&[], &[acme.marketing])).await??;
    }
    let last = approvers[3];
    assert_eq!(
        set(&world, admin, last, (&[], &[acme.marketing])).await?,
        Err(Failure::field(
            SetApproversField::ApprovesFor,
            Problem::TooManyApprovers { most }
        ))
    );
    assert_eq!(
        set(&world, admin, last, (&[], &[acme.sales])).await?,
        Err(Failure::field(
            SetApproversField::ApprovesFor,
            Problem::NotOffered
        )),
        "a department that they are not in"
    );
    // One of the three makes place.
    set(&world, admin, approvers[0], (&[], &[])).await??;
    set(&world, admin, last, (&[], &[acme.marketing])).await??;
    let offered = sheet(&world, admin, last).await?;
    let ticked: Vec<_> = offered
        .departments
        .iter()
        .map(|one| (one.id, one.ticked))
        .collect();
    assert_eq!(ticked, [(acme.marketing, true)]);
    Ok(())
}

pub(crate) async fn who_approves_is_said_by_who_settles_approval_and_within_reach(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let approver = acme
        .member(&world, "approver@acme.test", APPROVER, acme.marketing)
        .await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let elsewhere = storefront_admin(&world, "sa@quoin.test", "storefront").await?;
    let admin = platform(&world, "root@quoin.test", Role::Admin).await?;

    assert_eq!(
        opened(&world, senior, "corporate", user).await??.approval,
        None
    );
    assert_eq!(
        set(&world, senior, user, (&[approver], &[])).await?,
        Err(Failure::Denied(Denial::Missing(
            Permission::ApprovalConfigure
        )))
    );
    assert_eq!(
        set(&world, elsewhere, user, (&[approver], &[])).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    let ctx = world.as_(admin, "corporate").await?;
    let form = SetApprovers {
        person: user,
        version: as_shown(&world, user).await?.version,
        approvers: vec![approver],
        approves_for: Vec::new(),
        products: Vec::new(),
    };
    let store = &world.db.store;
    service::people::set_approvers(store, &ctx, &form).await?;
    assert_eq!(
        service::people::set_approvers(store, &ctx, &form).await,
        Err(Failure::Denied(Denial::Stale)),
        "the same form again acts no second time"
    );
    let through = acting(&world, admin, senior, "corporate").await?;
    let again = SetApprovers {
        version: as_shown(&world, user).await?.version,
        ..form
    };
    assert_eq!(
        service::people::set_approvers(store, &through, &again).await,
        Err(Failure::Denied(Denial::WhileActing))
    );
    Ok(())
}

/// A product of the storefront, for every company or for one.
async fn product(
    world: &World,
    at: &Company,
    slug: &str,
    only: Option<&Company>,
) -> Outcome<ProductId> {
    let configuration = serde_json::to_string(&domain::catalogue::Configuration::default())?;
    let mut tx = world.db.store.begin().await?;
    let id = sql(
        "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork,
            for_all_companies)
         values ($1, $2, $2, 'Print', '', '', $3, 'none', $4) returning id",
    )
    .bind(at.at)
    .bind(slug)
    .bind(configuration)
    .bind(only.is_none())
    .int(&mut tx)
    .await?;
    if let Some(company) = only {
        sql("insert into product_companies (product_id, company_id) values ($1, $2)")
            .bind(id)
            .bind(company.id)
            .run(&mut tx)
            .await?;
    }
    tx.commit().await?;
    Ok(ProductId(id))
}

/// INF-16, A-44
pub(crate) async fn inf_16_an_approver_is_linked_to_products_that_they_see(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let other = Company::new(&world, "corporate", "Umbra").await?;
    let cards = product(&world, &acme, "cards", None).await?;
    let theirs = product(&world, &acme, "posters", Some(&other)).await?;
    let admin = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let approver = acme
        .member(&world, "approver@acme.test", APPROVER, acme.marketing)
        .await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let about = async |person: AccountId| -> Outcome<Vec<(ProductId, bool)>> {
        let sheet = sheet(&world, admin, person).await?;
        let boxes = sheet.products.iter().map(|one| (one.id, one.ticked));
        Ok(boxes.collect())
    };
    assert_eq!(about(approver).await?, [(cards, false)]);
    assert!(about(user).await?.is_empty(), "who cannot decide");

    let ask_about = async |person: AccountId, product: ProductId| -> Outcome<_> {
        let ctx = world.as_(admin, "corporate").await?;
        let form = SetApprovers {
            person,
            version: as_shown(&world, person).await?.version,
            approvers: Vec::new(),
            approves_for: Vec::new(),
            products: vec![product],
        };
        Ok(service::people::set_approvers(&world.db.store, &ctx, &form).await)
    };
    let not_offered = Failure::field(SetApproversField::Products, Problem::NotOffered);
    for (person, product) in [(approver, theirs), (user, cards)] {
        assert_eq!(ask_about(person, product).await?, Err(not_offered.clone()));
    }
    ask_about(approver, cards).await??;
    assert_eq!(about(approver).await?, [(cards, true)]);
    assert_eq!(world.audited("user.set-approvers").await?, 1);
    // A form without it takes it back.
    set(&world, admin, approver, (&[], &[])).await??;
    assert_eq!(about(approver).await?, [(cards, false)]);
    Ok(())
}

/// INF-16: a link to a product asks them about what is ordered in each of their departments.
pub(crate) async fn inf_16_products_are_linked_by_who_settles_all_their_departments(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let cards = product(&world, &acme, "cards", None).await?;
    let admin = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let manager = acme.manager(&world, "manager@acme.test").await?;
    let approver = acme
        .member(&world, "approver@acme.test", APPROVER, acme.marketing)
        .await?;
    let settling = Role::CorporateDepartmentManager
        .grants()
        .clone()
        .set(Permission::ApprovalConfigure, Reaches::one(Reach::Managed));
    let mut tx = world.db.store.begin().await?;
    sql("insert into role_edits (role, allows) values ($1, $2)")
        .bind(Role::CorporateDepartmentManager.key())
        .bind(serde_json::to_string(&settling)?)
        .run(&mut tx)
        .await?;
    tx.commit().await?;

    let about = async |by: AccountId| -> Outcome<Vec<(ProductId, bool)>> {
        let sheet = sheet(&world, by, approver).await?;
        let boxes = sheet.products.iter().map(|one| (one.id, one.ticked));
        Ok(boxes.collect())
    };
    let links = async |products: Vec<ProductId>| -> Outcome<_> {
        let ctx = world.as_(manager, "corporate").await?;
        let form = SetApprovers {
            person: approver,
            version: as_shown(&world, approver).await?.version,
            approvers: Vec::new(),
            approves_for: Vec::new(),
            products,
        };
        Ok(service::people::set_approvers(&world.db.store, &ctx, &form).await)
    };
    assert_eq!(about(manager).await?, [(cards, false)]);
    links(vec![cards]).await??;

    moved(&world, admin, approver, &[acme.marketing, acme.sales]).await?;
    assert!(about(manager).await?.is_empty(), "not Sales to settle");
    assert_eq!(
        links(vec![cards]).await?,
        Err(Failure::field(
            SetApproversField::Products,
            Problem::NotOffered
        ))
    );
    links(Vec::new()).await??;
    assert_eq!(
        about(admin).await?,
        [(cards, true)],
        "what was not drawn stays"
    );
    Ok(())
}
