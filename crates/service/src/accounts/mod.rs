//! Accounts: signing in and out, registering, passwords, one's own data and sessions.
//!
//! Answers are the same whether an account exists or not, and whatever its state: what differs is
//! mailed to its owner. The rules are in `access::rules::accounts`.

mod accept_invitation;
mod change_password;
mod forgot_password;
pub(crate) mod limits;
mod passwords;
mod profile;
mod register;
mod reset_password;
mod sign_in;
mod sign_out;
pub(crate) mod token;
mod verify;

pub use accept_invitation::invitation_works;
pub use change_password::change_password;
pub use forgot_password::forgot_password;
pub use passwords::Passwords;
pub use profile::{account, edit_profile, end_session};
pub use register::register;
pub use reset_password::{reset_link_works, reset_password};
pub use sign_in::{SignedIn, sign_in};
pub use sign_out::sign_out;
pub use verify::{verify, verify_link_works};

use access::{Object, Owner};

/// From where a request comes.
#[derive(Clone, Copy, Debug)]
pub struct Client<'a> {
    /// The address, for limits.
    pub address: &'a str,
    /// At the bare address of the platform, where everybody may sign in, rather than at a
    /// storefront's own.
    pub bare: bool,
}

/// A person's own account and sessions, as rules see them; they are on no storefront.
const fn own(owner: &[Owner; 1]) -> Object<'_> {
    Object {
        owners: owner,
        ..Object::PLATFORM
    }
}
