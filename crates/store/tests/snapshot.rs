//! What one request reads is one state of the database, on both engines.

use store::{Store, rest, snapshot, sql::sql};
use testkit::{arrange, databases};

const MADE: &str = "create table notes (words text not null primary key)";
const NOTED: &str =
    "insert into notes (words) values ('one more ' || (select count(*) from notes))";

async fn notes(store: &Store) -> store::Result<i64> {
    let mut tx = store.read().await?;
    sql("select cast(count(*) as bigint) from notes")
        .int(&mut tx)
        .await
}

#[tokio::test]
async fn what_others_write_meanwhile_is_not_seen_by_half_a_page() {
    for database in databases().await {
        let store = database.store.clone();
        arrange(&store, MADE).await;
        let read = snapshot(async {
            let before = notes(&store).await.expect("notes");
            // Another request: of another task, and outside this snapshot.
            let other = store.clone();
            tokio::spawn(async move { arrange(&other, NOTED).await })
                .await
                .expect("the other request");
            (before, notes(&store).await.expect("notes"))
        })
        .await;
        assert_eq!(read, (0, 0), "{}", database.engine);
        assert_eq!(
            notes(&store).await.expect("notes"),
            1,
            "{}",
            database.engine
        );
    }
}

#[tokio::test]
async fn who_writes_reads_what_they_wrote() {
    for database in databases().await {
        let store = &database.store;
        arrange(store, MADE).await;
        let read = snapshot(async {
            let before = notes(store).await.expect("notes");
            arrange(store, NOTED).await;
            (before, notes(store).await.expect("notes"))
        })
        .await;
        assert_eq!(read, (0, 1), "{}", database.engine);
    }
}

#[tokio::test]
async fn a_statement_that_fails_spoils_no_later_one() {
    for database in databases().await {
        let store = &database.store;
        arrange(store, MADE).await;
        let read = snapshot(async {
            notes(store).await.expect("notes");
            let mut tx = store.read().await.expect("a transaction");
            let wrong = sql("select cast(count(*) as bigint) from nothing")
                .int(&mut tx)
                .await;
            drop(tx);
            (wrong.is_err(), notes(store).await.expect("notes"))
        })
        .await;
        assert_eq!(read, (true, 0), "{}", database.engine);
    }
}

#[tokio::test]
async fn who_goes_on_to_something_slow_gives_its_connection_back() {
    for database in databases().await {
        let store = &database.store;
        arrange(store, MADE).await;
        let other = store.clone();
        let read = snapshot(async {
            let before = notes(store).await.expect("notes");
            rest();
            tokio::spawn(async move { arrange(&other, NOTED).await })
                .await
                .expect("the other request");
            (before, notes(store).await.expect("notes"))
        })
        .await;
        assert_eq!(read, (0, 1), "{}", database.engine);
    }
}

#[tokio::test]
async fn who_leaves_while_a_read_begins_keeps_nobody_from_writing() {
    for database in databases().await {
        let store = &database.store;
        arrange(store, MADE).await;
        for _ in 0..40 {
            tokio::select! {
                biased;
                begun = store.read() => drop(begun),
                () = tokio::task::yield_now() => {}
            }
            arrange(store, NOTED).await;
        }
        assert_eq!(
            notes(store).await.expect("notes"),
            40,
            "{}",
            database.engine
        );
    }
}

#[tokio::test]
async fn requests_that_only_read_hold_one_connection_each() {
    for database in databases().await {
        let store = &database.store;
        arrange(store, MADE).await;
        // More requests than connections, each with several acts: nobody waits for two at once.
        let pages = (0..40).map(|_| {
            let store = store.clone();
            tokio::spawn(snapshot(async move {
                for _ in 0..3 {
                    notes(&store).await.expect("notes");
                    tokio::task::yield_now().await;
                }
            }))
        });
        for page in pages.collect::<Vec<_>>() {
            page.await.expect("a page");
        }
    }
}
