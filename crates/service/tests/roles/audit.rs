//! The chain of the audit trail, and who reads what of it.

use super::demo::{World, worlds};
use access::{Ctx, Denial, Failure, Permission, Previewing};
use domain::{
    Timestamp,
    audit::{AuditLine, AuditQuery},
};
use store::{
    Engine, Tx,
    audit::{Verdict, record, verify},
    sql::sql,
};

async fn noted(world: &World, ctx: &Ctx, act: &str) {
    let mut tx = world.store().begin().await.expect("a transaction");
    let detail = serde_json::json!({ "note": act });
    record(&mut tx, ctx, act, "order", Some(7), detail)
        .await
        .expect("an entry");
    tx.commit().await.expect("the commit");
}

async fn whole(world: &World) -> (i64, String) {
    let mut tx = world.store().read().await.expect("a transaction");
    match verify(&mut tx).await.expect("a verdict") {
        Verdict::Whole { length, hash, .. } => (length, hash),
        broken => panic!("{}: {broken:?}", world.db.engine),
    }
}

/// Takes away what keeps entries from being changed, as somebody could who owns the database. The
/// transaction is never committed.
async fn unguarded(world: &World) -> Tx {
    let mut tx = world.store().begin().await.expect("a transaction");
    let on = match tx.engine() {
        Engine::Postgres => " on audit",
        Engine::Sqlite => "",
    };
    let mut triggers = vec!["audit_is_not_changed"];
    if tx.engine() == Engine::Sqlite {
        triggers.push("audit_is_not_removed");
    }
    for trigger in triggers {
        sql(format!("drop trigger {trigger}{on}"))
            .run(&mut tx)
            .await
            .expect("no trigger");
    }
    tx
}

#[tokio::test]
async fn a_change_behind_the_programs_back_is_found_where_it_was_made() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        assert_eq!(whole(&world).await, (0, String::new()));
        for act in ["one.a", "two.b", "three.c", "four.d"] {
            noted(&world, &admin, act).await;
        }
        let (length, end) = whole(&world).await;
        assert_eq!((length, end.len()), (4, 64));

        for (tampering, at) in [
            ("update audit set detail = '{}' where seq = 2", 2),
            ("update audit set account_id = null where seq = 3", 3),
            ("update audit set at = at + 1 where seq = 1", 1),
            ("update audit set subject_company_id = 1 where seq = 2", 2),
            (
                "update audit set act = 'one.', object = 'aorder' where seq = 1",
                1,
            ),
            ("update audit set hash = 'x' where seq = 4", 4),
            ("delete from audit where seq = 2", 2),
            ("delete from audit where seq = 4", 4),
            ("delete from audit", 1),
            (
                "insert into audit (at, act, object, seq, hash) values (1, 'x.y', 'order', 5, 'z')",
                5,
            ),
            (
                "insert into audit (at, act, object) values (1, 'x.y', 'order')",
                0,
            ),
            ("update audit_chain set length = 3", 4),
            ("update audit_chain set hash = 'x'", 4),
        ] {
            let mut tx = unguarded(&world).await;
            sql(tampering).run(&mut tx).await.expect("the tampering");
            let verdict = verify(&mut tx).await.expect("a verdict");
            assert!(
                matches!(verdict, Verdict::Broken { at: found, .. } if found == at),
                "{}: {tampering}: {verdict:?}",
                world.db.engine
            );
        }
        assert_eq!(whole(&world).await, (length, end));
    }
}

#[tokio::test]
async fn entries_are_not_changed_by_mistake() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        noted(&world, &admin, "one.a").await;
        for mistake in ["update audit set detail = '{}'", "delete from audit"] {
            let mut tx = world.store().begin().await.expect("a transaction");
            assert!(sql(mistake).run(&mut tx).await.is_err(), "{mistake}");
        }
    }
}

#[tokio::test]
async fn many_at_once_make_one_chain() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let writers = (0..12).map(|number| {
            let store = world.store().clone();
            let ctx = admin.clone();
            tokio::spawn(async move {
                let mut tx = store.begin().await.expect("a transaction");
                let detail = serde_json::json!({ "number": number });
                record(&mut tx, &ctx, "order.place", "order", Some(number), detail)
                    .await
                    .expect("an entry");
                // Every third act fails in the end: its entry leaves no gap.
                if number % 3 == 0 {
                    drop(tx);
                } else {
                    tx.commit().await.expect("the commit");
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.expect("a writer");
        }
        assert_eq!(whole(&world).await.0, 8);
    }
}

#[tokio::test]
async fn each_reads_their_own_part_with_both_identities() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let manager = world.as_("company-manager@printshop.test").await;
        let mut helped = world.as_("customer@printshop.test").await;
        let stranger = world.as_("end-user@corporate.test").await;
        noted(&world, &admin, "storefront.edit").await;
        noted(&world, &stranger, "order.place").await;
        helped.access.acting = admin.access.account();
        noted(&world, &helped, "account.edit").await;

        let all = service::audit::read(world.store(), &admin, &AuditQuery::default())
            .await
            .expect("the trail");
        assert_eq!(all.page.rows.len(), 3);
        let latest = all.page.rows.first().expect("the latest");
        assert_eq!(latest.who.as_deref(), Some(&*helped.name));
        assert_eq!(latest.acting.as_deref(), Some(&*admin.name));
        assert!(latest.detail.is_some());

        // The customer and the manager are of one company in the demo; the others are not.
        assert_eq!(helped.access.company, manager.access.company);
        let theirs = service::audit::read(world.store(), &manager, &AuditQuery::default())
            .await
            .expect("their part");
        let acts: Vec<&str> = theirs.page.rows.iter().map(|row| &*row.act).collect();
        assert_eq!(acts, ["account.edit"]);
        assert_eq!(theirs.acts, ["account.edit"]);
        assert!(theirs.page.rows.iter().all(|row| row.detail.is_none()));

        let by_act = AuditQuery {
            act: "order.place".to_owned(),
            ..AuditQuery::default()
        };
        let found = service::audit::read(world.store(), &admin, &by_act)
            .await
            .expect("some");
        assert_eq!(found.page.rows.len(), 1);
        let by_person = AuditQuery {
            who: helped.name.to_uppercase(),
            ..AuditQuery::default()
        };
        let found = service::audit::read(world.store(), &admin, &by_person)
            .await
            .expect("some");
        assert_eq!(found.page.rows.len(), 1);

        // A storefront's administrator reads what was done there.
        let there = world.as_("storefront-admin@storefront.test").await;
        let found = service::audit::read(world.store(), &there, &AuditQuery::default())
            .await
            .expect("their storefront");
        assert!(
            found
                .page
                .rows
                .iter()
                .all(|row| row.act == "storefront.edit")
        );

        for email in [
            "department-manager@printshop.test",
            "production-manager@printshop.test",
            "end-user@corporate.test",
            "job-controller@storefront.test",
        ] {
            let other = world.as_(email).await;
            let refused = service::audit::read(world.store(), &other, &AuditQuery::default()).await;
            assert!(matches!(refused, Err(Failure::Denied(_))), "{email}");
        }
    }
}

async fn refusals(world: &World, reader: &Ctx) -> Vec<AuditLine> {
    let query = AuditQuery {
        act: "access.refused".to_owned(),
        ..AuditQuery::default()
    };
    let read = service::audit::read(world.store(), reader, &query).await;
    read.expect("the refusals").page.rows
}

#[tokio::test]
async fn the_first_refusal_of_a_kind_is_written_down_with_both_identities() {
    let why = Denial::Missing(Permission::UserView);
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let mut helped = world.as_("customer@printshop.test").await;
        helped.access.acting = admin.access.account();
        let refused = async |ctx: &Ctx, path: &str, why: Denial| {
            let noted = service::audit::refused(world.store(), ctx, path, why).await;
            noted.expect("the refusal");
        };
        for _ in 0..3 {
            refused(&helped, "/people", why).await;
        }
        let rows = refusals(&world, &admin).await;
        let [only] = rows.as_slice() else {
            panic!("{}: not one entry", world.db.engine);
        };
        assert_eq!(only.who.as_deref(), Some(&*helped.name));
        assert_eq!(only.acting.as_deref(), Some(&*admin.name));
        assert_eq!(only.object, "/people");
        assert!(
            only.detail
                .as_deref()
                .unwrap_or_default()
                .contains("user.view")
        );

        // Another page, another person and another time are another kind each.
        refused(&helped, "/roles", why).await;
        helped.access.acting = None;
        refused(&helped, "/people", why).await;
        helped.now = helped.now.plus(Timestamp::HOUR);
        refused(&helped, "/people", why).await;
        assert_eq!(refusals(&world, &admin).await.len(), 4);
        let manager = world.as_("company-manager@printshop.test").await;
        assert_eq!(refusals(&world, &manager).await.len(), 4);

        for other in [Denial::NotFound, Denial::SecondFactor, Denial::Stale] {
            refused(&helped, "/departments", other).await;
        }
        helped.previewing = Some(Previewing {
            role: "Customer".to_owned(),
            partly: false,
        });
        refused(&helped, "/departments", why).await;
        assert_eq!(refusals(&world, &admin).await.len(), 4);
    }
}

/// What somebody's entries were done to, the latest first.
async fn objects(world: &World, reader: &Ctx, query: &AuditQuery) -> Vec<String> {
    let read = service::audit::read(world.store(), reader, query).await;
    let rows = read.expect("the trail").page.rows;
    rows.into_iter().map(|row| row.object).collect()
}

#[tokio::test]
async fn what_it_was_done_to_is_named_as_long_as_it_is_there() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let user = world.as_("end-user@corporate.test").await;
        let company = user.access.company.expect("their company");
        let mut tx = world.store().begin().await.expect("a transaction");
        let name: (String,) = sql("select name from companies where id = $1")
            .bind(company)
            .one(&mut tx)
            .await
            .expect("a company");
        let order: (i64, i64) = sql("select id, number from orders order by id limit 1")
            .one(&mut tx)
            .await
            .expect("an order");
        let account = user.access.account().map(|id| id.0);
        let built_in = serde_json::json!({ "role": "end-user@corporate" });
        for (object, id, detail) in [
            ("company", Some(company.0), serde_json::json!({})),
            ("account", account, serde_json::json!({})),
            ("order", Some(order.0), serde_json::json!({})),
            ("role", None, built_in),
            ("album", Some(999_999), serde_json::json!({})),
        ] {
            record(&mut tx, &admin, "thing.edit", object, id, detail)
                .await
                .expect("an entry");
        }
        tx.commit().await.expect("the commit");
        let all = AuditQuery::default();
        assert_eq!(
            objects(&world, &admin, &all).await,
            [
                "album 999999".to_owned(),
                "End User (Corporate)".to_owned(),
                format!("Q-{}", order.1),
                user.name.clone(),
                name.0,
            ]
        );

        // The number of what was removed names nothing that has it by now.
        let mut tx = world.store().begin().await.expect("a transaction");
        let detail = serde_json::json!({ "company": company.0 });
        let id = Some(company.0);
        record(&mut tx, &admin, "company.delete", "company", id, detail)
            .await
            .expect("an entry");
        tx.commit().await.expect("the commit");
        let of_companies = AuditQuery {
            act: "company".to_owned(),
            ..AuditQuery::default()
        };
        let gone = format!("company {company}");
        assert_eq!(
            objects(&world, &admin, &of_companies).await,
            [gone.clone(), gone]
        );
    }
}

#[tokio::test]
async fn who_reads_of_several_storefronts_and_companies_takes_one() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let here = world.as_("end-user@corporate.test").await;
        let there = world.as_("customer@printshop.test").await;
        noted(&world, &here, "order.place").await;
        noted(&world, &there, "order.cancel").await;
        let page = service::audit::read(world.store(), &admin, &AuditQuery::default())
            .await
            .expect("the trail");
        assert_eq!((page.storefronts.len(), page.companies.len()), (2, 2));
        let company = here.access.company.expect("their company");
        for only in [
            AuditQuery {
                storefront: here.at.id.to_string(),
                ..AuditQuery::default()
            },
            AuditQuery {
                company: company.to_string(),
                ..AuditQuery::default()
            },
        ] {
            let found = service::audit::read(world.store(), &admin, &only).await;
            let rows = found.expect("some").page.rows;
            let acts: Vec<&str> = rows.iter().map(|row| &*row.act).collect();
            assert_eq!(acts, ["order.place"], "{only:?}");
        }
        // A company's manager reads one company, and has nothing to take.
        let manager = world.as_("company-manager@printshop.test").await;
        let elsewhere = AuditQuery {
            company: company.to_string(),
            ..AuditQuery::default()
        };
        let page = service::audit::read(world.store(), &manager, &elsewhere)
            .await
            .expect("their part");
        assert!(page.storefronts.is_empty() && page.companies.is_empty());
        assert_eq!(page.page.rows.len(), 1, "as if nothing were asked");
    }
}

#[tokio::test]
async fn nobody_of_another_storefront_is_named_to_its_neighbours() {
    for world in worlds().await {
        let junior = world.as_("junior-admin@corporate.test").await;
        let theirs = world.as_("end-user@corporate.test").await;
        let stranger = world.as_("customer@printshop.test").await;
        let mut admin = world.as_("platform-admin@storefront.test").await;
        // The print shop works on everybody from one address.
        admin.at = junior.at.clone();
        let mut tx = world.store().begin().await.expect("a transaction");
        for who in [&theirs, &stranger] {
            let id = who.access.account().map(|id| id.0);
            let detail = serde_json::json!({ "after": who.name });
            record(&mut tx, &admin, "user.edit", "account", id, detail)
                .await
                .expect("an entry");
        }
        tx.commit().await.expect("the commit");
        let id = stranger.access.account().expect("an account");
        let company = stranger.access.company.expect("their company");
        let all = AuditQuery::default();
        let by_name = AuditQuery {
            who: stranger.name.clone(),
            ..AuditQuery::default()
        };
        let by_company = AuditQuery {
            company: company.to_string(),
            ..AuditQuery::default()
        };

        let page = service::audit::read(world.store(), &junior, &all)
            .await
            .expect("their storefront");
        let told: Vec<_> = page.page.rows.iter().map(|row| &*row.object).collect();
        assert_eq!(told, [&*format!("account {id}"), &*theirs.name]);
        let details: Vec<_> = page
            .page
            .rows
            .iter()
            .map(|row| row.detail.is_some())
            .collect();
        assert_eq!(details, [false, true]);
        assert!(
            page.companies.is_empty(),
            "but for their own, nothing to choose"
        );
        for asked in [&by_name, &by_company] {
            assert!(objects(&world, &junior, asked).await.is_empty());
        }

        // Who is an administrator everywhere is told.
        for asked in [&by_name, &by_company] {
            let told = objects(&world, &admin, asked).await;
            assert_eq!(told, std::slice::from_ref(&stranger.name));
        }
    }
}

#[tokio::test]
async fn what_came_later_under_a_number_is_not_what_it_was_done_to() {
    for world in worlds().await {
        let admin = world.as_("platform-admin@storefront.test").await;
        let user = world.as_("end-user@corporate.test").await;
        let company = user.access.company.expect("their company");
        let mut tx = world.store().begin().await.expect("a transaction");
        let department: (i64, String) = sql("
            select id, name from departments where company_id = $1 order by id limit 1")
        .bind(company)
        .one(&mut tx)
        .await
        .expect("a department");
        let product: (i64, String) = sql("select id, name from products order by id limit 1")
            .one(&mut tx)
            .await
            .expect("a product");
        let later = admin.now.plus(Timestamp::DAY);
        let import = sql("
            insert into imports (once, storefront_id, account_id, kind, file_name, state, content, mapping,
                rows_total, created_at, changed_at)
            values ('once', $1, $2, 'people', 'later.csv', 'done', '', '', 1, $3, $3)
            returning id")
        .bind(admin.at.id)
        .bind(admin.access.account())
        .bind(later)
        .int(&mut tx)
        .await
        .expect("an import");
        for (object, id) in [
            ("department", department.0),
            ("product", product.0),
            ("import", import),
        ] {
            let detail = serde_json::json!({});
            record(&mut tx, &admin, "thing.edit", object, Some(id), detail)
                .await
                .expect("an entry");
        }
        tx.commit().await.expect("the commit");
        let all = AuditQuery::default();
        // An import is swept, and its number may be another one's.
        let swept = format!("import {import}");
        assert_eq!(
            objects(&world, &admin, &all).await,
            [swept, product.1.clone(), department.1]
        );

        // With a company its departments are removed.
        let mut tx = world.store().begin().await.expect("a transaction");
        sql("update imports set created_at = $1")
            .bind(admin.now)
            .run(&mut tx)
            .await
            .expect("an earlier import");
        let detail = serde_json::json!({});
        let id = Some(company.0);
        record(&mut tx, &admin, "company.delete", "company", id, detail)
            .await
            .expect("an entry");
        tx.commit().await.expect("the commit");
        assert_eq!(
            objects(&world, &admin, &all).await,
            [
                format!("company {company}"),
                "later.csv".to_owned(),
                product.1,
                format!("department {}", department.0),
            ]
        );
    }
}
