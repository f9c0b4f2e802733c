//! Tables: rows of facts to compare. At 360 px each row is a card with its facts in the same
//! order, each named by its column.

use crate::{Density, Tone, Words};
use leptos::prelude::*;
use std::fmt;

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    /// Smallest or first on top.
    Up,
    /// Greatest or last on top.
    Down,
}

/// A column: its heading, and how its cells are set.
#[derive(Clone, Debug, Default)]
pub struct Column {
    heading: String,
    heading_hidden: bool,
    numeric: bool,
    wide_only: bool,
    sort_href: Option<String>,
    sorted: Option<Sorted>,
}

impl Column {
    /// A column with a heading.
    #[must_use]
    pub fn new(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            ..Self::default()
        }
    }

    /// A column whose heading is for screen readers only: acts, thumbnails.
    #[must_use]
    pub fn unseen(heading: impl Into<String>) -> Self {
        Self {
            heading_hidden: true,
            ..Self::new(heading)
        }
    }

    /// Figures: set to the right, all of one width.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// Left out between a phone and a wide screen, where there is least room.
    #[must_use]
    pub fn wide_only(mut self) -> Self {
        self.wide_only = true;
        self
    }

    /// Its heading is a link to this list sorted by it; `sorted` says how it is now.
    #[must_use]
    pub fn sort(mut self, href: impl Into<String>, sorted: Option<Sorted>) -> Self {
        self.sort_href = Some(href.into());
        self.sorted = sorted;
        self
    }
}

enum Cell {
    Words(String),
    Drawn(AnyView),
}

/// A row's box to tick.
#[derive(Clone, Debug)]
enum Pick {
    Open { value: String, label: String },
    Shut { why: String },
}

/// A row: its cells in the order of the columns.
#[derive(Default)]
pub struct Row {
    id: Words,
    cells: Vec<Cell>,
    tone: Option<Tone>,
    pick: Option<Pick>,
    detail: Option<(String, AnyView)>,
    faded: bool,
    current: bool,
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("id", &self.id)
            .field("cells", &self.cells.len())
            .finish_non_exhaustive()
    }
}

impl Row {
    /// A row without cells yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next cell, as plain words.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Self {
        self.cells.push(Cell::Words(words.into()));
        self
    }

    /// The next cell, as several words, one below the other: the roles of a person.
    #[must_use]
    pub fn list(self, words: Vec<String>) -> Self {
        if words.is_empty() {
            return self.words("");
        }
        let words = words.into_iter().map(|one| view! { <li>{one}</li> });
        let words = words.collect_view();
        self.cell(view! { <ul class="cell-list">{words}</ul> })
    }

    /// The next cell, as words with less important ones below them.
    #[must_use]
    pub fn noted(self, words: String, note: String) -> Self {
        if note.is_empty() {
            return self.words(words);
        }
        self.cell(view! { {words} <small class="cell-note">{note}</small> })
    }

    /// The next cell, drawn: a link, a pill, buttons.
    #[must_use]
    pub fn cell(mut self, drawn: impl IntoAny) -> Self {
        self.cells.push(Cell::Drawn(drawn.into_any()));
        self
    }

    /// The row's own id, for links to it.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Words::from(id.into());
        self
    }

    /// A mark at the row's edge: blocked, late. Its cells say the same in words.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }

    /// A box to tick: the value sent and the box's accessible name ("Select job 1042-1").
    #[must_use]
    pub fn pick(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.pick = Some(Pick::Open {
            value: value.into(),
            label: label.into(),
        });
        self
    }

    /// A box that cannot be ticked, and why.
    #[must_use]
    pub fn no_pick(mut self, why: impl Into<String>) -> Self {
        self.pick = Some(Pick::Shut { why: why.into() });
        self
    }

    /// What opens below the row, without script; the label names the opener ("Jobs of 1042").
    #[must_use]
    pub fn detail(mut self, label: impl Into<String>, drawn: impl IntoAny) -> Self {
        self.detail = Some((label.into(), drawn.into_any()));
        self
    }

    /// Set back: suspended, inactive, cancelled.
    #[must_use]
    pub fn faded(mut self, faded: bool) -> Self {
        self.faded = faded;
        self
    }

    /// The row that the page is about.
    #[must_use]
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }
}

/// A table. The caption is its accessible name and is always in the page.
///
/// Rows with a box to tick send `pick_name` to the form with the id `pick_form`, which is
/// usually a [`crate::BulkBar`].
#[component]
pub fn Table(
    /// What the rows are: "Orders".
    #[prop(into)]
    caption: String,
    /// Shows the caption above the table; otherwise it is for screen readers.
    #[prop(optional)]
    caption_shown: bool,
    /// The columns.
    columns: Vec<Column>,
    /// The rows.
    rows: Vec<Row>,
    /// How close the rows stand.
    #[prop(default = Density::Compact)]
    density: Density,
    /// The name ticked rows are sent by.
    #[prop(optional, into)]
    pick_name: Words,
    /// The form they are sent with.
    #[prop(optional, into)]
    pick_form: Words,
    /// Totals, a row as any other.
    #[prop(optional_no_strip, into)]
    footer: Option<Row>,
    /// Id of the table, for islands and links.
    #[prop(optional, into)]
    id: Words,
) -> impl IntoView {
    let has_pick = rows.iter().any(|row| row.pick.is_some());
    let has_detail = rows.iter().any(|row| row.detail.is_some());
    let span = columns.len() + usize::from(has_pick) + usize::from(has_detail);
    let frame = Frame {
        has_pick,
        has_detail,
        span,
        pick_name: pick_name.owned(),
        pick_form: pick_form.owned(),
    };
    let headings = columns.iter().map(heading).collect_view();
    let body = rows
        .into_iter()
        .map(|row| frame.row(&columns, row))
        .collect_view();
    let footer = footer.map(|row| view! { <tfoot>{frame.row(&columns, row)}</tfoot> });
    view! {
        <div class="table-frame">
            <table class="table" data-density=density.key() id=id.owned()>
                <caption class=(!caption_shown).then_some("visually-hidden")>{caption}</caption>
                <thead>
                    <tr>
                        {has_pick.then(|| view! {
                            <th scope="col" class="cell-pick"><span class="visually-hidden">"Select"</span></th>
                        })}
                        {has_detail.then(|| view! {
                            <th scope="col" class="cell-open"><span class="visually-hidden">"Details"</span></th>
                        })}
                        {headings}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
                {footer}
            </table>
        </div>
    }
}

fn heading(column: &Column) -> AnyView {
    let aria_sort = column.sorted.map(|sorted| match sorted {
        Sorted::Up => "ascending",
        Sorted::Down => "descending",
    });
    let words = column.heading.clone();
    let inner = match (&column.sort_href, column.heading_hidden) {
        (Some(href), _) => view! {
            <a class="sort" href=href.clone()>
                {words}
            </a>
        }
        .into_any(),
        (None, true) => view! { <span class="visually-hidden">{words}</span> }.into_any(),
        (None, false) => words.into_any(),
    };
    view! {
        <th
            scope="col"
            aria-sort=aria_sort
            data-numeric=column.numeric.then_some("")
            data-wide-only=column.wide_only.then_some("")
        >
            {inner}
        </th>
    }
    .into_any()
}

/// What all rows of a table share.
#[derive(Clone, Debug)]
struct Frame {
    has_pick: bool,
    has_detail: bool,
    span: usize,
    pick_name: Option<String>,
    pick_form: Option<String>,
}

impl Frame {
    fn row(&self, columns: &[Column], row: Row) -> AnyView {
        let pick = self.has_pick.then(|| self.pick(row.pick));
        let (opener, detail) = row.detail.unzip();
        let opener = self.has_detail.then(|| {
            // The opener is a details element with nothing in it: the style sheet shows the row
            // below while it is open, so a row keeps its height and no script is needed.
            let opener = opener.map(|label| {
                view! {
                    <details class="row-opener">
                        <summary>
                            <span class="visually-hidden">{label}</span>
                        </summary>
                    </details>
                }
            });
            view! { <td class="cell-open">{opener}</td> }
        });
        let detail = detail.map(|drawn| {
            view! {
                <tr class="row-detail">
                    <td colspan=self.span.to_string()>{drawn}</td>
                </tr>
            }
        });
        let cells = row
            .cells
            .into_iter()
            .enumerate()
            .map(|(at, cell)| {
                let column = columns.get(at);
                let label = column
                    .filter(|column| !column.heading_hidden)
                    .map(|column| column.heading.clone());
                let numeric = column.is_some_and(|column| column.numeric).then_some("");
                let wide_only = column.is_some_and(|column| column.wide_only).then_some("");
                let inner = match cell {
                    // Really empty, so that a phone leaves it out.
                    Cell::Words(words) if words.is_empty() => ().into_any(),
                    Cell::Words(words) => words.into_any(),
                    Cell::Drawn(drawn) => drawn,
                };
                view! {
                    <td data-label=label data-numeric=numeric data-wide-only=wide_only>
                        {inner}
                    </td>
                }
            })
            .collect_view();
        view! {
            <tr
                id=row.id.owned()
                data-tone=row.tone.map(Tone::key)
                data-faded=row.faded.then_some("")
                aria-current=row.current.then_some("true")
            >
                {pick}
                {opener}
                {cells}
            </tr>
            {detail}
        }
        .into_any()
    }

    fn pick(&self, pick: Option<Pick>) -> AnyView {
        let inner = match pick {
            Some(Pick::Open { value, label }) => view! {
                <input
                    class="check"
                    type="checkbox"
                    name=self.pick_name.clone()
                    value=value
                    form=self.pick_form.clone()
                    aria-label=label
                />
            }
            .into_any(),
            Some(Pick::Shut { why }) => view! {
                <input
                    class="check"
                    type="checkbox"
                    disabled=true
                    aria-label=why.clone()
                    title=why
                />
            }
            .into_any(),
            None => ().into_any(),
        };
        view! { <td class="cell-pick">{inner}</td> }.into_any()
    }
}
