//! What is alive in the browser. Each island improves a form or list that works without it.
//!
//! An event handler works in an island only; the actor's access reaches islands from
//! [`AccessRoot`], which stands around every page. The linker drops islands that nobody names:
//! each is named in [`hydrate`]'s module by being public here.

pub mod approvals;
pub mod bulk;
pub mod configurator;
pub mod upload;

pub use approvals::ApprovalKeys;
pub use configurator::Configurator;
pub use upload::Upload;

use access::Access;
use leptos::prelude::*;

/// The one place where the access model enters the browser: islands ask the same rules that the
/// page asked.
#[island]
pub fn AccessRoot(access: Access, children: Children) -> impl IntoView {
    provide_context(access);
    children()
}

/// Wakes the islands of the page.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    hydrate_islands();
}
