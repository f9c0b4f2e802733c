//! A statement with its arguments, run by whichever engine there is.
//!
//! Texts are written in this crate only, never from what a person typed: values are arguments.

use crate::{Result, Tx, pool::Conn};
use sqlx::{
    Arguments as _, AssertSqlSafe,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};
use std::{borrow::Cow, pin::Pin};

/// What both engines take, with its type even where it is null.
#[derive(Clone, Debug)]
pub enum Arg {
    Int(Option<i64>),
    Text(Option<String>),
    Bool(bool),
    Bytes(Vec<u8>),
}

macro_rules! args {
    ($( $of:ty => |$value:ident| $arg:expr; )+) => { $(
        impl From<$of> for Arg {
            fn from($value: $of) -> Self { $arg }
        }
    )+ };
}

args! {
    i64 => |value| Self::Int(Some(value));
    u32 => |value| Self::Int(Some(i64::from(value)));
    Option<i64> => |value| Self::Int(value);
    &str => |value| Self::Text(Some(value.to_owned()));
    String => |value| Self::Text(Some(value));
    &String => |value| Self::Text(Some(value.clone()));
    Option<String> => |value| Self::Text(value);
    Option<&str> => |value| Self::Text(value.map(str::to_owned));
    bool => |value| Self::Bool(value);
    Vec<u8> => |value| Self::Bytes(value);
    &[u8] => |value| Self::Bytes(value.to_vec());
    domain::Timestamp => |value| Self::Int(Some(value.0));
    Option<domain::Timestamp> => |value| Self::Int(value.map(|at| at.0));
}

macro_rules! ids {
    ($( $id:ident )+) => { $(
        impl From<domain::$id> for Arg {
            fn from(id: domain::$id) -> Self { Self::Int(Some(id.0)) }
        }
        impl From<Option<domain::$id>> for Arg {
            fn from(id: Option<domain::$id>) -> Self { Self::Int(id.map(|id| id.0)) }
        }
    )+ };
}

ids! {
    StorefrontId CompanyId DepartmentId AccountId PasskeyId SupplierId CustomRoleId AssignmentId ProductId
    AddressId CartLineId OrderId JobId ArtworkId AlbumId ImageId ApprovalId LinkId ImportId VisitorId
    PrintLocationId OrderNumber CostCentreId PublicationTypeId
}

/// A row that can be read from either engine; `#[derive(sqlx_macros::FromRow)]` makes one.
pub trait Row:
    for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}
impl<T> Row for T where
    T: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}

/// A statement being written: text with `$1`, `$2` …, and as many arguments.
#[derive(Clone, Debug)]
#[must_use]
pub struct Sql {
    text: Cow<'static, str>,
    args: Vec<Arg>,
}

/// Starts a statement.
pub fn sql(text: impl Into<Cow<'static, str>>) -> Sql {
    Sql {
        text: text.into(),
        args: Vec::new(),
    }
}

impl Sql {
    /// The value of the next `$n`.
    pub fn bind(mut self, value: impl Into<Arg>) -> Self {
        self.args.push(value.into());
        self
    }

    /// More text, without arguments.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.to_mut().push_str(text);
        self
    }

    /// A value in the middle of a text that is being pushed together: writes its `$n`.
    pub fn push_arg(&mut self, value: impl Into<Arg>) -> &mut Self {
        self.args.push(value.into());
        let place = self.args.len();
        self.push(&format!("${place}"))
    }

    /// `$4, $5, $6`: a list for `in`. An empty list becomes `null`, which nothing is in.
    pub fn push_list<T: Into<Arg>>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Self {
        let mut first = true;
        for value in values {
            if !first {
                self.push(", ");
            }
            first = false;
            self.push_arg(value);
        }
        if first {
            self.push("null");
        }
        self
    }

    fn sqlite(self) -> Result<(AssertSqlSafe<Cow<'static, str>>, SqliteArguments)> {
        let mut arguments = SqliteArguments::default();
        for arg in self.args {
            match arg {
                Arg::Int(value) => arguments.add(value),
                Arg::Text(value) => arguments.add(value),
                Arg::Bool(value) => arguments.add(value),
                Arg::Bytes(value) => arguments.add(value),
            }
            .map_err(sqlx::Error::Encode)?;
        }
        Ok((AssertSqlSafe(self.text), arguments))
    }

    fn postgres(self) -> Result<(AssertSqlSafe<Cow<'static, str>>, PgArguments)> {
        let mut arguments = PgArguments::default();
        for arg in self.args {
            match arg {
                Arg::Int(value) => arguments.add(value),
                Arg::Text(value) => arguments.add(value),
                Arg::Bool(value) => arguments.add(value),
                Arg::Bytes(value) => arguments.add(value),
            }
            .map_err(sqlx::Error::Encode)?;
        }
        Ok((AssertSqlSafe(self.text), arguments))
    }

    /// All rows.
    ///
    /// # Errors
    /// See [`Error`](crate::Error).
    pub async fn all<T: Row>(self, tx: &mut Tx) -> Result<Vec<T>> {
        Ok(match self.answer(tx, Wanted::Rows).await? {
            Answer::Sqlite(rows) => rows.iter().map(T::from_row).collect::<sqlx::Result<_>>()?,
            Answer::Postgres(rows) => rows.iter().map(T::from_row).collect::<sqlx::Result<_>>()?,
            Answer::Changed(_) => Vec::new(),
        })
    }

    /// The row, if there is one.
    ///
    /// # Errors
    /// See [`Error`](crate::Error).
    pub async fn optional<T: Row>(self, tx: &mut Tx) -> Result<Option<T>> {
        Ok(match self.answer(tx, Wanted::First).await? {
            Answer::Sqlite(rows) => rows.first().map(T::from_row).transpose()?,
            Answer::Postgres(rows) => rows.first().map(T::from_row).transpose()?,
            Answer::Changed(_) => None,
        })
    }

    /// The one row that there must be.
    ///
    /// # Errors
    /// See [`Error`](crate::Error).
    pub async fn one<T: Row>(self, tx: &mut Tx) -> Result<T> {
        self.optional(tx)
            .await?
            .ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// The integer in the first column of the one row: an id, a count.
    ///
    /// # Errors
    /// See [`Error`](crate::Error).
    pub async fn int(self, tx: &mut Tx) -> Result<i64> {
        let (number,) = self.one::<(i64,)>(tx).await?;
        Ok(number)
    }

    /// Runs it; how many rows it changed.
    ///
    /// # Errors
    /// See [`Error`](crate::Error).
    pub async fn run(self, tx: &mut Tx) -> Result<u64> {
        Ok(match self.answer(tx, Wanted::Changes).await? {
            Answer::Changed(rows) => rows,
            Answer::Sqlite(_) | Answer::Postgres(_) => 0,
        })
    }

    /// Asks the engine. The drivers are entered here alone, and behind a pointer: so they are compiled
    /// once, and not anew for every row that a statement is read into.
    fn answer(
        self,
        tx: &mut Tx,
        wanted: Wanted,
    ) -> Pin<Box<dyn Future<Output = Result<Answer>> + Send + '_>> {
        Box::pin(async move {
            let (conn, asked) = tx.ask()?;
            let answer = match conn {
                Conn::Sqlite(tx) => {
                    let (text, arguments) = self.sqlite()?;
                    let query = sqlx::query_with(text, arguments);
                    match wanted {
                        Wanted::Rows => Answer::Sqlite(query.fetch_all(&mut **tx).await?),
                        Wanted::First => Answer::Sqlite(
                            query.fetch_optional(&mut **tx).await?.into_iter().collect(),
                        ),
                        Wanted::Changes => {
                            Answer::Changed(query.execute(&mut **tx).await?.rows_affected())
                        }
                    }
                }
                Conn::Postgres(tx) => {
                    let (text, arguments) = self.postgres()?;
                    let query = sqlx::query_with(text, arguments);
                    match wanted {
                        Wanted::Rows => Answer::Postgres(query.fetch_all(&mut **tx).await?),
                        Wanted::First => Answer::Postgres(
                            query.fetch_optional(&mut **tx).await?.into_iter().collect(),
                        ),
                        Wanted::Changes => {
                            Answer::Changed(query.execute(&mut **tx).await?.rows_affected())
                        }
                    }
                }
            };
            tx.answered(asked);
            Ok(answer)
        })
    }
}

/// What is asked of a statement.
#[derive(Clone, Copy)]
enum Wanted {
    Rows,
    First,
    Changes,
}

/// What an engine answers.
enum Answer {
    Sqlite(Vec<SqliteRow>),
    Postgres(Vec<PgRow>),
    Changed(u64),
}

/// Makes an empty database beside the one that `server` names. For tests: a product's database is
/// made by its operator.
///
/// # Errors
/// The server refuses.
pub async fn create_postgres_database(server: &str, name: &str) -> Result<()> {
    on_server(server, format!("create database {name}")).await
}

/// The same, with everything that another one holds, which nobody may be reading.
///
/// # Errors
/// There is no other one, or the server refuses.
pub async fn copy_postgres_database(server: &str, of: &str, name: &str) -> Result<()> {
    on_server(server, format!("create database {name} template {of}")).await
}

/// # Errors
/// There is one of that name already, or somebody reads it.
pub async fn rename_postgres_database(server: &str, name: &str, to: &str) -> Result<()> {
    on_server(server, format!("alter database {name} rename to {to}")).await
}

/// Takes it away again, and ends whoever still reads it.
///
/// # Errors
/// The server refuses.
pub async fn drop_postgres_database(server: &str, name: &str) -> Result<()> {
    on_server(
        server,
        format!("drop database if exists {name} with (force)"),
    )
    .await
}

async fn on_server(server: &str, text: String) -> Result<()> {
    use sqlx::Connection as _;
    let mut connection = sqlx::PgConnection::connect(server).await?;
    sqlx::raw_sql(AssertSqlSafe(text))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}
