//! What saving or restoring a role would change, and for whom; the button that does it stands here.

use super::{edit, holder, list::start, pager};
use crate::{At, Failed, View};
use access::{
    Change, ChangePage, Denial, Everybody, Failure, Permission, Reaches, RoleLine, pages,
};
use domain::{
    paths,
    roles::{EditRole, HoldersQuery, RestoreQuery, RoleField},
};
use leptos::prelude::*;
use ui::{
    Button, Card, Column, Crumb, EmptyState, FormActs, Hidden, LinkButton, PageHeader, PostForm,
    Row, Stack, Table, Weight, Wrong,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: String = at.param("id")?;
    let holders: HoldersQuery = at.query();
    if at.query::<RestoreQuery>().restore {
        let page = at.shop.roles.restoring(&at.ctx, &id, &holders).await?;
        return Ok(View::new(pages::CHANGE_OF_ROLE.heading, move || {
            drawn(&at, &page, restored(&page))
        }));
    }
    let form = EditRole {
        role: id,
        ..at.query()
    };
    // An address that says nothing is not a wish to take everything away.
    if !form.is_filled() {
        return edit::load(at).await;
    }
    let told = at.shop.roles.change(&at.ctx, &form, &holders).await;
    match told {
        Ok(page) => Ok(View::new(pages::CHANGE_OF_ROLE.heading, move || {
            drawn(&at, &page, saved(&form, &page))
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

/// The act that the page leads to.
struct Next {
    endpoint: &'static str,
    /// What would change what.
    lead: String,
    fields: AnyView,
    label: &'static str,
    back: AnyView,
    pager: AnyView,
}

fn saved(form: &EditRole, page: &ChangePage) -> Next {
    let href = form.address();
    Next {
        endpoint: pages::SAVE_ROLE.path,
        lead: format!("What saving {} would change.", page.line.name),
        fields: fields(form),
        label: "Save",
        back: view! { <LinkButton href label="Change it again"/> }.into_any(),
        pager: pager(&page.people, |holders| form.change_address(holders)),
    }
}

fn restored(page: &ChangePage) -> Next {
    let (role, version) = (page.line.id.to_string(), page.version.to_string());
    let href = paths::Role(role.clone()).to_string();
    let pager = pager(&page.people, |holders| {
        RestoreQuery::address(&role, holders)
    });
    let fields = view! {
        <Hidden name="role" value=role/>
        <Hidden name="version" value=version/>
    };
    Next {
        endpoint: pages::RESTORE_ROLE.path,
        lead: format!("What restoring {} would change.", page.line.name),
        fields: fields.into_any(),
        label: "Restore default",
        back: view! { <LinkButton href label="Leave it as it is"/> }.into_any(),
        pager,
    }
}

fn drawn(at: &At, page: &ChangePage, next: Next) -> AnyView {
    let Next {
        endpoint,
        lead,
        fields,
        label,
        back,
        pager,
    } = next;
    let line = &page.line;
    let id = line.id.to_string();
    let crumbs = vec![
        Crumb::new(pages::ROLES.heading, paths::Roles.to_string()),
        Crumb::new(line.name.clone(), paths::Role(id).to_string()),
        Crumb::here(pages::CHANGE_OF_ROLE.heading),
    ];
    let besides = besides(page);
    let nothing = (page.change.is_empty() && besides.is_empty()).then(|| {
        view! { <EmptyState title="Nothing changes" words="The role grants what it granted, and is what it was."/> }
    });
    let of_role = (!page.change.is_empty()).then(|| {
        let rows = rows(&page.change);
        let columns = vec![
            Column::new("Change"),
            Column::new("What"),
            Column::new("How far"),
        ];
        view! { <Card title=format!("What {} would grant", line.name) flush=true><Table caption="What the role gains and loses" columns rows/></Card> }
    });
    let of_ways = (!besides.is_empty()).then(|| {
        let columns = vec![
            Column::new("What"),
            Column::new("Now"),
            Column::new("Then"),
        ];
        view! { <Card title="Besides its grants" flush=true><Table caption="What changes besides its grants" columns rows=besides/></Card> }
    });
    let people = people(page);
    let wrong = super::wrong(at, endpoint);
    view! {
        <PageHeader
            title=pages::CHANGE_OF_ROLE.heading
            crumbs
            lead=format!("{lead} Nothing is saved yet.")
        />
        <Stack>
            {nothing}
            {of_role}
            {of_ways}
            {people}
            {pager}
        </Stack>
        <PostForm action=endpoint wrong>
            {fields}
            <FormActs>
                <Button label weight=Weight::Primary/>
                {back}
            </FormActs>
        </PostForm>
    }
    .into_any()
}

/// What changes of a role besides its grants: its name, its side, where it starts, what it hands out.
fn besides(page: &ChangePage) -> Vec<Row> {
    let (line, next) = (&page.line, &page.next);
    let mut rows = Vec::new();
    let mut row = |differs: bool, what: &'static str, now: String, then: String| {
        if differs {
            rows.push(Row::new().words(what).words(now).words(then));
        }
    };
    row(
        line.name != next.name,
        "Name",
        line.name.clone(),
        next.name.clone(),
    );
    row(
        line.side != next.side,
        "For",
        line.side.word().to_owned(),
        next.side.word().to_owned(),
    );
    row(
        line.start != next.start,
        "Starts on",
        start(line),
        start(next),
    );
    row(
        line.limited != next.limited || line.hands_out != next.hands_out,
        "Hands out",
        handing(line, &page.hands_out.0),
        handing(next, &page.hands_out.1),
    );
    rows
}

/// What the holders of a role hand out, in words.
fn handing(line: &RoleLine, names: &[String]) -> String {
    match (line.limited, names) {
        (false, _) => "any role of no more than they hold".to_owned(),
        (true, []) => "no role".to_owned(),
        (true, names) => names.join(", "),
    }
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

/// For whom it changes: everybody of a kind, where nobody is given the role, and one by one.
fn people(page: &ChangePage) -> AnyView {
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
    let everybody = page.everybody.filter(|_| !page.change.is_empty());
    let everybody = everybody.map(|one| {
        Row::new()
            .words(kind(one, page.held_by))
            .words(list(&page.change.gains))
            .words(list(&page.change.loses))
    });
    let named = page.people.rows.iter().map(|(line, change)| {
        Row::new()
            .cell(holder(line))
            .words(list(&change.gains))
            .words(list(&change.loses))
    });
    let rows: Vec<Row> = everybody.into_iter().chain(named).collect();
    let table = (!rows.is_empty()).then(|| {
        let columns = vec![
            Column::new("Person"),
            Column::new("Gains"),
            Column::new("Loses"),
        ];
        view! { <Card title="For whom" flush=true><Table caption="Who gains and who loses what" columns rows/></Card> }
    });
    let notes = notes(page)
        .into_iter()
        .map(|words| view! { <p class="muted">{words}</p> })
        .collect_view();
    view! { {table} {notes} }.into_any()
}

/// Everybody who has a role by being who they are.
fn kind(everybody: Everybody, held_by: i64) -> String {
    match everybody {
        Everybody::Registered => format!(
            "Everybody with an account, unless another role gives it anyway: {}",
            counted(held_by, "person", "people")
        ),
        Everybody::Visitors { storefronts } => format!(
            "Every visitor without an account, at {}",
            counted(storefronts, "storefront", "storefronts")
        ),
        Everybody::Links => "Everybody who follows a link that was mailed to them".to_owned(),
    }
}

/// What the table does not say: how many hold the role, and for how many of these nothing changes.
fn notes(page: &ChangePage) -> Vec<String> {
    let mut notes = Vec::new();
    let people = |count| counted(count, "person", "people");
    if page.people.rows.is_empty() && page.everybody.is_none() {
        notes.push("Nobody named here gains or loses anything: they have it by another role, or nobody holds this one.".to_owned());
    }
    if page.held_by > 0 {
        notes.push(format!("Held by {}.", people(page.held_by)));
    }
    if page.unchanged > 0 && !page.change.is_empty() {
        notes.push(format!(
            "Nothing changes for {} of this page: they have it by another role.",
            people(page.unchanged)
        ));
    }
    if page.unnamed > 0 {
        notes.push(format!(
            "Held by {} more, not named here.",
            people(page.unnamed)
        ));
    }
    notes
}

fn counted(count: i64, one: &str, more: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {more}"),
    }
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
