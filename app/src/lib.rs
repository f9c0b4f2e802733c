//! Pages and posted forms. Rendered on the server only; what is alive in the browser is an island.
//!
//! A page is an async function from a request ([`At`]) to a [`View`]: it loads before anything is
//! drawn, so that its status is known before its first byte. A form is a function from what was
//! posted to where to go next. Both are registered with their row of the page table, so that none
//! can exist without a stated permission.
//!
//! This crate knows no SQL: it reaches the acts through the small traits of [`shop`].

pub mod accounts;
pub mod addresses;
pub mod albums;
pub mod approvals;
pub mod assets;
mod at;
pub mod audit;
pub mod cart;
pub mod catalogue;
pub mod companies;
pub mod dashboard;
pub mod departments;
mod document;
mod failed;
mod flash;
mod form;
pub mod imports;
mod lists;
pub mod orders;
mod page;
mod panel;
pub mod people;
pub mod production;
pub mod products;
pub mod publication_types;
mod refusal;
pub mod reports;
pub mod roles;
pub mod setup;
pub mod shop;
pub mod storefronts;
pub mod suppliers;
mod upload;

pub use at::{At, at};
pub use failed::{Failed, Named};
pub use flash::{Notice, NoticeShown, Typed};
pub use form::{Act, Client, Done, ask, go, post};
pub use page::{View, page, refuse};
pub use refusal::Refused;
pub use shop::{Counts, Settings, Shop};
pub use upload::{Bodies, Upload, Uploaded, upload};

use axum::Router;

/// Every page and every form.
pub fn routes() -> Router<Shop> {
    // Without this a page panics half-way through its body, after its status was sent. Leptos does it
    // where it makes the routes itself; a second time is refused and changes nothing.
    let _ = any_spawner::Executor::init_tokio();
    Router::new()
        .merge(accounts::routes())
        .merge(catalogue::routes())
        .merge(cart::routes())
        .merge(orders::routes())
        .merge(approvals::routes())
        .merge(production::routes())
        .merge(people::routes())
        .merge(imports::routes())
        .merge(departments::routes())
        .merge(companies::routes())
        .merge(addresses::routes())
        .merge(suppliers::routes())
        .merge(products::routes())
        .merge(publication_types::routes())
        .merge(albums::routes())
        .merge(reports::routes())
        .merge(storefronts::routes())
        .merge(setup::routes())
        .merge(dashboard::routes())
        .merge(roles::routes())
        .merge(audit::routes())
}
