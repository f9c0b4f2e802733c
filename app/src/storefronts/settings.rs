//! System settings: what the installation is set to, and who administers it. What is set in the
//! environment of the server is said here and changed there.

use crate::{At, View};
use access::{Failure, pages};
use domain::{paths, storefronts::SystemPage};
use leptos::prelude::*;
use ui::{Card, Fact, Facts, Link, PageHeader, Stack};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let page = at.shop.storefronts.system(&at.ctx).await?;
    Ok(View::new(pages::SETTINGS.heading, move || drawn(page)))
}

fn drawn(page: SystemPage) -> AnyView {
    let facts: Vec<Fact> = page
        .facts
        .into_iter()
        .map(|(name, value)| Fact::new(name, value))
        .collect();
    let people = page
        .administrators
        .into_iter()
        .map(|(id, label)| {
            let href = paths::Person(id).to_string();
            view! { <li><Link href label/></li> }
        })
        .collect_view();
    view! {
        <PageHeader
            title=pages::SETTINGS.heading
            lead="What is set here by the environment of the server is changed there, and acts when it starts again."
        />
        <Stack>
            <Card title="This installation"><Facts facts/></Card>
            <Card title="Administrators">
                <p>"They administer the whole platform. One of them remains, whatever is done."</p>
                <ul>{people}</ul>
            </Card>
        </Stack>
    }
    .into_any()
}
