//! What people do to their own account.

use crate::{Access, Denial, Object, Permit, permission::session};

/// Choosing a new password for one's own account. Not while an administrator is logged in as its
/// owner, who may mend the profile then and nothing that opens the account.
///
/// # Errors
/// Not granted, or logged in as somebody else.
pub fn change_password(access: &Access, account: &Object<'_>) -> Result<Permit<session::ResetPassword>, Denial> {
    access.permit(account)
}
