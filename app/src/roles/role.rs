//! One role: what it grants in words, who holds it, what can be done to it.

use super::{
    holder,
    list::{mark, start},
    pager, wrong,
};
use crate::{At, View};
use access::{Failure, Group, RoleId, RoleLine, RolePage, pages};
use domain::{
    paths,
    roles::{HoldersQuery, RestoreQuery},
};
use leptos::prelude::*;
use ui::{
    Badge, Button, Card, Choice, Column, Crumb, Dialog, EmptyState, Fact, Facts, FormActs, Glyph,
    Hidden, LinkButton, Notice, PageHeader, PostForm, Row, Select, Table, Tone, Weight, WithAside,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: String = at.param("id")?;
    let holders: HoldersQuery = at.query();
    let page = at.shop.roles.open(&at.ctx, &id, &holders).await?;
    Ok(View::new(page.line.full_name(), move || drawn(&at, page)))
}

fn drawn(at: &At, page: RolePage) -> AnyView {
    let line = &page.line;
    let id = line.id.to_string();
    let refused = page
        .edit
        .err()
        .filter(|_| pages::EDIT_ROLE.needs.met_by(&at.ctx.access, false).is_ok())
        .map(|why| view! { <p class="muted">{why.to_string()}</p> });
    let failed = at
        .failed(pages::PREVIEW_ROLE.path)
        .map(|failed| view! { <Notice tone=Tone::Attention title=failed.message.clone()/> });
    let facts = facts(&page);
    let facts = view! { <Card title="About"><Facts facts/></Card> }.into_any();
    let holders = holders(&page);
    let grants = grants(line);
    let acts = acts(&page, &id);
    let delete = deleting(at, &page, &id);
    let mark = mark(line);
    let title = line.full_name();
    let crumbs = vec![
        Crumb::new(pages::ROLES.heading, paths::Roles.to_string()),
        Crumb::here(line.name.clone()),
    ];
    view! {
        <PageHeader title crumbs pill=move || mark>{acts}</PageHeader>
        {failed}
        {refused}
        <WithAside aside=move || facts>
            {grants}
            {holders}
        </WithAside>
        {delete}
    }
    .into_any()
}

fn acts(page: &RolePage, id: &str) -> AnyView {
    let copy = page.may_copy.then(|| {
        let href = format!(
            "{}{}",
            paths::NewRole,
            domain::lists::query(&[("from", id)])
        );
        view! { <LinkButton href label="Copy" glyph=Glyph::Copy/> }
    });
    let preview = page.may_preview.then(|| {
        let role = id.to_owned();
        view! {
            <PostForm action=pages::PREVIEW_ROLE.path inline=true>
                <Hidden name="role" value=role/>
                <Button label="Preview"/>
            </PostForm>
        }
    });
    let may = page.edit.is_ok();
    let restore = (may && page.line.adjusted).then(|| {
        let href = RestoreQuery::address(id, &HoldersQuery::default());
        view! { <LinkButton href label="Restore default" glyph=Glyph::Again/> }
    });
    let custom = matches!(page.line.id, RoleId::Custom(_));
    let delete = (may && custom)
        .then(|| view! { <Button label="Delete" weight=Weight::Danger opens="delete"/> });
    let edit = may.then(|| {
        let href = paths::EditRole(id.to_owned()).to_string();
        view! { <LinkButton href label="Edit" weight=Weight::Primary glyph=Glyph::Edit/> }
    });
    view! { {preview} {copy} {restore} {delete} {edit} }.into_any()
}

fn facts(page: &RolePage) -> Vec<Fact> {
    let line = &page.line;
    let mut facts = vec![Fact::new("For", line.side.word())];
    facts.push(match (line.pack, line.home) {
        (Some(pack), _) => Fact::new("Pack", pack.word()),
        (None, Some(_)) => Fact::new("Made for", "this storefront"),
        (None, None) => Fact::new("Made for", "the whole platform"),
    });
    facts.push(Fact::new("Starts on", start(line)));
    if !page.hands_out.is_empty() {
        facts.push(Fact::new("Hands out", page.hands_out.join(", ")));
    }
    facts.push(Fact::new("Held by", people(page.held_by)));
    facts
}

fn people(count: i64) -> String {
    match count {
        0 => "nobody that you can see".to_owned(),
        1 => "one person".to_owned(),
        more => format!("{more} people"),
    }
}

fn grants(line: &RoleLine) -> AnyView {
    if line.allows.is_empty() && line.denies.is_empty() {
        return view! {
            <EmptyState title="This role grants nothing" words="It is a label: people can be found and counted by it."/>
        }
        .into_any();
    }
    Group::ALL
        .into_iter()
        .filter_map(|group| {
            let rows: Vec<Row> = access::Permission::ALL
                .iter()
                .filter(|permission| permission.group() == group)
                .filter(|permission| {
                    !line.cell(**permission).is_empty() || line.differs(**permission)
                })
                .map(|permission| {
                    let cell = line.cell(*permission);
                    let words = if cell.is_empty() {
                        "not any more".to_owned()
                    } else {
                        cell.words()
                    };
                    let changed = line
                        .differs(*permission)
                        .then(|| view! { <Badge word="Adjusted" tone=Tone::Attention/> });
                    Row::new()
                        .words(permission.about())
                        .cell(view! { {words} " " {changed} })
                        .words(permission.key())
                })
                .collect();
            (!rows.is_empty()).then(|| {
                let columns = vec![
                    Column::new("May"),
                    Column::new("How far"),
                    Column::new("Permission").wide_only(),
                ];
                let title = group.word();
                view! { <Card title flush=true><Table caption=title columns rows/></Card> }
            })
        })
        .collect_view()
        .into_any()
}

fn holders(page: &RolePage) -> AnyView {
    if page.held_by == 0 {
        return ().into_any();
    }
    let rows: Vec<Row> = page
        .holders
        .rows
        .iter()
        .map(|line| {
            Row::new()
                .cell(holder(line))
                .words(line.company.clone().unwrap_or_default())
                .words(line.at.clone())
        })
        .collect();
    let columns = vec![
        Column::new("Name"),
        Column::new("Company"),
        Column::new("Starts at"),
    ];
    let id = page.line.id.to_string();
    let pager = pager(&page.holders, |holders| holders.address(&id));
    view! {
        <Card title="Who holds it" flush=true><Table caption="Who holds it" columns rows/></Card>
        {pager}
    }
    .into_any()
}

fn deleting(at: &At, page: &RolePage, id: &str) -> AnyView {
    if page.edit.is_err() || !matches!(page.line.id, RoleId::Custom(_)) {
        return ().into_any();
    }
    let failed = at.failed(pages::DELETE_ROLE.path);
    let open = failed.is_some();
    let error = failed.and_then(|failed| failed.problem("replacement"));
    let wrong = wrong(at, pages::DELETE_ROLE.path);
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Nobody holds it"))
        .chain(
            page.replacements
                .iter()
                .map(|(id, name)| Choice::new(id.to_string(), name.clone())),
        )
        .collect();
    let value = at
        .typed()
        .value("replacement")
        .unwrap_or_default()
        .to_owned();
    let (role, version) = (id.to_owned(), page.version.to_string());
    let title = format!("Delete {}", page.line.name);
    view! {
        <Dialog id="delete" title open>
            <PostForm action=pages::DELETE_ROLE.path wrong>
                <Hidden name="role" value=role/>
                <Hidden name="version" value=version/>
                <Select
                    label="Its holders get instead"
                    name="replacement"
                    choices
                    value
                    error
                    hint="Whoever holds the role now gets this one, where they had it."
                />
                <FormActs><Button label="Delete" weight=Weight::Danger/></FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}
