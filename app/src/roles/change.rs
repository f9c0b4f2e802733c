//! What saving a role would change, and for whom; the button that saves it stands here.

use super::edit;
use crate::{At, Failed, View};
use access::{Change, ChangePage, Denial, Failure, Permission, Reaches, pages};
use domain::{
    paths,
    roles::{EditRole, RoleField},
};
use leptos::prelude::*;
use ui::{
    Button, Card, Column, Crumb, EmptyState, FormActs, Hidden, LinkButton, PageHeader, PostForm,
    Row, Stack, Table, Weight, Wrong,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: String = at.param("id")?;
    let form = EditRole {
        role: id,
        ..at.query()
    };
    // An address that says nothing is not a wish to take everything away.
    if !form.is_filled() {
        return edit::load(at).await;
    }
    let told = at.shop.roles.change(&at.ctx, &form).await;
    match told {
        Ok(page) => Ok(View::new(pages::CHANGE_OF_ROLE.heading, move || {
            drawn(&at, &form, page)
        })),
        Err(Failure::Denied(Denial::SignIn)) => Err(Denial::SignIn.into()),
        // The form again, with all that was chosen and why it will not do.
        Err(failure) => {
            let page = at.shop.roles.edit_page(&at.ctx, &form.role).await?;
            let failed = Failed::new(pages::SAVE_ROLE.path, &failure);
            let beyond = match failure {
                Failure::Denied(Denial::Beyond(permission)) => {
                    Some((permission, failed.message.clone()))
                }
                _ => None,
            };
            // All of the form, since what is wrong may be with what is not looked for.
            let form = EditRole {
                find: String::new(),
                ..form
            };
            Ok(View::new(pages::EDIT_ROLE.heading, move || {
                let wrong = match &beyond {
                    Some((permission, words)) => {
                        vec![Wrong::field(edit::field_of(*permission), words.clone())]
                    }
                    None if failed.fields.is_empty() => vec![Wrong::whole(failed.message.clone())],
                    None => failed
                        .fields
                        .iter()
                        .map(|(name, problem)| Wrong::field(name.clone(), problem.clone()))
                        .collect(),
                };
                let problem = |field: RoleField| failed.problem(field.name());
                edit::drawn(&page, &form, wrong, &problem, beyond)
            }))
        }
    }
}

fn drawn(at: &At, form: &EditRole, page: ChangePage) -> AnyView {
    let line = &page.line;
    let id = line.id.to_string();
    let crumbs = vec![
        Crumb::new(pages::ROLES.heading, paths::Roles.to_string()),
        Crumb::new(line.name.clone(), paths::Role(id).to_string()),
        Crumb::here(pages::CHANGE_OF_ROLE.heading),
    ];
    let of_role = if page.change.is_empty() {
        view! { <EmptyState title="It grants what it granted" words="No permission changes. A name, a side or a start page may."/> }
            .into_any()
    } else {
        let rows = rows(&page.change);
        let columns = vec![
            Column::new("Change"),
            Column::new("What"),
            Column::new("How far"),
        ];
        view! { <Card title=format!("What {} would grant", line.name) flush=true><Table caption="What the role gains and loses" columns rows/></Card> }
            .into_any()
    };
    let people = people(&page);
    let back = form.address();
    let wrong = super::wrong(at, pages::SAVE_ROLE.path);
    let fields = fields(form);
    view! {
        <PageHeader
            title=pages::CHANGE_OF_ROLE.heading
            crumbs
            lead=format!("What saving {} would change. Nothing is saved yet.", line.name)
        />
        <Stack>
            {of_role}
            {people}
        </Stack>
        <PostForm action=pages::SAVE_ROLE.path wrong>
            {fields}
            <FormActs>
                <Button label="Save" weight=Weight::Primary/>
                <LinkButton href=back label="Change it again"/>
            </FormActs>
        </PostForm>
    }
    .into_any()
}

fn rows(change: &Change) -> Vec<Row> {
    let row = |word: &'static str, (permission, reaches): &(Permission, Reaches)| {
        Row::new()
            .words(word)
            .words(permission.about())
            .words(reaches.words())
    };
    let gains = change.gains.iter().map(|one| row("Gains", one));
    let loses = change.loses.iter().map(|one| row("Loses", one));
    gains.chain(loses).collect()
}

fn people(page: &ChangePage) -> AnyView {
    let unnamed = (page.unnamed > 0).then(|| {
        let words = match page.unnamed {
            1 => "One more person holds the role, who is not named here.".to_owned(),
            more => format!("{more} more people hold the role, who are not named here."),
        };
        view! { <p class="muted">{words}</p> }
    });
    if page.people.is_empty() {
        let words = "Nobody named here gains or loses anything: they have it by another role, or nobody holds this one.";
        return view! { <p class="muted">{words}</p> {unnamed} }.into_any();
    }
    let list = |grants: &[(Permission, Reaches)]| {
        let words: Vec<String> = grants
            .iter()
            .map(|(permission, reaches)| {
                format!(
                    "{} ({})",
                    permission.about().trim_end_matches('.'),
                    reaches.words()
                )
            })
            .collect();
        if words.is_empty() {
            "nothing".to_owned()
        } else {
            words.join("; ")
        }
    };
    let rows: Vec<Row> = page
        .people
        .iter()
        .map(|(name, change)| {
            Row::new()
                .words(name.clone())
                .words(list(&change.gains))
                .words(list(&change.loses))
        })
        .collect();
    let columns = vec![
        Column::new("Person"),
        Column::new("Gains"),
        Column::new("Loses"),
    ];
    view! {
        <Card title="For whom" flush=true><Table caption="Who gains and who loses what" columns rows/></Card>
        {unnamed}
    }
    .into_any()
}

/// All that was chosen, to be saved as it was shown.
fn fields(form: &EditRole) -> AnyView {
    let mut pairs = vec![
        ("role", form.role.clone()),
        ("version", form.version.to_string()),
        ("name", form.name.clone()),
        ("side", form.side.clone()),
        ("start", form.start.clone()),
    ];
    if form.limited {
        pairs.push(("limited", "true".to_owned()));
    }
    let grants = form.grant.iter().filter(|entry| !entry.is_empty());
    pairs.extend(grants.map(|entry| ("grant", entry.clone())));
    pairs.extend(form.hands.iter().map(|id| ("hands", id.clone())));
    pairs
        .into_iter()
        .map(|(name, value)| view! { <Hidden name value/> })
        .collect_view()
        .into_any()
}
