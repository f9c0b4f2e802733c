//! Suspending, reactivating, deleting.

use super::{
    company::{Company, does, listed, manages, opened, platform, record, staff, state_of},
    world::{Outcome, PASSWORD, Tested, World},
};
use access::{Denial, Failure, Role};
use domain::{
    AccountId,
    accounts::AccountState,
    audit::{AuditLine, AuditQuery},
    people::PeopleQuery,
};
use service::people::{delete, reactivate, suspend};
use store::sql::sql;

pub(crate) async fn pj_22_a_suspension_ends_every_session_at_once(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let session = world.session(user, "secret").await?;
    world.forgot("corporate", "user@acme.test").await?;
    let link = world.token().await?;
    does(&world, (senior, "corporate"), suspend, user).await??;
    assert!(!world.lives(&session).await?);
    assert_eq!(state_of(&world, user).await?, AccountState::Suspended);
    let entered = world
        .sign_in("corporate", World::HERE, "user@acme.test", PASSWORD)
        .await?;
    assert!(entered.is_err());
    let visitor = world.visitor("corporate").await?;
    assert!(!service::accounts::reset_link_works(&world.db.store, &visitor, &link).await?);
    assert_eq!(world.audited("user.suspend").await?, 1);
    // Twice is a page that is stale.
    assert_eq!(
        does(&world, (senior, "corporate"), suspend, user).await?,
        Err(Failure::Denied(Denial::Account(AccountState::Suspended)))
    );
    Ok(())
}

/// A cart with two lines, and two addresses at home.
async fn furnished(world: &World, acme: &Company, user: AccountId) -> Tested {
    let configuration = serde_json::to_string(&domain::catalogue::Configuration::default())?;
    let mut tx = world.db.store.begin().await?;
    let product = sql(
        "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork)
         values ($1, 'cards', 'Cards', 'Print', '', '', $2, 'none') returning id",
    )
    .bind(acme.at)
    .bind(configuration)
    .int(&mut tx)
    .await?;
    let cart = sql(
        "insert into carts (storefront_id, account_id, updated_at) values ($1, $2, 0) returning id",
    )
    .bind(acme.at)
    .bind(user)
    .int(&mut tx)
    .await?;
    for (quantity, reference) in [(100_i64, "For the fair"), (250, "For the desk")] {
        sql(
            "insert into cart_lines (cart_id, product_id, quantity, chosen, reference, created_at)
             values ($1, $2, $3, '[]', $4, 0)",
        )
        .bind(cart)
        .bind(product)
        .bind(quantity)
        .bind(reference)
        .run(&mut tx)
        .await?;
    }
    for label in ["Home", "Workshop"] {
        sql("insert into addresses (storefront_id, company_id, account_id, label, recipient, line1, postcode, city,
                country)
             values ($1, $2, $3, $4, 'Dana Reyes', 'Canal Street 4', '1234', 'Utrecht', 'NL')")
        .bind(acme.at)
        .bind(acme.id)
        .bind(user)
        .bind(label)
        .run(&mut tx)
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What somebody has beside what they may do: the lines of their cart, and their addresses.
async fn belongings(world: &World, user: AccountId) -> Outcome<Vec<(i64, String)>> {
    let mut tx = world.db.store.read().await?;
    let rows = sql("select l.quantity as ordering, l.reference as words
         from cart_lines l
         join carts c on c.id = l.cart_id
         where c.account_id = $1
         union all
         select h.id, h.label
         from addresses h
         where h.account_id = $1
         order by words, ordering")
    .bind(user)
    .all(&mut tx)
    .await?;
    Ok(rows)
}

pub(crate) async fn pj_23_reactivating_gives_everything_back(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .member(
            &world,
            "user@acme.test",
            &[Role::EndUser, Role::CorporateApprover],
            acme.marketing,
        )
        .await?;
    manages(&world, user, acme.sales).await?;
    furnished(&world, &acme, user).await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let before = world.as_(user, "corporate").await?.access;
    let had = belongings(&world, user).await?;
    assert_eq!(
        had.iter().map(|(_, words)| &**words).collect::<Vec<_>>(),
        ["For the desk", "For the fair", "Home", "Workshop"]
    );
    does(&world, (senior, "corporate"), suspend, user).await??;
    assert_eq!(belongings(&world, user).await?, had, "nothing is lost");
    does(&world, (senior, "corporate"), reactivate, user).await??;
    let ctx = world.as_(user, "corporate").await?;
    assert_eq!(ctx.access, before, "roles and departments");
    assert_eq!(belongings(&world, user).await?, had);
    assert_eq!(service::cart::count(&world.db.store, &ctx).await?, 2);
    let entered = world
        .sign_in("corporate", World::HERE, "user@acme.test", PASSWORD)
        .await?;
    assert!(entered.is_ok());
    Ok(())
}

/// PJ-21
pub(crate) async fn a_11_a_suspension_by_the_print_shop_is_lifted_by_the_print_shop(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    does(&world, (junior, "corporate"), suspend, user).await??;
    assert_eq!(
        does(&world, (senior, "corporate"), reactivate, user).await?,
        Err(Failure::Denied(Denial::SuspendedByStaff))
    );
    let sheet = opened(&world, senior, "corporate", user).await??;
    assert!(
        sheet
            .refused
            .iter()
            .any(|one| one.why.contains("print shop")),
        "it is said where one would look: {:?}",
        sheet.refused
    );
    does(&world, (junior, "corporate"), reactivate, user).await??;
    // One by a manager is lifted by either.
    does(&world, (senior, "corporate"), suspend, user).await??;
    does(&world, (senior, "corporate"), reactivate, user).await??;
    Ok(())
}

pub(crate) async fn a_35_a_deleted_person_leaves_a_tombstone(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let user = acme
        .member(&world, "user@acme.test", &[Role::EndUser], acme.marketing)
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let session = world.session(user, "secret").await?;
    does(&world, (senior, "corporate"), delete, user).await??;
    assert!(!world.lives(&session).await?);
    assert_eq!(state_of(&world, user).await?, AccountState::Deleted);
    assert_eq!(
        record(&world, user).await?.name,
        "Dana Reyes",
        "orders and records keep the name"
    );
    assert_eq!(
        listed(&world, senior, "corporate", &PeopleQuery::default()).await?,
        Ok(vec![senior])
    );
    assert_eq!(
        opened(&world, senior, "corporate", user).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    let entered = world
        .sign_in("corporate", World::HERE, "user@acme.test", PASSWORD)
        .await?;
    assert!(entered.is_err());
    // The address is free again.
    acme.person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    Ok(())
}

pub(crate) async fn nobody_suspends_or_deletes_themselves(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let oneself = Err(Failure::Denied(Denial::Oneself));
    assert_eq!(
        does(&world, (senior, "corporate"), suspend, senior).await?,
        oneself
    );
    assert_eq!(
        does(&world, (senior, "corporate"), delete, senior).await?,
        oneself
    );
    Ok(())
}

pub(crate) async fn one_platform_administrator_remains(world: World) -> Tested {
    let root = platform(&world, "root@quoin.test", Role::PlatformAdmin).await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    does(&world, (root, "storefront"), suspend, admin).await??;
    // The other one is suspended: this is the last.
    let record = record(&world, root).await?;
    let mut tx = world.db.store.read().await?;
    let held = store::people::held(&mut tx, &record).await?;
    assert_eq!(
        store::people::other_administrators(&mut tx, Some(root), None).await?,
        0
    );
    drop(tx);
    let ctx = world.as_(root, "storefront").await?;
    let form = domain::people::WithdrawRole {
        person: root,
        version: record.version,
        assignment: held[0].id,
    };
    assert_eq!(
        service::people::withdraw_role(&world.db.store, &ctx, &form).await,
        Err(Failure::Denied(Denial::LastAdministrator))
    );
    does(&world, (root, "storefront"), reactivate, admin).await??;
    service::people::withdraw_role(&world.db.store, &ctx, &form).await?;
    Ok(())
}

/// The suspensions by or of somebody, as a company's manager or an administrator reads them.
async fn suspensions(world: &World, by: AccountId, who: &str) -> Outcome<Vec<AuditLine>> {
    let ctx = world.as_(by, "corporate").await?;
    let query = AuditQuery {
        act: "user.suspend".to_owned(),
        who: who.to_owned(),
        ..AuditQuery::default()
    };
    let read = service::audit::read(&world.db.store, &ctx, &query).await?;
    Ok(read.page.rows)
}

pub(crate) async fn what_the_print_shop_does_to_a_companys_people_is_theirs_to_read(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let other = Company::new(&world, "corporate", "Other").await?;
    let user = acme
        .person(&world, "user@acme.test", &[Role::EndUser])
        .await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let stranger = other.senior(&world, "senior@other.test").await?;
    let root = platform(&world, "root@quoin.test", Role::Admin).await?;
    // From wherever that is done.
    does(&world, (root, "storefront"), suspend, user).await??;

    let theirs = suspensions(&world, senior, "").await?;
    assert_eq!(theirs.len(), 1);
    assert_eq!(theirs[0].who.as_deref(), Some("The print shop"));
    assert_eq!((&theirs[0].storefront, &theirs[0].detail), (&None, &None));
    assert!(suspensions(&world, stranger, "").await?.is_empty());
    // It is found by whom it was done to, and by who did it for those who are told.
    for (reader, who, found) in [
        (senior, "user@acme.test", 1),
        (senior, "root@quoin.test", 0),
        (root, "user@acme.test", 1),
        (root, "root@quoin.test", 1),
        (root, "senior@acme.test", 0),
    ] {
        let rows = suspensions(&world, reader, who).await?;
        assert_eq!(rows.len(), found, "{who}");
    }

    // The number of a company that was removed may be another's.
    let ctx = world.as_(root, "corporate").await?;
    let mut tx = world.db.store.begin().await?;
    let removed = store::audit::record(
        &mut tx,
        &ctx,
        "company.delete",
        "company",
        Some(acme.id.0),
        serde_json::json!({}),
    );
    removed.await?;
    let verdict = store::audit::verify(&mut tx).await?;
    assert!(matches!(verdict, store::audit::Verdict::Whole { .. }));
    tx.commit().await?;
    assert!(suspensions(&world, senior, "").await?.is_empty());
    Ok(())
}
