//! Where imports begin.

use super::FAULT;
use crate::{At, View, accounts::Drawn, people::choice};
use access::{Failure, pages};
use domain::{
    Timestamp,
    imports::{
        BeginField, ImportKind, ImportLine, ImportPage, MEGABYTES_MOST, ROWS_MOST, SampleQuery,
    },
    paths,
};
use leptos::prelude::*;
use ui::{
    Button, Card, Choice, Column, Crumb, EmptyState, FileField, FormActs, Glyph, Hidden, Line,
    Link, LinkButton, Moment, PageHeader, PostForm, Radios, Row, Select, Stack, Table, Weight,
    Wrong,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let page = at.shop.imports.page(&at.ctx).await?;
    Ok(View::new(pages::IMPORTS.heading, move || drawn(&at, page)))
}

fn drawn(at: &At, page: ImportPage) -> AnyView {
    let crumbs = vec![
        Crumb::new(pages::PEOPLE.heading, paths::People.to_string()),
        Crumb::here(pages::IMPORTS.heading),
    ];
    let form = if page.places.is_empty() {
        view! { <EmptyState title="Nothing to import into" words="There is no storefront or company yet where you could import anything."/> }
            .into_any()
    } else {
        form(at, &page)
    };
    let samples = samples();
    let latest = latest(page.latest, at.ctx.now);
    view! {
        <PageHeader
            title=pages::IMPORTS.heading
            crumbs
            lead="You see what each row would do before anything is imported. People are written down without access, and nobody gets a mail."
        />
        <Stack>
            {form}
            {samples}
            {latest}
        </Stack>
    }
    .into_any()
}

fn form(at: &At, page: &ImportPage) -> AnyView {
    let form = Drawn::of(at, &pages::BEGIN_IMPORT);
    let fault = at.typed().value(FAULT).map(str::to_owned);
    let mut wrong = form.wrong();
    if let Some(fault) = &fault {
        wrong.push(Wrong::field("file", fault.clone()));
    }
    let kept = |name: &str, kept: &str| {
        let typed = at.typed().value(name);
        typed.unwrap_or(kept).to_owned()
    };
    let (kind, into) = (BeginField::Kind.name(), BeginField::Into.name());
    let kinds: Vec<Choice> = ImportKind::ALL
        .into_iter()
        .map(|kind| Choice::new(kind.key(), kind.word()))
        .collect();
    let (kind_value, kind_error) = (kept(kind, ImportKind::default().key()), form.problem(kind));
    let places: Vec<Choice> = page.places.iter().map(choice).collect();
    let (into_value, into_error) = (kept(into, &page.place), form.problem(into));
    let once = page.once.clone();
    let hint = format!(
        "CSV or XLSX, at most {ROWS_MOST} rows and {MEGABYTES_MOST} MB. The first line names the columns."
    );
    let action = form.action;
    view! {
        <Card>
            <PostForm action wrong multipart=true label="Import a file">
                <Hidden name="once" value=once/>
                <Radios label="What is in the file" name=kind choices=kinds value=kind_value error=kind_error/>
                <Select label="Import into" name=into choices=places value=into_value error=into_error required=true/>
                <FileField label="File" name="file" accept=".csv,.txt,.xlsx,text/csv" hint error=fault required=true/>
                <FormActs>
                    <Button label="Look at the file" weight=Weight::Primary glyph=Glyph::Upload/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn samples() -> AnyView {
    let links = ImportKind::ALL
        .into_iter()
        .map(|kind| {
            let (href, label) = (SampleQuery::address(kind), kind.word());
            view! { <LinkButton href label glyph=Glyph::Download about="sample" download=true/> }
        })
        .collect_view();
    view! {
        <Card title="Sample files">
            <p>"Each has the headings that are understood. Several departments of one person stand in one cell, with semicolons between them."</p>
            <Line>{links}</Line>
        </Card>
    }
    .into_any()
}

fn latest(lines: Vec<ImportLine>, now: Timestamp) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::new("File"),
        Column::new("What"),
        Column::new("Rows").numeric(),
        Column::new("When"),
        Column::new("State"),
    ];
    let rows: Vec<Row> = lines
        .into_iter()
        .map(|one| {
            let href = paths::Import(one.id).to_string();
            let at = one.at;
            Row::new()
                .cell(view! { <Link href label=one.file_name/> })
                .words(one.kind.word())
                .words(one.rows.to_string())
                .cell(view! { <Moment iso=at.iso() words=at.ago(now) exact=at.to_string()/> })
                .words(one.state.word())
        })
        .collect();
    view! {
        <Card title="Your latest imports" flush=true>
            <Table caption="Your latest imports" columns rows/>
        </Card>
    }
    .into_any()
}
