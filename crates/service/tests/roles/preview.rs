//! Looking at the storefront through a role: what is seen, what is written down, who may.

use super::demo::{World, worlds};
use access::{Ctx, Denial, Failure, pages};
use domain::{
    audit::AuditQuery,
    orders::{OrderListing, OrdersQuery},
    roles::{DeleteRole, OnRole},
};
use service::{orders, roles};

const ADMIN: &str = "junior-admin@corporate.test";
const MANAGER: &str = "senior-manager@corporate";

impl World {
    /// Somebody who looks through a role, as the door makes them.
    async fn through(&self, ctx: &Ctx, role: &str) -> Result<Ctx, Denial> {
        let mut tx = self.store().read().await.expect("a transaction");
        let seen = roles::seen_as(&mut tx, &ctx.access, &ctx.at, role)
            .await
            .expect("an answer");
        seen.map(|(access, previewing)| Ctx {
            access,
            previewing: Some(previewing),
            ..ctx.clone()
        })
    }
}

fn on(role: &str) -> OnRole {
    OnRole {
        role: role.to_owned(),
        version: 0,
    }
}

fn menu(ctx: &Ctx) -> Vec<&'static str> {
    let pages = pages::menu(&ctx.access);
    pages.into_iter().map(|page| page.pattern).collect()
}

#[tokio::test]
async fn an_administrator_sees_the_storefront_as_its_senior_managers_do() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let seen = world.through(&admin, MANAGER).await.expect("a preview");
        let previewing = seen.previewing.clone().expect("a preview");
        assert_eq!(previewing.role, "Senior Manager");
        assert!(!previewing.partly, "nothing of it is beyond them");
        let real = world.as_("senior-manager@corporate.test").await;
        assert_eq!(menu(&seen), menu(&real));
        assert!(roles::list(world.store(), &seen).await.is_err());

        // A customer's list, of a company that is lent to them: all of it theirs to open anyway.
        let listing = orders::list(world.store(), &seen, &OrdersQuery::default())
            .await
            .expect("a list");
        let OrderListing::Customer(list) = listing else {
            panic!("a customer's list")
        };
        assert!(!list.page.rows.is_empty(), "{}", world.db.engine);
        for row in &list.page.rows {
            assert!(world.open(&admin, row.number).await.is_ok());
        }
    }
}

#[tokio::test]
async fn beginning_and_ending_are_written_down() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        let to = roles::preview(world.store(), &admin, &on(MANAGER))
            .await
            .expect("a preview");
        assert_eq!(to, "/approvals");
        let back = roles::end_preview(world.store(), &admin, MANAGER)
            .await
            .expect("the way back");
        assert_eq!(back, format!("/roles/{MANAGER}"));
        let platform = world.as_("platform-admin@storefront.test").await;
        let trail = service::audit::read(world.store(), &platform, &AuditQuery::default())
            .await
            .expect("the trail");
        let acts: Vec<&str> = trail.page.rows.iter().map(|row| &*row.act).collect();
        assert_eq!(acts, ["role.end-preview", "role.preview"]);
        let mut who = trail.page.rows.iter().map(|row| row.who.as_deref());
        assert!(who.all(|who| who == Some(&*admin.name)));
    }
}

#[tokio::test]
async fn a_role_that_is_gone_is_not_looked_through() {
    for world in worlds().await {
        let admin = world.as_("storefront-admin@storefront.test").await;
        let role = world
            .copy(&admin, "album-admin@storefront", "Night shift")
            .await
            .to_string();
        assert!(world.through(&admin, &role).await.is_ok());
        let form = DeleteRole {
            role: role.clone(),
            version: 1,
            replacement: String::new(),
        };
        roles::delete(world.store(), &admin, &form)
            .await
            .expect("nobody holds it");
        let gone = world.through(&admin, &role).await.map(drop);
        assert_eq!(gone, Err(Denial::NotFound));
    }
}

#[tokio::test]
async fn nobody_looks_through_a_role_that_is_not_theirs_to_hold_or_give() {
    for world in worlds().await {
        let admin = world.as_(ADMIN).await;
        for (role, why) in [
            ("admin@corporate", Denial::NotPreviewed),
            ("supplier@corporate", Denial::NotPreviewed),
            ("customer@printshop", Denial::NotFound),
            ("no-role@corporate", Denial::NotFound),
        ] {
            let refused = roles::preview(world.store(), &admin, &on(role)).await;
            assert_eq!(refused, Err(Failure::Denied(why)), "{role}");
        }
        let manager = world.as_("company-manager@printshop.test").await;
        let seen = world.through(&manager, "customer@printshop").await;
        assert!(seen.is_ok(), "theirs to give");
        let staff = world
            .through(&manager, "operator@printshop")
            .await
            .map(drop);
        assert_eq!(staff, Err(Denial::NotFound));

        let mut acting = world.as_("company-manager@printshop.test").await;
        acting.access.acting = admin.access.account();
        let refused = world.through(&acting, "customer@printshop").await.map(drop);
        assert_eq!(refused, Err(Denial::WhileActing));
    }
}
