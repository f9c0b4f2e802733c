//! Going on with imports, in the background: a server that stops leaves them where they are, and another
//! one goes on.

use super::{
    STEP, UnderWay,
    judge::{Judge, twice},
    under_way::Counted,
    write::write,
};
use access::{Ctx, Denial, Failure, Permission};
use domain::{
    Timestamp,
    imports::{ImportMode, ImportState, Outcome, Stopped, Table, TableRow, Verdict},
};
use serde_json::json;
use std::{collections::HashMap, mem};
use store::{
    Store, Tx, accounts, audit,
    imports::{self, ImportRecord},
    storefronts,
};

/// How long nothing is heard of an import whose server is gone, in milliseconds. Longer than thousands
/// of rows take that are written at once.
const SILENCE: i64 = 5 * Timestamp::MINUTE;
/// How often rows are judged anew that somebody else has changed in between.
const TRIES: u32 = 5;

/// Takes an import that waits and brings it to its end; whether there was one. Any number of servers may
/// run this on one database: each import is taken by one. How far it is where all of it is one
/// transaction stands in `under_way` meanwhile.
///
/// # Errors
/// See [`store::Error`]; the import is taken again after a while.
pub async fn work(
    store: &Store,
    under_way: &UnderWay,
    now: fn() -> Timestamp,
) -> store::Result<bool> {
    let mut tx = store.begin().await?;
    let at = now();
    let taken = imports::claim(&mut tx, at.plus(-SILENCE), at).await?;
    tx.commit().await?;
    let Some(mut import) = taken else {
        return Ok(false);
    };
    let table = mem::take(&mut import.content);
    let twice = twice(&import, &table);
    let file = File { table, twice, now };
    let stopped = match Box::pin(go_on(store, under_way, &mut import, &file)).await {
        Ok(()) | Err(Halt::Lost) => return Ok(true),
        Err(Halt::Stopped(why)) => why,
        Err(Halt::Failure(Failure::Unavailable)) => return Ok(true),
        Err(Halt::Failure(Failure::Denied(why))) if why != Denial::Stale => Stopped::NotAllowed,
        Err(Halt::Failure(failure)) => {
            tracing::error!(import = %import.id, %failure, "import stopped");
            Stopped::Unexpected
        }
    };
    import.outcome.stopped = Some(stopped);
    let mut tx = store.begin().await?;
    match end(&mut tx, &mut import, &file).await {
        Ok(()) => tx.commit().await?,
        Err(Halt::Lost) => {}
        Err(_) => tracing::error!(import = %import.id, "the end of an import could not be noted"),
    }
    Ok(true)
}

/// What is imported, apart from how far it is.
struct File {
    table: Table,
    twice: HashMap<u32, u32>,
    now: fn() -> Timestamp,
}

impl File {
    /// The rows after those that are done.
    fn part(&self, done: u32) -> &[TableRow] {
        let rest = self.table.rows.get(done as usize..).unwrap_or_default();
        rest.get(..STEP).unwrap_or(rest)
    }
}

/// Why it does not go on.
enum Halt {
    /// Another server has taken it: nothing was heard of this one.
    Lost,
    Stopped(Stopped),
    Failure(Failure),
}

impl From<store::Error> for Halt {
    fn from(error: store::Error) -> Self {
        Self::Failure(error.into())
    }
}

impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

async fn go_on(
    store: &Store,
    under_way: &UnderWay,
    import: &mut ImportRecord,
    file: &File,
) -> Result<(), Halt> {
    if import.mode == Some(ImportMode::Good) {
        import.state = ImportState::Writing;
        while import.done < import.rows {
            *import = good_rows(store, import, file).await?;
        }
        let mut tx = store.begin().await?;
        end(&mut tx, import, file).await?;
        return Ok(tx.commit().await?);
    }
    check(store, import, file).await?;
    import.state = ImportState::Writing;
    restart(import);
    let counted = under_way.count(import.id);
    note(store, import, file).await?;
    all_rows(store, &counted, import, file).await
}

fn restart(import: &mut ImportRecord) {
    import.done = 0;
    import.outcome = Outcome::default();
}

/// Judges everything without writing anything, so that what cannot be imported as a whole is known
/// before anybody has to wait for it.
async fn check(store: &Store, import: &mut ImportRecord, file: &File) -> Result<(), Halt> {
    import.state = ImportState::Checking;
    restart(import);
    while import.done < import.rows {
        let mut tx = store.read().await?;
        let ctx = importer(&mut tx, import, file).await?;
        let judge = Judge::new(&mut tx, &ctx, import, &file.twice).await?;
        let judged = judge.rows(&mut tx, file.part(import.done)).await?;
        drop(judge);
        drop(tx);
        passed(import, judged.len());
        for one in judged {
            match one.verdict() {
                Verdict::Faulty => import.outcome.leave(one.line, one.notes().join(" ")),
                verdict => import.outcome.counts.add(verdict),
            }
        }
        note(store, import, file).await?;
    }
    whole(import)
}

/// Some rows in a transaction of their own, so that nobody waits long.
async fn good_rows(
    store: &Store,
    import: &ImportRecord,
    file: &File,
) -> Result<ImportRecord, Halt> {
    let mut tries = 0;
    loop {
        tries += 1;
        let mut next = import.clone();
        let mut tx = store.begin().await?;
        let mut trail = Vec::new();
        let ctx = match some_rows(&mut tx, &mut next, file, &mut trail).await {
            Err(Halt::Failure(Failure::Denied(Denial::Stale))) if tries < TRIES => continue,
            outcome => outcome?,
        };
        audit::record_all(&mut tx, &ctx, &trail).await?;
        if !imports::note(&mut tx, &next, (file.now)()).await? {
            return Err(Halt::Lost);
        }
        tx.commit().await?;
        return Ok(next);
    }
}

/// All rows in one transaction, in as few statements as there can be.
async fn all_rows(
    store: &Store,
    counted: &Counted<'_>,
    import: &mut ImportRecord,
    file: &File,
) -> Result<(), Halt> {
    let mut tries = 0;
    loop {
        tries += 1;
        let mut next = import.clone();
        counted.is_at(next.done);
        let mut tx = store.begin().await?;
        let mut trail = Vec::new();
        let mut outcome = importer(&mut tx, &next, file).await;
        while outcome.is_ok() && next.done < next.rows {
            outcome = some_rows(&mut tx, &mut next, file, &mut trail).await;
            counted.is_at(next.done);
        }
        let ctx = match outcome {
            Err(Halt::Failure(Failure::Denied(Denial::Stale))) if tries < TRIES => continue,
            outcome => outcome?,
        };
        if let Err(halt) = whole(&next) {
            import.outcome = next.outcome;
            return Err(halt);
        }
        audit::record_all(&mut tx, &ctx, &trail).await?;
        end(&mut tx, &mut next, file).await?;
        return Ok(tx.commit().await?);
    }
}

/// All or nothing.
fn whole(import: &ImportRecord) -> Result<(), Halt> {
    if import.outcome.counts.faulty > 0 {
        return Err(Halt::Stopped(Stopped::Faulty));
    }
    Ok(())
}

/// Judges and writes some rows; what was done is in `trail`, to be recorded as theirs whom it answers.
async fn some_rows(
    tx: &mut Tx,
    import: &mut ImportRecord,
    file: &File,
    trail: &mut Vec<audit::Done>,
) -> Result<Ctx, Halt> {
    imports::alone(tx, import.storefront).await?;
    // Whose roles its customers have stays so until these are written.
    storefronts::hold(tx, &[import.storefront]).await?;
    let ctx = importer(tx, import, file).await?;
    let before = import.clone();
    let judge = Judge::new(tx, &ctx, &before, &file.twice).await?;
    let judged = judge.rows(tx, file.part(import.done)).await?;
    drop(judge);
    passed(import, judged.len());
    write(tx, &ctx, import, judged, trail).await?;
    Ok(ctx)
}

fn passed(import: &mut ImportRecord, rows: usize) {
    import.done += u32::try_from(rows).unwrap_or_default();
}

async fn note(store: &Store, import: &ImportRecord, file: &File) -> Result<(), Halt> {
    let mut tx = store.begin().await?;
    if !imports::note(&mut tx, import, (file.now)()).await? {
        return Err(Halt::Lost);
    }
    Ok(tx.commit().await?)
}

/// Notes that it is over, and records it.
async fn end(tx: &mut Tx, import: &mut ImportRecord, file: &File) -> Result<(), Halt> {
    import.state = match import.outcome.stopped {
        Some(_) => ImportState::Failed,
        None => ImportState::Done,
    };
    let at = (file.now)();
    if !imports::end(tx, import, at).await? {
        return Err(Halt::Lost);
    }
    let counts = import.outcome.counts;
    let detail = json!({
        "kind": import.kind.key(),
        "rows": import.rows,
        "mode": import.mode.map(ImportMode::key),
        "new": counts.new,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "left": counts.faulty,
        "stopped": import.outcome.stopped,
    });
    let entry = audit::Entry {
        at,
        storefront: Some(import.storefront),
        account: Some(import.account),
        acting: import.acting,
        act: "user.import",
        object: "import",
        object_id: Some(import.id.0),
    };
    Ok(audit::add(tx, &entry, detail).await?)
}

/// Who began it, with what they may do now: an import ends with the right to it.
async fn importer(tx: &mut Tx, import: &ImportRecord, file: &File) -> Result<Ctx, Halt> {
    let now = (file.now)();
    let at = storefronts::by_id(tx, import.storefront).await?;
    let known = accounts::access_of(tx, import.account, import.acting, now).await?;
    let found = at.zip(known).map(|(at, (access, person))| Ctx {
        access,
        name: person.name,
        acting_name: person.acting_name,
        previewing: None,
        at,
        now,
        // Nothing of an import is mailed.
        base_url: String::new(),
        platform_url: String::new(),
    });
    found
        .filter(|ctx| ctx.access.holds(Permission::UserImport).is_ok())
        .ok_or(Halt::Stopped(Stopped::NotAllowed))
}
