//! The list, the matrix, and what each reader may know of.

use crate::world::worlds;
use access::{Failure, Pack, Permission, Reaches, RoleId, Side};
use domain::roles::{MatrixQuery, NewRole};
use service::roles;

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
            let supplier = roles::open(world.store(), &manager, "supplier@corporate").await;
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
        let all = roles::open(world.store(), &platform, "end-user@corporate")
            .await
            .expect("the role");
        assert!(all.held_by >= 3 && !all.holders.is_empty());
        let junior = world.as_("junior-admin@corporate.test").await;
        let theirs = roles::open(world.store(), &junior, "end-user@corporate")
            .await
            .expect("the role");
        assert_eq!(theirs.held_by, all.held_by, "all are at their storefront");
        let elsewhere = world.as_("storefront-admin@storefront.test").await;
        let none = roles::open(world.store(), &elsewhere, "end-user@corporate")
            .await
            .expect("the role");
        assert_eq!((none.held_by, none.holders), (0, Vec::new()));
    }
}
