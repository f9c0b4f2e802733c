//! What can go wrong below the acts.

/// A statement failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A named constraint refused a row: `accounts_email`.
    #[error("constraint {0} refused the row")]
    Constraint(String),
    /// The database is away, busy for too long, or its disk is full.
    #[error("the database is not available: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// What is kept does not read as what the code knows.
    #[error("column {column} holds {value}")]
    Unreadable { column: &'static str, value: String },
    #[error("the address of the database is not understood: {0}")]
    Address(String),
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error(transparent)]
    Other(sqlx::Error),
}

/// The outcome of a statement.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Whether this named constraint refused the row.
    #[must_use]
    pub fn is_constraint(&self, name: &str) -> bool {
        matches!(self, Self::Constraint(refused) if refused.contains(name))
    }

    pub(crate) fn unreadable(column: &'static str, value: impl Into<String>) -> Self {
        Self::Unreadable {
            column,
            value: value.into(),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(ref database)
                if database.is_unique_violation() || database.is_foreign_key_violation() =>
            {
                // SQLite names the index of an expression, and the columns of any other constraint.
                let name = database
                    .constraint()
                    .map_or_else(|| database.message().to_owned(), str::to_owned);
                Self::Constraint(name.replace(".", "_"))
            }
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => {
                Self::Unavailable(error)
            }
            // Busy, full; or one of two that wait for each other, for whom nothing is done.
            sqlx::Error::Database(ref database)
                if matches!(
                    database.code().as_deref(),
                    Some("5" | "517" | "13" | "53100" | "40P01")
                ) =>
            {
                Self::Unavailable(error)
            }
            other => Self::Other(other),
        }
    }
}

/// What a person is told about it: that it cannot be done now, or a number under which the log has
/// the rest. Constraints that a form can break are told by the act, field by field, before this.
impl<F> From<Error> for access::Failure<F> {
    fn from(error: Error) -> Self {
        if let Error::Unavailable(cause) = &error {
            tracing::warn!(%cause, "database not available");
            return Self::Unavailable;
        }
        let incident = access::Incident(random());
        tracing::error!(%incident, ?error, "statement failed");
        Self::Internal(incident)
    }
}

/// A number that is not guessable from the one before; the standard library's hasher is seeded by
/// the operating system.
fn random() -> u64 {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    RandomState::new().build_hasher().finish()
}
