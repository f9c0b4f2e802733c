//! The page that imports begin on, and one import.

use super::{STEP, UnderWay, importer, judge::Judge, own, places};
use crate::random;
use access::{Ctx, Failure};
use domain::{
    ImportId,
    imports::{
        Counts, Head, ImportMode, ImportPage, ImportQuery, ImportSheet, ImportState, PREVIEW,
        Preview, PreviewRow,
    },
};
use store::{
    Store, Tx,
    imports::{self, ImportRecord},
    people, storefronts,
};

/// How many of one's own imports are listed.
const LATEST: u32 = 10;

/// Where files can go, and one's own imports.
///
/// # Errors
/// Not granted.
pub async fn page(store: &Store, ctx: &Ctx) -> Result<ImportPage, Failure> {
    let me = importer(ctx)?;
    let mut tx = store.read().await?;
    let (places, place) = places::offered(&mut tx, ctx).await?;
    Ok(ImportPage {
        once: random::once()?,
        places,
        place,
        latest: imports::latest(&mut tx, me, LATEST).await?,
    })
}

/// One of one's own imports: what it would do, how far it is, or what it has done.
///
/// # Errors
/// Not granted, or not one's own.
pub async fn open(
    store: &Store,
    under_way: &UnderWay,
    ctx: &Ctx,
    id: ImportId,
    query: &ImportQuery,
) -> Result<ImportSheet, Failure> {
    let mut tx = store.read().await?;
    let import = own(&mut tx, ctx, id).await?;
    let missing = import.mapping.missing(import.kind);
    let preview = if import.state == ImportState::Ready && missing.is_empty() {
        Some(preview(&mut tx, ctx, &import, query).await?)
    } else {
        None
    };
    Ok(ImportSheet {
        id: import.id,
        version: import.version,
        kind: import.kind,
        into: into(&mut tx, &import).await?,
        state: import.state,
        rows: import.rows,
        done: done(&import, under_way),
        head: head(&import),
        missing,
        preview,
        file_name: import.file_name,
        mapping: import.mapping,
        outcome: import.outcome,
    })
}

/// What is written in one transaction is counted by who writes it, and noted at its end.
fn done(import: &ImportRecord, under_way: &UnderWay) -> Option<u32> {
    match (import.state, import.mode) {
        (ImportState::Writing, Some(ImportMode::All)) => under_way.of(import.id),
        _ => Some(import.done),
    }
}

async fn into(tx: &mut Tx, import: &ImportRecord) -> store::Result<String> {
    let at = storefronts::by_id(tx, import.storefront).await?;
    let at = at.map(|at| at.name).unwrap_or_default();
    let company = match import.company {
        Some(id) => people::company(tx, id).await?,
        None => None,
    };
    Ok(match company {
        Some(company) => format!("{}, {at}", company.name),
        None => at,
    })
}

/// The columns of the file, each with the first thing that stands in it.
fn head(import: &ImportRecord) -> Vec<Head> {
    let table = &import.content;
    let names = table.head.iter().enumerate();
    names
        .map(|(at, name)| {
            let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
            let example = cells.find(|cell| !cell.is_empty());
            Head {
                name: name.clone(),
                example: example.cloned().unwrap_or_default(),
            }
        })
        .collect()
}

async fn preview(
    tx: &mut Tx,
    ctx: &Ctx,
    import: &ImportRecord,
    query: &ImportQuery,
) -> Result<Preview, Failure> {
    let (show, from) = (query.show(), query.from());
    let twice = super::judge::twice(import, &import.content);
    let judge = Judge::new(tx, ctx, import, &twice).await?;
    let (mut counts, mut passed, mut rows) = (Counts::default(), 0, Vec::new());
    for part in import.content.rows.chunks(STEP) {
        for judged in judge.rows(tx, part).await? {
            let verdict = judged.verdict();
            counts.add(verdict);
            if show.is_some_and(|show| show != verdict) {
                continue;
            }
            if passed >= from && rows.len() < PREVIEW {
                rows.push(PreviewRow {
                    line: judged.line,
                    notes: judged.notes(),
                    what: judged.what,
                    verdict,
                });
            }
            passed += 1;
        }
    }
    Ok(Preview {
        counts,
        previous: (from > 0).then(|| from.saturating_sub(PREVIEW)),
        next: (passed > from + rows.len()).then_some(from + rows.len()),
        rows,
    })
}
