//! Addresses of companies and of people, and what the checkout makes of them.

use super::{
    company::{Company, opened, staff},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, AddressId, Problem,
    accounts::AccountState,
    addresses::{
        AddressField, AddressKind, AddressPanel, AddressesPage, AddressesQuery, AssignDepartments,
        EditAddress, NewAddress, OnAddress,
    },
    lists::DialogQuery as _,
};

fn written(of: &str, label: &str) -> NewAddress {
    NewAddress {
        of: of.to_owned(),
        label: label.to_owned(),
        recipient: "Somebody".to_owned(),
        line1: "1 Mill Lane".to_owned(),
        line2: String::new(),
        postcode: "CB1".to_owned(),
        city: "Cambridge".to_owned(),
        country: "United Kingdom".to_owned(),
    }
}

async fn version(world: &World, id: AddressId) -> Outcome<i64> {
    let mut tx = world.db.store.read().await?;
    let found = store::addresses::address(&mut tx, id).await?;
    Ok(found.ok_or("no such address")?.version)
}

async fn to_company(
    world: &World,
    by: AccountId,
    form: &NewAddress,
) -> Outcome<Result<AddressId, Failure<AddressField>>> {
    let ctx = world.as_(by, "corporate").await?;
    Ok(service::addresses::add_to_company(&world.db.store, &ctx, form).await)
}

async fn to_person(
    world: &World,
    by: AccountId,
    form: &NewAddress,
) -> Outcome<Result<AddressId, Failure<AddressField>>> {
    let ctx = world.as_(by, "corporate").await?;
    Ok(service::addresses::add_to_person(&world.db.store, &ctx, form).await)
}

/// Gives an address another street.
async fn correct(
    world: &World,
    by: AccountId,
    address: AddressId,
) -> Outcome<Result<(), Failure<AddressField>>> {
    let ctx = world.as_(by, "corporate").await?;
    let mut tx = world.db.store.read().await?;
    let found = store::addresses::address(&mut tx, address).await?;
    drop(tx);
    let kept = found.ok_or("no such address")?;
    let form = EditAddress {
        address,
        version: kept.version,
        kind: String::new(),
        label: kept.label,
        recipient: kept.delivery.recipient,
        line1: "2 Mill Lane".to_owned(),
        line2: kept.delivery.line2,
        postcode: kept.delivery.postcode,
        city: kept.delivery.city,
        country: kept.delivery.country,
    };
    Ok(service::addresses::correct(&world.db.store, &ctx, &form).await)
}

async fn remove(world: &World, by: AccountId, address: AddressId) -> Outcome<Result<(), Failure>> {
    let ctx = world.as_(by, "corporate").await?;
    let form = OnAddress {
        address,
        version: version(world, address).await?,
        kind: String::new(),
    };
    Ok(service::addresses::remove(&world.db.store, &ctx, &form).await)
}

async fn page(
    world: &World,
    by: AccountId,
    query: &AddressesQuery,
) -> Outcome<Result<AddressesPage, Failure>> {
    let ctx = world.as_(by, "corporate").await?;
    Ok(service::addresses::list(&world.db.store, &ctx, query).await)
}

fn asks(kind: AddressKind) -> AddressesQuery {
    AddressesQuery {
        kind: kind.key().to_owned(),
        ..AddressesQuery::default()
    }
}

/// Where the checkout would deliver to.
async fn offered(world: &World, who: AccountId) -> Outcome<Vec<String>> {
    let ctx = world.as_(who, "corporate").await?;
    let page = service::cart::checkout(&world.db.store, &ctx).await?;
    Ok(page.addresses.into_iter().map(|one| one.label).collect())
}

/// Acme with its senior manager, and a user in each department.
struct Acme {
    company: Company,
    senior: AccountId,
    marketer: AccountId,
    seller: AccountId,
}

impl Acme {
    async fn new(world: &World) -> Outcome<Self> {
        let company = Company::new(world, "corporate", "Acme").await?;
        let senior = company.senior(world, "senior@acme.test").await?;
        let user = &[Role::EndUser];
        let marketer = company
            .member(world, "marketer@acme.test", user, company.marketing)
            .await?;
        let seller = company
            .member(world, "seller@acme.test", user, company.sales)
            .await?;
        Ok(Self {
            company,
            senior,
            marketer,
            seller,
        })
    }
}

pub(crate) async fn pj_26_a_senior_manager_keeps_company_addresses_and_assigns_none(
    world: World,
) -> Tested {
    let acme = Acme::new(&world).await?;
    let added = to_company(&world, acme.senior, &written("", "Head office")).await??;
    assert_eq!(offered(&world, acme.seller).await?, ["Head office"]);
    correct(&world, acme.senior, added).await??;
    // No picker, and a refusal.
    let list = page(&world, acme.senior, &asks(AddressKind::Company)).await??;
    let row = &list.listing.rows[0];
    assert_eq!(row.acts, [AddressPanel::Edit, AddressPanel::Delete]);
    assert!(row.place.contains("2 Mill Lane"));
    let query = asks(AddressKind::Company).with(AddressPanel::Departments, added);
    assert_eq!(page(&world, acme.senior, &query).await??.sheet, None);
    let mut form = AssignDepartments {
        address: added,
        version: version(&world, added).await?,
        everybody: false,
        departments: vec![acme.company.marketing],
    };
    let store = &world.db.store;
    let senior = world.as_(acme.senior, "corporate").await?;
    assert_eq!(
        service::addresses::assign_departments(store, &senior, &form).await,
        Err(Failure::Denied(Denial::Missing(
            Permission::AddressCompanyAssignDepartment
        )))
    );
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let junior = world.as_(junior, "corporate").await?;
    service::addresses::assign_departments(store, &junior, &form).await?;
    assert_eq!(offered(&world, acme.marketer).await?, ["Head office"]);
    assert_eq!(
        offered(&world, acme.seller).await?,
        Vec::<String>::new(),
        "the checkout follows"
    );
    // For nobody at all it would be deleted instead.
    form.version = version(&world, added).await?;
    form.departments = Vec::new();
    assert_eq!(
        service::addresses::assign_departments(store, &junior, &form).await,
        Err(Failure::field(AddressField::Departments, Problem::Missing))
    );
    remove(&world, acme.senior, added).await??;
    assert_eq!(offered(&world, acme.marketer).await?, Vec::<String>::new());
    // Nobody else adds one to the company.
    assert_eq!(
        to_company(&world, acme.marketer, &written("", "Mine")).await?,
        Err(Failure::Denied(Denial::Missing(
            Permission::AddressCompanyManage
        )))
    );
    let other = Company::new(&world, "corporate", "Beta").await?;
    let there = other.id.to_string();
    assert_eq!(
        to_company(&world, acme.senior, &written(&there, "Ours")).await?,
        Err(Failure::field(AddressField::Of, Problem::NotOffered))
    );
    Ok(())
}

pub(crate) async fn pj_27_a_senior_manager_corrects_personal_addresses_and_the_owner_is_told(
    world: World,
) -> Tested {
    let acme = Acme::new(&world).await?;
    let home = to_person(&world, acme.marketer, &written("", "Home")).await??;
    assert!(world.mails().await?.is_empty(), "it was themselves");
    let list = page(&world, acme.senior, &asks(AddressKind::Personal)).await??;
    assert_eq!(list.listing.rows[0].acts, [AddressPanel::Edit]);
    correct(&world, acme.senior, home).await??;
    let mails = world.mails().await?;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to_address, "marketer@acme.test");
    assert_eq!(world.audited("address.correct").await?, 1);
    for lines in ["1 Mill Lane", "2 Mill Lane", "Dana Reyes"] {
        assert!(mails[0].body.contains(lines), "{}", mails[0].body);
    }
    assert_eq!(
        remove(&world, acme.senior, home).await?,
        Err(Failure::Denied(Denial::Missing(
            Permission::AddressPersonalAddDelete
        )))
    );
    let for_them = written(&acme.marketer.to_string(), "Second home");
    assert_eq!(
        to_person(&world, acme.senior, &for_them).await?,
        Err(Failure::field(AddressField::Of, Problem::NotOffered))
    );
    // It goes by the same way as before: the manager orders to it too (PJ-28).
    assert_eq!(offered(&world, acme.senior).await?, ["Home"]);
    assert_eq!(offered(&world, acme.seller).await?, Vec::<String>::new());
    Ok(())
}

/// PJ-27 and A-42.
pub(crate) async fn a_storefront_can_hide_homes_from_who_manages_people(world: World) -> Tested {
    let acme = Acme::new(&world).await?;
    let home = to_person(&world, acme.marketer, &written("", "Home")).await??;
    let theirs = AddressesQuery::of_person(acme.marketer);
    let seen = opened(&world, acme.senior, "corporate", acme.marketer).await??;
    assert!(seen.addresses);
    testkit::arrange(
        &world.db.store,
        "update storefronts set personal_addresses_hidden = true where slug = 'corporate'",
    )
    .await;
    let list = page(&world, acme.senior, &asks(AddressKind::Personal)).await??;
    assert!(list.listing.rows.is_empty());
    let list = page(&world, acme.senior, &theirs).await??;
    assert_eq!(list.person, None);
    let seen = opened(&world, acme.senior, "corporate", acme.marketer).await??;
    assert!(!seen.addresses);
    assert_eq!(
        correct(&world, acme.senior, home).await?,
        Err(Failure::not_found())
    );
    assert_eq!(
        offered(&world, acme.senior).await?,
        Vec::<String>::new(),
        "the checkout follows"
    );
    // The print shop has it in hand as before, and its owner is told of that; so have they.
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    assert_eq!(page(&world, junior, &theirs).await??.listing.rows.len(), 1);
    correct(&world, junior, home).await??;
    assert_eq!(world.mails().await?.len(), 1);
    correct(&world, acme.marketer, home).await??;
    assert_eq!(offered(&world, acme.marketer).await?, ["Home"]);
    // A manager's own home is theirs to see.
    to_person(&world, acme.senior, &written("", "Mine")).await??;
    assert_eq!(offered(&world, acme.senior).await?, ["Mine"]);
    Ok(())
}

pub(crate) async fn pj_34_a_department_manager_corrects_where_they_manage(world: World) -> Tested {
    let acme = Acme::new(&world).await?;
    let manager = acme.company.manager(&world, "manager@acme.test").await?;
    let theirs = to_person(&world, acme.marketer, &written("", "Home")).await??;
    let others = to_person(&world, acme.seller, &written("", "Home")).await??;
    let office = to_company(&world, acme.senior, &written("", "Head office")).await??;
    correct(&world, manager, theirs).await??;
    assert_eq!(
        correct(&world, manager, others).await?,
        Err(Failure::not_found())
    );
    assert_eq!(
        correct(&world, manager, office).await?,
        Err(Failure::Denied(Denial::Missing(
            Permission::AddressCompanyManage
        )))
    );
    let list = page(&world, manager, &asks(AddressKind::Personal)).await??;
    assert_eq!(list.listing.rows.len(), 1);
    let list = page(&world, manager, &asks(AddressKind::Company)).await??;
    assert_eq!(list.listing.rows[0].acts, []);
    assert_eq!(list.add, None);
    Ok(())
}

pub(crate) async fn ones_own_addresses_are_ones_own(world: World) -> Tested {
    let acme = Acme::new(&world).await?;
    let home = to_person(&world, acme.marketer, &written("", "Home")).await??;
    correct(&world, acme.marketer, home).await??;
    let list = page(&world, acme.marketer, &asks(AddressKind::Personal)).await??;
    assert_eq!(
        list.listing.rows[0].acts,
        [AddressPanel::Edit, AddressPanel::Delete]
    );
    assert!(list.add.is_some());
    let list = page(&world, acme.seller, &asks(AddressKind::Personal)).await??;
    assert!(list.listing.rows.is_empty());
    assert_eq!(
        remove(&world, acme.seller, home).await?,
        Err(Failure::not_found())
    );
    remove(&world, acme.marketer, home).await??;
    assert_eq!(offered(&world, acme.marketer).await?, Vec::<String>::new());
    assert!(world.mails().await?.is_empty());
    let faulty = NewAddress {
        city: String::new(),
        ..written("", "Home")
    };
    assert_eq!(
        to_person(&world, acme.marketer, &faulty).await?,
        Err(Failure::field(AddressField::City, Problem::Missing))
    );
    Ok(())
}

pub(crate) async fn the_print_shop_adds_and_removes_for_anybody(world: World) -> Tested {
    let acme = Acme::new(&world).await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let of_them = AddressesQuery::of_person(acme.marketer);
    let offer = page(&world, junior, &of_them).await??.add;
    assert_eq!(
        offer.map(|add| add.of),
        Some(acme.marketer.to_string()),
        "the form is about them"
    );
    let for_them = written(&acme.marketer.to_string(), "Home");
    let home = to_person(&world, junior, &for_them).await??;
    assert_eq!(offered(&world, acme.marketer).await?, ["Home"]);
    assert_eq!(page(&world, junior, &of_them).await??.listing.rows.len(), 1);
    remove(&world, junior, home).await??;
    let mails = world.mails().await?;
    assert_eq!(mails.len(), 2, "once for each");
    assert!(
        mails[0].body.contains("It was removed"),
        "{}",
        mails[0].body
    );
    // Somebody of another storefront is nobody to them.
    let school = Company::new(&world, "printshop", "School").await?;
    let pupil = school
        .person(&world, "pupil@school.test", &[Role::Customer])
        .await?;
    let for_pupil = written(&pupil.to_string(), "Home");
    assert_eq!(
        to_person(&world, junior, &for_pupil).await?,
        Err(Failure::field(AddressField::Of, Problem::NotOffered))
    );
    Ok(())
}

pub(crate) async fn a_stale_page_changes_no_address(world: World) -> Tested {
    let acme = Acme::new(&world).await?;
    let home = to_person(&world, acme.marketer, &written("", "Home")).await??;
    let ctx = world.as_(acme.marketer, "corporate").await?;
    let shown = OnAddress {
        address: home,
        version: version(&world, home).await?,
        kind: String::new(),
    };
    correct(&world, acme.senior, home).await??;
    assert_eq!(
        service::addresses::remove(&world.db.store, &ctx, &shown).await,
        Err(Failure::Denied(Denial::Stale))
    );
    assert_eq!(offered(&world, acme.marketer).await?, ["Home"]);
    Ok(())
}

pub(crate) async fn what_is_deleted_leaves_no_home_behind(world: World) -> Tested {
    let acme = Acme::new(&world).await?;
    to_person(&world, acme.marketer, &written("", "Home")).await??;
    assert_eq!(offered(&world, acme.senior).await?, ["Home"]);
    world.state(acme.marketer, AccountState::Deleted).await?;
    assert_eq!(offered(&world, acme.senior).await?, Vec::<String>::new());
    let list = page(&world, acme.senior, &asks(AddressKind::Personal)).await??;
    assert!(list.listing.rows.is_empty());
    Ok(())
}
