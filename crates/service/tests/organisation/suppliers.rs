//! Suppliers: adding them, inviting their people, out of use, and what they make as a rule.

use super::{
    company::{Company, platform, staff},
    world::{Outcome, PASSWORD, Tested, World},
};
use access::{Ctx, Denial, Failure, Role, Standing};
use domain::{
    Problem, SupplierId,
    accounts::ResetPassword,
    lists::DialogQuery as _,
    suppliers::{
        CreateSupplier, EditSupplier, InviteToSupplier, MakesProduct, OnSupplier, SupplierField,
        SupplierPanel, SupplierRow, SuppliersQuery,
    },
};
use store::sql::sql;

fn bindery() -> CreateSupplier {
    CreateSupplier {
        name: "Fine Bindery".to_owned(),
        email: "Orders@Bindery.test".to_owned(),
    }
}

/// The one supplier there is.
async fn only(world: &World, ctx: &Ctx) -> Outcome<SupplierRow> {
    let query = SuppliersQuery::default();
    let page = service::suppliers::list(&world.db.store, ctx, &query).await?;
    let mut rows = page.listing.rows;
    Ok(rows.pop().ok_or("no supplier")?)
}

async fn as_shown(world: &World, ctx: &Ctx, supplier: SupplierId) -> Outcome<OnSupplier> {
    let version = only(world, ctx).await?.version;
    Ok(OnSupplier { supplier, version })
}

pub(crate) async fn pj_11_only_who_runs_the_platform_adds_suppliers(world: World) -> Tested {
    let store = &world.db.store;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let admin = world.as_(admin, "corporate").await?;
    for role in [Role::JuniorAdmin, Role::ConfiguratorAdministrator] {
        let email = format!("{}.test", role.key());
        let other = staff(&world, &email, role, "corporate").await?;
        let ctx = world.as_(other, "corporate").await?;
        assert_eq!(
            service::suppliers::create(store, &ctx, &bindery()).await,
            Err(Failure::not_found())
        );
        let query = SuppliersQuery::default();
        let refused = service::suppliers::list(store, &ctx, &query).await;
        assert!(matches!(refused, Err(Failure::Denied(_))), "{refused:?}");
    }
    let supplier = service::suppliers::create(store, &admin, &bindery()).await?;
    let row = only(&world, &admin).await?;
    assert_eq!(row.email.as_deref(), Some("orders@bindery.test"));
    assert!(row.active && row.people.is_empty());
    assert_eq!(
        service::suppliers::create(store, &admin, &bindery()).await,
        Err(Failure::field(SupplierField::Name, Problem::Taken))
    );
    let edit = EditSupplier {
        supplier,
        version: row.version,
        name: "Fine Bindery Ltd".to_owned(),
        email: String::new(),
    };
    service::suppliers::edit(store, &admin, &edit).await?;
    assert_eq!(
        service::suppliers::edit(store, &admin, &edit).await,
        Err(Failure::Denied(Denial::Stale))
    );
    assert_eq!(only(&world, &admin).await?.email, None);
    Ok(())
}

pub(crate) async fn pj_49_somebody_is_invited_and_out_of_use_is_out_at_once(
    world: World,
) -> Tested {
    let store = &world.db.store;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let admin = world.as_(admin, "corporate").await?;
    let supplier = service::suppliers::create(store, &admin, &bindery()).await?;
    let invite = InviteToSupplier {
        supplier,
        version: only(&world, &admin).await?.version,
        name: "Femke Postma".to_owned(),
        email: "femke@bindery.test".to_owned(),
    };
    // Who buys has an address that nobody works under.
    let acme = Company::new(&world, "corporate", "Acme").await?;
    acme.person(&world, "eva@acme.test", &[Role::EndUser])
        .await?;
    let customers = InviteToSupplier {
        email: "eva@acme.test".to_owned(),
        ..invite.clone()
    };
    assert_eq!(
        service::suppliers::invite(store, &admin, &customers).await,
        Err(Failure::field(SupplierField::Email, Problem::Taken))
    );
    let account = service::suppliers::invite(store, &admin, &invite).await?;
    assert_eq!(world.mails().await?[0].to_address, "femke@bindery.test");
    let form = ResetPassword {
        token: world.token().await?,
        new_password: PASSWORD.to_owned(),
    };
    let visitor = world.visitor("corporate").await?;
    service::accounts::reset_password(store, &world.passwords, &visitor, &form).await?;
    let entered = world
        .sign_in("corporate", World::BARE, "femke@bindery.test", PASSWORD)
        .await??;
    assert_eq!(entered.account, account);
    let access = world.as_(account, "corporate").await?.access;
    assert_eq!(access.suppliers().collect::<Vec<_>>(), [supplier]);
    // The same address is not invited twice.
    let again = InviteToSupplier {
        version: only(&world, &admin).await?.version,
        ..invite
    };
    assert_eq!(
        service::suppliers::invite(store, &admin, &again).await,
        Err(Failure::field(SupplierField::Email, Problem::Taken))
    );

    let on = as_shown(&world, &admin, supplier).await?;
    service::suppliers::deactivate(store, &admin, &on).await?;
    let access = world.as_(account, "corporate").await?.access;
    assert_eq!(access.standing, Standing::Suspended);
    let on = as_shown(&world, &admin, supplier).await?;
    service::suppliers::activate(store, &admin, &on).await?;
    let access = world.as_(account, "corporate").await?.access;
    assert_eq!(access.standing, Standing::Active);
    Ok(())
}

pub(crate) async fn pj_50_a_product_has_a_usual_supplier(world: World) -> Tested {
    let store = &world.db.store;
    let at = world.storefront("corporate").await?.id;
    let configuration = serde_json::to_string(&domain::catalogue::Configuration::default())?;
    let mut tx = store.begin().await?;
    let product = sql(
        "insert into products (storefront_id, slug, name, category, summary, picture, configuration, artwork)
         values ($1, 'cards', 'Cards', 'Print', '', '', $2, 'none') returning id",
    )
    .bind(at)
    .bind(configuration)
    .int(&mut tx)
    .await?;
    tx.commit().await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let admin = world.as_(admin, "corporate").await?;
    let supplier = service::suppliers::create(store, &admin, &bindery()).await?;
    let makes = MakesProduct {
        supplier,
        version: only(&world, &admin).await?.version,
        product: product.to_string(),
        not: false,
    };
    service::suppliers::makes(store, &admin, &makes).await?;
    let mut tx = store.read().await?;
    let usual = store::production::usual(&mut tx, domain::ProductId(product)).await?;
    assert_eq!(usual, Some(supplier));
    drop(tx);
    let query = SuppliersQuery::default().with(SupplierPanel::Products, supplier);
    let page = service::suppliers::list(store, &admin, &query).await?;
    let sheet = page.sheet.ok_or("no dialog")?;
    assert_eq!(sheet.makes.len(), 1);
    assert!(sheet.others.is_empty());
    let not_any_more = MakesProduct {
        version: sheet.row.version,
        not: true,
        ..makes
    };
    service::suppliers::makes(store, &admin, &not_any_more).await?;
    let mut tx = store.read().await?;
    let usual = store::production::usual(&mut tx, domain::ProductId(product)).await?;
    assert_eq!(usual, None);
    Ok(())
}
