//! Accounts and signing in.

mod choose;
mod mails;
mod passkeys;
mod password;
mod profile;
mod register;
mod second_factor;
mod sign_in;

pub use choose::{AccountChoice, ChooseAccount, ChooseAccountField};
pub use mails::{ChooseMails, MailChoice};
pub use passkeys::{
    AddPasskey, BeginPasskey, PasskeyField, PasskeyLine, PasskeysPage, RemovePasskey,
    RenamePasskey, SignInWithPasskey, passkey_host,
};
pub use password::{
    ChangePassword, ChangePasswordField, ForgotPassword, ForgotPasswordField, ResetPassword,
    ResetPasswordField,
};
pub use profile::{AccountPage, EditProfile, EditProfileField, EndSession, SessionLine};
pub use register::{Register, RegisterField, Verify, VerifyField};
pub use second_factor::{
    Code, CodeField, EnterCode, SecondFactor, SecondFactorPage, ShowBoth, ShowBothField,
};
pub use sign_in::{SignIn, SignInField};

pub(crate) use password::chosen as chosen_password;
pub(crate) use profile::PHONE_MOST;
pub(crate) use register::NAME_MOST;

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// `inactive → invited → active ⇄ suspended`, and `deleted` (lifecycles.md, Account).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AccountState {
    /// A person's record that was never invited: data and recipient, no sign-in.
    Inactive,
    /// A link was mailed; no sign-in before it was followed.
    Invited,
    Active,
    Suspended,
    Deleted,
}

impl AccountState {
    pub const ALL: [Self; 5] = [
        Self::Inactive,
        Self::Invited,
        Self::Active,
        Self::Suspended,
        Self::Deleted,
    ];

    /// Those that lists hold: a deleted account is a tombstone behind its orders.
    pub const LISTED: [Self; 4] = [Self::Active, Self::Invited, Self::Inactive, Self::Suspended];

    /// As people read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Inactive => "Inactive",
            Self::Invited => "Invited",
            Self::Active => "Active",
            Self::Suspended => "Suspended",
            Self::Deleted => "Deleted",
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Inactive => "inactive",
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// What a link in a mail is for. It is random, works once, and not for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TokenKind {
    /// Showing that a mail address is one's own.
    Verify,
    /// Choosing a new password.
    Reset,
    /// Choosing the first password of an account that somebody else has made.
    Invite,
}

impl TokenKind {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Reset => "reset",
            Self::Invite => "invite",
        }
    }

    /// How long it can be used, in milliseconds: a new account may wait for the weekend to pass, a
    /// new password is for who sits in front of the mail (ASVS 5.0, 6.5.5 and 6.6.2).
    #[must_use]
    pub const fn lasts(self) -> i64 {
        match self {
            Self::Verify => 3 * Timestamp::DAY,
            Self::Reset => 30 * Timestamp::MINUTE,
            // Nobody asked for it: it may wait for a holiday to pass.
            Self::Invite => 7 * Timestamp::DAY,
        }
    }
}

/// The longest mail address, in characters (RFC 5321).
pub(crate) const EMAIL_MOST: u32 = 254;

/// One plausible address: something, an at, a domain with a dot, no blanks. Whether mail arrives
/// is shown by mail arriving.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && domain.split('.').count() >= 2
        && domain.split('.').all(|label| !label.is_empty())
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c))
        && text.len() <= EMAIL_MOST as usize
}

/// As kept and compared: without blanks around it, in lower case.
#[must_use]
pub fn normal_email(text: &str) -> String {
    text.trim().to_lowercase()
}
