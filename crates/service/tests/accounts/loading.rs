//! From what is stored to what an actor holds.

use super::world::{Outcome, Tested, World};
use access::{Access, Anchor, Assignee, Grants, Permission, Reach, Role, RoleName, Side, Standing};
use domain::{
    AccountId, CompanyId, DepartmentId, PrintLocationId, StorefrontId, SupplierId, Timestamp,
    VisitorId, accounts::AccountState,
};
use store::{
    accounts::{Person, access_of, access_of_visitor},
    people,
    sql::sql,
    storefronts,
};

async fn load(world: &World, id: AccountId) -> Outcome<(Access, Person)> {
    let mut tx = world.db.store.read().await?;
    Ok(access_of(&mut tx, id, None, world.now)
        .await?
        .ok_or("nobody")?)
}

/// The anchors of everything but the label.
fn anchors(access: &Access) -> Vec<Anchor> {
    let held = access
        .holdings
        .iter()
        .filter(|holding| holding.role != RoleName::BuiltIn(Role::Registered));
    held.map(|holding| holding.anchor.clone()).collect()
}

/// Runs a statement that ends in `returning id`.
async fn make(world: &World, text: &'static str, of: i64) -> Outcome<i64> {
    let mut tx = world.db.store.begin().await?;
    let id = sql(text).bind(of).int(&mut tx).await?;
    tx.commit().await?;
    Ok(id)
}

async fn department(
    world: &World,
    company: CompanyId,
    name: &'static str,
) -> Outcome<DepartmentId> {
    let text = match name {
        "Marketing" => {
            "insert into departments (company_id, name) values ($1, 'Marketing') returning id"
        }
        _ => "insert into departments (company_id, name) values ($1, 'Sales') returning id",
    };
    Ok(DepartmentId(make(world, text, company.0).await?))
}

pub(crate) async fn every_anchor_is_read_as_it_was_written(world: World) -> Tested {
    let (at, company) = world.company("corporate", "Acme Paper").await?;
    let shop = world.storefront("storefront").await?.id;
    let sales = department(&world, company, "Sales").await?;
    let marketing = department(&world, company, "Marketing").await?;
    let supplier = SupplierId(
        make(
            &world,
            "insert into suppliers (name, active) values ('Fine Print', $1 = 1) returning id",
            1,
        )
        .await?,
    );
    let written = [
        (Role::PlatformAdmin, Anchor::Platform),
        (Role::JobController, Anchor::Storefronts(vec![shop, at])),
        (Role::EndUser, Anchor::company(at, company)),
        (
            Role::Operator,
            Anchor::Departments {
                storefront: [at],
                company,
                departments: vec![sales, marketing],
            },
        ),
        (Role::Supplier, Anchor::Supplier([supplier])),
    ];
    let id = world
        .person("all@quoin.test", None, AccountState::Active, &written)
        .await?;
    let (access, _) = load(&world, id).await?;
    assert_eq!(
        anchors(&access),
        written
            .iter()
            .map(|(_, anchor)| anchor.clone())
            .collect::<Vec<_>>()
    );
    let roles: Vec<_> = access
        .holdings
        .iter()
        .map(|holding| holding.role.name())
        .collect();
    assert_eq!(
        roles,
        [
            "Platform Admin",
            "Job Controller",
            "End User",
            "Operator",
            "Supplier",
            "Registered"
        ]
    );
    assert!(access.names.contains(&Assignee::Supplier(supplier)));
    Ok(())
}

pub(crate) async fn custom_roles_bring_their_grants_and_refusals(world: World) -> Tested {
    let at = world.storefront("storefront").await?.id;
    let allows = Grants::NONE.with(Permission::OrderView, Reach::Storefront);
    let denies = Grants::NONE.with(Permission::OrderCancel, Reach::Own);
    let id = world.customer("dana@acme.test").await?;
    let mut tx = world.db.store.begin().await?;
    let role = sql("
        insert into custom_roles (storefront_id, name, side, allows, denies)
        values ($1, 'Front desk', 'staff', $2, $3)
        returning id")
    .bind(at)
    .bind(serde_json::to_string(&allows)?)
    .bind(serde_json::to_string(&denies)?)
    .int(&mut tx)
    .await?;
    let assignment = people::assign(
        &mut tx,
        id,
        Role::Designer,
        &Anchor::Storefronts(vec![at]),
        world.now,
    )
    .await?;
    sql("update assignments set role = '', custom_role_id = $2 where id = $1")
        .bind(assignment)
        .bind(role)
        .run(&mut tx)
        .await?;
    tx.commit().await?;

    let (access, _) = load(&world, id).await?;
    let held = access.holdings.first().ok_or("no holding")?;
    assert_eq!(
        (held.role.name(), held.role.side()),
        ("Front desk", Side::Staff)
    );
    assert_eq!((&*held.allows, &*held.denies), (&allows, &denies));
    assert!(access.holds(Permission::OrderView).is_ok());
    Ok(())
}

pub(crate) async fn what_has_ended_does_not_count(mut world: World) -> Tested {
    let id = world.customer("dana@acme.test").await?;
    let at = world.storefront("storefront").await?.id;
    let mut tx = world.db.store.begin().await?;
    let deputy = people::assign(
        &mut tx,
        id,
        Role::StorefrontAdmin,
        &Anchor::Storefronts(vec![at]),
        world.now,
    )
    .await?;
    sql("update assignments set ends_at = $2 where id = $1")
        .bind(deputy)
        .bind(world.now.plus(Timestamp::HOUR))
        .run(&mut tx)
        .await?;
    tx.commit().await?;
    assert!(load(&world, id).await?.0.is_staff());
    world.now = world.now.plus(Timestamp::HOUR);
    let (access, _) = load(&world, id).await?;
    assert!(!access.is_staff());
    assert!(
        access.holds(Permission::OrderPlace).is_ok(),
        "a customer as before"
    );
    Ok(())
}

pub(crate) async fn registered_carries_grants_for_customers_of_its_pack_only(
    world: World,
) -> Tested {
    let shop = world.storefront("storefront").await?.id;
    let market = world.storefront("market").await?.id;
    let there = |at: StorefrontId| Anchor::Storefronts(vec![at]);
    let cases: [(&str, Option<StorefrontId>, Vec<(Role, Anchor)>, bool); 7] = [
        ("alone", Some(shop), vec![], true),
        (
            "registered",
            Some(shop),
            vec![(Role::Registered, there(shop))],
            true,
        ),
        (
            "approver",
            Some(shop),
            vec![(Role::StorefrontApprover, there(shop))],
            true,
        ),
        // Giving a customer a job takes nothing away.
        (
            "helper",
            Some(shop),
            vec![
                (Role::Registered, there(shop)),
                (Role::JobController, there(shop)),
            ],
            true,
        ),
        (
            "staff",
            Some(shop),
            vec![(Role::JobController, there(shop))],
            false,
        ),
        (
            "platform",
            None,
            vec![(Role::JobController, there(shop))],
            false,
        ),
        (
            "elsewhere",
            Some(market),
            vec![(Role::PublicCustomer, there(market))],
            false,
        ),
    ];
    for (name, home, roles, grants) in cases {
        let id = world
            .person(
                &format!("{name}@acme.test"),
                home,
                AccountState::Active,
                &roles,
            )
            .await?;
        let (access, person) = load(&world, id).await?;
        let labels: Vec<_> = access
            .holdings
            .iter()
            .filter(|one| one.role == RoleName::BuiltIn(Role::Registered))
            .collect();
        let [label] = labels.as_slice() else {
            return Err("everybody is Registered, once".into());
        };
        assert_eq!(!label.allows.is_empty(), grants, "{name}");
        if grants {
            assert_eq!(label.anchor, there(shop));
        }
        assert_eq!(person.home(&access), home.or(Some(shop)), "{name}");
    }
    Ok(())
}

pub(crate) async fn departments_locations_and_suppliers_come_along(world: World) -> Tested {
    let (at, company) = world.company("corporate", "Acme Paper").await?;
    let role = [(Role::EndUser, Anchor::company(at, company))];
    let id = world
        .person("dana@acme.test", Some(at), AccountState::Active, &role)
        .await?;
    let (access, _) = load(&world, id).await?;
    assert!(!access.company_has_departments);
    assert_eq!(access.company, Some(company));

    let sales = department(&world, company, "Sales").await?;
    let marketing = department(&world, company, "Marketing").await?;
    let location = make(
        &world,
        "insert into print_locations (storefront_id, name) values ($1, 'Hall 2') returning id",
        at.0,
    )
    .await?;
    let supplier = make(
        &world,
        "insert into suppliers (name, active) values ('Fine Print', $1 = 1) returning id",
        1,
    )
    .await?;
    let mut tx = world.db.store.begin().await?;
    sql("insert into department_members (department_id, account_id) values ($1, $2)")
        .bind(sales)
        .bind(id)
        .run(&mut tx)
        .await?;
    sql("insert into department_managers (department_id, account_id) values ($1, $2)")
        .bind(marketing)
        .bind(id)
        .run(&mut tx)
        .await?;
    sql("update accounts set print_location_id = $2, supplier_id = $3 where id = $1")
        .bind(id)
        .bind(location)
        .bind(supplier)
        .run(&mut tx)
        .await?;
    tx.commit().await?;

    let (access, _) = load(&world, id).await?;
    assert!(access.company_has_departments);
    assert_eq!(
        (access.member_of, access.manages),
        (vec![sales], vec![marketing])
    );
    assert!(
        access
            .names
            .contains(&Assignee::PrintLocation(PrintLocationId(location)))
    );
    assert_eq!(access.standing, Standing::Active);

    // A supplier that is only recorded has nobody who signs in.
    testkit::arrange(&world.db.store, "update suppliers set active = false").await;
    assert_eq!(load(&world, id).await?.0.standing, Standing::Suspended);
    Ok(())
}

pub(crate) async fn visitors_hold_the_role_of_the_pack(world: World) -> Tested {
    for (slug, role) in [
        ("storefront", Role::Guest),
        ("market", Role::Visitor),
        ("corporate", Role::Guest),
    ] {
        let at = world.storefront(slug).await?;
        let mut tx = world.db.store.read().await?;
        let access = access_of_visitor(&mut tx, &at, VisitorId(7)).await?;
        let [held] = access.holdings.as_slice() else {
            return Err("one role".into());
        };
        assert_eq!(held.role, RoleName::BuiltIn(role));
        assert_eq!(held.anchor, Anchor::Storefronts(vec![at.id]));
        assert!(!access.signed_in());
    }
    Ok(())
}

/// INF-01: whoever asks holds a role, and everybody with an account the label of it.
pub(crate) async fn nobody_is_without_a_role(world: World) -> Tested {
    for slug in [
        "storefront",
        "corporate",
        "market",
        "printshop",
        "configurator",
    ] {
        let at = world.storefront(slug).await?.id;
        let visitor = world.visitor(slug).await?.access;
        assert_eq!(visitor.holdings.len(), 1, "{slug}");
        let customer = format!("customer@{slug}.test");
        let staff = format!("staff@{slug}.test");
        for (email, home) in [(customer, Some(at)), (staff, None)] {
            let id = world
                .person(&email, home, AccountState::Active, &[])
                .await?;
            let (access, _) = load(&world, id).await?;
            let [held] = access.holdings.as_slice() else {
                return Err("one role".into());
            };
            assert_eq!(held.role, RoleName::BuiltIn(Role::Registered), "{email}");
        }
    }
    Ok(())
}

pub(crate) async fn storefronts_are_found_by_slug_own_host_and_id(world: World) -> Tested {
    testkit::arrange(
        &world.db.store,
        "insert into storefront_hosts (host, storefront_id) select 'print.acme.test', id from storefronts where slug = 'corporate'",
    )
    .await;
    let mut tx = world.db.store.read().await?;
    for (host, slug) in [
        ("market.quoin.test", Some("market")),
        ("MARKET.quoin.test:3000", Some("market")),
        ("print.acme.test:443", Some("corporate")),
        ("quoin.test", None),
        ("unknown.quoin.test", None),
        ("evil.test", None),
    ] {
        let found = storefronts::by_host(&mut tx, host, "quoin.test").await?;
        assert_eq!(found.map(|one| one.slug).as_deref(), slug, "{host}");
    }
    let bare = storefronts::default(&mut tx).await?.ok_or("none")?;
    assert_eq!(bare.slug, "storefront");
    assert_eq!(storefronts::by_id(&mut tx, bare.id).await?, Some(bare));
    let slugs: Vec<_> = storefronts::list(&mut tx)
        .await?
        .into_iter()
        .map(|one| one.slug)
        .collect();
    assert_eq!(
        slugs,
        [
            "configurator",
            "corporate",
            "market",
            "printshop",
            "storefront"
        ]
    );
    Ok(())
}
