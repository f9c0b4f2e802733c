//! The one error that crosses the wire. It speaks of denials, which is why it lives beside them.

use crate::Denial;
use domain::{NoField, Problem, orders::OrderState};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fmt;

/// The field enum of a form: a closed set of HTML names.
pub trait Field:
    Copy + PartialEq + fmt::Debug + Serialize + DeserializeOwned + Send + Sync + 'static
{
}
impl<T: Copy + PartialEq + fmt::Debug + Serialize + DeserializeOwned + Send + Sync + 'static> Field
    for T
{
}

/// A number under which the log has what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Incident(pub u64);

impl fmt::Display for Incident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012X}", self.0 & 0xffff_ffff_ffff)
    }
}

/// Why an act failed; generic over the fields of its form, without free text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure<F = NoField> {
    /// The faulty fields, each once.
    Invalid(Vec<(F, Problem)>),
    Denied(Denial),
    /// Of two who decided at once the other one was first: who it was, and what they made of it.
    Decided {
        by: String,
        state: OrderState,
    },
    /// Too many attempts; try again after so many seconds.
    TooMany {
        seconds: u32,
    },
    /// The server cannot do it now (a full disk, a database that is away); nothing was changed.
    Unavailable,
    /// The unexpected: logged under the number.
    Internal(Incident),
}

impl<F> Failure<F> {
    #[must_use]
    pub const fn not_found() -> Self {
        Self::Denied(Denial::NotFound)
    }

    /// One faulty field.
    #[must_use]
    pub fn field(field: F, problem: Problem) -> Self {
        Self::Invalid(vec![(field, problem)])
    }

    /// The HTTP status that says so: 401 for who should sign in, 404 for what cannot be seen, 403
    /// for what is refused, 409 for the wrong state or a stale page, 422 for faulty fields.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Invalid(_) => 422,
            Self::Denied(Denial::SignIn) => 401,
            Self::Denied(Denial::NotFound) => 404,
            Self::Denied(
                Denial::Account(_)
                | Denial::Order(_)
                | Denial::Job(_)
                | Denial::Stale
                | Denial::NeedsReplacement
                | Denial::InUse,
            ) => 409,
            Self::Denied(
                Denial::SecondFactor
                | Denial::Missing(_)
                | Denial::Refused(_)
                | Denial::OwnRequest
                | Denial::WhileActing
                | Denial::Previewing
                | Denial::NotPreviewed
                | Denial::Administrator
                | Denial::NotHandedOut
                | Denial::Beyond(_)
                | Denial::Oneself
                | Denial::SuspendedByStaff
                | Denial::LastAdministrator
                | Denial::LastOfStorefront
                | Denial::Locked
                | Denial::BuiltIn,
            ) => 403,
            Self::Decided { .. } => 409,
            Self::TooMany { .. } => 429,
            Self::Unavailable => 503,
            Self::Internal(_) => 500,
        }
    }
}

impl Failure {
    /// The same failure of a form with fields.
    #[must_use]
    pub fn in_form<F>(self) -> Failure<F> {
        match self {
            Self::Invalid(none) => {
                Failure::Invalid(none.into_iter().map(|(field, _)| match field {}).collect())
            }
            Self::Denied(why) => Failure::Denied(why),
            Self::Decided { by, state } => Failure::Decided { by, state },
            Self::TooMany { seconds } => Failure::TooMany { seconds },
            Self::Unavailable => Failure::Unavailable,
            Self::Internal(incident) => Failure::Internal(incident),
        }
    }
}

impl<F> From<Denial> for Failure<F> {
    fn from(why: Denial) -> Self {
        Self::Denied(why)
    }
}

impl<F> From<Vec<(F, Problem)>> for Failure<F> {
    fn from(faulty: Vec<(F, Problem)>) -> Self {
        Self::Invalid(faulty)
    }
}

impl<F> fmt::Display for Failure<F> {
    /// The sentence a person reads on top of the page.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(_) => {
                f.write_str("Please correct what is marked below; nothing you typed is lost.")
            }
            Self::Denied(why) => why.fmt(f),
            Self::Decided { by, state } => {
                write!(
                    f,
                    "{by} was first: the order is {} by now.",
                    state.staff_word().to_lowercase()
                )
            }
            Self::TooMany { seconds } => {
                write!(
                    f,
                    "That was too often. Please try again in {} minutes.",
                    seconds.div_ceil(60)
                )
            }
            Self::Unavailable => f.write_str(
                "This cannot be done at the moment. Nothing was changed; please try again.",
            ),
            Self::Internal(incident) => write!(
                f,
                "Something went wrong on our side. Nothing was changed. Please quote {incident} if it happens again."
            ),
        }
    }
}

impl<F: fmt::Debug> std::error::Error for Failure<F> {}
