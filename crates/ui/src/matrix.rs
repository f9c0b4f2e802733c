//! Who can do what: roles across, permissions down, a mark and a word in each cell.

use crate::{Tone, Words};
use leptos::prelude::*;

/// What a role may do with one permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixCell {
    word: Words,
    tone: Tone,
    control: Option<(String, String, bool)>,
}

impl MatrixCell {
    /// Granted, as far as the word says: "own", "department".
    #[must_use]
    pub fn granted(word: impl Into<Words>) -> Self {
        Self {
            word: word.into(),
            tone: Tone::Done,
            control: None,
        }
    }

    /// Not granted.
    #[must_use]
    pub fn none() -> Self {
        Self {
            word: Words::default(),
            tone: Tone::Plain,
            control: None,
        }
    }

    /// Differs from the role's default.
    #[must_use]
    pub fn changed(mut self) -> Self {
        self.tone = Tone::Attention;
        self
    }

    /// A box to tick in this cell: the name and value it sends, and whether it is ticked.
    #[must_use]
    pub fn check(name: impl Into<String>, value: impl Into<String>, ticked: bool) -> Self {
        Self {
            word: Words::default(),
            tone: Tone::Plain,
            control: Some((name.into(), value.into(), ticked)),
        }
    }
}

/// Permissions of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixGroup {
    /// What they are about: "Orders".
    pub title: String,
    /// Each permission's sentence and its cells in the order of the roles.
    pub rows: Vec<(String, Vec<MatrixCell>)>,
}

/// The matrix; its head and first column stay in sight.
#[component]
pub fn Matrix(
    /// Its caption: "Who can do what".
    #[prop(into)]
    caption: String,
    /// The roles: their names, and their pages.
    roles: Vec<(String, Words)>,
    /// The permissions, by kind.
    groups: Vec<MatrixGroup>,
) -> impl IntoView {
    let span = (roles.len() + 1).to_string();
    let names: Vec<String> = roles.iter().map(|(name, _)| name.clone()).collect();
    let heads = roles
        .into_iter()
        .map(|(name, href)| {
            let name = match href.owned() {
                Some(href) => view! { <a class="link" href=href>{name}</a> }.into_any(),
                None => name.into_any(),
            };
            view! { <th scope="col">{name}</th> }
        })
        .collect_view();
    let groups = groups
        .into_iter()
        .map(|group| {
            let rows = group
                .rows
                .into_iter()
                .map(|(sentence, cells)| {
                    let cells = cells
                        .into_iter()
                        .zip(&names)
                        .map(|(cell, role)| matrix_cell(cell, &sentence, role))
                        .collect_view();
                    view! {
                        <tr>
                            <th scope="row">{sentence}</th>
                            {cells}
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <tbody>
                    <tr class="matrix-group">
                        <th scope="rowgroup" colspan=span.clone()>
                            {group.title}
                        </th>
                    </tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <div class="matrix-frame" tabindex="0" role="group" aria-label=caption>
            <table class="matrix">
                <caption class="visually-hidden">{caption.clone()}</caption>
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                {groups}
            </table>
        </div>
    }
}

fn matrix_cell(cell: MatrixCell, sentence: &str, role: &str) -> AnyView {
    if let Some((name, value, ticked)) = cell.control {
        return view! {
            <td>
                <input
                    class="check"
                    type="checkbox"
                    name=name
                    value=value
                    checked=ticked
                    aria-label=format!("{role}: {sentence}")
                />
            </td>
        }
        .into_any();
    }
    match cell.word.owned() {
        Some(word) => view! { <td data-tone=cell.tone.key()>{word}</td> }.into_any(),
        None => view! {
            <td data-tone=cell.tone.key() data-none="">
                <span class="visually-hidden">"no"</span>
            </td>
        }
        .into_any(),
    }
}
