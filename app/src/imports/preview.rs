//! What each row would do, and the buttons that let it.

use access::pages;
use domain::{
    ImportId,
    imports::{Counts, ImportMode, ImportQuery, Preview, PreviewRow, Verdict},
};
use leptos::prelude::*;
use ui::{
    Button, Card, Column, EmptyState, FormActs, Hidden, NavItem, Notice, Pager, PostForm, Row,
    Shape, StatusPill, Table, Tabs, Tone, Weight,
};

pub(super) fn drawn(
    (import, version): (ImportId, i64),
    query: &ImportQuery,
    preview: Preview,
) -> AnyView {
    let run = run(import, version, preview.counts);
    let show = query.show();
    let counts = preview.counts;
    let all: u32 = Verdict::ALL.iter().map(|one| counts.of(*one)).sum();
    let everything = NavItem::new("All rows", ImportQuery::address(import, None, 0))
        .count(u64::from(all))
        .current(show.is_none());
    let items: Vec<NavItem> = std::iter::once(everything)
        .chain(Verdict::ALL.into_iter().map(|one| {
            NavItem::new(one.word(), ImportQuery::address(import, Some(one), 0))
                .count(u64::from(counts.of(one)))
                .current(show == Some(one))
        }))
        .collect();
    let at = |from: Option<usize>| from.map(|from| ImportQuery::address(import, show, from));
    let (previous, next) = (at(preview.previous), at(preview.next));
    let table = table(preview.rows);
    view! {
        {run}
        <Card title="What would happen" flush=true>
            <Tabs label="Rows" items/>
            {table}
            <Pager previous next/>
        </Card>
    }
    .into_any()
}

/// All or nothing, or what can be; nothing to press where nothing would change.
fn run(import: ImportId, version: i64, counts: Counts) -> AnyView {
    if counts.good() == 0 {
        return if counts.faulty == 0 {
            view! { <Notice tone=Tone::Done title="Everything in this file is there already. There is nothing to import."/> }
                .into_any()
        } else {
            view! { <Notice tone=Tone::Attention title="No row of this file would change anything. See below what is wrong with them."/> }
                .into_any()
        };
    }
    let buttons = if counts.faulty == 0 {
        view! { <Button label="Import" weight=Weight::Primary name="mode" value=ImportMode::All.key()/> }
            .into_any()
    } else {
        let why = format!(
            "Rows that cannot be imported: {}. Please correct the file, or import the others.",
            counts.faulty
        );
        view! {
            <Button label="Import all" name="mode" value=ImportMode::All.key() refused=why/>
            <Button label="Import the good rows" weight=Weight::Primary name="mode" value=ImportMode::Good.key()/>
        }
        .into_any()
    };
    let sentence = format!(
        "{} new, {} changed, {} unchanged, {} that cannot be imported.",
        counts.new, counts.changed, counts.unchanged, counts.faulty
    );
    view! {
        <Card title="Import">
            <PostForm action=pages::RUN_IMPORT.path label="Import">
                <Hidden name="import" value=import.to_string()/>
                <Hidden name="version" value=version.to_string()/>
                <p>{sentence}</p>
                <FormActs>{buttons}</FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn table(rows: Vec<PreviewRow>) -> AnyView {
    if rows.is_empty() {
        return view! { <EmptyState title="No such rows" words="No row of the file is one of these."/> }
            .into_any();
    }
    let columns = vec![
        Column::new("Line").numeric(),
        Column::new("Row"),
        Column::new("What happens"),
        Column::new("Why"),
    ];
    let rows: Vec<Row> = rows
        .into_iter()
        .map(|row| {
            Row::new()
                .words(row.line.to_string())
                .words(row.what)
                .cell(pill(row.verdict))
                .words(row.notes.join(" "))
        })
        .collect();
    view! { <Table caption="What would happen" columns rows/> }.into_any()
}

fn pill(verdict: Verdict) -> AnyView {
    let (tone, shape) = match verdict {
        Verdict::New => (Tone::Info, Shape::Dot),
        Verdict::Changed => (Tone::Hold, Shape::Half),
        Verdict::Unchanged => (Tone::Plain, Shape::Ring),
        Verdict::Faulty => (Tone::Stop, Shape::Cross),
    };
    view! { <StatusPill word=verdict.word() tone shape/> }.into_any()
}
