//! What people do to their own account, and as whom an administrator may help.

use super::seen;
use crate::{Access, Denial, Holding, Object, Permission, Permit, Reach, Side, permission::session};

/// Choosing a new password for one's own account. Not while an administrator is logged in as its
/// owner, who may mend the profile then and nothing that opens the account.
///
/// # Errors
/// Not granted, or logged in as somebody else.
pub fn change_password(access: &Access, account: &Object<'_>) -> Result<Permit<session::ResetPassword>, Denial> {
    access.permit(account)
}

/// Logging in as a person who holds `theirs`: never as an administrator, whoever asks, and never
/// further than one reaches oneself. Who does not reach the platform helps customers only.
///
/// # Errors
/// Not seen, not granted, logged in as somebody already, an administrator, or somebody who also
/// works elsewhere.
pub fn impersonate(
    access: &Access,
    person: &Object<'_>,
    theirs: &[Holding],
) -> Result<Permit<session::Impersonate>, Denial> {
    seen(access, person, &[Permission::UserView])?;
    let permit = access.permit(person)?;
    let anywhere = permit.reach() == Reach::Platform;
    let within = |anchor| {
        let mut mine = access.terms(Permission::SessionImpersonate);
        mine.any(|term| term.holding.anchor.contains(anchor))
    };
    if access.owns(person) || theirs.iter().any(|holding| holding.allows.administer()) {
        return Err(Denial::Administrator);
    }
    for holding in theirs {
        if !within(&holding.anchor) || !(anywhere || holding.role.side() == Side::Customer) {
            return Err(Denial::Missing(Permission::SessionImpersonate));
        }
    }
    Ok(permit)
}
