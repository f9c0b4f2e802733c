//! Bringing a file, and what comes of it.

use crate::world::{BEGIN, Outcome, World};
use access::Failure;
use domain::{
    AccountId, ImportId,
    imports::{
        BeginField, BeginImport, ImportMode, ImportQuery, ImportSheet, RunImport, TableFault,
    },
};
use service::imports::UnderWay;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// What came of a file.
pub(crate) type Begun = Result<Result<ImportId, TableFault>, Failure<BeginField>>;

/// Another file, another key.
pub(crate) fn key(kind: &str, into: &str, text: &str) -> String {
    let mut hash = DefaultHasher::new();
    text.hash(&mut hash);
    format!("{kind} {into} {:x}", hash.finish())
}

/// Somebody brings a file to a place: `company-4`.
pub(crate) async fn begin(
    world: &World,
    by: AccountId,
    (kind, into): (&str, &str),
    text: &str,
) -> Outcome<Begun> {
    let ctx = world.as_(by, "corporate").await?;
    let form = BeginImport {
        once: key(kind, into, text),
        kind: kind.to_owned(),
        into: into.to_owned(),
    };
    let file = ("people.csv", text.as_bytes().to_vec());
    Ok(service::imports::begin(&world.db.store, &ctx, &form, file).await)
}

/// The same, where it is a file that can be looked at.
pub(crate) async fn brought(
    world: &World,
    by: AccountId,
    place: (&str, &str),
    text: &str,
) -> Outcome<ImportId> {
    let begun = begin(world, by, place, text).await??;
    begun.map_err(|fault| fault.to_string().into())
}

pub(crate) async fn look(world: &World, by: AccountId, id: ImportId) -> Outcome<ImportSheet> {
    look_at(world, by, id, &UnderWay::default()).await
}

/// The same, at the server that writes what is under way.
pub(crate) async fn look_at(
    world: &World,
    by: AccountId,
    id: ImportId,
    under_way: &UnderWay,
) -> Outcome<ImportSheet> {
    let ctx = world.as_(by, "corporate").await?;
    let query = ImportQuery::default();
    Ok(service::imports::open(&world.db.store, under_way, &ctx, id, &query).await?)
}

/// Lets an import run, without anybody who does it yet.
pub(crate) async fn run(
    world: &World,
    by: AccountId,
    id: ImportId,
    mode: ImportMode,
) -> Outcome<Result<(), Failure>> {
    let form = RunImport {
        import: id,
        version: look(world, by, id).await?.version,
        mode: mode.key().to_owned(),
    };
    let ctx = world.as_(by, "corporate").await?;
    Ok(service::imports::run(&world.db.store, &ctx, &form).await)
}

/// Does what waits.
pub(crate) async fn work(world: &World) -> Outcome<bool> {
    Ok(service::imports::work(&world.db.store, &UnderWay::default(), || BEGIN).await?)
}

/// A file from its first look to its end. It is another file each time, as far as its key goes.
pub(crate) async fn import(
    world: &World,
    by: AccountId,
    place: (&str, &str),
    text: &str,
    mode: ImportMode,
) -> Outcome<ImportSheet> {
    let text = format!("{text}\n{}", "\n".repeat(imported(world, by).await?));
    let id = brought(world, by, place, &text).await?;
    run(world, by, id, mode).await??;
    assert!(work(world).await?, "it waits");
    look(world, by, id).await
}

async fn imported(world: &World, by: AccountId) -> Outcome<usize> {
    let ctx = world.as_(by, "corporate").await?;
    let page = service::imports::page(&world.db.store, &ctx).await?;
    Ok(page.latest.len())
}
