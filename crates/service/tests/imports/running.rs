//! Letting an import run: all or nothing, the good rows, thousands of them, and what stops it.

use super::{
    company::{Company, platform, staff},
    file::{begin, brought, import, key, look, look_at, run, work},
    world::{BEGIN, Outcome, Tested, World},
};
use access::{Denial, Failure, Role};
use domain::{
    AccountId, Timestamp,
    accounts::AccountState,
    imports::{BeginImport, ImportColumn, ImportMode, ImportState, MapColumns, Stopped},
};
use service::imports::UnderWay;
use store::sql::sql;

/// How many people without access there are.
async fn written(world: &World) -> Outcome<i64> {
    let mut tx = world.db.store.read().await?;
    Ok(
        sql("select count(*) from accounts where state = 'inactive'")
            .int(&mut tx)
            .await?,
    )
}

const FILE: &str = "Email,Name\ndana@acme.test,Dana Reyes\nrobin,Robin\nalex@acme.test,Alex\n";

/// A company, and somebody who imports into it.
async fn arranged(world: &World) -> Outcome<(String, AccountId)> {
    let acme = Company::new(world, "corporate", "Acme").await?;
    let admin = platform(world, "admin@quoin.test", Role::Admin).await?;
    Ok((format!("company-{}", acme.id), admin))
}

pub(crate) async fn all_or_nothing_is_nothing_where_one_row_is_faulty(world: World) -> Tested {
    let (into, admin) = arranged(&world).await?;
    let sheet = import(&world, admin, ("people", &into), FILE, ImportMode::All).await?;
    assert_eq!(sheet.state, ImportState::Failed);
    assert_eq!(sheet.outcome.stopped, Some(Stopped::Faulty));
    assert_eq!(sheet.outcome.left[0].0, 3);
    assert_eq!(written(&world).await?, 0);
    assert_eq!(world.audited("user.create").await?, 0);
    assert_eq!(world.audited("user.import").await?, 1, "that it was tried");
    Ok(())
}

pub(crate) async fn the_good_rows_are_imported_without_the_others(world: World) -> Tested {
    let (into, admin) = arranged(&world).await?;
    let sheet = import(&world, admin, ("people", &into), FILE, ImportMode::Good).await?;
    assert_eq!(sheet.state, ImportState::Done);
    assert_eq!((sheet.done, sheet.outcome.counts.new), (Some(3), 2));
    assert_eq!(sheet.outcome.counts.faulty, 1);
    assert_eq!(written(&world).await?, 2);
    // What was in the file is not kept.
    let mut tx = world.db.store.read().await?;
    let kept = sql("select count(*) from imports where content <> ''")
        .int(&mut tx)
        .await?;
    assert_eq!(kept, 0);
    Ok(())
}

pub(crate) async fn columns_are_said_and_a_form_that_is_sent_twice_is_one_import(
    world: World,
) -> Tested {
    let (into, admin) = arranged(&world).await?;
    let file = "Whom,How\nDana Reyes,dana@acme.test\n";
    let id = brought(&world, admin, ("people", &into), file).await?;
    let again = brought(&world, admin, ("people", &into), file).await?;
    assert_eq!(id, again);
    let sheet = look(&world, admin, id).await?;
    assert_eq!(sheet.missing, [ImportColumn::Email, ImportColumn::Name]);
    assert!(sheet.preview.is_none());
    assert_eq!(sheet.head[1].example, "dana@acme.test");
    let refused = run(&world, admin, id, ImportMode::All).await?;
    assert_eq!(refused, Err(Denial::Stale.into()));

    let ctx = world.as_(admin, "corporate").await?;
    let form = MapColumns {
        import: id,
        version: sheet.version,
        column: vec!["name=0".to_owned(), "email=1".to_owned()],
    };
    service::imports::map_columns(&world.db.store, &ctx, &form).await?;
    let stale = service::imports::map_columns(&world.db.store, &ctx, &form).await;
    assert_eq!(stale, Err(Denial::Stale.into()));
    let preview = look(&world, admin, id).await?.preview.ok_or("a preview")?;
    assert_eq!(preview.counts.new, 1);

    // Pressed twice it runs once.
    run(&world, admin, id, ImportMode::All).await??;
    run(&world, admin, id, ImportMode::All).await??;
    assert!(work(&world).await?);
    assert!(!work(&world).await?);
    assert_eq!(written(&world).await?, 1);

    // What another account has sent under the same key is not theirs.
    let other = platform(&world, "other@quoin.test", Role::Admin).await?;
    let ctx = world.as_(other, "corporate").await?;
    let form = BeginImport {
        once: key("people", &into, file),
        kind: "people".to_owned(),
        into: into.clone(),
    };
    let file = ("people.csv", file.as_bytes().to_vec());
    let begun = service::imports::begin(&world.db.store, &ctx, &form, file).await;
    assert_eq!(begun, Err(Failure::not_found()));
    Ok(())
}

pub(crate) async fn so_many_files_an_hour_are_brought_by_one_person(mut world: World) -> Tested {
    let (into, admin) = arranged(&world).await?;
    let other = platform(&world, "other@quoin.test", Role::Admin).await?;
    let place = ("people", &*into);
    for _ in 0..20 {
        brought(&world, admin, place, FILE).await?;
    }
    let stopped = Err(Failure::TooMany { seconds: 3_600 });
    assert_eq!(begin(&world, admin, place, FILE).await?, stopped);
    // What reaches nobody's data counts for nobody.
    let nowhere = begin(&world, other, ("people", "company-0"), FILE).await?;
    assert!(matches!(nowhere, Err(Failure::Invalid(_))), "{nowhere:?}");
    let another = format!("{FILE}\n");
    brought(&world, other, place, &another).await?;
    world.now = world.now.plus(Timestamp::HOUR);
    brought(&world, admin, place, FILE).await?;
    Ok(())
}

pub(crate) async fn an_import_ends_with_the_right_to_it(world: World) -> Tested {
    let (into, _) = arranged(&world).await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let id = brought(&world, junior, ("people", &into), FILE).await?;
    run(&world, junior, id, ImportMode::Good).await??;
    world.state(junior, AccountState::Suspended).await?;
    work(&world).await?;
    world.state(junior, AccountState::Active).await?;
    let sheet = look(&world, junior, id).await?;
    assert_eq!(sheet.state, ImportState::Failed);
    assert_eq!(sheet.outcome.stopped, Some(Stopped::NotAllowed));
    assert_eq!(written(&world).await?, 0);
    Ok(())
}

pub(crate) async fn what_a_server_leaves_another_one_finishes(world: World) -> Tested {
    let (into, admin) = arranged(&world).await?;
    let id = brought(&world, admin, ("people", &into), FILE).await?;
    run(&world, admin, id, ImportMode::Good).await??;
    // A server takes it, and is gone.
    let mut tx = world.db.store.begin().await?;
    let taken = store::imports::claim(&mut tx, BEGIN, BEGIN).await?;
    let mut taken = taken.ok_or("it waits")?;
    taken.state = ImportState::Writing;
    assert!(store::imports::note(&mut tx, &taken, BEGIN).await?);
    tx.commit().await?;
    assert!(!work(&world).await?, "it may be at it still");
    let late = || BEGIN.plus(Timestamp::HOUR);
    assert!(service::imports::work(&world.db.store, &UnderWay::default(), late).await?);
    assert_eq!(written(&world).await?, 2);
    // Whoever had it before changes nothing any more.
    let mut tx = world.db.store.begin().await?;
    assert!(!store::imports::note(&mut tx, &taken, BEGIN).await?);
    Ok(())
}

/// SQLite gives a number again that nothing has any more.
pub(crate) async fn an_import_whose_number_comes_again_is_another_one(world: World) -> Tested {
    let (into, admin) = arranged(&world).await?;
    let place = ("people", &*into);
    import(&world, admin, place, FILE, ImportMode::Good).await?;
    let mut tx = world.db.store.begin().await?;
    let later = world.now.plus(31 * Timestamp::DAY);
    store::imports::sweep(&mut tx, later).await?;
    tx.commit().await?;
    let file = "Email,Name\nnova@acme.test,Nova\n";
    let sheet = import(&world, admin, place, file, ImportMode::All).await?;
    assert_eq!(sheet.outcome.stopped, None);
    assert_eq!(written(&world).await?, 3);
    let mut tx = world.db.store.read().await?;
    let kept = sql("select count(*) from accounts where import_id is not null");
    assert_eq!(kept.int(&mut tx).await?, 0);
    Ok(())
}

/// A file with so many people.
fn people(many: u32) -> String {
    let mut file = String::from("Email,Name,Department\n");
    for number in 0..many {
        file.push_str(&format!(
            "person-{number}@acme.test,Person {number},Sales\n"
        ));
    }
    file
}

/// Nobody sees the people before all of them are written; but how many are, who waits does.
pub(crate) async fn who_waits_for_all_rows_sees_them_counted(world: World) -> Tested {
    let (into, admin) = arranged(&world).await?;
    let id = brought(&world, admin, ("people", &into), &people(3_000)).await?;
    run(&world, admin, id, ImportMode::All).await??;
    let (here, elsewhere) = (UnderWay::default(), UnderWay::default());
    let (mut seen, mut seen_elsewhere) = (Vec::new(), Vec::new());
    let waiting = async {
        loop {
            let sheet = look_at(&world, admin, id, &here).await?;
            match sheet.state {
                ImportState::Writing => seen.extend(sheet.done),
                ImportState::Done | ImportState::Failed => return Outcome::Ok(sheet),
                _ => {}
            }
            let sheet = look_at(&world, admin, id, &elsewhere).await?;
            if sheet.state == ImportState::Writing {
                seen_elsewhere.push(sheet.done);
            }
        }
    };
    let working = service::imports::work(&world.db.store, &here, || BEGIN);
    let (worked, sheet) = tokio::join!(working, waiting);
    assert!(worked?, "it waits");
    assert_eq!(sheet?.done, Some(3_000));
    assert!(seen.is_sorted(), "{seen:?}");
    assert!(
        seen.iter().any(|done| (1..3_000).contains(done)),
        "{seen:?}"
    );
    assert!(
        seen_elsewhere.iter().all(Option::is_none),
        "another server does not know: {seen_elsewhere:?}"
    );
    Ok(())
}

pub(crate) async fn ten_thousand_rows_are_one_act(world: World) -> Tested {
    let (into, admin) = arranged(&world).await?;
    let place = ("people", &*into);
    let file = people(10_000);
    let sheet = import(&world, admin, place, &file, ImportMode::All).await?;
    assert_eq!(sheet.state, ImportState::Done);
    assert_eq!((sheet.done, sheet.rows), (Some(10_000), 10_000));
    assert_eq!(written(&world).await?, 10_000);
    assert_eq!(world.audited("user.create").await?, 10_000);
    let mut tx = world.db.store.read().await?;
    let members = sql("select count(*) from department_members")
        .int(&mut tx)
        .await?;
    assert_eq!(members, 10_000);
    Ok(())
}
