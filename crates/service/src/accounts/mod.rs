//! Accounts: signing in and out, registering, passwords and passkeys, one's own data and sessions.
//!
//! Answers are the same whether an account exists or not, and whatever its state: what differs is
//! mailed to its owner. The rules are in `access::rules::accounts`.

mod accept_invitation;
mod change_password;
mod enter;
mod forgot_password;
pub(crate) mod limits;
mod passkey_sign_in;
mod passkeys;
mod passwords;
mod profile;
mod register;
mod reset_password;
mod seal;
mod second_factor;
mod sign_in;
mod sign_out;
pub(crate) mod token;
mod totp;
mod verify;
mod webauthn;

pub use accept_invitation::invitation_works;
pub use change_password::change_password;
pub use enter::{Entered, Pending, SignedIn, choices, choose, code_wanted, enter_code};
pub use forgot_password::forgot_password;
pub use passkey_sign_in::{Asked, ask_passkey, sign_in_with_passkey};
pub use passkeys::{add_passkey, begin_passkey, passkeys, remove_passkey, rename_passkey};
pub use passwords::Passwords;
pub use profile::{account, choose_mails, edit_profile, end_session};
pub use register::register;
pub use reset_password::{reset_link_works, reset_password};
pub use seal::{Seal, seal_fits};
pub use second_factor::{
    begin_second_factor, confirm_second_factor, renew_recovery_codes, second_factor,
    switch_off_second_factor,
};
pub use sign_in::sign_in;
pub use sign_out::sign_out;
pub use verify::{verify, verify_link_works};

use access::{Object, Owner};
use store::{Tx, accounts::Person, people};

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

/// What the password of another account of the same address hashes to, for a new one of this account.
async fn beside(tx: &mut Tx, person: &Person) -> store::Result<Option<String>> {
    match &person.email {
        Some(email) => people::hash_beside(tx, email, Some(person.id)).await,
        None => Ok(None),
    }
}
