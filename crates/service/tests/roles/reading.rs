//! The list, the matrix, and what each reader may know of.

use super::demo::worlds;
use access::{Failure, Pack, Permission, Reaches, RoleId, Side};
use domain::{
    lists::PAGE,
    roles::{HoldersQuery, MatrixQuery, NewRole},
};
use service::roles;
use store::sql::sql;

#[tokio::test]
async fn the_matrix_is_the_table_that_decides() {
    for world in worlds().await {
        let admin = world.as_("junior-admin@corporate.test").await;
        let matrix = roles::matrix(world.store(), &admin, &MatrixQuery::default())
            .await
            .expect("the matrix");
        let permissions: usize = matrix.groups.iter().map(|(_, these)| these.len()).sum();
        assert_eq!(permissions, Permission::COUNT);
        for line in &matrix.roles {
            let RoleId::BuiltIn(role) = line.id else {
                continue;
            };
            for permission in Permission::ALL {
                let expected = if role == access::Role::Registered {
                    // A label where customers' roles come from another pack.
                    Reaches::NONE
                } else {
                    role.grants().of(*permission)
                };
                assert_eq!(line.cell(*permission).allows, expected, "{}", role.key());
            }
            assert!(
                line.side != Side::Customer
                    || line.pack == Some(Pack::Corporate)
                    || line.name == "Guest"
                    || line.name == "Registered",
                "{} is not in force here",
                role.key()
            );
        }
    }
}

#[tokio::test]
async fn the_matrix_is_cut_to_a_pack_a_role_and_an_area() {
    for world in worlds().await {
        let admin = world.as_("junior-admin@corporate.test").await;
        let query = MatrixQuery {
            pack: "corporate".to_owned(),
            role: "end-user@corporate".to_owned(),
            area: "stock".to_owned(),
        };
        let matrix = roles::matrix(world.store(), &admin, &query)
            .await
            .expect("the matrix");
        assert_eq!(matrix.roles.len(), 1);
        assert_eq!(matrix.groups.len(), 1);
        let text = roles::csv(world.store(), &admin, &query)
            .await
            .expect("the file");
        let heading = text.lines().next().expect("a heading");
        assert_eq!(heading, "Area,Permission,What it is,End User (Corporate)");
        assert_eq!(text.lines().count(), 4);
        assert!(text.contains("Stock,stock.adjust,"), "{text}");
    }
}

#[tokio::test]
async fn the_staff_of_a_pack_that_is_switched_off_are_in_force_no_more() {
    for world in worlds().await {
        let before = world.as_("junior-admin@corporate.test").await;
        let operator = RoleId::BuiltIn(access::Role::Operator);
        let in_force = async |reader: &access::Ctx| {
            let list = roles::list(world.store(), reader).await.expect("the list");
            let all = MatrixQuery::default();
            let matrix = roles::matrix(world.store(), reader, &all)
                .await
                .expect("the matrix");
            let file = roles::csv(world.store(), reader, &all)
                .await
                .expect("the file");
            let listed = list.lines.iter().any(|(line, _)| line.id == operator);
            assert_eq!(matrix.roles.iter().any(|line| line.id == operator), listed);
            assert_eq!(file.contains(",Operator (Print shop)"), listed, "{file}");
            listed
        };
        assert!(in_force(&before).await);
        let mut tx = world.store().begin().await.expect("a transaction");
        sql("update storefronts set staff_packs = 'corporate' where id = $1")
            .bind(before.at.id)
            .run(&mut tx)
            .await
            .expect("the packs");
        tx.commit().await.expect("the commit");
        let reader = world.as_("junior-admin@corporate.test").await;
        assert!(!in_force(&reader).await);

        // Who administers the platform does so here too, and so does whoever works everywhere.
        let page = roles::list(world.store(), &reader).await.expect("the list");
        let administrator = RoleId::BuiltIn(access::Role::PrintshopAdministrator);
        assert!(page.lines.iter().any(|(line, _)| line.id == administrator));
        let mut tx = world.store().begin().await.expect("a transaction");
        sql("
            insert into assignments (account_id, role, anchor, created_at)
            values ($1, $2, 'platform', 0)")
        .bind(reader.access.account())
        .bind(access::Role::Operator.key())
        .run(&mut tx)
        .await
        .expect("the role");
        tx.commit().await.expect("the commit");
        assert!(in_force(&reader).await);
    }
}

#[tokio::test]
async fn no_cell_of_the_file_is_a_formula() {
    for world in worlds().await {
        let admin = world.as_("storefront-admin@storefront.test").await;
        let form = NewRole {
            from: "album-admin@storefront".to_owned(),
            name: "=HYPERLINK(\"http://evil.test\")".to_owned(),
            home: String::new(),
        };
        roles::create(world.store(), &admin, &form)
            .await
            .expect("a role with a strange name");
        let text = roles::csv(world.store(), &admin, &MatrixQuery::default())
            .await
            .expect("the file");
        assert!(text.contains(",\"'=HYPERLINK("), "guarded");
    }
}

#[tokio::test]
async fn customers_read_of_customers_roles_only() {
    for world in worlds().await {
        for email in [
            "company-manager@printshop.test",
            "department-manager@printshop.test",
        ] {
            let manager = world.as_(email).await;
            let page = roles::list(world.store(), &manager)
                .await
                .expect("the roles");
            assert!(!page.may_create);
            assert!(!page.lines.is_empty());
            assert!(
                page.lines
                    .iter()
                    .all(|(line, _)| line.side == Side::Customer)
            );
            let supplier = roles::open(
                world.store(),
                &manager,
                "supplier@corporate",
                &HoldersQuery::default(),
            )
            .await;
            assert_eq!(supplier, Err(Failure::not_found()));
        }
        let customer = world.as_("customer@printshop.test").await;
        assert!(roles::list(world.store(), &customer).await.is_err());
    }
}

#[tokio::test]
async fn holders_are_counted_and_named_within_the_readers_reach() {
    for world in worlds().await {
        let platform = world.as_("platform-admin@storefront.test").await;
        let all = roles::open(
            world.store(),
            &platform,
            "end-user@corporate",
            &HoldersQuery::default(),
        )
        .await
        .expect("the role");
        assert!(all.held_by >= 3 && !all.holders.rows.is_empty());
        let junior = world.as_("junior-admin@corporate.test").await;
        let theirs = roles::open(
            world.store(),
            &junior,
            "end-user@corporate",
            &HoldersQuery::default(),
        )
        .await
        .expect("the role");
        assert_eq!(theirs.held_by, all.held_by, "all are at their storefront");
        let elsewhere = world.as_("storefront-admin@storefront.test").await;
        let none = roles::open(
            world.store(),
            &elsewhere,
            "end-user@corporate",
            &HoldersQuery::default(),
        )
        .await
        .expect("the role");
        assert_eq!((none.held_by, none.holders.rows), (0, Vec::new()));
    }
}

#[tokio::test]
async fn holders_are_paged_and_each_is_named_once() {
    for world in worlds().await {
        let junior = world.as_("junior-admin@corporate.test").await;
        let mut tx = world.store().begin().await.expect("a transaction");
        for number in 0..2 * PAGE {
            let id = sql("
                insert into accounts (storefront_id, name, email, state, created_at)
                values ($1, 'Many Hands', $2, 'active', 0)
                returning id")
            .bind(junior.at.id)
            .bind(format!("many-{number}@corporate.test"))
            .int(&mut tx)
            .await
            .expect("a customer");
            let holding = sql("
                insert into assignments (account_id, role, anchor, created_at)
                values ($1, 'end-user@corporate', 'storefronts', 0)
                returning id")
            .bind(id)
            .int(&mut tx)
            .await
            .expect("a role");
            sql(
                "insert into assignment_storefronts (assignment_id, storefront_id) values ($1, $2)",
            )
            .bind(holding)
            .bind(junior.at.id)
            .run(&mut tx)
            .await
            .expect("its storefront");
        }
        tx.commit().await.expect("the commit");

        let mut named = Vec::new();
        let mut query = HoldersQuery::default();
        let held_by = loop {
            let page = roles::open(world.store(), &junior, "end-user@corporate", &query)
                .await
                .expect("the role");
            assert_eq!(page.holders.previous.is_some(), !named.is_empty());
            named.extend(page.holders.rows.iter().map(|one| one.id));
            match &page.holders.next {
                Some(cursor) => query = HoldersQuery::after(cursor),
                None => break page.held_by,
            }
        };
        assert_eq!(i64::try_from(named.len()), Ok(held_by));
        assert!(named.len() > 2 * PAGE as usize);
        named.sort_unstable();
        named.dedup();
        assert_eq!(i64::try_from(named.len()), Ok(held_by), "nobody twice");
    }
}
