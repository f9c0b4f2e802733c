//! The accounts of the demo, on its sign-in page.

use access::{Permission, Role};
use domain::paths;
use leptos::prelude::*;
use ui::{Column, Disclosure, Link, Row, Table};

/// The password of every account of the demo.
const PASSWORD: &str = "quoin-demo-only";

/// Everybody one may try to be.
#[component]
pub(super) fn DemoAccounts() -> impl IntoView {
    let rows = Role::ALL
        .iter()
        .filter(|role| !role.grants().of(Permission::SessionLogin).is_empty())
        .map(|role| {
            let email = format!("{}.test", role.key());
            let href = format!("{}?email={email}", paths::SignIn);
            Row::new()
                .words(role.name())
                .words(role.pack().key())
                .cell(view! { <Link href=href label=email/> })
        })
        .collect::<Vec<_>>();
    let columns = vec![
        Column::new("Role"),
        Column::new("Pack"),
        Column::new("Email"),
    ];
    view! {
        <Disclosure summary="This is a demo: sign in as anyone">
            <p>
                "Every account has the password " <code>{PASSWORD}</code>
                ". It signs in here, at the bare address, or at its own storefront. Mail is not sent but can be read: "
                <Link href=paths::Mail.to_string() label="Mail sent by this demo"/>
            </p>
            <Table caption="Demo accounts" columns rows/>
        </Disclosure>
    }
}
