//! A new role, as a copy of another.

use super::wrong;
use crate::{At, View};
use access::{Failure, RoleId, pages};
use domain::{
    paths,
    roles::{EVERYWHERE, NewRole, RoleField},
};
use leptos::prelude::*;
use ui::{Button, Card, Choice, Crumb, FormActs, PageHeader, PostForm, Select, TextField, Weight};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let (copies, platform) = at.shop.roles.copies(&at.ctx).await?;
    Ok(View::new(pages::NEW_ROLE.heading, move || {
        drawn(&at, &copies, platform)
    }))
}

fn drawn(at: &At, copies: &[(RoleId, String)], platform: bool) -> AnyView {
    let asked: NewRole = at.query();
    let failed = at.failed(pages::CREATE_ROLE.path);
    let problem = |field: RoleField| failed.and_then(|failed| failed.problem(field.name()));
    let typed = |field: RoleField, otherwise: &str| {
        let typed = failed.and_then(|_| at.typed().value(field.name()));
        typed.unwrap_or(otherwise).to_owned()
    };
    let wrong = wrong(at, pages::CREATE_ROLE.path);
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Choose a role"))
        .chain(
            copies
                .iter()
                .map(|(id, name)| Choice::new(id.to_string(), name.clone())),
        )
        .collect();
    let (name, from) = (
        typed(RoleField::Name, &asked.name),
        typed(RoleField::From, &asked.from),
    );
    let (name_error, from_error) = (problem(RoleField::Name), problem(RoleField::From));
    let home = platform.then(|| {
        let homes = vec![
            Choice::new("", at.ctx.at.name.clone()),
            Choice::new(EVERYWHERE, "The whole platform"),
        ];
        let value = typed(RoleField::Home, "");
        view! { <Select label="For" name=RoleField::Home.name() choices=homes value/> }
    });
    let crumbs = vec![
        Crumb::new(pages::ROLES.heading, paths::Roles.to_string()),
        Crumb::here(pages::NEW_ROLE.heading),
    ];
    view! {
        <PageHeader
            title=pages::NEW_ROLE.heading
            crumbs
            lead="It starts as a copy of another role; then you set what it grants."
        />
        <Card>
            <PostForm action=pages::CREATE_ROLE.path wrong>
                <TextField label="Name" name=RoleField::Name.name() value=name error=name_error required=true/>
                <Select label="Copy of" name=RoleField::From.name() choices value=from error=from_error required=true/>
                {home}
                <FormActs>
                    <Button label="Make the role" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}
