//! Imports: the files that people bring, and how far each is.
//!
//! One is seen by who began it and by nobody else: their account stands in the `where`. The worker that
//! goes on with them asks for no proof; each row asks again. Writing what rows say takes the permit of
//! each, in [`people`](crate::people), [`departments`](crate::departments) and
//! [`addresses`](crate::addresses), or here where there are thousands.

use crate::{
    Engine, Error, Result, Sql, Tx,
    batch::{Batch, row},
    people::anchor_word,
    sql::sql,
};
use access::{Permit, Role, permission::user};
use domain::{
    AccountId, CompanyId, DepartmentId, ImportId, StorefrontId, Timestamp,
    accounts::AccountState,
    imports::{ImportKind, ImportLine, ImportMode, ImportState, Mapping, Outcome, Table},
};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A file that was read just now.
#[derive(Clone, Debug)]
pub struct NewImport<'a> {
    /// The key of the form.
    pub once: &'a str,
    /// Where all rows go; nothing where the file names companies.
    pub company: Option<CompanyId>,
    pub account: AccountId,
    pub kind: ImportKind,
    pub file_name: &'a str,
    pub content: &'a Table,
    pub mapping: &'a Mapping,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    pub id: ImportId,
    pub version: i64,
    pub storefront: StorefrontId,
    pub company: Option<CompanyId>,
    pub account: AccountId,
    /// The administrator who was logged in as the account when it was begun.
    pub acting: Option<AccountId>,
    pub kind: ImportKind,
    pub file_name: String,
    pub state: ImportState,
    /// Nothing before somebody has said so.
    pub mode: Option<ImportMode>,
    /// Empty when it is over.
    pub content: Table,
    pub mapping: Mapping,
    pub rows: u32,
    pub done: u32,
    pub outcome: Outcome,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: i64,
    version: i64,
    storefront_id: i64,
    company_id: Option<i64>,
    account_id: i64,
    acting_account_id: Option<i64>,
    kind: String,
    file_name: String,
    state: String,
    mode: String,
    content: String,
    mapping: String,
    rows_total: i64,
    rows_done: i64,
    outcome: String,
}

impl TryFrom<Row> for ImportRecord {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ImportId(row.id),
            version: row.version,
            storefront: StorefrontId(row.storefront_id),
            company: row.company_id.map(CompanyId),
            account: AccountId(row.account_id),
            acting: row.acting_account_id.map(AccountId),
            kind: kind(&row.kind)?,
            file_name: row.file_name,
            state: state(&row.state)?,
            mode: ImportMode::from_key(&row.mode),
            content: if row.content.is_empty() {
                Table::default()
            } else {
                json("imports.content", &row.content)?
            },
            mapping: json("imports.mapping", &row.mapping)?,
            rows: count(row.rows_total),
            done: count(row.rows_done),
            outcome: json("imports.outcome", &row.outcome)?,
        })
    }
}

fn kind(key: &str) -> Result<ImportKind> {
    ImportKind::from_key(key).ok_or_else(|| Error::unreadable("imports.kind", key))
}

fn state(key: &str) -> Result<ImportState> {
    ImportState::from_key(key).ok_or_else(|| Error::unreadable("imports.state", key))
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

fn json<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T> {
    // Never the text itself: what people bring stands in no log.
    serde_json::from_str(text).map_err(|error| Error::unreadable(column, error.to_string()))
}

fn text<T: serde::Serialize>(column: &'static str, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::unreadable(column, error.to_string()))
}

const SELECT: &str = "
    select i.id, i.version, i.storefront_id, i.company_id, i.account_id, i.acting_account_id, i.kind, i.file_name,
        i.state, i.mode, i.content, i.mapping, i.rows_total, i.rows_done, i.outcome
    from imports i
    where ";

/// Keeps a file to be looked at, on the permit's storefront. Of a form that is sent twice the first one
/// is answered, where it is the same account's.
///
/// # Errors
/// See [`Error`].
pub async fn create(
    tx: &mut Tx,
    may: &Permit<user::Import>,
    new: &NewImport<'_>,
    now: Timestamp,
) -> Result<Option<ImportId>> {
    sql("
        insert into imports (once, storefront_id, company_id, account_id, acting_account_id, kind, file_name, state,
            content, mapping, rows_total, outcome, created_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
        on conflict (once) do nothing")
    .bind(new.once)
    .bind(may.storefront())
    .bind(new.company)
    .bind(new.account)
    .bind(may.acting())
    .bind(new.kind.key())
    .bind(new.file_name)
    .bind(ImportState::Ready.key())
    .bind(text("imports.content", new.content)?)
    .bind(text("imports.mapping", new.mapping)?)
    .bind(i64::try_from(new.content.rows.len()).unwrap_or_default())
    .bind(text("imports.outcome", &Outcome::default())?)
    .bind(now)
    .run(tx)
    .await?;
    let row: Option<(i64,)> = sql("select id from imports where once = $1 and account_id = $2")
        .bind(new.once)
        .bind(new.account)
        .optional(tx)
        .await?;
    Ok(row.map(|(id,)| ImportId(id)))
}

/// One's own import.
///
/// # Errors
/// See [`Error`].
pub async fn own(tx: &mut Tx, me: AccountId, id: ImportId) -> Result<Option<ImportRecord>> {
    let mut statement = sql(SELECT);
    statement
        .push("i.id = ")
        .push_arg(id)
        .push(" and i.account_id = ")
        .push_arg(me);
    one(tx, statement).await
}

async fn one(tx: &mut Tx, statement: Sql) -> Result<Option<ImportRecord>> {
    let row: Option<Row> = statement.optional(tx).await?;
    row.map(ImportRecord::try_from).transpose()
}

/// One's own imports, the latest first, at most `most`.
///
/// # Errors
/// See [`Error`].
pub async fn latest(tx: &mut Tx, me: AccountId, most: u32) -> Result<Vec<ImportLine>> {
    let rows: Vec<(i64, String, String, String, i64, i64)> = sql("
        select id, kind, file_name, state, rows_total, created_at
        from imports
        where account_id = $1
        order by id desc
        limit $2")
    .bind(me)
    .bind(most)
    .all(tx)
    .await?;
    rows.into_iter()
        .map(|(id, key, file_name, word, rows, at)| {
            Ok(ImportLine {
                id: ImportId(id),
                kind: kind(&key)?,
                file_name,
                state: state(&word)?,
                rows: count(rows),
                at: Timestamp(at),
            })
        })
        .collect()
}

/// Which column says what, from now on. Whether it was one's own, as it was shown, and not begun.
///
/// # Errors
/// See [`Error`].
pub async fn map(
    tx: &mut Tx,
    me: AccountId,
    (id, version): (ImportId, i64),
    mapping: &Mapping,
) -> Result<bool> {
    let done = sql("
        update imports set mapping = $5, version = version + 1
        where id = $1 and version = $2 and account_id = $3 and state = $4")
    .bind(id)
    .bind(version)
    .bind(me)
    .bind(ImportState::Ready.key())
    .bind(text("imports.mapping", mapping)?)
    .run(tx)
    .await?;
    Ok(done == 1)
}

/// Lets it be imported. Whether it was one's own, as it was shown, and not begun: what was pressed twice
/// runs once.
///
/// # Errors
/// See [`Error`].
pub async fn start(
    tx: &mut Tx,
    me: AccountId,
    (id, version): (ImportId, i64),
    (mode, acting): (ImportMode, Option<AccountId>),
    now: Timestamp,
) -> Result<bool> {
    let done = sql("
        update imports set state = $5, mode = $6, acting_account_id = $7, changed_at = $8, version = version + 1
        where id = $1 and version = $2 and account_id = $3 and state = $4")
    .bind(id)
    .bind(version)
    .bind(me)
    .bind(ImportState::Ready.key())
    .bind(ImportState::Waiting.key())
    .bind(mode.key())
    .bind(acting)
    .bind(now)
    .run(tx)
    .await?;
    Ok(done == 1)
}

/// Takes the oldest import that waits, or one that nothing was heard of since `silent` because its
/// server is gone. Whoever had it before finds another version and changes nothing any more.
///
/// # Errors
/// See [`Error`].
pub async fn claim(tx: &mut Tx, silent: Timestamp, now: Timestamp) -> Result<Option<ImportRecord>> {
    let mut statement = sql(SELECT);
    statement
        .push("(i.state = ")
        .push_arg(ImportState::Waiting.key())
        .push(" or (i.state in (")
        .push_list([ImportState::Checking.key(), ImportState::Writing.key()])
        .push(") and i.changed_at < ")
        .push_arg(silent)
        .push(")) order by i.id limit 1");
    let Some(mut found) = one(tx, statement).await? else {
        return Ok(None);
    };
    let taken = sql("
        update imports set version = version + 1, changed_at = $3
        where id = $1 and version = $2")
    .bind(found.id)
    .bind(found.version)
    .bind(now)
    .run(tx)
    .await?;
    found.version += 1;
    Ok((taken == 1).then_some(found))
}

/// Notes how far it is. Whether it is still in the hands of who claimed it.
///
/// # Errors
/// See [`Error`].
pub async fn note(tx: &mut Tx, import: &ImportRecord, now: Timestamp) -> Result<bool> {
    change(tx, import, now, "").await
}

/// Notes that it is over, and keeps nothing of what was in the file, nor which line was whom: its number
/// may come again when it is swept. Whether it was still in the hands of who claimed it.
///
/// # Errors
/// See [`Error`].
pub async fn end(tx: &mut Tx, import: &ImportRecord, now: Timestamp) -> Result<bool> {
    if !change(tx, import, now, ", content = ''").await? {
        return Ok(false);
    }
    sql("update accounts set import_id = null, import_line = null where import_id = $1")
        .bind(import.id)
        .run(tx)
        .await?;
    Ok(true)
}

async fn change(
    tx: &mut Tx,
    import: &ImportRecord,
    now: Timestamp,
    also: &'static str,
) -> Result<bool> {
    let done = sql(format!(
        "update imports set state = $3, rows_done = $4, outcome = $5, changed_at = $6{also}
         where id = $1 and version = $2"
    ))
    .bind(import.id)
    .bind(import.version)
    .bind(import.state.key())
    .bind(import.done)
    .bind(text("imports.outcome", &import.outcome)?)
    .bind(now)
    .run(tx)
    .await?;
    Ok(done == 1)
}

/// Makes other imports into a storefront wait until this transaction is over: of two that name the same
/// person the second one sees what the first has written.
///
/// # Errors
/// See [`Error`].
pub async fn alone(tx: &mut Tx, storefront: StorefrontId) -> Result<()> {
    // On SQLite there is one writer.
    if tx.engine() == Engine::Postgres {
        sql("select pg_advisory_xact_lock(hashtextextended('import', $1))")
            .bind(storefront)
            .run(tx)
            .await?;
    }
    Ok(())
}

/// Removes files that were only looked at, and old notes of what was imported; the audit trail has that
/// for good.
///
/// # Errors
/// See [`Error`].
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<()> {
    for (these, age) in [
        ([ImportState::Ready, ImportState::Ready], Timestamp::DAY),
        (
            [ImportState::Done, ImportState::Failed],
            30 * Timestamp::DAY,
        ),
    ] {
        let mut statement = sql("delete from imports where state in (");
        statement
            .push_list(these.map(ImportState::key))
            .push(") and changed_at < ")
            .push_arg(now.plus(-age));
        statement.run(tx).await?;
    }
    Ok(())
}

/// Somebody as an import compares them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    pub id: AccountId,
    pub version: i64,
    pub company: Option<CompanyId>,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub member_of: Vec<DepartmentId>,
}

/// The customers of a storefront who have one of these addresses; facts for the rule that asks about
/// each.
///
/// # Errors
/// See [`Error`].
pub async fn people_known(
    tx: &mut Tx,
    storefront: StorefrontId,
    emails: &[String],
) -> Result<Vec<KnownPerson>> {
    let mut statement = sql(
        "select a.id, a.version, a.company_id, a.name, a.email, a.phone
         from accounts a
         where a.storefront_id = ",
    );
    statement
        .push_arg(storefront)
        .push(" and a.state <> ")
        .push_arg(AccountState::Deleted.key())
        .push(" and a.email in (")
        .push_list(emails)
        .push(") order by a.id");
    let rows: Vec<(i64, i64, Option<i64>, String, String, String)> = statement.all(tx).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement =
        sql("select account_id, department_id from department_members where account_id in (");
    statement
        .push_list(rows.iter().map(|row| row.0))
        .push(") order by 1, 2");
    let members: Vec<(i64, i64)> = statement.all(tx).await?;
    let mut belong: HashMap<i64, Vec<DepartmentId>> = HashMap::new();
    for (account, department) in members {
        let theirs = belong.entry(account).or_default();
        theirs.push(DepartmentId(department));
    }
    Ok(rows
        .into_iter()
        .map(|(id, version, company, name, email, phone)| KnownPerson {
            id: AccountId(id),
            version,
            company: company.map(CompanyId),
            name,
            email,
            phone,
            member_of: belong.remove(&id).unwrap_or_default(),
        })
        .collect())
}

/// Somebody to be written down, with the proof that they may be.
#[derive(Debug)]
pub struct NewPerson {
    pub may: Permit<user::Import>,
    /// The line of the file.
    pub line: u32,
    pub company: Option<CompanyId>,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub departments: Vec<DepartmentId>,
    /// The first role of every customer of the storefront.
    pub role: Role,
}

#[derive(sqlx_macros::FromRow)]
struct Written {
    id: i64,
    import_line: i64,
}

#[derive(sqlx_macros::FromRow)]
struct Given {
    id: i64,
    account_id: i64,
}

/// Writes people down without access, each with the first role and their departments, in few statements;
/// by their lines. A line of an import is one person, whatever happens.
///
/// # Errors
/// The constraint `accounts_imported` where one was written before; see [`Error`].
pub async fn add_people(
    tx: &mut Tx,
    import: ImportId,
    new: &[NewPerson],
    now: Timestamp,
) -> Result<HashMap<u32, AccountId>> {
    let mut batch = Batch::new(
        "insert into accounts (storefront_id, company_id, name, email, phone, state, created_at, import_id,
            import_line)",
    );
    for one in new {
        batch.row(row![
            one.may.storefront(),
            one.company,
            &one.name,
            &one.email,
            &one.phone,
            AccountState::Inactive.key(),
            now,
            import,
            one.line,
        ]);
    }
    let written: Vec<Written> = batch.returning(tx, "id, import_line").await?;
    let written = written.into_iter().map(|row| (row.import_line, row.id));
    let written: HashMap<i64, i64> = written.collect();
    let mut ids = HashMap::new();
    let mut roles = Batch::new(
        "insert into assignments (account_id, role, anchor, storefront_id, company_id, created_at)",
    );
    let mut members = Batch::new("insert into department_members (department_id, account_id)");
    // Who is of no company, and the storefront that their role starts at.
    let mut alone: HashMap<i64, Option<StorefrontId>> = HashMap::new();
    for one in new {
        let Some(id) = written.get(&i64::from(one.line)).copied() else {
            continue;
        };
        let here = one.may.storefront();
        let (anchor, storefront) = match one.company {
            Some(_) => (anchor_word::COMPANY, here),
            None => (anchor_word::STOREFRONTS, None),
        };
        if one.company.is_none() {
            alone.insert(id, here);
        }
        let key = one.role.key();
        roles.row(row![id, key, anchor, storefront, one.company, now]);
        for department in &one.departments {
            members.row(row![*department, id]);
        }
        ids.insert(one.line, AccountId(id));
    }
    let given: Vec<Given> = roles.returning(tx, "id, account_id").await?;
    let mut anchors =
        Batch::new("insert into assignment_storefronts (assignment_id, storefront_id)");
    for one in given {
        if let Some(storefront) = alone.get(&one.account_id) {
            anchors.row(row![one.id, *storefront]);
        }
    }
    anchors.run(tx).await?;
    members.run(tx).await?;
    Ok(ids)
}
