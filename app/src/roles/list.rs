//! The roles in force here, by pack.

use crate::{At, View, storefronts::PACKS};
use access::{Failure, Pack, RoleLine, RolesPage, pages, rules};
use domain::paths;
use leptos::prelude::*;
use ui::{
    Badge, Card, Column, Glyph, Link, LinkButton, PageHeader, Row, Stack, Table, Tone, Weight,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let page = at.shop.roles.list(&at.ctx).await?;
    Ok(View::new(pages::ROLES.heading, move || drawn(&at, page)))
}

fn drawn(at: &At, page: RolesPage) -> AnyView {
    let new = page.may_create.then(|| {
        let href = paths::NewRole.to_string();
        view! { <LinkButton href label=pages::NEW_ROLE.heading weight=Weight::Primary glyph=Glyph::Add/> }
    });
    // The customers' own pack first, what somebody made last.
    let own = at.ctx.at.pack;
    let others = Pack::ALL.into_iter().filter(|pack| *pack != own);
    let packs = std::iter::once(own).chain(others).map(Some);
    let cards = packs
        .chain(std::iter::once(None))
        .filter_map(|pack| {
            let lines: Vec<&(RoleLine, i64)> = page
                .lines
                .iter()
                .filter(|(line, _)| line.pack == pack)
                .collect();
            (!lines.is_empty()).then(|| card(pack, &lines))
        })
        .collect_view();
    let here = at.ctx.at.id;
    let sets_packs = rules::storefronts::edit(&at.ctx.access, here).is_ok();
    let packs = sets_packs.then(|| {
        let href = format!("{}#{}", paths::Storefront(here), PACKS);
        view! { <p><Link href label="Packs of this storefront"/></p> }
    });
    let lead = format!("The roles in force at {}.", at.ctx.at.name);
    view! {
        <PageHeader title=pages::ROLES.heading lead>
            <LinkButton href=paths::RoleMatrix.to_string() label=pages::ROLE_MATRIX.heading glyph=Glyph::Grid/>
            <LinkButton href=paths::Why.to_string() label=pages::WHY.heading/>
            {new}
        </PageHeader>
        {packs}
        <Stack>{cards}</Stack>
    }
    .into_any()
}

fn card(pack: Option<Pack>, lines: &[&(RoleLine, i64)]) -> AnyView {
    let title = match pack {
        Some(pack) => format!("Pack: {}", pack.word()),
        None => "Made here".to_owned(),
    };
    let columns = vec![
        Column::new("Role"),
        Column::new("For"),
        Column::new("What it grants"),
        Column::new("Starts on").wide_only(),
        Column::new("Held by").numeric(),
    ];
    let rows: Vec<Row> = lines
        .iter()
        .map(|(line, held_by)| {
            let id = line.id;
            let href = paths::Role(id.to_string()).to_string();
            let label = line.name.clone();
            let mark = mark(line);
            Row::new()
                .cell(view! { <Link href label/> {mark} })
                .words(line.side.word())
                .words(granted(line))
                .words(start(line))
                .words(held_by.to_string())
        })
        .collect();
    let caption = title.clone();
    view! { <Card title flush=true><Table caption columns rows/></Card> }.into_any()
}

/// That a role is not as it comes, or is nobody's to change.
pub(super) fn mark(line: &RoleLine) -> AnyView {
    if line.adjusted {
        view! { <Badge word="Adjusted" tone=Tone::Attention/> }.into_any()
    } else if line.locked {
        view! { <Badge word="Locked"/> }.into_any()
    } else {
        ().into_any()
    }
}

/// "Ordering 14, Quotes 3", of which one reads more on the role's page.
fn granted(line: &RoleLine) -> String {
    let areas: Vec<String> = line
        .groups()
        .map(|(group, count)| format!("{} {count}", group.word()))
        .collect();
    if areas.is_empty() {
        "Nothing: it is a label".to_owned()
    } else {
        areas.join(", ")
    }
}

/// The heading of the page that holders start on.
pub(super) fn start(line: &RoleLine) -> String {
    let page = line
        .start
        .as_deref()
        .and_then(|start| pages::PAGES.iter().find(|page| page.pattern == start));
    page.map_or("wherever their other roles start", |page| page.heading)
        .to_owned()
}
