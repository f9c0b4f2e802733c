//! System settings: what is set for the whole platform, what the installation is, and who administers
//! it. What is set in the environment of the server is said here and changed there.

use crate::{At, View, accounts::Drawn, panel::failed};
use access::{Failure, pages};
use domain::{
    paths,
    storefronts::{PlatformField, SystemPage},
};
use leptos::prelude::*;
use ui::{
    Button, Card, DateField, Fact, Facts, FormActs, Hidden, Link, PageHeader, PostForm, Stack,
    TextArea, TextField, TextKind, Weight,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let page = at.shop.storefronts.system(&at.ctx).await?;
    Ok(View::new(pages::SETTINGS.heading, move || drawn(&at, page)))
}

fn drawn(at: &At, page: SystemPage) -> AnyView {
    let failed = failed(at, &[&pages::EDIT_SETTINGS]);
    let edit = edit(at, &page);
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
            lead="What is set by the environment of the server is changed there, and acts when it starts again."
        />
        {failed}
        <Stack>
            {edit}
            <Card title="This installation"><Facts facts/></Card>
            <Card title="Administrators">
                <p>"They administer the whole platform. One of them remains, whatever is done."</p>
                <ul>{people}</ul>
            </Card>
        </Stack>
    }
    .into_any()
}

fn edit(at: &At, page: &SystemPage) -> AnyView {
    let form = Drawn::of(at, &pages::EDIT_SETTINGS);
    let drawn = |field: PlatformField, kept: Option<&str>| {
        let name = field.name();
        let value = form.value(name, kept.unwrap_or_default());
        (name, value, form.problem(name))
    };
    let settings = &page.settings;
    let announced = &settings.announced;
    let (name, name_value, name_error) = drawn(PlatformField::Name, settings.name.as_deref());
    let (support, support_value, support_error) =
        drawn(PlatformField::Support, announced.support.as_deref());
    let (notice, notice_value, notice_error) =
        drawn(PlatformField::Notice, announced.notice.as_deref());
    // The day before the instant at which it is over.
    let last = announced.until.map(|until| until.plus(-1).date());
    let (until, until_value, until_error) = drawn(PlatformField::NoticeUntil, last.as_deref());
    let (wrong, action, version) = (form.wrong(), form.action, page.version.to_string());
    view! {
        <Card title="The platform">
            <PostForm action wrong label="The platform">
                <Hidden name="version" value=version/>
                <TextField
                    label="Sender of mails"
                    name
                    value=name_value
                    error=name_error
                    hint="The name that mails come from. Without it, the one that the server is set to."
                />
                <TextField
                    label="Support email"
                    name=support
                    kind=TextKind::Email
                    value=support_value
                    error=support_error
                    hint="Shown to whoever is refused a page or finds none."
                />
                <TextArea
                    label="Notice"
                    name=notice
                    value=notice_value
                    error=notice_error
                    hint="Everybody reads it on every page: a day on which nothing is printed, an hour of maintenance."
                />
                <DateField
                    label="Last day of the notice"
                    name=until
                    value=until_value
                    error=until_error
                    hint="In UTC. Without it, until it is taken away."
                />
                <FormActs>
                    <Button label="Save" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}
