//! Who can do what: drawn from the table that decides.

use crate::{At, View};
use access::{Failure, Group, Matrix as Table, Pack, RoleId, pages};
use domain::{
    paths,
    roles::{CUSTOM, MatrixQuery},
};
use leptos::prelude::*;
use ui::{
    Chip, Choice, EmptyState, FilterBar, Glyph, LinkButton, Matrix, MatrixCell, MatrixGroup,
    PageHeader, Select, Words,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let query: MatrixQuery = at.query();
    let table = at.shop.roles.matrix(&at.ctx, &query).await?;
    Ok(View::new(pages::ROLE_MATRIX.heading, move || {
        drawn(&at, &query, table)
    }))
}

fn drawn(at: &At, query: &MatrixQuery, table: Table) -> AnyView {
    let bar = bar(query, &table.all);
    let csv = query.csv_address();
    let lead = format!(
        "How far each role goes at {}. This is the table that decides, as it is now.",
        at.ctx.at.name
    );
    let body = if table.roles.is_empty() {
        let href = paths::RoleMatrix.to_string();
        view! {
            <EmptyState title="No role like that" words="No role in force here passes this filter.">
                <LinkButton href label="Show all roles"/>
            </EmptyState>
        }
        .into_any()
    } else {
        let roles: Vec<(String, Words)> = table
            .roles
            .iter()
            .map(|line| {
                let href = paths::Role(line.id.to_string()).to_string();
                (line.full_name(), Words::from(href))
            })
            .collect();
        let groups = groups(&table);
        view! { <Matrix caption=pages::ROLE_MATRIX.heading roles groups/> }.into_any()
    };
    view! {
        <PageHeader
            title=pages::ROLE_MATRIX.heading
            crumbs=vec![ui::Crumb::new(pages::ROLES.heading, paths::Roles.to_string()), ui::Crumb::here(pages::ROLE_MATRIX.heading)]
            lead
        >
            <LinkButton href=csv label="Export CSV" glyph=Glyph::Download download=true/>
        </PageHeader>
        {bar}
        {body}
    }
    .into_any()
}

fn groups(table: &Table) -> Vec<MatrixGroup> {
    table
        .groups
        .iter()
        .map(|(group, permissions)| MatrixGroup {
            title: group.word().to_owned(),
            rows: permissions
                .iter()
                .map(|permission| {
                    let cells = table.roles.iter().map(|line| {
                        let cell = line.cell(*permission);
                        let drawn = if cell.is_empty() {
                            MatrixCell::none()
                        } else {
                            MatrixCell::granted(cell.words())
                        };
                        if line.differs(*permission) {
                            drawn.changed()
                        } else {
                            drawn
                        }
                    });
                    (permission.about().to_owned(), cells.collect())
                })
                .collect(),
        })
        .collect()
}

fn bar(query: &MatrixQuery, all: &[(RoleId, String)]) -> AnyView {
    let pack_word = |key: &str| match Pack::from_key(key) {
        Some(pack) => Some(pack.word()),
        None => (key == CUSTOM).then_some("Made here"),
    };
    let packs: Vec<Choice> = std::iter::once(Choice::new("", "Any pack"))
        .chain(Pack::ALL.map(|pack| Choice::new(pack.key(), pack.word())))
        .chain(std::iter::once(Choice::new(CUSTOM, "Made here")))
        .collect();
    let roles: Vec<Choice> = std::iter::once(Choice::new("", "Any role"))
        .chain(
            all.iter()
                .map(|(id, name)| Choice::new(id.to_string(), name.clone())),
        )
        .collect();
    let areas: Vec<Choice> = std::iter::once(Choice::new("", "Any area"))
        .chain(Group::ALL.map(|group| Choice::new(group.word().to_lowercase(), group.word())))
        .collect();
    let mut chips = Vec::new();
    if let Some(word) = pack_word(&query.pack) {
        let without = MatrixQuery {
            pack: String::new(),
            ..query.clone()
        };
        chips.push(Chip::new(format!("Pack: {word}"), without.address()));
    }
    if let Some((_, name)) = all.iter().find(|(id, _)| id.to_string() == query.role) {
        let without = MatrixQuery {
            role: String::new(),
            ..query.clone()
        };
        chips.push(Chip::new(format!("Role: {name}"), without.address()));
    }
    if let Some(group) = Group::from_key(&query.area) {
        let without = MatrixQuery {
            area: String::new(),
            ..query.clone()
        };
        chips.push(Chip::new(
            format!("Area: {}", group.word()),
            without.address(),
        ));
    }
    let clear = (!chips.is_empty()).then(|| paths::RoleMatrix.to_string());
    let (pack, role, area) = (query.pack.clone(), query.role.clone(), query.area.clone());
    view! {
        <FilterBar action=paths::RoleMatrix.to_string() label="Filter roles and permissions" chips clear>
            <Select label="Pack" name="pack" choices=packs value=pack/>
            <Select label="Role" name="role" choices=roles value=role/>
            <Select label="Area" name="area" choices=areas value=area/>
        </FilterBar>
    }
    .into_any()
}
