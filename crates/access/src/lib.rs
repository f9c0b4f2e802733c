//! The permission model: one typed table of roles, one pure function that decides, one vocabulary
//! of conditions that is both the decision and the filter of every list.
//!
//! The way through: an account's [`Holding`]s (a role's grants at an anchor) make its [`Access`];
//! [`Access::terms`] turns the grants of one permission into [`Condition`]s; [`Access::permit`] asks
//! whether one of them holds an [`Object`], [`Access::visible`] hands them to the store as a
//! filter. What is proven is carried by [`Permit`] and [`Visible`], which nobody else can make.
//!
//! Rules that join a permission with a relation and a state ("approve, but not one's own, and only
//! while it waits") stand in [`rules`], one module an area. The page table is [`pages`].

mod access;
mod assign;
mod book;
mod conditions;
mod context;
mod decide;
mod denial;
mod failure;
mod grants;
mod object;
pub mod packs;
pub mod pages;
pub mod permission;
mod permit;
mod preview;
mod reach;
mod role;
mod roles;
pub mod rules;
mod why;
mod wire;

pub use access::{Access, Anchor, Holding, RoleName, Standing, Ways, Who};
pub use book::{CustomRole, Holder, RoleBook, Wanted};
pub use conditions::{Condition, Conditions, Term};
pub use context::{Ctx, Previewing, Storefront};
pub use decide::Grounds;
pub use denial::Denial;
pub use failure::{Failure, Field, Incident};
pub use grants::Grants;
pub use object::{Assignee, Object, Owner, Scope};
pub use permission::{Capability, Group, Permission};
pub use permit::{Permit, Visible};
pub use preview::Seat;
pub use reach::{Reach, Reaches};
pub use role::{NotARole, Pack, Role, RoleId, Side};
pub use roles::{
    Cell, Change, ChangePage, EditPage, Everybody, Matrix, NotACell, RoleLine, RolePage, RolesPage,
    changes, line, roles_of_customers, table,
};
pub use why::{
    About, Answer, Asked, Basis, Class, Denied, Dormant, Kind, Matter, Remedies, Remedy, RoleFacts,
    Thing, Told, Unmet, why,
};
