//! Roles and the audit trail, on both engines, in the demo platform: what an edit does to who holds
//! the role, what nobody may do to a role, and what a change behind the program's back leaves.

mod audit;
mod custom;
mod editing;
mod forms;
mod preview;
mod reading;
mod why;

use crate::demo;
