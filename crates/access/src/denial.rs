//! Why something was refused, in words a person reads, and who could lift it.

use crate::Permission;
use domain::{accounts::AccountState, orders::OrderState, production::JobState};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The closed set of refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Denial {
    /// Nobody is signed in; signing in may help.
    SignIn,
    /// A second factor is asked of who works there, and there is none yet.
    SecondFactor,
    /// It cannot be seen; said as if it did not exist.
    NotFound,
    /// No grant reaches it.
    Missing(Permission),
    /// A custom role refuses it explicitly, and wins.
    Refused(Permission),
    /// Nobody decides on their own request without the right to.
    OwnRequest,
    /// Not while logged in as somebody else.
    WhileActing,
    /// Nothing is written while somebody looks at the storefront in another role.
    Previewing,
    /// The role is not the actor's to look through.
    NotPreviewed,
    /// Nobody logs in as an administrator.
    Administrator,
    /// None of the giver's roles hands out that role, to that person, there.
    NotHandedOut,
    /// It would give more than the giver holds.
    Beyond(Permission),
    /// Nobody suspends or deletes themselves.
    Oneself,
    /// A suspension by the print shop is not lifted by a company's managers.
    SuspendedByStaff,
    /// One active platform administrator must remain.
    LastAdministrator,
    /// One active Administrator of pack `configurator` must remain at the storefront.
    LastOfStorefront,
    /// The account is not in a state for it.
    Account(AccountState),
    /// The platform administrator's role stays as it is.
    Locked,
    /// Built-in roles are adjusted and restored; they are never deleted, and deny nothing.
    BuiltIn,
    /// Those who hold the role need another one first.
    NeedsReplacement,
    /// People or orders hang on it, and they stay.
    InUse,
    /// The order is not in a state for it.
    Order(OrderState),
    /// The job is not in a state for it.
    Job(JobState),
    /// Somebody changed it since the page was drawn.
    Stale,
}

impl Denial {
    /// The permission that it turns on, where it is one.
    #[must_use]
    pub const fn permission(self) -> Option<Permission> {
        match self {
            Self::Missing(permission) | Self::Refused(permission) | Self::Beyond(permission) => {
                Some(permission)
            }
            Self::OwnRequest => Some(Permission::ApprovalSelf),
            _ => None,
        }
    }

    /// Who could lift it, or that nobody could; nothing where the refusal itself says what to do, or where
    /// time brought it about.
    #[must_use]
    pub const fn who_could_lift(self) -> Option<&'static str> {
        match self {
            Self::Missing(_) | Self::Refused(_) => {
                Some("An administrator can change what your roles allow.")
            }
            Self::SecondFactor => Some("Set it up in your account."),
            Self::OwnRequest => Some("Somebody else who may approve it can decide."),
            Self::WhileActing => Some("Return to your own account first."),
            Self::Previewing => Some("End the preview first."),
            Self::NotHandedOut | Self::Beyond(_) => {
                Some("An administrator who holds it can give it.")
            }
            Self::Oneself => Some("Somebody else who may do it can."),
            Self::SuspendedByStaff => Some("The people of the print shop can lift it."),
            Self::LastAdministrator => Some("Make somebody else a platform administrator first."),
            Self::LastOfStorefront => Some("Make somebody else an Administrator there first."),
            Self::NeedsReplacement => Some("Choose the role that its holders get instead."),
            Self::InUse => Some("Take it out of use instead: nothing of it is lost then."),
            Self::NotPreviewed => {
                Some("Who holds a role, or gives it to others here, can preview it.")
            }
            Self::Administrator => {
                Some("Nobody can lift that: an administrator acts as themselves.")
            }
            Self::Locked => Some("Nobody can lift that; a copy of the role can be changed."),
            Self::BuiltIn => Some("A copy of the role can be changed and deleted."),
            Self::SignIn
            | Self::NotFound
            | Self::Account(_)
            | Self::Order(_)
            | Self::Job(_)
            | Self::Stale => None,
        }
    }
}

impl fmt::Display for Denial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignIn => f.write_str("Please sign in first."),
            Self::SecondFactor => f.write_str("Before anything else, please set up a second factor: it is asked of everybody who works here."),
            Self::NotFound => f.write_str("There is nothing here, or nothing that you can see."),
            Self::Missing(permission) => {
                write!(f, "None of your roles allows this here ({permission}).")
            }
            Self::Refused(permission) => write!(f, "One of your roles refuses this ({permission})."),
            Self::OwnRequest => f.write_str("Nobody approves their own order."),
            Self::WhileActing => f.write_str("This cannot be done while logged in as somebody else."),
            Self::Previewing => f.write_str("You are looking at this storefront in another role, and nothing that you do meanwhile is saved."),
            Self::NotPreviewed => f.write_str("This role cannot be previewed here: it is for partners or programs, or neither held nor given by you."),
            Self::Administrator => f.write_str("Nobody logs in as an administrator."),
            Self::NotHandedOut => f.write_str("None of your roles lets you give or take that role here."),
            Self::Beyond(permission) => write!(f, "Nobody gives what they do not hold themselves ({permission})."),
            Self::Oneself => f.write_str("Nobody does this to their own account."),
            Self::SuspendedByStaff => f.write_str("The print shop has suspended this account."),
            Self::LastAdministrator => f.write_str("This is the last platform administrator, and one must remain."),
            Self::LastOfStorefront => f.write_str("This is the last Administrator of the storefront's configurator, and one must remain."),
            Self::Account(state) => write!(f, "The account is {} by now.", state.word().to_lowercase()),
            Self::Locked => f.write_str("The platform administrator's role cannot be changed."),
            Self::BuiltIn => f.write_str("Built-in roles can be adjusted and restored, but not deleted."),
            Self::NeedsReplacement => f.write_str("Some people hold this role; they need another one before it can go."),
            Self::InUse => f.write_str("People or orders hang on it, so it cannot be deleted."),
            Self::Order(state) => write!(f, "The order is {} by now.", state.staff_word().to_lowercase()),
            Self::Job(state) => write!(f, "The job is {} by now.", state.word().to_lowercase()),
            Self::Stale => {
                f.write_str("This has changed since you opened it. Here is how it stands now; please look and try again.")
            }
        }
    }
}
