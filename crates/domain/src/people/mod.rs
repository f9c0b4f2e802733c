//! People: a company's colleagues and the print shop's own, and what can be done to their accounts.
//!
//! One's own account is in [`accounts`](crate::accounts); what somebody may do is in `access`.

mod forms;
mod list;
mod page;

pub use forms::{
    AddField, AddPerson, AssignField, AssignRole, EditPerson, EditPersonField, InviteField,
    OnPerson, SetApprovers, SetApproversField, SetDepartments, SetDepartmentsField, WithdrawRole,
};
pub use list::{
    AddChoices, NOT_REGISTERED, Named, PeopleFilter, PeopleListing, PeoplePage, PeopleQuery,
    PersonRowForManager, PersonRowForStaff, REGISTERED,
};
pub use page::{
    ApproverBox, ApproverSheet, Happened, PersonForManager, PersonForStaff, PersonPage,
    PersonSheet, ProductBox, Refused, RoleLine, RoleOffer,
};

use crate::accounts::AccountState;
use serde::{Deserialize, Serialize};

/// What is done to somebody's account with one button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PersonAct {
    Invite,
    Suspend,
    Reactivate,
    /// The second factor and the passkeys are taken off, for who has lost them.
    ResetSecondFactor,
    Delete,
    LogInAs,
}

impl PersonAct {
    pub const ALL: [Self; 6] = [
        Self::Invite,
        Self::Suspend,
        Self::Reactivate,
        Self::ResetSecondFactor,
        Self::Delete,
        Self::LogInAs,
    ];

    /// The button.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Invite => "Invite",
            Self::Suspend => "Suspend",
            Self::Reactivate => "Reactivate",
            Self::ResetSecondFactor => "Reset second factor",
            Self::Delete => "Delete",
            Self::LogInAs => "Log in as",
        }
    }

    /// What it makes of an account in this state; nothing where it is not possible then.
    #[must_use]
    pub const fn applied_to(self, state: AccountState) -> Option<AccountState> {
        use AccountState::{Active, Deleted, Inactive, Invited, Suspended};
        match (self, state) {
            // A second invitation replaces the first.
            (Self::Invite, Inactive | Invited) => Some(Invited),
            (Self::Suspend, Active) | (Self::ResetSecondFactor, Suspended) => Some(Suspended),
            (Self::Reactivate, Suspended) | (Self::LogInAs | Self::ResetSecondFactor, Active) => {
                Some(Active)
            }
            (Self::Delete, Inactive | Invited | Active | Suspended) => Some(Deleted),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lifecycle_is_that_of_the_specification() {
        use AccountState::{Active, Deleted, Inactive, Invited, Suspended};
        assert_eq!(PersonAct::Invite.applied_to(Inactive), Some(Invited));
        assert_eq!(PersonAct::Invite.applied_to(Active), None);
        assert_eq!(PersonAct::Suspend.applied_to(Active), Some(Suspended));
        assert_eq!(PersonAct::Suspend.applied_to(Inactive), None);
        assert_eq!(PersonAct::Reactivate.applied_to(Suspended), Some(Active));
        assert_eq!(PersonAct::LogInAs.applied_to(Suspended), None);
        // Who never came in has shown nothing.
        for state in [Inactive, Invited] {
            assert_eq!(PersonAct::ResetSecondFactor.applied_to(state), None);
        }
        for state in [Active, Suspended] {
            assert_eq!(
                PersonAct::ResetSecondFactor.applied_to(state),
                Some(state),
                "nobody is let in by it"
            );
        }
        for state in AccountState::ALL {
            assert_eq!(
                PersonAct::Delete.applied_to(state).is_some(),
                state != Deleted
            );
        }
        for act in PersonAct::ALL {
            assert_eq!(act.applied_to(Deleted), None, "{act:?}");
        }
    }
}
