//! Storefronts: listing and opening them, making one, its settings, its look and logo, its host names,
//! its packs, and going from one to another.
//!
//! Every act takes the storefront, for its transaction alone, and asks the rules in
//! `access::rules::storefronts`.

mod create;
mod edit;
mod hosts;
mod list;
mod logo;
mod look;
mod open;
mod packs;
mod platform;
mod switch;
mod system;

pub use create::create;
pub use edit::edit;
pub use hosts::{add_host, remove_host};
pub use list::list;
pub use logo::{logo, remove_logo, set_logo};
pub use look::set_look;
pub use open::open;
pub use packs::set_packs;
pub use platform::set_platform;
pub use switch::{switch_to, switchable};
pub use system::system;

use crate::refused::fresh;
use access::{Ctx, Denial, Failure, rules};
use domain::StorefrontId;
use store::{
    Tx, audit,
    storefronts::{self, Shown, StorefrontRecord},
};

/// By which the world reaches the platform.
#[derive(Clone, Copy, Debug)]
pub struct Platform<'a> {
    /// Its bare address, without a slash at its end.
    pub base_url: &'a str,
    /// The host in it.
    pub host: &'a str,
}

impl Platform<'_> {
    /// The address of a storefront that goes without saying: its slug before the bare host.
    #[must_use]
    pub fn address_of(&self, slug: &str) -> String {
        address_at(self.base_url, slug)
    }
}

/// The same, where the bare address is all that is known of the platform.
pub(crate) fn address_at(base_url: &str, slug: &str) -> String {
    match base_url.split_once("://") {
        Some((scheme, host)) => format!("{scheme}://{slug}.{host}"),
        None => base_url.to_owned(),
    }
}

/// The storefront, for this transaction alone; not found for who does not see it.
async fn taken<F>(
    tx: &mut Tx,
    ctx: &Ctx,
    id: StorefrontId,
) -> Result<StorefrontRecord, Failure<F>> {
    rules::storefronts::view(&ctx.access, id)?;
    let found = storefronts::locked(tx, id).await?;
    Ok(found.ok_or(Denial::NotFound)?)
}

const fn shown(storefront: StorefrontId, version: i64) -> Shown {
    Shown {
        storefront,
        version,
    }
}

/// Writes an act on a storefront down, at that storefront: whoever runs it reads it there.
async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    act: &str,
    storefront: StorefrontId,
    detail: serde_json::Value,
) -> store::Result<()> {
    let entry = audit::Entry {
        at: ctx.now,
        storefront: Some(storefront),
        account: ctx.access.account(),
        acting: ctx.access.acting,
        act,
        object: "storefront",
        object_id: Some(storefront.0),
    };
    audit::add(tx, &entry, detail).await
}
