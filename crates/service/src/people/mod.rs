//! People: listing and opening them, writing them down, their access, their departments and roles.
//!
//! Every act loads the person, for its transaction alone, and asks the rules in
//! `access::rules::people`. What somebody does to their own account is in [`accounts`](crate::accounts).

mod act;
mod add;
mod addresses;
mod assign_role;
mod choices;
mod delete;
mod edit;
mod history;
mod invite;
mod list;
mod log_in_as;
mod open;
mod places;
mod reactivate;
mod reset_second_factor;
mod set_approvers;
mod set_departments;
mod suspend;
mod withdraw_role;

pub use add::add;
pub(crate) use addresses::free;
pub use assign_role::assign_role;
pub use delete::delete;
pub use edit::edit;
pub use invite::invite;
pub(crate) use invite::send as send_invitation;
pub use list::list;
pub(crate) use list::roles_told;
pub use log_in_as::{LoggedIn, log_in_as, return_to_account};
pub use open::open;
pub(crate) use places::Places;
pub use reactivate::reactivate;
pub use reset_second_factor::reset_second_factor;
pub use set_approvers::set_approvers;
pub use set_departments::set_departments;
pub use suspend::suspend;
pub use withdraw_role::withdraw_role;
