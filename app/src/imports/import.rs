//! One import: its columns and what it would do, how far it is, or what it has done.

use super::preview;
use crate::{At, View, panel::failed};
use access::{Failure, pages};
use domain::{
    ImportId,
    imports::{ImportColumn, ImportQuery, ImportSheet, ImportState},
    paths,
};
use http::{HeaderValue, header};
use leptos::prelude::*;
use ui::{
    Button, Card, Choice, Column, Crumb, Fact, Facts, FormActs, Hidden, LinkButton, Notice,
    PageHeader, PostForm, Progress, Row, Select, Stack, Table, Tone,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: ImportId = at.param("id")?;
    let query: ImportQuery = at.query();
    let sheet = at.shop.imports.open(&at.ctx, id, &query).await?;
    Ok(View::new(sheet.file_name.clone(), move || {
        drawn(&at, &query, sheet)
    }))
}

fn drawn(at: &At, query: &ImportQuery, sheet: ImportSheet) -> AnyView {
    let crumbs = vec![
        Crumb::new(pages::PEOPLE.heading, paths::People.to_string()),
        Crumb::new(pages::IMPORTS.heading, paths::Imports.to_string()),
        Crumb::here(sheet.file_name.clone()),
    ];
    let failed = failed(at, &[]);
    let lead = format!(
        "{} into {}: {} rows.",
        sheet.kind.word(),
        sheet.into,
        sheet.rows
    );
    let title = sheet.file_name.clone();
    let body = match sheet.state {
        ImportState::Ready => ready(query, sheet),
        ImportState::Waiting | ImportState::Checking | ImportState::Writing => under_way(&sheet),
        ImportState::Done | ImportState::Failed => over(&sheet),
    };
    view! {
        <PageHeader title crumbs lead/>
        {failed}
        <Stack>{body}</Stack>
    }
    .into_any()
}

fn ready(query: &ImportQuery, sheet: ImportSheet) -> AnyView {
    let columns = columns(&sheet);
    let preview = match sheet.preview {
        Some(preview) => preview::drawn((sheet.id, sheet.version), query, preview),
        None => missing(&sheet.missing),
    };
    view! {
        {columns}
        {preview}
    }
    .into_any()
}

fn missing(columns: &[ImportColumn]) -> AnyView {
    let names: Vec<&str> = columns.iter().map(|one| one.label()).collect();
    let title = format!(
        "Please say above which column holds this: {}.",
        names.join(", ")
    );
    view! { <Notice tone=Tone::Attention title/> }.into_any()
}

/// Which column of the file says what.
fn columns(sheet: &ImportSheet) -> AnyView {
    let fields = sheet
        .kind
        .columns()
        .iter()
        .map(|column| {
            let key = column.key();
            let none = Choice::new(format!("{key}="), "Not in the file");
            let heads = sheet.head.iter().enumerate().map(|(at, head)| {
                Choice::new(format!("{key}={at}"), head.name.clone()).note(head.example.clone())
            });
            let choices: Vec<Choice> = std::iter::once(none).chain(heads).collect();
            let value = match sheet.mapping.of(*column) {
                Some(at) => format!("{key}={at}"),
                None => format!("{key}="),
            };
            let required = sheet.kind.needs().contains(column);
            let (label, id) = (column.label(), format!("column-{key}"));
            view! { <Select label name="column" choices value required id/> }
        })
        .collect_view();
    let (import, version) = (sheet.id.to_string(), sheet.version.to_string());
    view! {
        <Card title="Columns">
            <PostForm action=pages::MAP_COLUMNS.path label="Columns">
                <Hidden name="import" value=import/>
                <Hidden name="version" value=version/>
                {fields}
                <FormActs>
                    <Button label="Use these columns"/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// The browser asks again every two seconds by itself, also without script; whoever leaves may come back.
fn under_way(sheet: &ImportSheet) -> AnyView {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.insert_header(header::REFRESH, HeaderValue::from_static("2"));
    }
    let (label, of) = (sheet.state.word(), u64::from(sheet.rows));
    let done = sheet.done.map(u64::from);
    let words = match sheet.done {
        Some(done) => format!("{done} of {of} rows"),
        None => format!("{of} rows, all of them at once"),
    };
    let href = paths::Import(sheet.id).to_string();
    view! {
        <Card>
            <Progress label done of words/>
            <p>"You can leave this page. The import goes on, and stands among your latest imports."</p>
            <LinkButton href label="Look again"/>
        </Card>
    }
    .into_any()
}

fn over(sheet: &ImportSheet) -> AnyView {
    let counts = sheet.outcome.counts;
    let notice = match sheet.outcome.stopped {
        Some(why) => view! { <Notice tone=Tone::Stop title=why.words()/> }.into_any(),
        None if counts.faulty > 0 => {
            view! { <Notice tone=Tone::Attention title="Imported, without the rows below."/> }
                .into_any()
        }
        None => view! { <Notice tone=Tone::Done title="Imported."/> }.into_any(),
    };
    let facts = (sheet.state == ImportState::Done).then(|| {
        let facts = vec![
            Fact::new("New", counts.new.to_string()),
            Fact::new("Changed", counts.changed.to_string()),
            Fact::new("Unchanged", counts.unchanged.to_string()),
            Fact::new("Left out", counts.faulty.to_string()),
        ];
        view! { <Card><Facts facts/></Card> }
    });
    let left = left(sheet);
    view! {
        {notice}
        {facts}
        {left}
        <LinkButton href=paths::Imports.to_string() label="Import another file"/>
    }
    .into_any()
}

fn left(sheet: &ImportSheet) -> AnyView {
    let left = &sheet.outcome.left;
    if left.is_empty() {
        return ().into_any();
    }
    let columns = vec![Column::new("Line").numeric(), Column::new("Why")];
    let rows: Vec<Row> = left
        .iter()
        .map(|(line, why)| Row::new().words(line.to_string()).words(why.clone()))
        .collect();
    let more = usize::try_from(sheet.outcome.counts.faulty)
        .unwrap_or_default()
        .saturating_sub(left.len());
    let more = (more > 0).then(|| view! { <p class="muted">{format!("And {more} more.")}</p> });
    view! {
        <Card title="Rows that were left out" flush=true>
            <Table caption="Rows that were left out" columns rows/>
        </Card>
        {more}
    }
    .into_any()
}
